// In which orders the instances of a hive have to be looked at, so that what stands for a state depends on
// neither their numbers nor on who of the interchangeable refers to which. Once they have an order, what like
// programs are can be compared as it stands, and is sorted.
//
// Most often the instances differ by themselves, in name or status, and that is the order. Where some do not,
// instances, programs and groups are told apart by what they are and refer to, for as long as that tells more
// of them apart: colour refinement, as for graphs. If some instances are left tied, one of them is called
// the first and the rest follows from that; each in turn, and every outcome is an order to try. If the ties
// make no circle, all of these are the same up to an exchange, and one suffices: in a forest, vertices that
// refinement does not tell apart can be exchanged. For one thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/symmetry.hpp"

namespace holdfast::model {

/// An order of the slots of a hive, the free ones last.
struct InstanceOrder {
    static constexpr std::size_t most = 64;

    std::array<std::uint8_t, most> slots{};  ///< by place
    std::uint64_t weight = 1;                ///< of how many orders with the same outcome this is one
};

class InstanceOrders {
public:
    /// Both must outlive it.
    InstanceOrders(const Layout& layout, const InstanceHive& hive);

    /// Those for the state; at least one. States that differ by an exchange and by the numbers of instances
    /// have the same orders up to these. Valid until the next call.
    [[nodiscard]] std::span<const InstanceOrder> of(const std::uint64_t* state);

private:
    static constexpr std::size_t most = InstanceOrder::most;
    using Colour = std::uint8_t;

    /// What is of one colour was not told apart so far. A colour is how many there are of lesser ones.
    struct Colours {
        std::array<Colour, most> instances{}, programs{}, groups{};

        bool operator==(const Colours&) const = default;
    };

    /// What a colour is decided by, in the order of comparison.
    using Key = std::vector<std::uint64_t>;

    [[nodiscard]] std::uint64_t get(Field field) const
    {
        return (state_[field.word] >> field.shift) & field.mask;
    }

    /// The instance, an index into `instances_`, or none.
    [[nodiscard]] std::size_t instance_of(std::uint64_t code) const;

    void list_instances();
    [[nodiscard]] std::uint64_t content(std::size_t slot) const;
    [[nodiscard]] bool are_the_same(std::size_t one, std::size_t other) const;
    [[nodiscard]] bool differ_by_content() const;

    [[nodiscard]] Colours first_colours();
    void write_first_key(const InstanceHive::Program& program, Key& key) const;
    void refine(Colours& colours);
    void write_keys_of_programs(const Colours& colours);
    void write_keys_of_groups(const Colours& colours);
    void write_keys_of_instances(const Colours& colours);
    void colour_by_keys(std::size_t count, std::array<Colour, most>& colours);
    Key& cleared_key(std::size_t number);

    void explore(Colours colours, std::uint64_t weight);
    [[nodiscard]] std::vector<std::size_t> first_tied(const Colours& colours) const;
    [[nodiscard]] bool ties_are_a_forest(const Colours& colours) const;
    [[nodiscard]] std::uint64_t referred_to_by(const InstanceHive::Program& program) const;
    [[nodiscard]] std::uint64_t listed_in(const std::vector<Field>& list) const;
    void add(const Colours& colours, std::uint64_t weight);

    const Hive& slots_;
    const InstanceHive& hive_;
    std::vector<std::vector<Field>>
        lists_;  ///< of all tables of the hive: those that stay and those of groups
    const std::uint64_t* state_ = nullptr;

    /// Present instances, by content; of those that are the same in everything and nobody refers to, the
    /// first stands for all.
    struct Instance {
        std::uint64_t content;
        std::uint8_t slot;
        std::uint8_t copies;
    };
    std::vector<Instance> instances_;
    std::array<std::uint8_t, most> instance_in_slot_{};
    std::uint64_t referred_to_ = 0;  ///< slots, a bit each
    std::vector<Key> keys_;
    std::vector<std::size_t> order_;
    std::vector<InstanceOrder> found_;
};

}  // namespace holdfast::model
