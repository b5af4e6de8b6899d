// Properties: named predicates and what it means for one to hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace holdfast::checker {

/// How a predicate P is read over all runs of a model.
enum class PropertyKind : std::uint8_t {
    never,       ///< no reachable state satisfies P
    never_step,  ///< no atomic step satisfies P, the atomic steps inside a longer step included
    reachable,   ///< some reachable state satisfies P; the trace of one that holds is its witness
    at_end,      ///< every state in which no program can move satisfies P
    leads_to,    ///< whenever P then eventually Q, in every fair run (fairness.hpp); Q at once counts
    within,      ///< reserved: Q at most T after P, on the model's own clock
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

/// True for the kinds that this checker decides today; `check` refuses a model that states another.
[[nodiscard]] constexpr bool is_decided(PropertyKind kind) { return kind != PropertyKind::within; }

/// A property as a model states it. Its predicates stay in the model: `satisfied` for the kinds over
/// states and the P of `leads_to`, `goals` for its Q, the masks of `Step` for `never_step`.
struct Property {
    std::string name;  ///< plain words with hyphens, unique within the model: "in-use-purge"
    PropertyKind kind = PropertyKind::never;
    std::string meaning;  ///< one sentence for a reader: what holds when the property holds
    /// Of a leads_to property: so many obligations, each a P and a Q of its own. It is violated if one of
    /// them is: "each marked profile is eventually purged" is an obligation for every profile, and a run
    /// that purges each of them again and again meets all of them, though it is never done with all at once.
    std::size_t parts = 1;
};

/// A set of properties of one model: bit k stands for `properties()[k]`. A model states at most 64.
using PropertyMask = std::uint64_t;

inline constexpr std::size_t most_properties = 64;

[[nodiscard]] constexpr PropertyMask property_bit(std::size_t property)
{
    return PropertyMask{1} << property;
}

}  // namespace holdfast::checker
