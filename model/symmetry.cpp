#include "model/symmetry.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <range/v3/algorithm/all_of.hpp>
#include <range/v3/algorithm/any_of.hpp>
#include <range/v3/algorithm/contains.hpp>
#include <range/v3/algorithm/find_if.hpp>

#include "model/names.hpp"
#include "model/script_under_exchange.hpp"
#include "model/told_apart.hpp"

namespace holdfast::model {
namespace {

/// More orders of names than this are not tried for every state.
constexpr std::size_t most_orders = 24;

/// Where instances are numbered, what is alike up to their numbers may have to be tried in several orders. So
/// many exchanges of programs that can refer to several instances are the most: 8 programs, or 4 sessions of
/// 2. One reference alone never ties in circles (instance_order.hpp); those programs need only be so few that
/// their exchanges can be counted.
constexpr std::uint64_t most_exchanges_of_ties = 40'320;
constexpr std::uint64_t most_exchanges = std::uint64_t{1} << 62;

bool same_script(const Script& one, const Script& other)
{
    const auto same_point = [](const Point& a, const Point& b) {
        return std::tie(a.kind, a.first, a.count, a.step) == std::tie(b.kind, b.first, b.count, b.step);
    };
    const auto same_possibility = [](const Possibility& a, const Possibility& b) {
        return a.call == b.call && std::tie(a.on_success, a.on_failure, a.inside) ==
                                       std::tie(b.on_success, b.on_failure, b.inside);
    };
    return std::ranges::equal(one.points, other.points, same_point) &&
           std::ranges::equal(one.possibilities, other.possibilities, same_possibility);
}

bool same_widths(const std::vector<Field>& one, const std::vector<Field>& other)
{
    return std::ranges::equal(one, other, {}, &Field::mask, &Field::mask);
}

bool same_widths(const MemberRecord& one, const MemberRecord& other)
{
    const auto same_lists = [](const auto& a, const auto& b) { return same_widths(a, b); };
    return same_widths(one.fields, other.fields) && same_widths(one.references, other.references) &&
           std::ranges::equal(one.by_instance, other.by_instance, same_lists);
}

/// Stays at the greatest number.
std::uint64_t times(std::uint64_t one, std::uint64_t other)
{
    std::uint64_t product = 0;
    return __builtin_mul_overflow(one, other, &product) ? std::numeric_limits<std::uint64_t>::max() : product;
}

std::uint64_t orders_of(std::size_t count)
{
    std::uint64_t orders = 1;
    for (std::size_t k = 2; k <= count; ++k) orders = times(orders, k);
    return orders;
}

std::size_t bits_of(const std::vector<Field>& fields)
{
    return std::accumulate(fields.begin(), fields.end(), std::size_t{0}, [](std::size_t sum, Field field) {
        return sum + static_cast<std::size_t>(std::bit_width(field.mask));
    });
}

std::size_t bits_of(const MemberRecord& record)
{
    std::size_t bits = bits_of(record.fields) + bits_of(record.references);
    for (const std::vector<Field>& list : record.by_instance) bits += bits_of(list);
    return bits;
}

/// What is in a scenario that tells its programs or names apart in ways that are not looked into; or nothing.
std::string_view rarity(const Layout& layout)
{
    // A poll asks nothing of a client but what those of a kind have in common.
    const auto is_poll = [](const Happening& each) { return each.kind == Happening::Kind::poll; };
    if (!ranges::all_of(layout.happenings, is_poll)) return "more than crashes can happen to programs";
    for (const ProgramLayout& program : layout.programs) {
        const ProgramFields& own = program.fields;
        const auto rare = {own.shared, own.admin, own.marker, own.lost_path, own.on_its_own};
        if (ranges::any_of(rare, &Field::present) || program.lacks_privilege)
            return "programs share sessions, administer services, or may not do what others may";
    }
    for (const Hive& hive : layout.hives) {
        const bool rare =
            !hive.slots.empty() && (hive.slots[0].bare.present() || hive.slots[0].pending.present());
        if (rare || hive.default_profile.present()) return "profiles have more to them than their names";
    }
    if (layout.policy.table_tells_hives == TableTellsHives::together)
        return "in-use tables do not tell accounts apart";
    return {};
}
/// Programs that share their table and their mutex, those of a kind side by side.
struct Cell {
    std::size_t hive = 0, table = 0, mutex = 0;
    std::vector<std::uint16_t> programs{};
};

/// Cells that can be exchanged, or one that is like no other.
using Family = std::vector<const Cell*>;

class Finder {
public:
    explicit Finder(const Layout& layout) : layout_(layout), named_(layout) {}

