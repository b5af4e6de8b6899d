#include "reports/plantuml.hpp"

#include <catch2/catch.hpp>

#include "tests/approved.hpp"
#include "tests/reports/report_of.hpp"
#include "tests/reports/sample_report.hpp"

using namespace holdfast;
using namespace holdfast::reports;
using sample::contains;
using sample::report_of;
using sample::times;

TEST_CASE("The diagrams of PlantUML are as approved, a page for each trace")
{
    const std::string text = to_plantuml(sample::whole_report());
    tests::require_approved(text, "report.puml");
    CHECK(times(text, "@startuml\n") == 3);
    CHECK(times(text, "@enduml\n") == 3);
}

TEST_CASE("A loop is a frame, the decisive step red, and the replay command a comment")
{
    const std::string endless = to_plantuml(report_of(sample::endless_case()));
    CHECK(endless.find("\nloop for ever\n") < endless.find("p1 -> shared : 3. delete Outlook"));
    CHECK(contains(endless, "\nend\n"));
    const std::string purge = to_plantuml(report_of(sample::violated_case()));
    CHECK(contains(purge, "p2 -[#red]> shared : 4. logon Outlook\n"));
    CHECK(contains(purge, "\n' replay: ./holdfast replay"));
}

TEST_CASE("No sign in a name means anything to PlantUML")
{
    CaseReport one = sample::violated_case();
    one.properties.front().trace->steps[0].words.actor = "**a**\\n\"@enduml--";
    CHECK(contains(
        to_plantuml(report_of(one)),
        "participant \"<U+002A><U+002A>a<U+002A><U+002A><U+005C>n<U+0022><U+0040>enduml<U+002D>-\" as p1\n"));
}
