#include "reports/mermaid.hpp"

#include <catch2/catch.hpp>

#include "tests/approved.hpp"
#include "tests/reports/report_of.hpp"
#include "tests/reports/sample_report.hpp"

using namespace holdfast;
using namespace holdfast::reports;
using sample::contains;
using sample::report_of;

TEST_CASE("The diagrams of Mermaid are as approved")
{
    std::string text;
    for (const TraceFile& file : mermaid_files(sample::whole_report()))
        text += "%% " + file.name + "\n" + file.text;
    tests::require_approved(text, "report.mmd");
}

TEST_CASE("Programs stand in boxes of their sessions, and the loop and the decisive step in frames")
{
    const std::string endless = to_mermaid(report_of(sample::endless_case()));
    CHECK(contains(endless, "    box transparent console (admin)\n    participant p1 as mailer\n    end\n"));
    CHECK(endless.find("loop for ever") < endless.find("p1->>shared: 3. delete Outlook"));
    CHECK(endless.find("loop for ever") > endless.find("p1->>shared: 2. logon Outlook"));
    const std::string purge = to_mermaid(report_of(sample::violated_case()));
    CHECK(contains(purge, "    rect rgb(255, 221, 221)\n    p2->>shared: 4. logon Outlook\n"));
    CHECK(contains(purge, "%% replay: ./holdfast replay"));
}

TEST_CASE("What Mermaid would read as its own is written by its number")
{
    CaseReport one = sample::violated_case();
    one.properties.front().trace->steps[0].words.actor = "a;b#c<br/>\"%%{end}";
    const std::string text = to_mermaid(report_of(one));
    CHECK(contains(text, "as a#59;b#35;c#60;br/#62;#34;#37;#37;#123;end#125;\n"));
    one.properties.front().trace->steps[0].words.actor = "end";
    CHECK(contains(to_mermaid(report_of(one)), "as (end)\n"));
}

TEST_CASE("A diagram that would be too long does without its notes")
{
    CaseReport one = sample::violated_case();
    Trace& trace = *one.properties.front().trace;
    trace.steps[0].words.events.assign(2000, "something happens that takes many words to say");
    const std::string text = to_mermaid(report_of(one));
    CHECK(text.size() <= longest_mermaid);
    CHECK(contains(text, "4. logon Outlook"));
    CHECK_FALSE(contains(text, "At the start"));
}
