// What is known and accepted of one case: a verdict against expectation, or a count. A list of them is a
// baseline.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace holdfast::reports {

/// What a file of TOML can hold; greater counts are all the same to a baseline.
inline constexpr std::uint64_t greatest_known_count = std::numeric_limits<std::int64_t>::max();

struct KnownFinding {
    std::string scenario;  ///< its path as the baseline has it, with forward slashes
    std::string case_name;
    std::string about;  ///< a property, or with `count` what is counted: "states"
    bool count = false;
    std::string verdict{};                 ///< "violated" or "holds"; empty for a count
    std::optional<std::uint64_t> steps{};  ///< of the run that shows it, where one does
    std::string witness{};                 ///< what that run is recognised by
    std::uint64_t found = 0;               ///< for a count
    std::string reason{};                  ///< why it is accepted, in the words of whoever did
    std::vector<std::string> comments{};   ///< lines that stand above it in the file
    std::string remark{};                  ///< of one that does not occur any more: what it may come from

    /// What it is about: no baseline has two of the same.
    [[nodiscard]] auto key() const { return std::tie(scenario, case_name, count, about); }
};

/// What a finding is to the baseline that it is compared with.
enum class Standing {
    none,       ///< nothing: no baseline, or as expected, or not found out
    fresh,      ///< it is not in there
    unchanged,  ///< known, and shown by the same run
    changed,    ///< known, and shown by another run
};

/// In the words of SARIF; empty for none.
[[nodiscard]] constexpr const char* to_string(Standing standing)
{
    switch (standing) {
    case Standing::none: return "";
    case Standing::fresh: return "new";
    case Standing::unchanged: return "unchanged";
    case Standing::changed: return "updated";
    }
    return "";
}

/// Of one finding.
struct Acceptance {
    Standing standing = Standing::none;
    bool accepted = false;  ///< it is in the baseline, or about to be
    std::string reason{};
};

/// Of a whole run.
struct BaselineReport {
    std::string file;
    bool updated = false;  ///< it is written anew, with all that was found
    std::size_t fresh = 0, unchanged = 0, changed = 0;
    std::vector<KnownFinding> fixed{};  ///< what was looked for and does not occur any more
    std::size_t not_judged = 0;         ///< entries of cases that were not run, or not to the end
    std::size_t without_reason = 0;     ///< findings that are known from now on and nobody says why
};

}  // namespace holdfast::reports
