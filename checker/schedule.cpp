#include "checker/schedule.hpp"

#include <charconv>
#include <limits>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <range/v3/range/conversion.hpp>
#include <range/v3/view/join.hpp>
#include <range/v3/view/transform.hpp>

namespace holdfast::checker {

namespace {

namespace views = ranges::views;

std::string choice_text(const Choice& choice)
{
    if (choice.alternative == 0) return fmt::format("{}", choice.process);
    return fmt::format("{}.{}", choice.process, choice.alternative);
}

std::string choices_text(std::span<const Choice> choices)
{
    return choices | views::transform(choice_text) | views::join(',') | ranges::to<std::string>();
}

/// Reads from left to right and keeps the first thing that is wrong. Every schedule has one spelling
/// only, so that texts can be compared instead of schedules.
class ScheduleParser {
public:
    explicit ScheduleParser(std::string_view text) : text_(text) {}

    tl::expected<Schedule, ScheduleError> parse()
    {
        Schedule schedule;
        parse_head(schedule);
        if (!at_end()) parse_choices(schedule);
        require_end("expected ',' or the end");
        if (error_) return tl::unexpected(*error_);
        return schedule;
    }

    tl::expected<WrittenRun, ScheduleError> parse_run()
    {
        WrittenRun run;
        parse_head(run.schedule);
        if (!at_end() && !is_next('/')) parse_choices(run.schedule);
        if (take('/')) {
            run.loop = run.schedule.choices.size();
            if (!at_end()) parse_choices(run.schedule);
        }
        require_end(run.loop ? "expected ',' or the end" : "expected ',', '/' or the end");
        if (error_) return tl::unexpected(*error_);
        return run;
    }

private:
    void parse_head(Schedule& schedule)
    {
        const auto version = number<std::uint32_t>("the format's version");
        if (!error_ && version != schedule_format) {
            fail(0, fmt::format("this is a schedule of format {}; only format {} is known", version,
                                schedule_format));
        }
        const std::size_t sign = at_;
        if (take('@')) schedule.initial = number<std::uint32_t>("an initial state");
        if (at_ > sign && schedule.initial == 0) fail(sign, "initial state 0 is not written");
        if (!take(':')) fail(at_, "expected ':'");
    }

    void parse_choices(Schedule& schedule)
    {
        do {
            Choice choice;
            choice.process = number<std::uint16_t>("a process");
            const std::size_t dot = at_;
            if (take('.')) choice.alternative = number<std::uint16_t>("an alternative");
            if (at_ > dot && choice.alternative == 0) fail(dot, "alternative 0 is not written");
            schedule.choices.push_back(choice);
        } while (take(','));
    }

    /// Also where something was wrong before.
    [[nodiscard]] bool at_end() const { return error_ || at_ == text_.size(); }
    [[nodiscard]] bool is_next(char wanted) const { return !at_end() && text_[at_] == wanted; }

    void require_end(const char* expected)
    {
        if (!at_end()) fail(at_, expected);
    }

    template <class Number>
    Number number(std::string_view what)
    {
        if (error_) return 0;
        Number value = 0;
        const char* const begin = text_.data() + at_;
        const auto [end, problem] = std::from_chars(begin, text_.data() + text_.size(), value);
        if (problem == std::errc::result_out_of_range) {
            fail(at_, fmt::format("{} is at most {}", what, std::numeric_limits<Number>::max()));
        } else if (problem != std::errc{}) {
            fail(at_, fmt::format("expected {}, a number", what));
        } else if (*begin == '0' && end != begin + 1) {
            fail(at_, "a number has no leading zeros");
        } else {
            at_ += static_cast<std::size_t>(end - begin);
        }
        return value;
    }

    bool take(char wanted)
    {
        if (!is_next(wanted)) return false;
        ++at_;
        return true;
    }

    void fail(std::size_t offset, std::string message)
    {
        if (!error_) error_ = ScheduleError{offset, std::move(message)};
    }

    std::string_view text_;
    std::size_t at_ = 0;  ///< everything before it is read
    std::optional<ScheduleError> error_;
};

}  // namespace

std::string to_text(const Schedule& schedule)
{
    std::string text = std::to_string(schedule_format);
    if (schedule.initial != 0) text += fmt::format("@{}", schedule.initial);
    text += ':';
    return text + choices_text(schedule.choices);
}

std::string run_text(const WrittenRun& run)
{
    if (!run.loop) return to_text(run.schedule);
    const std::span<const Choice> choices = run.schedule.choices;
    const Schedule nothing{run.schedule.initial, {}};
    return fmt::format("{}{}/{}", to_text(nothing), choices_text(choices.first(*run.loop)),
                       choices_text(choices.subspan(*run.loop)));
}

tl::expected<Schedule, ScheduleError> parse_schedule(std::string_view text)
{
    return ScheduleParser(text).parse();
}

tl::expected<WrittenRun, ScheduleError> parse_run(std::string_view text)
{
    return ScheduleParser(text).parse_run();
}

}  // namespace holdfast::checker
