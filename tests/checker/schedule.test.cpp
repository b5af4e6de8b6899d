#include "checker/schedule.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <rapidcheck.h>

#include "tests/random.hpp"

using namespace holdfast::checker;

namespace {

std::string error_of(const std::string& text)
{
    const auto schedule = parse_schedule(text);
    if (schedule) return "none";
    return std::to_string(schedule.error().offset) + ": " + schedule.error().message;
}

}  // namespace

TEST_CASE("a schedule is written with its version, its choices, and what differs from 0")
{
    CHECK(to_text({}) == "1:");
    CHECK(to_text({0, {{0, 0}, {0, 0}, {2, 1}}}) == "1:0,0,2.1");
    CHECK(to_text({3, {{65535, 65535}}}) == "1@3:65535.65535");
    CHECK(to_text({4294967295, {}}) == "1@4294967295:");
}

TEST_CASE("a written schedule is read back")
{
    const bool round_trip = rc::check("schedules survive their text", [] {
        Schedule schedule;
        schedule.initial = *rc::gen::arbitrary<std::uint32_t>();
        const auto numbers = *rc::gen::arbitrary<std::vector<std::pair<std::uint16_t, std::uint16_t>>>();
        for (const auto& [process, alternative] : numbers) schedule.choices.push_back({process, alternative});
        RC_ASSERT(parse_schedule(to_text(schedule)).value() == schedule);
    });
    CHECK(round_trip);
}

TEST_CASE("a text that is read is the one spelling of its schedule")
{
    holdfast::tests::Random random(7);
    const std::string letters = "0123:,.@ ";
    std::size_t schedules = 0;
    for (int k = 0; k < 50'000; ++k) {
        std::string text = random.one_in(2) ? "1:" : "1@2:";
        for (std::uint64_t left = random.below(8); left > 0; --left)
            text += letters[random.below(letters.size())];
        const auto schedule = parse_schedule(text);
        if (!schedule) continue;
        ++schedules;
        if (to_text(*schedule) != text) FAIL(text);
    }
    CHECK(schedules > 5000);
}

TEST_CASE("a schedule of another format is refused, not guessed at")
{
    CHECK(error_of("2:0,1") == "0: this is a schedule of format 2; only format 1 is known");
    CHECK(error_of("0:") == "0: this is a schedule of format 0; only format 1 is known");
}

TEST_CASE("what is no schedule is refused at the first character that is wrong")
{
    CHECK(error_of("") == "0: expected the format's version, a number");
    CHECK(error_of("x") == "0: expected the format's version, a number");
    CHECK(error_of(":0") == "0: expected the format's version, a number");
    CHECK(error_of("1") == "1: expected ':'");
    CHECK(error_of("1;") == "1: expected ':'");
    CHECK(error_of("1@:") == "2: expected an initial state, a number");
    CHECK(error_of("1@0:") == "1: initial state 0 is not written");
    CHECK(error_of("1:,") == "2: expected a process, a number");
    CHECK(error_of("1:0,") == "4: expected a process, a number");
    CHECK(error_of("1:0.") == "4: expected an alternative, a number");
    CHECK(error_of("1:0.0") == "3: alternative 0 is not written");
    CHECK(error_of("1:00") == "2: a number has no leading zeros");
    CHECK(error_of("1:01") == "2: a number has no leading zeros");
    CHECK(error_of("1:-1") == "2: expected a process, a number");
    CHECK(error_of("1:+1") == "2: expected a process, a number");
    CHECK(error_of("1: 0") == "2: expected a process, a number");
    CHECK(error_of("1:0 ") == "3: expected ',' or the end");
    CHECK(error_of("1:0,1\n") == "5: expected ',' or the end");
    CHECK(error_of(std::string("1:0\0,1", 6)) == "3: expected ',' or the end");
}

TEST_CASE("numbers that no model can have are refused")
{
    CHECK(error_of("1:65535.65535") == "none");
    CHECK(error_of("1:65536") == "2: a process is at most 65535");
    CHECK(error_of("1:0.65536") == "4: an alternative is at most 65535");
    CHECK(error_of("1@4294967296:") == "2: an initial state is at most 4294967295");
    CHECK(error_of("99999999999999999999:") == "0: the format's version is at most 4294967295");
}

TEST_CASE("behind a slash stands what is repeated for ever, and nothing where a run stays")
{
    const auto text_of = [](const Schedule& schedule, std::optional<std::size_t> loop) {
        return run_text({schedule, loop});
    };
    const Schedule schedule{0, {{0, 0}, {1, 0}, {1, 2}}};
    CHECK(text_of(schedule, std::nullopt) == "1:0,1,1.2");
    CHECK(text_of(schedule, 1) == "1:0/1,1.2");
    CHECK(text_of(schedule, 0) == "1:/0,1,1.2");
    CHECK(text_of(schedule, 3) == "1:0,1,1.2/");
    CHECK(text_of({2, {}}, 0) == "1@2:/");
    for (const std::string text : {"1:", "1:0,1", "1:/", "1:0/", "1:/0", "1@3:0,1.4/2,2"})
        CHECK(run_text(parse_run(text).value()) == text);
    CHECK(parse_run("1:0,1/1").value() == WrittenRun({0, {{0, 0}, {1, 0}, {1, 0}}}, 2));
}

TEST_CASE("a run that is wrongly written is refused at the first character that is wrong")
{
    const auto error_of_run = [](const std::string& text) {
        const auto run = parse_run(text);
        return run ? std::string("none") : fmt::format("{}: {}", run.error().offset, run.error().message);
    };
    CHECK(error_of_run("1:0,/0") == "4: expected a process, a number");
    CHECK(error_of_run("1:0/0/0") == "5: expected ',' or the end");
    CHECK(error_of_run("1:0/,0") == "4: expected a process, a number");
    CHECK(error_of_run("1:0;0") == "3: expected ',', '/' or the end");
    CHECK(error_of_run("1/") == "1: expected ':'");
    CHECK(error_of("1:0/0") == "3: expected ',' or the end");
}
