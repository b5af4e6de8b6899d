// What a scenario says that can no longer come out wrong: steps that nobody takes, properties that have
// nothing to judge, cases in which everything is right. Such a part is dead, and the green light over it
// means nothing.
//
// A warning is of a whole file: what one case of it never comes by may be what another one is for. So nothing
// is said of a file of which some case was not checked to its end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::reports {

struct CaseReport;
struct Report;

struct Warning {
    enum class Kind : std::uint8_t {
        never_runs,        ///< a program none of whose steps is taken
        never_taken,       ///< a step, or a branch
        never_happens,     ///< what the environment may do
        vacuous,           ///< a property that the scenario names has nothing to judge
        expects_nothing,   ///< a case that is as expected whatever comes
        taken_after_all,   ///< a step that is said never to be taken
        judged_after_all,  ///< a property that is said to have nothing to judge
    };

    Kind kind = Kind::never_taken;
    std::string path;
    std::size_t line = 1;
    std::size_t column = 0;  ///< from 1; 0 where there is none
    std::string sentence;    ///< without its end

    bool operator==(const Warning&) const = default;
};

/// As formats name it: "never-taken".
[[nodiscard]] std::string_view to_string(Warning::Kind kind);

/// "my.toml:3:7: mailer never takes 'access'"
[[nodiscard]] std::string in_words(const Warning& warning);

/// "2 warnings", and what they mean where that is a failure; empty where there is none.
[[nodiscard]] std::string warnings_in_words(const Report& report);

/// Of one file. `all` says whether these are all cases that it has.
[[nodiscard]] std::vector<Warning> warnings_of(std::span<const CaseReport> cases, bool all);

}  // namespace holdfast::reports