    Symmetries find()
    {
        found_.class_of.assign(layout_.programs.size(), none);
        if (const std::string_view reason = rarity(layout_); !reason.empty()) {
            found_.words.push_back(fmt::format("nothing, since {}", reason));
            return std::move(found_);
        }
        exchanges_.assign(layout_.hives.size(), 1);
        find_kinds();
        find_cells();
        for (const Family& family : families()) add(family);
        find_orders();
        for (NameOrder& order : found_.orders) write_changes(order);
        find_instances();
        tell_told_apart();
        return std::move(found_);
    }

private:
    static constexpr std::uint16_t none = std::numeric_limits<std::uint16_t>::max();

    // Programs

    /// Programs of one kind could be exchanged, as far as they themselves go.
    void find_kinds()
    {
        for (std::uint16_t p = 0; p < layout_.programs.size(); ++p) {
            kinds_.push_back(p);
            for (std::uint16_t q = 0; q < p; ++q) {
                if (kinds_[q] != q || !are_like(q, p)) continue;
                if (const std::string* property = named_.between(q, p)) {
                    told_apart_.insert({*property, "programs"});
                    continue;
                }
                kinds_[p] = q;
                break;
            }
        }
    }

    [[nodiscard]] bool are_like(std::uint16_t p, std::uint16_t q) const
    {
        const ProgramLayout& one = layout_.programs[p];
        const ProgramLayout& other = layout_.programs[q];
        return one.hive == other.hive &&
               layout_.world.programs[p].may_crash == layout_.world.programs[q].may_crash &&
               layout_.world.programs[p].urgent == layout_.world.programs[q].urgent &&
               layout_.world.programs[p].client == layout_.world.programs[q].client &&
               same_widths(record_of(p), record_of(q)) && same_script(one.script, other.script);
    }

    void find_cells()
    {
        std::map<std::tuple<std::size_t, std::size_t, std::size_t>, std::size_t> known;
        for (std::uint16_t p = 0; p < layout_.programs.size(); ++p) {
            const ProgramLayout& program = layout_.programs[p];
            const auto [place, fresh] =
                known.try_emplace({program.hive, program.table, program.mutex}, cells_.size());
            if (fresh) cells_.push_back({program.hive, program.table, program.mutex});
            cells_[place->second].programs.push_back(p);
        }
        for (Cell& cell : cells_) {
            std::ranges::stable_sort(cell.programs, {}, [&](std::uint16_t p) { return kinds_[p]; });
        }
    }

    [[nodiscard]] std::vector<Family> families() const
    {
        std::vector<Family> families;
        for (const Cell& cell : cells_) {
            const auto like =
                ranges::find_if(families, [&](const Family& each) { return are_like(*each.front(), cell); });
            if (like != families.end()) like->push_back(&cell);
            else families.push_back({&cell});
        }
        return families;
    }

    [[nodiscard]] bool are_like(const Cell& one, const Cell& other) const
    {
        const auto kind = [&](std::uint16_t p) { return kinds_[p]; };
        const bool same_table = one.table == other.table || (owns_table(one) && owns_table(other));
        const bool same_mutex = one.mutex == other.mutex || (owns_mutex(one) && owns_mutex(other));
        return one.hive == other.hive && same_table && same_mutex &&
               std::ranges::equal(one.programs, other.programs, {}, kind, kind) &&
               same_widths(record_of(one), record_of(other));
    }

    [[nodiscard]] bool owns_table(const Cell& cell) const
    {
        return layout_.tables[cell.table].programs.size() == cell.programs.size();
    }
    [[nodiscard]] bool owns_mutex(const Cell& cell) const
    {
        return layout_.mutexes[cell.mutex].programs.size() == cell.programs.size();
    }

    /// All classes of the family or none: a state is sorted within the cells first, and then by cells.
    void add(const Family& family)
    {
        std::vector<ProgramClass> classes;
        for (const Cell* const cell : family) add_within(*cell, classes);
        if (family.size() > 1) classes.push_back(class_of_cells(family));
        const std::string too_many = too_many_exchanges(classes);
        if (!too_many.empty()) {
            found_.words.push_back(too_many);
            return;
        }
        for (ProgramClass& each : classes) add(std::move(each));
    }

