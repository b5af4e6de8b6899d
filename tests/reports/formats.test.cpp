#include "reports/formats.hpp"

#include <catch2/catch.hpp>

#include "reports/html.hpp"
#include "tests/reports/report_of.hpp"
#include "tests/reports/sample_report.hpp"

using namespace holdfast::reports;

TEST_CASE("Every format is found by its name, and nothing else is")
{
    for (const Format& format : formats()) {
        CAPTURE(format.name);
        REQUIRE(find_format(format.name) == &format);
        CHECK_FALSE(format.meaning.empty());
    }
    CHECK(find_format("junk") == nullptr);
}

TEST_CASE("The formats come in the order of their names")
{
    for (std::size_t k = 1; k < formats().size(); ++k) CHECK(formats()[k - 1].name < formats()[k].name);
}

TEST_CASE(
    "Apart from JSON no format depends on how long a run took, and apart from the page none on its cost")
{
    Report slower = sample::whole_report();
    for (CaseReport& one : slower.cases) one.seconds += 7;
    CHECK(to_html(slower) == to_html(sample::whole_report()));
    for (const Format& format : formats()) {
        if (format.name == "json" || format.name == "html") continue;
        CAPTURE(format.name);
        CHECK(format.render(sample::whole_report()) ==
              format.render(sample::measured_otherwise(sample::whole_report())));
    }
}

TEST_CASE("Every format renders a report without cases and one in which every name is hostile")
{
    for (const Format& format : formats()) {
        CAPTURE(format.name);
        const std::string nothing = format.render(Report{});
        const std::string hostile = format.render(sample::report_of(sample::hostile_case()));
        CHECK((nothing.empty() || nothing.ends_with('\n')));
        CHECK(hostile.ends_with('\n'));
        // Readers of JSON get the names as they are, escaped by its own rules; the page's script is one.
        const bool raw = format.name == "json" || format.name == "itf" || format.name == "html";
        if (!raw) CHECK(sample::is_harmless(hostile));
    }
}

TEST_CASE(
    "A format with one trace in a file gives a folder a file for each, the first of which is the report")
{
    for (const Format& format : formats()) {
        if (format.split == nullptr) continue;
        CAPTURE(format.name);
        const auto files = format.split(sample::whole_report());
        REQUIRE(files.size() == 3);
        CHECK(files.front().text == format.render(sample::whole_report()));
        CHECK(files[0].name.starts_with("001-kb303221-hoped-for-in-use-purge."));
        CHECK(files[1].name.starts_with("002-kb303221-as-described-in-use-purge."));
        CHECK(files[2].name.starts_with("003-kb303221-for-ever-orphan."));
        CHECK(format.split(Report{}).empty());
        for (const TraceFile& file : format.split(sample::report_of(sample::hostile_case())))
            CHECK(file.name.find_first_not_of(
                      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.") ==
                  std::string::npos);
    }
}
