// The calls and their atomic steps in words, one table for reports and for lists.
#pragma once

#include <span>
#include <string_view>

#include "model/vocabulary.hpp"
#include "model/world.hpp"

namespace holdfast::model {

struct AtomicStepWords {
    std::string_view letter;  ///< the domain's: "G3"; empty where it has none
    Sentence<0> deed;         ///< "looks for <a marked> <profile> of that name"
};

struct CallKindWords {
    CallKind kind;
    std::string_view name;  ///< as written in a scenario
    std::string_view usage;
    std::string_view meaning;
    std::span<const AtomicStepWords> steps;  ///< by number of the atomic step
};

[[nodiscard]] std::span<const CallKindWords> all_call_words();
[[nodiscard]] const CallKindWords& words_of(CallKind kind);

}  // namespace holdfast::model
