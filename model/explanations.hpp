// Why a property is violated where it is, in one sentence. Only reports ask.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "checker/schedule.hpp"
#include "model/narrator.hpp"
#include "model/told.hpp"

namespace holdfast::model {

/// Of a built-in property; of one of several parts, of `part`.
[[nodiscard]] std::string explain_violation(const Layout& layout, PropertyIndex property,
                                            const std::uint64_t* words, std::optional<checker::Choice> choice,
                                            const Told& told, const Narrator& narrator, std::size_t part);

}  // namespace holdfast::model