    /// The programs of one kind in a cell stand in a row.
    void add_within(const Cell& cell, std::vector<ProgramClass>& classes) const
    {
        for (std::size_t first = 0, end = 0; first < cell.programs.size(); first = end) {
            ProgramClass like{.hive = cell.hive};
            while (end < cell.programs.size() && kinds_[cell.programs[end]] == kinds_[cell.programs[first]]) {
                like.programs.push_back(cell.programs[end]);
                like.records.push_back(record_of(cell.programs[end++]));
            }
            like.bits = bits_of(like.records.front());
            if (like.members() > 1) classes.push_back(std::move(like));
        }
    }

    [[nodiscard]] ProgramClass class_of_cells(const Family& family) const
    {
        ProgramClass like{.width = family.front()->programs.size(), .hive = family.front()->hive};
        for (const Cell* const cell : family) {
            like.programs.insert(like.programs.end(), cell->programs.begin(), cell->programs.end());
            like.records.push_back(record_of(*cell));
        }
        like.bits = bits_of(like.records.front());
        return like;
    }

    /// Why the classes of a family are left out; empty where they are not.
    [[nodiscard]] std::string too_many_exchanges(const std::vector<ProgramClass>& classes)
    {
        if (classes.empty() || !numbers_instances(layout_.hives[classes.front().hive])) return "";
        std::uint64_t& exchanges = exchanges_[classes.front().hive];
        std::uint64_t all = exchanges;
        bool can_tie = false;
        for (const ProgramClass& each : classes) {
            all = times(all, orders_of(each.members()));
            const MemberRecord& record = each.records.front();
            const bool has_lists = each.width > 1 && !record.by_instance.empty();
            can_tie = can_tie || record.references.size() + (has_lists ? 1 : 0) > 1;
        }
        if (all > (can_tie ? most_exchanges_of_ties : most_exchanges)) {
            return fmt::format("{}, but they are too many to exchange for every state while the hive of {} "
                               "can have several instances of one name",
                               words_on(classes.back()), account_of(classes.front()));
        }
        exchanges = all;
        return "";
    }

    void add(ProgramClass like)
    {
        for (const std::uint16_t p : like.programs) {
            if (found_.class_of[p] == none)
                found_.class_of[p] = static_cast<std::uint16_t>(found_.classes.size());
        }
        found_.order = times(found_.order, orders_of(like.members()));
        found_.words.push_back(words_on(like));
        found_.classes.push_back(std::move(like));
    }

    [[nodiscard]] const std::string& account_of(const ProgramClass& like) const
    {
        return layout_.world.accounts[layout_.hives[like.hive].account].name;
    }

    [[nodiscard]] std::string words_on(const ProgramClass& like) const
    {
        std::vector<std::string> members;
        for (std::size_t member = 0; member < like.members(); ++member) {
            members.push_back(like.width == 1 ? name_of_program(layout_, like.program(member, 0))
                                              : words_on_cell(like, member));
        }
        return fmt::format("{} {}", like.width == 1 ? "programs" : "sessions", fmt::join(members, ", "));
    }

    /// "remote (mailer, reader)"
    [[nodiscard]] std::string words_on_cell(const ProgramClass& like, std::size_t member) const
    {
        std::vector<std::string> programs, sessions;
        for (std::size_t place = 0; place < like.width; ++place) {
            const std::uint16_t p = like.program(member, place);
            programs.push_back(name_of_program(layout_, p));
            std::string session = name_of_session(layout_, p);
            if (!ranges::contains(sessions, session)) sessions.push_back(std::move(session));
        }
        return fmt::format("{} ({})", join(sessions), fmt::join(programs, ", "));
    }

    // Records

    [[nodiscard]] MemberRecord record_of(std::uint16_t p) const
    {
        MemberRecord record;
        const ProgramLayout& program = layout_.programs[p];
        const bool numbers = numbers_instances(layout_.hives[program.hive]);
        for (const RecordField& each : record_fields) {
            const bool renumbered = numbers && each.kind == FieldKind::reference;
            append(renumbered ? record.references : record.fields, program.fields.*each.field);
        }
        return record;
    }

    [[nodiscard]] MemberRecord record_of(const Cell& cell) const
    {
        MemberRecord record = record_of_own_things(cell);
        for (const std::uint16_t p : cell.programs) {
            const MemberRecord program = record_of(p);
            for (const Field field : program.fields) append(record.fields, field);
            for (const Field field : program.references) append(record.references, field);
        }
        return record;
    }

