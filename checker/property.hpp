// Properties: named predicates and what it means for one to hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::checker {

/// How a predicate P is read over all runs of a model.
enum class PropertyKind : std::uint8_t {
    never,       ///< no reachable state satisfies P
    never_step,  ///< no atomic step satisfies P, the atomic steps inside a longer step included
    reachable,   ///< some reachable state satisfies P; the trace of one that holds is its witness
    at_end,      ///< every state in which no program can move satisfies P
    leads_to,    ///< whenever P then eventually Q, in every fair run (fairness.hpp); Q at once counts
    within,      ///< Q at most T after P, on the model's own clock; Q at once counts
};

[[nodiscard]] constexpr std::string_view to_string(PropertyKind kind)
{
    switch (kind) {
    case PropertyKind::never: return "never";
    case PropertyKind::never_step: return "never_step";
    case PropertyKind::reachable: return "reachable";
    case PropertyKind::at_end: return "at_end";
    case PropertyKind::leads_to: return "leads_to";
    case PropertyKind::within: return "within";
    }
    return "?";
}

/// Whether it is a matter of what follows on P rather than of single states or steps.
[[nodiscard]] constexpr bool is_on_runs(PropertyKind kind)
{
    return kind == PropertyKind::leads_to || kind == PropertyKind::within;
}

/// A property as a model states it. Its predicates stay in the model: `satisfied` for the kinds over
/// states and the P of those on runs, `goals` for their Q, the masks of `Step` for `never_step`.
struct Property {
    std::string name;  ///< plain words with hyphens, unique within the model: "in-use-purge"
    PropertyKind kind = PropertyKind::never;
    std::string meaning;  ///< one sentence for a reader: what holds when the property holds
    /// Of a property on runs: so many obligations, each a P and a Q of its own. It is violated if one of
    /// them is: "each marked profile is eventually purged" is an obligation for every profile, and a run
    /// that purges each of them again and again meets all of them, though it is never done with all at once.
    std::size_t parts = 1;
    std::uint64_t bound = 0;  ///< of a within property: T, in the unit of the model's clock
    /// Where its parts have bounds of their own: each part's, the greatest of which is `bound`. Else empty.
    std::vector<std::uint64_t> bounds{};

    [[nodiscard]] std::uint64_t bound_of(std::size_t part) const
    {
        return bounds.empty() ? bound : bounds[part];
    }
};

/// A set of properties of one model: bit k stands for `properties()[k]`. A model states at most 64.
using PropertyMask = std::uint64_t;

inline constexpr std::size_t most_properties = 64;

[[nodiscard]] constexpr PropertyMask property_bit(std::size_t property)
{
    return PropertyMask{1} << property;
}

}  // namespace holdfast::checker
