#include "checker/schedule.hpp"

#include <charconv>
#include <limits>
#include <optional>
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

/// Reads from left to right and keeps the first thing that is wrong. Every schedule has one spelling
/// only, so that texts can be compared instead of schedules.
class ScheduleParser {
public:
    explicit ScheduleParser(std::string_view text) : text_(text) {}

    tl::expected<Schedule, ScheduleError> parse()
    {
        Schedule schedule;
        parse_head(schedule);
        if (!error_ && at_ < text_.size()) parse_choices(schedule);
        if (error_) return tl::unexpected(*error_);
        return schedule;
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
        if (at_ < text_.size()) fail(at_, "expected ',' or the end");
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
        if (error_ || at_ == text_.size() || text_[at_] != wanted) return false;
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
    return text +
           (schedule.choices | views::transform(choice_text) | views::join(',') | ranges::to<std::string>());
}

tl::expected<Schedule, ScheduleError> parse_schedule(std::string_view text)
{
    return ScheduleParser(text).parse();
}

}  // namespace holdfast::checker
