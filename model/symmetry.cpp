#include "model/symmetry.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <range/v3/algorithm/all_of.hpp>
#include <range/v3/algorithm/find_if.hpp>

#include "model/names.hpp"

namespace holdfast::model {
namespace {

/// More orders of names than this are not tried for every state.
constexpr std::size_t most_orders = 24;
constexpr std::size_t widest_record = 64;

auto label_of(const Call& call)
{
    return std::tuple(call.kind, call.profile, call.dynamic, call.must, call.on_failure);
}

bool same_script(const Script& one, const Script& other)
{
    const auto same_point = [](const Point& a, const Point& b) {
        return std::tie(a.kind, a.first, a.count, a.step) == std::tie(b.kind, b.first, b.count, b.step);
    };
    const auto same_possibility = [](const Possibility& a, const Possibility& b) {
        return label_of(a.call) == label_of(b.call) && std::tie(a.on_success, a.on_failure, a.inside) ==
                                                           std::tie(b.on_success, b.on_failure, b.inside);
    };
    return std::ranges::equal(one.points, other.points, same_point) &&
           std::ranges::equal(one.possibilities, other.possibilities, same_possibility);
}

bool same_widths(const std::vector<Field>& one, const std::vector<Field>& other)
{
    return std::ranges::equal(one, other, {}, &Field::mask, &Field::mask);
}

/// Exchanges two profiles in a script and looks how its points correspond: none where it becomes another
/// script.
class ScriptUnderExchange {
public:
    ScriptUnderExchange(const Script& script, std::size_t one, std::size_t other)
        : script_(script), one_(one), other_(other), becomes_(script.points.size(), unknown)
    {
    }

    [[nodiscard]] std::optional<std::vector<PointIndex>> points()
    {
        match(script_.start, script_.start);
        match(script_.end, script_.end);
        match(script_.crashed, script_.crashed);
        while (fits_ && !open_.empty()) {
            const PointIndex point = open_.back();
            open_.pop_back();
            match_ways(script_.points[point], script_.points[becomes_[point]]);
        }
        if (!fits_ || !is_permutation()) return std::nullopt;
        return becomes_;
    }

private:
    static constexpr PointIndex unknown = std::numeric_limits<PointIndex>::max();

    void match(PointIndex point, PointIndex image)
    {
        if (becomes_[point] == unknown) {
            becomes_[point] = image;
            if (script_.points[point].kind == Point::Kind::between) open_.push_back(point);
        }
        fits_ = fits_ && becomes_[point] == image && script_.points[point].kind == script_.points[image].kind;
    }

    void match_ways(const Point& point, const Point& image)
    {
        fits_ = fits_ && point.count == image.count;
        for (unsigned way = 0; fits_ && way < point.count; ++way) {
            const Possibility& mine = script_.possibilities[point.first + way];
            const Possibility* const theirs = only_one_like(exchanged(mine.call), image);
            fits_ = theirs != nullptr;
            if (fits_) match_possibilities(mine, *theirs);
        }
    }

    void match_possibilities(const Possibility& mine, const Possibility& theirs)
    {
        match(mine.on_success, theirs.on_success);
        match(mine.on_failure, theirs.on_failure);
        if (mine.inside == 0) return;
        for (std::size_t step = 1; step < atomic_steps_inside(mine); ++step)
            match(static_cast<PointIndex>(mine.inside + step), static_cast<PointIndex>(theirs.inside + step));
    }

    /// Points inside a call stand in a row, each with the number of its atomic step.
    [[nodiscard]] std::size_t atomic_steps_inside(const Possibility& possibility) const
    {
        std::size_t step = 1;
        while (possibility.inside + step < script_.points.size()) {
            const Point& point = script_.points[possibility.inside + step];
            if (point.kind != Point::Kind::inside || point.step != step ||
                &script_.possibilities[point.first] != &possibility)
                break;
            ++step;
        }
        return step;
    }

    [[nodiscard]] Call exchanged(Call call) const
    {
        if (call.profile == one_) call.profile = other_;
        else if (call.profile == other_) call.profile = one_;
        return call;
    }

    /// The way of the point that makes this call; none where several do, which would leave a choice.
    [[nodiscard]] const Possibility* only_one_like(const Call& call, const Point& point) const
    {
        const Possibility* found = nullptr;
        for (unsigned way = 0; way < point.count; ++way) {
            const Possibility& each = script_.possibilities[point.first + way];
            if (label_of(each.call) != label_of(call) && !is_same_without_profile(each.call, call)) continue;
            if (found != nullptr) return nullptr;
            found = &each;
        }
        return found;
    }

    /// Calls without a profile carry a meaningless number of one.
    [[nodiscard]] static bool is_same_without_profile(const Call& one, Call other)
    {
        const bool names_profile = one.kind == CallKind::create || one.kind == CallKind::logon ||
                                   one.kind == CallKind::delete_profile;
        if (names_profile) return false;
        other.profile = one.profile;
        return label_of(one) == label_of(other);
    }

    /// Points that no run comes by stay where they are.
    [[nodiscard]] bool is_permutation()
    {
        std::vector<bool> taken(becomes_.size());
        for (const PointIndex image : becomes_) {
            if (image == unknown) continue;
            if (taken[image]) return false;
            taken[image] = true;
        }
        for (std::size_t point = 0; point < becomes_.size(); ++point) {
            if (becomes_[point] != unknown) continue;
            if (taken[point]) return false;
            becomes_[point] = static_cast<PointIndex>(point);
        }
        return true;
    }

    const Script& script_;
    const std::size_t one_, other_;
    std::vector<PointIndex> becomes_;
    std::vector<PointIndex> open_;
    bool fits_ = true;
};

class Finder {
public:
    explicit Finder(const Layout& layout) : layout_(layout) {}

