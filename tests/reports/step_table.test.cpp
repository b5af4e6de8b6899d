#include "reports/step_table.hpp"

#include <catch2/catch.hpp>

#include "reports/display_width.hpp"
#include "tests/reports/sample_report.hpp"

using namespace holdfast;
using namespace holdfast::reports;
using checker::Hold;

namespace {

TraceStep step_of(std::size_t number, const char* place, const char* actor, const char* action = "moves",
                  const char* answer = "S_OK")
{
    return sample::step(number, {place, actor, action, answer, {}, {}}, {});
}

Lines table_of(const Trace& trace, std::size_t width = 97)
{
    const StepTable table(trace, width);
    Lines lines = table.heading_lines();
    for (const TraceStep& step : trace.steps) {
        for (const std::string& line : table.step_lines(step)) lines.push_back(line);
    }
    return lines;
}

}  // namespace

TEST_CASE("Each who takes part has a lane under its place, which shows what it holds while others move")
{
    Trace trace;
    trace.steps = {step_of(1, "console", "mailer", "logon Outlook"), step_of(2, "remote", "visitor"),
                   step_of(3, "", "clock", "a minute passes", ""), step_of(4, "console", "reader")};
    trace.tenures = {{{"console", "mailer", "profile Outlook", Hold::sound, ""}, 1, 3},
                     {{"console", "mailer", "profile Outlook", Hold::doomed, ""}, 3, 4},
                     {{"console", "mailer", "profile Outlook", Hold::broken, ""}, 4, {}}};
    CHECK(table_of(trace) ==
          Lines{"    console         remote", "    mailer  reader  visitor  clock  does             answer",
                "    (| holds something, ! what it holds is to go, X what it holds is gone)",
                " 1  mailer  .       .        .      logon Outlook    S_OK",
                " 2  |       .       visitor  .      moves            S_OK",
                " 3  !       .       .        clock  a minute passes",
                " 4  X       reader  .        .      moves            S_OK"});
}

TEST_CASE("A lane is as wide as its name and its place, in columns of a terminal")
{
    Trace trace;
    trace.steps = {step_of(1, "a long place", "b", "x", ""), step_of(2, "c", "郵便", "y", "")};
    CHECK(table_of(trace) == Lines{"    a long place  c", "    b             郵便  does  answer",
                                   " 1  b             .     x", " 2  .             郵便  y"});
}

TEST_CASE("Of several things in one hand the worst is shown, and nothing is said of signs that do not occur")
{
    Trace trace;
    trace.steps = {step_of(1, "", "a"), step_of(2, "", "b")};
    trace.tenures = {{{"", "a", "one", Hold::broken, ""}, 0, {}}, {{"", "a", "two", Hold::sound, ""}, 1, {}}};
    CHECK(table_of(trace) == Lines{"    a  b  does   answer", "    (X what it holds is gone)",
                                   " 1  a  .  moves  S_OK", " 2  X  b  moves  S_OK"});
}

TEST_CASE("Where lanes would take more than half of the width, columns say who moves and where it is")
{
    Trace trace;
    trace.steps = {step_of(1, "console", "a program with a long name"), step_of(2, "remote", "another one")};
    CHECK(table_of(trace, 60).front() == "    where    who                         does   answer");
    CHECK(table_of(trace, 90).front() == "    console                     remote");

    trace.steps = {step_of(1, "", "a program with a long name"), step_of(2, "", "another one")};
    CHECK(table_of(trace, 60).front() == "    who                         does   answer");
    for (const std::size_t width : {40U, 60U, 80U, 97U}) {
        for (const std::string& line : table_of(trace, width)) CHECK(display_width(line) <= width);
    }
}
