// What a run owes to a program: whether it may pass it over for ever. Only properties that ask what happens
// in the end depend on it (checker/fairness.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace holdfast::model {

enum class Fairness : std::uint8_t {
    weak,    ///< not passed over while it can always move; a mutex it waits for again and again it gets
    strong,  ///< nor while it can move again and again, whatever it waits for
    none,    ///< it may stop anywhere, for ever
};

/// In the order of Fairness.
inline constexpr std::array<std::string_view, 3> fairness_words{"weak", "strong", "none"};

[[nodiscard]] constexpr std::string_view to_string(Fairness fairness)
{
    return fairness_words[static_cast<std::size_t>(fairness)];
}

}  // namespace holdfast::model
