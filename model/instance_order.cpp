#include "model/instance_order.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace holdfast::model {
namespace {

constexpr std::size_t no_instance = InstanceOrder::most;

/// Sets that are joined one edge at a time.
class Joined {
public:
    explicit Joined(std::size_t vertices) : parents_(vertices)
    {
        std::iota(parents_.begin(), parents_.end(), std::size_t{0});
    }

    /// False where they were joined before: the edge closes a circle.
    [[nodiscard]] bool join(std::size_t one, std::size_t other)
    {
        one = root_of(one);
        other = root_of(other);
        parents_[one] = other;
        return one != other;
    }

private:
    [[nodiscard]] std::size_t root_of(std::size_t vertex) const
    {
        while (parents_[vertex] != vertex) vertex = parents_[vertex];
        return vertex;
    }

    std::vector<std::size_t> parents_;
};

/// Whether somebody else of `count` has that colour.
template <class Colours>
bool is_tied(const Colours& colours, std::size_t count, std::size_t which)
{
    for (std::size_t k = 0; k < count; ++k) {
        if (k != which && colours[k] == colours[which]) return true;
    }
    return false;
}

}  // namespace

InstanceOrders::InstanceOrders(const Layout& layout, const InstanceHive& hive)
    : slots_(layout.hives[hive.hive]), hive_(hive), lists_(hive.by_instance)
{
    for (const InstanceHive::Group& group : hive.groups)
        lists_.insert(lists_.end(), group.by_instance.begin(), group.by_instance.end());
}

std::span<const InstanceOrder> InstanceOrders::of(const std::uint64_t* state)
{
    state_ = state;
    found_.clear();
    list_instances();
    if (differ_by_content()) {
        Colours colours;
        std::iota(colours.instances.begin(), colours.instances.end(), Colour{0});
        add(colours, 1);
    } else {
        explore(first_colours(), 1);
    }
    return found_;
}

std::size_t InstanceOrders::instance_of(std::uint64_t code) const
{
    return code == 0 || code > slots_.slots.size() ? no_instance : instance_in_slot_[code - 1];
}

void InstanceOrders::list_instances()
{
    referred_to_ = 0;
    for (const Field field : slots_.reference_fields) {
        const std::uint64_t code = get(field);
        if (code != 0 && code <= slots_.slots.size()) referred_to_ |= std::uint64_t{1} << (code - 1);
    }
    // Who stands in a slot is noted by the slot of the first that is the same, and numbered behind.
    instances_.clear();
    for (std::uint8_t slot = 0; slot < slots_.slots.size(); ++slot) {
        instance_in_slot_[slot] = no_instance;
        if (get(slots_.slots[slot].status) == 0) continue;
        const auto same = std::ranges::find_if(
            instances_, [&](const Instance& each) { return are_the_same(each.slot, slot); });
        const bool is_new = same == instances_.end();
        instance_in_slot_[slot] = is_new ? slot : same->slot;
        if (is_new) instances_.push_back({content(slot), slot, 1});
        else ++same->copies;
    }
    std::ranges::sort(instances_, [](const Instance& one, const Instance& other) {
        return one.content != other.content ? one.content > other.content : one.slot < other.slot;
    });
    std::array<std::uint8_t, most> number{};
    for (std::size_t k = 0; k < instances_.size(); ++k)
        number[instances_[k].slot] = static_cast<std::uint8_t>(k);
    for (std::size_t slot = 0; slot < slots_.slots.size(); ++slot) {
        if (instance_in_slot_[slot] != no_instance) instance_in_slot_[slot] = number[instance_in_slot_[slot]];
    }
}

std::uint64_t InstanceOrders::content(std::size_t slot) const
{
    std::uint64_t content = 0;
    for (const SlotField& each : slot_fields) {
        const Field field = slots_.slots[slot].*each.field;
        content = content << std::bit_width(field.mask) | get(field);
    }
    return content;
}

bool InstanceOrders::are_the_same(std::size_t one, std::size_t other) const
{
    const std::uint64_t both = std::uint64_t{1} << one | std::uint64_t{1} << other;
    if ((referred_to_ & both) != 0 || content(one) != content(other)) return false;
    return std::ranges::all_of(
        lists_, [&](const std::vector<Field>& list) { return get(list[one]) == get(list[other]); });
}

bool InstanceOrders::differ_by_content() const
{
    const auto same = [](const Instance& one, const Instance& other) { return one.content == other.content; };
    return std::ranges::adjacent_find(instances_, same) == instances_.end();
}

// Colours

InstanceOrders::Key& InstanceOrders::cleared_key(std::size_t number)
{
    if (keys_.size() <= number) keys_.resize(number + 1);
    keys_[number].clear();
    return keys_[number];
}

