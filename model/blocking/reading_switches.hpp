// The switches of Reading as scenarios, lists and reports know them: those of policy.hpp have the same form.
// They are a table of their own because a reading can be tried on a value without any policy.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "model/blocking/reading.hpp"
#include "model/policy.hpp"

namespace holdfast::model {

/// One switch of Reading.
struct ReadingSwitch {
    std::string_view name;                      ///< the key in a scenario: "process-blanks"
    std::string_view assumption;                ///< "A23", or the point of the domain: "6.5 no. 2"
    std::string_view question;                  ///< what the sources leave open, in one sentence
    std::string_view source;                    ///< who says what comes closest
    std::span<const Alternative> alternatives;  ///< in the order of the enumeration
    std::size_t (*get)(const Reading&);         ///< index of the chosen alternative
    void (*set)(Reading&, std::size_t);         ///< by the index of an alternative
};

/// All of them, in the order of Reading's members.
[[nodiscard]] std::span<const ReadingSwitch> reading_switches();
[[nodiscard]] const ReadingSwitch* find_reading_switch(std::string_view name);

}  // namespace holdfast::model