    /// Of its table and its mutex, where they are its alone.
    [[nodiscard]] MemberRecord record_of_own_things(const Cell& cell) const
    {
        MemberRecord record;
        if (owns_table(cell)) add_lists(layout_.tables[cell.table], record);
        if (owns_mutex(cell)) append(record.fields, layout_.mutexes[cell.mutex].abandoned);
        return record;
    }

    void add_lists(const Table& table, MemberRecord& record) const
    {
        for (const auto list : table_lists) {
            if (goes_by_number(table)) {
                if (bits_of(table.*list) > 0) record.by_instance.push_back(table.*list);
            } else {
                for (const Field field : table.*list) append(record.fields, field);
            }
        }
    }

    [[nodiscard]] bool goes_by_number(const Table& table) const
    {
        return lists_go_by_instance(layout_.policy) && numbers_instances(layout_.hives[table.hive]);
    }

    static void append(std::vector<Field>& fields, Field field)
    {
        if (field.present()) fields.push_back(field);
    }

    // Names

    void find_orders()
    {
        std::vector<std::size_t> alike(layout_.world.profiles.size());  // the first of those that are like it
        std::iota(alike.begin(), alike.end(), 0);
        for (std::size_t k = 0; k < alike.size(); ++k) {
            for (std::size_t first = 0; first < k; ++first) {
                if (alike[first] != first || !can_exchange(first, k)) continue;
                if (const std::string* property = named_.between_profiles(first, k)) {
                    told_apart_.insert({*property, "profiles"});
                    continue;
                }
                alike[k] = first;
                break;
            }
        }
        std::map<std::size_t, std::vector<std::size_t>> classes;
        for (std::size_t k = 0; k < alike.size(); ++k) classes[alike[k]].push_back(k);
        for (const auto& [first, profiles] : classes) {
            if (profiles.size() > 1) add_orders(profiles);
        }
    }

    [[nodiscard]] bool can_exchange(std::size_t one, std::size_t other) const
    {
        const Profile& mine = layout_.world.profiles[one];
        const Profile& theirs = layout_.world.profiles[other];
        if (mine.account != theirs.account || mine.state != theirs.state || mine.dynamic != theirs.dynamic)
            return false;
        if (layout_.hives[mine.account].slots.empty()) return false;
        return ranges::all_of(layout_.programs, [&](const ProgramLayout& program) {
            return ScriptUnderExchange(program.script, one, other).points().has_value();
        });
    }

    /// Multiplies the orders known so far with all orders of these profiles.
    void add_orders(const std::vector<std::size_t>& profiles)
    {
        if (times(orders_of(profiles.size()), found_.orders.size() + 1) > most_orders) {
            found_.words.push_back(fmt::format(
                "{} profiles, but their orders are too many to try for every state", profiles.size()));
            return;
        }
        std::vector<std::size_t> order = profiles;
        std::vector<NameOrder> fresh;
        while (std::ranges::next_permutation(order).found) fresh.push_back(order_that_takes(profiles, order));
        found_.order = times(found_.order, fresh.size() + 1);
        const std::size_t known = found_.orders.size();
        for (const NameOrder& each : fresh) {
            found_.orders.push_back(each);
            for (std::size_t k = 0; k < known; ++k)
                found_.orders.push_back(one_after_other(found_.orders[k], each));
        }
        std::vector<std::string> names;
        for (const std::size_t profile : profiles) names.push_back(layout_.world.profiles[profile].name);
        found_.words.push_back(fmt::format("profiles {}", fmt::join(names, ", ")));
    }

    [[nodiscard]] NameOrder identity() const
    {
        NameOrder order;
        for (const Hive& hive : layout_.hives) {
            NameOrder::OfHive of_hive{
                std::vector<std::uint16_t>(hive.profiles.size()),
                std::vector<std::uint16_t>(1 + hive.slots.size() + hive.profiles.size())};
            std::iota(of_hive.names.begin(), of_hive.names.end(), std::uint16_t{0});
            std::iota(of_hive.references.begin(), of_hive.references.end(), std::uint16_t{0});
            order.hives.push_back(std::move(of_hive));
        }
        for (const ProgramLayout& program : layout_.programs) {
            std::vector<PointIndex> points(program.script.points.size());
            std::iota(points.begin(), points.end(), PointIndex{0});
            order.points.push_back(std::move(points));
        }
        return order;
    }