/// The lesser the key, the lesser the colour.
void InstanceOrders::colour_by_keys(std::size_t count, std::array<Colour, most>& colours)
{
    order_.resize(count);
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::ranges::sort(order_, [&](std::size_t one, std::size_t other) { return keys_[one] < keys_[other]; });
    for (std::size_t k = 0; k < count; ++k) {
        const bool as_before = k > 0 && keys_[order_[k]] == keys_[order_[k - 1]];
        colours[order_[k]] = as_before ? colours[order_[k - 1]] : static_cast<Colour>(k);
    }
}

// By what everyone is, without a look at who refers to whom.

InstanceOrders::Colours InstanceOrders::first_colours()
{
    Colours colours;
    for (std::size_t p = 0; p < hive_.programs.size(); ++p)
        write_first_key(hive_.programs[p], cleared_key(p));
    colour_by_keys(hive_.programs.size(), colours.programs);
    for (std::size_t g = 0; g < hive_.groups.size(); ++g) {
        Key& key = cleared_key(g);
        key.push_back(hive_.groups[g].kind);
        for (const Field field : hive_.groups[g].plain) key.push_back(get(field));
    }
    colour_by_keys(hive_.groups.size(), colours.groups);
    for (std::size_t k = 0; k < instances_.size(); ++k) {
        Key& key = cleared_key(k);
        key.push_back(~instances_[k].content);  // the greatest content comes first, as everywhere
        key.push_back(instances_[k].copies);
        for (const std::vector<Field>& list : hive_.by_instance) key.push_back(get(list[instances_[k].slot]));
    }
    colour_by_keys(instances_.size(), colours.instances);
    return colours;
}

/// That two fields of a program refer to the same instance counts to what it is, so that from here on each
/// field can be taken for itself.
void InstanceOrders::write_first_key(const InstanceHive::Program& program, Key& key) const
{
    key.push_back(program.kind);
    for (const Field field : program.plain) key.push_back(get(field));
    const std::uint64_t beyond_codes = 1 + slots_.slots.size() + slots_.profiles.size();
    for (const Field field : program.references) {
        const std::uint64_t code = get(field);
        const auto first = std::ranges::find(program.references, code, [&](Field each) { return get(each); });
        const auto place = static_cast<std::uint64_t>(first - program.references.begin());
        key.push_back(instance_of(code) == no_instance ? code : beyond_codes + place);
    }
}

/// Until nobody's colour says more: each is told apart by its own colour and by those of its neighbours.
void InstanceOrders::refine(Colours& colours)
{
    Colours old;
    do {
        old = colours;
        write_keys_of_programs(old);
        colour_by_keys(hive_.programs.size(), colours.programs);
        write_keys_of_groups(old);
        colour_by_keys(hive_.groups.size(), colours.groups);
        write_keys_of_instances(old);
        colour_by_keys(instances_.size(), colours.instances);
    } while (colours != old);
}

/// By what they refer to, and the group they are in.
void InstanceOrders::write_keys_of_programs(const Colours& colours)
{
    for (std::size_t p = 0; p < hive_.programs.size(); ++p) {
        const InstanceHive::Program& program = hive_.programs[p];
        Key& key = cleared_key(p);
        key.push_back(colours.programs[p]);
        if (program.group != InstanceHive::nobody) key.push_back(colours.groups[program.group]);
        for (const Field field : program.references) {
            const std::size_t instance = instance_of(get(field));
            key.push_back(instance == no_instance ? no_instance : colours.instances[instance]);
        }
    }
}

/// By their programs, and what their lists say of which instances.
void InstanceOrders::write_keys_of_groups(const Colours& colours)
{
    for (std::size_t g = 0; g < hive_.groups.size(); ++g) {
        const InstanceHive::Group& group = hive_.groups[g];
        Key& key = cleared_key(g);
        key.push_back(colours.groups[g]);
        for (const std::uint16_t p : group.programs) key.push_back(colours.programs[p]);
        std::sort(key.begin() + 1, key.end());
        for (const std::vector<Field>& list : group.by_instance) {
            const auto begin = static_cast<std::ptrdiff_t>(key.size());
            for (std::size_t k = 0; k < instances_.size(); ++k)
                key.push_back(get(list[instances_[k].slot]) << 8 | colours.instances[k]);
            std::sort(key.begin() + begin, key.end());
        }
    }
}

