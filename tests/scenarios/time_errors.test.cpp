// What can be wrong with times: of polls, waits, steps and bounds.
// Each kind of error with its exact text.
#include <string>

#include <catch2/catch.hpp>

#include "tests/scenarios/texts.hpp"

using namespace holdfast::scenarios::texts;

namespace {

std::string with_server(const std::string& lines)
{
    return errors_of(head + accounts + profiles + "[servers.mail]\n" + lines + programs);
}

std::string with_run(const std::string& step)
{
    return errors_of(head + accounts + profiles + "[programs.mailer]\nsession = \"console\"\nrun = [" + step +
                     "]\n");
}

std::string with_property(const std::string& lines)
{
    return errors_of(head + accounts + profiles + programs + "[properties.mine]\n" + lines);
}

/// The error of a time that is none, in a line up to its place.
std::string no_time(const std::string& time, const std::string& before, const std::string& behind,
                    std::size_t line, std::size_t column)
{
    return "bad.toml:" + std::to_string(line) + ":" + std::to_string(column) + ": error: '" + time +
           "' is not a time in whole minutes of at most a week, such as \"15m\" or \"1h30m\"\n    " + before +
           time + behind + "\n    " + std::string(column - 1, ' ') + "^\n";
}

}  // namespace

TEST_CASE("a wait for anything but whole minutes of at most a week is an error")
{
    for (const std::string time :
         {"-5m", "5", "5 m", "5s", "5M", "m", "h", "1h30", "30m1h", "1h 30m", "1m1m", "0x5m", "1.5h",
          "10081m", "169h", "168h1m", "99999999999999999999m", "soon"}) {
        INFO(time);
        CHECK(with_run("\"wait " + time + "\"") == no_time(time, "run = [\"wait ", "\"]", 8, 14));
    }
}

TEST_CASE("a wait for no time, or without one, is an error")
{
    CHECK(with_run("\"wait 0m\"") == R"(bad.toml:8:14: error: '0m' is too small; at least one minute
    run = ["wait 0m"]
                 ^
)");
    CHECK(with_run("\"wait\"") == R"(bad.toml:8:8: error: 'wait' needs a time
    run = ["wait"]
           ^
    write "wait 5m"
)");
}

TEST_CASE("a poll every 0 minutes, or at a time that is none, is an error")
{
    CHECK(with_server("poll = \"0m\"\n") == R"(bad.toml:7:8: error: '0m' is too small; at least one minute
    poll = "0m"
           ^
)");
    CHECK(with_server("first_poll = \"0h0m\"\n") ==
          R"(bad.toml:7:14: error: '0h0m' is too small; at least one minute
    first_poll = "0h0m"
                 ^
)");
    CHECK(with_server("poll = 15\n") ==
          R"(bad.toml:7:8: error: 'poll' must be a time such as "15m", not a whole number
    poll = 15
           ^
)");
    CHECK(with_server("poll = \"15s\"\n") ==
          R"(bad.toml:7:8: error: '15s' is not a time in whole minutes of at most a week, such as "15m" or )"
          R"("1h30m"
    poll = "15s"
           ^
)");
}

TEST_CASE("a first poll that comes later than one poll behind another is an error")
{
    CHECK(with_server("first_poll = \"16m\"\n") ==
          R"(bad.toml:7:14: error: the first poll comes later than a poll follows on another, 15 minutes
    first_poll = "16m"
                 ^
)");
    CHECK(with_server("poll = \"5m\"\nfirst_poll = \"6m\"\n") ==
          R"(bad.toml:8:14: error: the first poll comes later than a poll follows on another, 5 minutes
    first_poll = "6m"
                 ^
)");
}

TEST_CASE("beside a time between polls that is none the first poll is not blamed")
{
    CHECK(with_server("poll = \"x\"\nfirst_poll = \"1h\"\n") ==
          R"(bad.toml:7:8: error: 'x' is not a time in whole minutes of at most a week, such as "15m" or )"
          R"("1h30m"
    poll = "x"
           ^
)");
}

TEST_CASE("a step at a time that is none is an error")
{
    for (const std::string time : {"-5m", "10081m", ""}) {
        INFO(time);
        CHECK(with_run("{ call = \"idle\", at = \"" + time + "\" }") ==
              "bad.toml:8:30: error: '" + time +
                  "' is not a time in whole minutes of at most a week, such as \"15m\" or \"1h30m\"\n    run "
                  "= [{ "
                  "call = \"idle\", at = \"" +
                  time + "\" }]\n                                 ^\n");
    }
    CHECK(with_run("{ call = \"idle\", at = 7 }") ==
          R"(bad.toml:8:30: error: 'at' must be a time such as "7m", not a whole number
    run = [{ call = "idle", at = 7 }]
                                 ^
)");
}

TEST_CASE("a step at a time and within two is an error")
{
    CHECK(with_run("{ call = \"idle\", at = \"7m\", within = [\"0m\", \"9m\"] }") ==
          R"(bad.toml:8:36: error: 'within' has no place beside 'at'
    run = [{ call = "idle", at = "7m", within = ["0m", "9m"] }]
                                       ^
)");
}