    [[nodiscard]] NameOrder exchange(std::size_t one, std::size_t other) const
    {
        NameOrder order = identity();
        const std::size_t h = layout_.world.profiles[one].account;
        const Hive& hive = layout_.hives[h];
        const std::size_t mine = layout_.name_of_profile[one], theirs = layout_.name_of_profile[other];
        std::swap(order.hives[h].names[mine], order.hives[h].names[theirs]);
        if (hive.slot_per_name)
            std::swap(order.hives[h].references[1 + mine], order.hives[h].references[1 + theirs]);
        const std::size_t purged = 1 + hive.slots.size();
        std::swap(order.hives[h].references[purged + mine], order.hives[h].references[purged + theirs]);
        for (std::size_t p = 0; p < layout_.programs.size(); ++p)
            order.points[p] = *ScriptUnderExchange(layout_.programs[p].script, one, other).points();
        return order;
    }

    /// As a product of exchanges: each profile is brought to its place in turn.
    [[nodiscard]] NameOrder order_that_takes(std::vector<std::size_t> from,
                                             const std::vector<std::size_t>& to) const
    {
        NameOrder order = identity();
        for (std::size_t k = 0; k < from.size(); ++k) {
            const auto at =
                static_cast<std::size_t>(std::find(from.begin(), from.end(), to[k]) - from.begin());
            if (at == k) continue;
            order = one_after_other(order, exchange(from[k], from[at]));
            std::swap(from[k], from[at]);
        }
        return order;
    }

    [[nodiscard]] static NameOrder one_after_other(NameOrder first, const NameOrder& then)
    {
        const auto follow = [](auto& steps, const auto& next) {
            for (auto& each : steps) each = next[each];
        };
        for (std::size_t h = 0; h < first.hives.size(); ++h) {
            follow(first.hives[h].names, then.hives[h].names);
            follow(first.hives[h].references, then.hives[h].references);
        }
        for (std::size_t p = 0; p < first.points.size(); ++p) follow(first.points[p], then.points[p]);
        return first;
    }

    void tell_told_apart()
    {
        for (const auto& [property, what] : told_apart_)
            found_.words.push_back(fmt::format(
                "not all {} that are alike, since the property {} tells them apart", what, property));
    }

    // What an order of names does to a state

    void write_changes(NameOrder& order) const
    {
        for (std::size_t h = 0; h < layout_.hives.size(); ++h) {
            const Hive& hive = layout_.hives[h];
            for (std::size_t slot = 0; slot < hive.slots.size(); ++slot)
                change_slot(hive, slot, order.hives[h], order.changes);
            for (const std::uint16_t p : hive.programs) change_record(p, order.hives[h], order);
        }
        for (const Table& table : layout_.tables) {
            if (goes_by_number(table)) continue;
            const std::vector<std::uint16_t>& names = order.hives[table.hive].names;
            for (const auto list : table_lists) {
                for (std::size_t key = 0; key < (table.*list).size(); ++key)
                    change({(table.*list)[key], (table.*list)[names[key]]}, order.changes);
            }
        }
    }

    /// Where slot k is that of name k, it moves; elsewhere it stays, and what stands in it has another name.
    static void change_slot(const Hive& hive, std::size_t slot, const NameOrder::OfHive& order,
                            std::vector<FieldChange>& changes)
    {
        const SlotFields& from = hive.slots[slot];
        const SlotFields& to = hive.slot_per_name ? hive.slots[order.names[slot]] : from;
        for (const SlotField& each : slot_fields) {
            FieldChange fields{from.*each.field, to.*each.field};
            if (each.kind == FieldKind::name) {
                fields.unless_none = from.status;
                fields.becomes = order.names;
            }
            change(std::move(fields), changes);
        }
    }

    void change_record(std::uint16_t p, const NameOrder::OfHive& names, NameOrder& order) const
    {
        for (const RecordField& each : record_fields) {
            const Field field = layout_.programs[p].fields.*each.field;
            FieldChange values{field, field};
            if (each.kind == FieldKind::point) values.becomes = order.points[p];
            if (each.kind == FieldKind::name) values.becomes = names.names;
            if (each.kind == FieldKind::reference) values.becomes = names.references;
            change(std::move(values), order.changes);
        }
    }