/// By who refers to them with which field, and what the lists of which groups say of them.
void InstanceOrders::write_keys_of_instances(const Colours& colours)
{
    for (std::size_t k = 0; k < instances_.size(); ++k) cleared_key(k).push_back(colours.instances[k]);
    const auto note = [&](std::size_t k, std::uint64_t count, std::uint64_t what, Colour whose) {
        keys_[k].push_back(count << 32 | what << 8 | whose);
    };
    for (std::size_t p = 0; p < hive_.programs.size(); ++p) {
        const std::vector<Field>& references = hive_.programs[p].references;
        for (std::size_t f = 0; f < references.size(); ++f) {
            const std::size_t instance = instance_of(get(references[f]));
            if (instance != no_instance) note(instance, 0, f, colours.programs[p]);
        }
    }
    for (std::size_t g = 0; g < hive_.groups.size(); ++g) {
        const std::vector<std::vector<Field>>& lists = hive_.groups[g].by_instance;
        for (std::size_t l = 0; l < lists.size(); ++l) {
            for (std::size_t k = 0; k < instances_.size(); ++k) {
                const std::uint64_t count = get(lists[l][instances_[k].slot]);
                if (count != 0) note(k, count, l, colours.groups[g]);
            }
        }
    }
    for (std::size_t k = 0; k < instances_.size(); ++k) std::sort(keys_[k].begin() + 1, keys_[k].end());
}

// Ties

void InstanceOrders::explore(Colours colours, std::uint64_t weight)
{
    refine(colours);
    const std::vector<std::size_t> tied = first_tied(colours);
    if (tied.empty()) return add(colours, weight);
    const bool all_the_same = ties_are_a_forest(colours);
    for (const std::size_t first : tied) {
        Colours next = colours;
        for (const std::size_t each : tied) {
            if (each != first) ++next.instances[each];
        }
        explore(next, all_the_same ? weight * tied.size() : weight);
        if (all_the_same) return;
    }
}

/// All instances of the least colour that several have.
std::vector<std::size_t> InstanceOrders::first_tied(const Colours& colours) const
{
    std::vector<std::size_t> tied;
    for (Colour colour = 0; colour < instances_.size() && tied.size() < 2; ++colour) {
        tied.clear();
        for (std::size_t k = 0; k < instances_.size(); ++k) {
            if (colours.instances[k] == colour) tied.push_back(k);
        }
    }
    if (tied.size() < 2) tied.clear();
    return tied;
}

/// Whether those that are not told apart refer to one another in no circle. Who is told apart is no vertex:
/// the colours of the others say how they stand to it.
bool InstanceOrders::ties_are_a_forest(const Colours& colours) const
{
    const std::size_t programs = hive_.programs.size(), groups = hive_.groups.size();
    Joined joined(programs + groups + instances_.size());
    const auto joins_instance = [&](std::size_t vertex, std::size_t k) {
        return !is_tied(colours.instances, instances_.size(), k) ||
               joined.join(vertex, programs + groups + k);
    };
    const auto joins_all = [&](std::size_t vertex, std::uint64_t instances) {
        for (; instances != 0; instances &= instances - 1) {
            if (!joins_instance(vertex, static_cast<std::size_t>(std::countr_zero(instances)))) return false;
        }
        return true;
    };
    for (std::size_t p = 0; p < programs; ++p) {
        if (!is_tied(colours.programs, programs, p)) continue;
        const std::size_t group = hive_.programs[p].group;
        const bool in_tied_group = group != InstanceHive::nobody && is_tied(colours.groups, groups, group);
        if (in_tied_group && !joined.join(p, programs + group)) return false;
        if (!joins_all(p, referred_to_by(hive_.programs[p]))) return false;
    }
    for (std::size_t g = 0; g < groups; ++g) {
        if (!is_tied(colours.groups, groups, g)) continue;
        for (const std::vector<Field>& list : hive_.groups[g].by_instance) {
            if (!joins_all(programs + g, listed_in(list))) return false;
        }
    }
    return true;
}

/// Instances, a bit each.
std::uint64_t InstanceOrders::referred_to_by(const InstanceHive::Program& program) const
{
    std::uint64_t instances = 0;
    for (const Field field : program.references) {
        const std::size_t instance = instance_of(get(field));
        if (instance != no_instance) instances |= std::uint64_t{1} << instance;
    }
    return instances;
}

std::uint64_t InstanceOrders::listed_in(const std::vector<Field>& list) const
{
    std::uint64_t instances = 0;
    for (std::size_t k = 0; k < instances_.size(); ++k) {
        if (get(list[instances_[k].slot]) != 0) instances |= std::uint64_t{1} << k;
    }
    return instances;
}

void InstanceOrders::add(const Colours& colours, std::uint64_t weight)
{
    InstanceOrder order{.weight = weight};
    std::size_t place = 0;
    for (std::size_t k = 0; k < instances_.size(); ++k) {
        const auto colour = std::ranges::find(colours.instances, static_cast<Colour>(k));
        const auto instance = static_cast<std::size_t>(colour - colours.instances.begin());
        for (std::uint8_t slot = 0; slot < slots_.slots.size(); ++slot) {
            if (instance_in_slot_[slot] == instance) order.slots[place++] = slot;
        }
    }
    for (std::uint8_t slot = 0; slot < slots_.slots.size(); ++slot) {
        if (instance_in_slot_[slot] == no_instance) order.slots[place++] = slot;
    }
    found_.push_back(order);
}

}  // namespace holdfast::model