TEST_CASE("a step whose last minute is before its first is an error")
{
    CHECK(with_run("{ call = \"idle\", within = [\"30m\", \"0m\"] }") ==
          R"(bad.toml:8:42: error: the last minute is before the first
    run = [{ call = "idle", within = ["30m", "0m"] }]
                                             ^
)");
}

TEST_CASE("a step that is not within two times is an error")
{
    for (const std::string times :
         {"[\"30m\"]", "[]", "[0, 30]", "[\"0m\", \"1m\", \"2m\"]", "[\"0m\", 1]"}) {
        INFO(times);
        CHECK(with_run("{ call = \"idle\", within = " + times + " }") ==
              "bad.toml:8:34: error: 'within' must be an array of two times\n    run = [{ call = \"idle\", "
              "within = " +
                  times +
                  " }]\n                                     ^\n    the first and the last minute: within = "
                  "[\"0m\", "
                  "\"30m\"]\n");
    }
    CHECK(with_run("{ call = \"idle\", within = \"0m..30m\" }") ==
          R"(bad.toml:8:34: error: 'within' must be an array of two times, not a string
    run = [{ call = "idle", within = "0m..30m" }]
                                     ^
)");
    CHECK(
        with_run("{ call = \"idle\", within = [\"0m\", \"30\"] }") ==
        R"(bad.toml:8:41: error: '30' is not a time in whole minutes of at most a week, such as "15m" or "1h30m"
    run = [{ call = "idle", within = ["0m", "30"] }]
                                            ^
)");
}

TEST_CASE("only calls have a time, no repeat and no choose")
{
    CHECK(with_run("{ repeat = 2, at = \"5m\", steps = [\"idle\"] }") ==
          R"(bad.toml:8:22: error: unknown key 'at' in a repeat; expected repeat or steps
    run = [{ repeat = 2, at = "5m", steps = ["idle"] }]
                         ^
)");
    CHECK(with_run("{ choose = [[\"idle\"]], within = [\"5m\", \"6m\"] }") ==
          R"(bad.toml:8:31: error: unknown key 'within' in a choose; expected choose
    run = [{ choose = [["idle"]], within = ["5m", "6m"] }]
                                  ^
)");
}

TEST_CASE("a program that is urgent is so or is not")
{
    CHECK(errors_of(head + accounts + profiles + programs + "urgent = 1\n") ==
          R"(bad.toml:9:10: error: 'urgent' must be true or false, not a whole number
    urgent = 1
             ^
)");
}

TEST_CASE("a property within lacks its bound, or what begins or ends it")
{
    CHECK(with_property("within = { from = 'Outlook is live', to = 'Outlook is absent' }\n") ==
          R"(bad.toml:10:1: error: missing 'at_most' in [properties.mine] within (how long it may take)
    within = { from = 'Outlook is live', to = 'Outlook is absent' }
    ^
)");
    CHECK(with_property("within = { to = 'Outlook is absent', at_most = \"5m\" }\n") ==
          R"(bad.toml:10:1: error: missing 'from' in [properties.mine] within (what begins it)
    within = { to = 'Outlook is absent', at_most = "5m" }
    ^
)");
    CHECK(with_property(
              "within = { form = 'Outlook is live', to = 'Outlook is absent', at_most = \"5m\" }\n") ==
          R"(bad.toml:10:1: error: missing 'from' in [properties.mine] within (what begins it)
    within = { form = 'Outlook is live', to = 'Outlook is absent', at_most = "5m" }
    ^
bad.toml:10:12: error: unknown key 'form' in [properties.mine] within; expected from, to or at_most
    within = { form = 'Outlook is live', to = 'Outlook is absent', at_most = "5m" }
               ^
    did you mean 'from'?
)");
}

TEST_CASE("a bound that is no time is an error")
{
    const std::string before = "within = { from = 'Outlook is live', to = 'Outlook is absent', at_most = ";
    for (const std::string time : {"5", "-5m", "15 minutes"}) {
        CHECK(with_property(before + "\"" + time + "\" }\n") ==
              "bad.toml:10:74: error: '" + time +
                  "' is not a time in whole minutes of at most a week, such as \"15m\" or \"1h30m\"\n    " +
                  before + "\"" + time + "\" }\n    " + std::string(73, ' ') + "^\n");
    }
    CHECK(with_property(before + "5 }\n") ==
          "bad.toml:10:74: error: 'at_most' must be a time such as \"15m\", not a whole number\n    " +
              before + "5 }\n    " + std::string(73, ' ') + "^\n");
}

TEST_CASE("a property within that is no table, or of a second kind too, is an error")
{
    CHECK(with_property("within = ['Outlook is live', 'Outlook is absent']\n") ==
          R"(bad.toml:10:10: error: 'within' must be a table, not an array
    within = ['Outlook is live', 'Outlook is absent']
             ^
)");
    CHECK(with_property("within = { from = 'Outlook is live', to = 'Outlook is absent', at_most = \"5m\" }\n"
                        "never = 'Outlook is live'\n") ==
          R"(bad.toml:11:1: error: [properties.mine] says within already
    never = 'Outlook is live'
    ^
    a property is of one kind; state a second one under a name of its own
)");
}