    /// Only what is not as before is worth a look at every state.
    static void change(FieldChange fields, std::vector<FieldChange>& changes)
    {
        if (!fields.from.present()) return;
        bool same_values = true;
        for (std::size_t value = 0; value < fields.becomes.size(); ++value)
            same_values = same_values && fields.becomes[value] == value;
        if (same_values) fields.becomes.clear();
        const bool same_place = fields.from.word == fields.to.word && fields.from.shift == fields.to.shift;
        if (!same_values || !same_place) changes.push_back(std::move(fields));
    }

    // Instances

    void find_instances()
    {
        for (std::size_t h = 0; h < layout_.hives.size(); ++h) {
            const Hive& hive = layout_.hives[h];
            if (found_.trivial() || !numbers_instances(hive) || hive.programs.empty()) continue;
            found_.instances.push_back(instances_of(h));
        }
    }

    [[nodiscard]] InstanceHive instances_of(std::size_t h) const
    {
        InstanceHive result{.hive = h};
        std::vector<bool> moves(layout_.tables.size());
        for (const std::uint16_t p : layout_.hives[h].programs) {
            const MemberRecord record = record_of(p);
            result.programs.push_back({.kind = p, .plain = record.fields, .references = record.references});
        }
        for (std::size_t k = 0; k < found_.classes.size(); ++k) {
            if (found_.classes[k].hive != h) continue;
            result.classes.push_back(k);
            take_for_alike(found_.classes[k], result);
            add_groups(found_.classes[k], result, moves);
        }
        for (std::size_t t = 0; t < layout_.tables.size(); ++t) {
            if (layout_.tables[t].hive != h || moves[t]) continue;
            MemberRecord record;
            add_lists(layout_.tables[t], record);
            for (std::vector<Field>& list : record.by_instance) result.by_instance.push_back(std::move(list));
        }
        return result;
    }

    /// Whose places are exchanged is of one kind: those within a cell first, then those of other cells.
    void take_for_alike(const ProgramClass& like, InstanceHive& hive) const
    {
        for (std::size_t member = 1; member < like.members(); ++member) {
            for (std::size_t place = 0; place < like.width; ++place) {
                const std::size_t mine = place_in(hive.hive, like.program(member, place));
                const std::size_t first = place_in(hive.hive, like.program(0, place));
                hive.programs[mine].kind = hive.programs[first].kind;
            }
        }
    }

    /// A single program that owns nothing more needs no group.
    void add_groups(const ProgramClass& like, InstanceHive& hive, std::vector<bool>& moves) const
    {
        for (std::size_t member = 0; member < like.members(); ++member) {
            const Cell& cell = cell_of(like.program(member, 0));
            if (cell.programs.size() != like.width) return;
            MemberRecord own = record_of_own_things(cell);
            if (owns_table(cell)) moves[cell.table] = true;
            if (like.width == 1 && own.fields.empty() && own.by_instance.empty()) continue;
            InstanceHive::Group group{.kind = like.programs.front()};
            for (const std::uint16_t p : cell.programs) {
                const std::size_t place = place_in(hive.hive, p);
                hive.programs[place].group = static_cast<std::uint16_t>(hive.groups.size());
                group.programs.push_back(static_cast<std::uint16_t>(place));
            }
            group.plain = std::move(own.fields);
            group.by_instance = std::move(own.by_instance);
            hive.groups.push_back(std::move(group));
        }
    }

    [[nodiscard]] const Cell& cell_of(std::uint16_t p) const
    {
        return *ranges::find_if(cells_, [&](const Cell& cell) { return ranges::contains(cell.programs, p); });
    }

    [[nodiscard]] std::size_t place_in(std::size_t hive, std::uint16_t p) const
    {
        const std::vector<std::uint16_t>& programs = layout_.hives[hive].programs;
        return static_cast<std::size_t>(std::ranges::lower_bound(programs, p) - programs.begin());
    }

    const Layout& layout_;
    std::vector<std::uint16_t> kinds_;  ///< by program: the first that is like it
    std::vector<Cell> cells_;
    std::vector<std::uint64_t> exchanges_;  ///< by hive: of programs, so far
    const Named named_;
    std::set<std::pair<std::string, std::string_view>> told_apart_;  ///< by which property, and of what kind
    Symmetries found_;
};

}  // namespace

Symmetries find_symmetries(const Layout& layout) { return Finder(layout).find(); }

}  // namespace holdfast::model
