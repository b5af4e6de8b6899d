// A schedule: the list of choices that makes a run. A trace is stored and passed around as this list
// alone; states are computed again by replay, so a trace is short, fits on a command line, survives a
// change of the state's layout, and proves itself.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace holdfast::checker {

/// Which process moves, and which of its enabled alternatives it takes. Alternatives are numbered by
/// the model from 0, in its fixed order.
struct Choice {
    std::uint16_t process = 0;
    std::uint16_t alternative = 0;

    constexpr auto operator<=>(const Choice&) const = default;
};

struct Schedule {
    std::uint32_t initial = 0;  ///< index into the model's `initial_states()`
    std::vector<Choice> choices;

    bool operator==(const Schedule&) const = default;
};

/// The version of the text form below; a text of another version is refused, never guessed at.
inline constexpr int schedule_format = 1;

/// The text form: `1:0,0,2.1` is version 1, then a choice each: process, and `.alternative` unless it is
/// 0. `1@3:...` starts from initial state 3. `1:` is the empty schedule. Needs no quoting in a shell.
[[nodiscard]] std::string to_text(const Schedule& schedule);

/// Why a text is not a schedule, with the place of the first offending character.
struct ScheduleError {
    std::size_t offset = 0;  ///< in bytes from the start of the text
    std::string message;
};

[[nodiscard]] tl::expected<Schedule, ScheduleError> parse_schedule(std::string_view text);

/// A schedule that may go on for ever, as it is written: behind a `/` stands the part that is repeated, as in
/// `1:0,0/1,1`. With nothing behind the `/` the run stays where it is.
struct WrittenRun {
    WrittenRun() = default;
    /// Every schedule is one that ends.
    WrittenRun(Schedule run, std::optional<std::size_t> where_it_repeats = std::nullopt)
        : schedule(std::move(run)), loop(where_it_repeats)
    {
    }

    Schedule schedule;
    std::optional<std::size_t> loop;  ///< how many choices stand before the `/`, where there is one

    bool operator==(const WrittenRun&) const = default;
};

[[nodiscard]] std::string run_text(const WrittenRun& run);

/// Understands every text of `parse_schedule`, too.
[[nodiscard]] tl::expected<WrittenRun, ScheduleError> parse_run(std::string_view text);

}  // namespace holdfast::checker
