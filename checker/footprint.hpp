// What a step touched. Accessors of a model note here which shared resources they read and wrote,
// so that nobody has to declare by hand which steps are independent: a declaration can be wrong,
// a record of what happened cannot.
#pragma once

#include <cstdint>

namespace holdfast::checker {

/// The shared resources that one step read and wrote, a bit each. A resource is whatever the model
/// says: a registry entry, a table, a mutex. Words that only their own process ever touches have no
/// bit. More than 64 resources share bits, which costs independence, never soundness.
struct Footprint {
    std::uint64_t reads = 0;
    std::uint64_t writes = 0;

    /// Of a step that says nothing about what it touched: it is independent of no other.
    [[nodiscard]] static constexpr Footprint everything() { return {~std::uint64_t{0}, ~std::uint64_t{0}}; }

    /// Two steps are independent where neither writes what the other touches. Executed one after the
    /// other, in either order, they then lead to the same state and neither enables or disables the other.
    [[nodiscard]] constexpr bool independent_of(const Footprint& other) const
    {
        const bool mine_disturbs = (writes & (other.reads | other.writes)) != 0;
        const bool theirs_disturbs = (other.writes & reads) != 0;
        return !mine_disturbs && !theirs_disturbs;
    }

    constexpr bool operator==(const Footprint&) const = default;
};

}  // namespace holdfast::checker