    Symmetries find()
    {
        found_.class_of.assign(layout_.programs.size(), none);
        if (const Hive* hive = hive_with_namesakes()) {
            found_.words.push_back(
                fmt::format("nothing, since the hive of {} can have several instances of one name",
                            layout_.world.accounts[hive->account].name));
            return std::move(found_);
        }
        find_classes();
        find_orders();
        return std::move(found_);
    }

private:
    static constexpr std::uint16_t none = std::numeric_limits<std::uint16_t>::max();

    [[nodiscard]] const Hive* hive_with_namesakes() const
    {
        const auto found = ranges::find_if(layout_.hives, [](const Hive& hive) {
            return !hive.slots.empty() && !hive.slot_per_name && !hive.programs.empty();
        });
        return found == layout_.hives.end() ? nullptr : &*found;
    }

    // Programs

    void find_classes()
    {
        for (std::uint16_t p = 0; p < layout_.programs.size(); ++p) {
            if (found_.class_of[p] != none) continue;
            ProgramClass like{{p}, {record_of(p)}, 0};
            for (auto q = static_cast<std::uint16_t>(p + 1); q < layout_.programs.size(); ++q) {
                if (found_.class_of[q] != none || !are_like(p, q)) continue;
                like.programs.push_back(q);
                like.records.push_back(record_of(q));
            }
            if (like.programs.size() > 1) add(std::move(like));
        }
    }

    void add(ProgramClass like)
    {
        for (const Field field : like.records.front())
            like.bits += static_cast<std::size_t>(std::bit_width(field.mask));
        if (like.bits > widest_record) return;
        for (std::size_t k = 0; k < like.programs.size(); ++k) {
            found_.class_of[like.programs[k]] = static_cast<std::uint16_t>(found_.classes.size());
            multiply(k + 1);
        }
        found_.words.push_back(fmt::format("programs {}", fmt::join(names_of(like), ", ")));
        found_.classes.push_back(std::move(like));
    }

    [[nodiscard]] std::vector<std::string> names_of(const ProgramClass& like) const
    {
        std::vector<std::string> names;
        for (const std::uint16_t p : like.programs) names.push_back(name_of_program(layout_, p));
        return names;
    }

    [[nodiscard]] bool are_like(std::uint16_t p, std::uint16_t q) const
    {
        const ProgramLayout& one = layout_.programs[p];
        const ProgramLayout& other = layout_.programs[q];
        const bool same_table = one.table == other.table || (is_alone_in_table(p) && is_alone_in_table(q));
        const bool same_mutex = one.mutex == other.mutex || (is_alone_in_mutex(p) && is_alone_in_mutex(q));
        return one.hive == other.hive && same_table && same_mutex &&
               layout_.world.programs[p].may_crash == layout_.world.programs[q].may_crash &&
               same_widths(record_of(p), record_of(q)) && same_script(one.script, other.script);
    }

    [[nodiscard]] bool is_alone_in_table(std::uint16_t p) const
    {
        return layout_.tables[layout_.programs[p].table].programs.size() == 1;
    }
    [[nodiscard]] bool is_alone_in_mutex(std::uint16_t p) const
    {
        return layout_.mutexes[layout_.programs[p].mutex].programs.size() == 1;
    }

    [[nodiscard]] std::vector<Field> record_of(std::uint16_t p) const
    {
        const ProgramLayout& program = layout_.programs[p];
        const ProgramFields& own = program.fields;
        std::vector<Field> fields{own.at,      own.initialized,  own.session,     own.entry,      own.scratch,
                                  own.created, own.stale_handle, own.marked_path, own.holds_mutex};
        if (is_alone_in_table(p)) {
            const std::vector<Field>& stale = layout_.tables[program.table].stale;
            fields.insert(fields.end(), stale.begin(), stale.end());
        }
        if (is_alone_in_mutex(p)) fields.push_back(layout_.mutexes[program.mutex].abandoned);
        return fields;
    }

    // Names

    void find_orders()
    {
        std::vector<std::size_t> alike(layout_.world.profiles.size());  // the first of those that are like it
        std::iota(alike.begin(), alike.end(), 0);
        for (std::size_t k = 0; k < alike.size(); ++k) {
            for (std::size_t first = 0; first < k; ++first) {
                if (alike[first] != first || !can_exchange(first, k)) continue;
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
        std::vector<std::size_t> order = profiles;
        std::vector<NameOrder> fresh;
        while (std::ranges::next_permutation(order).found) fresh.push_back(order_that_takes(profiles, order));
        if ((fresh.size() + 1) * (found_.orders.size() + 1) > most_orders) {
            found_.words.push_back(fmt::format(
                "{} profiles, but their orders are too many to try for every state", profiles.size()));
            return;
        }
        multiply(fresh.size() + 1);
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
            std::iota(of_hive.slots.begin(), of_hive.slots.end(), std::uint16_t{0});
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
        std::swap(order.hives[h].slots[mine], order.hives[h].slots[theirs]);
        if (!hive.slots.empty())
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
            follow(first.hives[h].slots, then.hives[h].slots);
            follow(first.hives[h].references, then.hives[h].references);
        }
        for (std::size_t p = 0; p < first.points.size(); ++p) follow(first.points[p], then.points[p]);
        return first;
    }

    void multiply(std::uint64_t by)
    {
        if (__builtin_mul_overflow(found_.order, by, &found_.order))
            found_.order = std::numeric_limits<std::uint64_t>::max();
    }

    const Layout& layout_;
    Symmetries found_;
};

}  // namespace

Symmetries find_symmetries(const Layout& layout) { return Finder(layout).find(); }

}  // namespace holdfast::model
