#include "reports/github_actions.hpp"

#include <catch2/catch.hpp>

#include "tests/approved.hpp"
#include "tests/reports/report_of.hpp"
#include "tests/reports/sample_report.hpp"

using namespace holdfast;
using namespace holdfast::reports;
using sample::contains;
using sample::report_of;
using sample::times;

TEST_CASE("The annotations of a report are as approved")
{
    tests::require_approved(to_annotations(sample::whole_report()), "report.annotations");
}

TEST_CASE("Nothing is annotated where all is as expected")
{
    CHECK(to_annotations(report_of(sample::violated_case())).empty());
    CHECK(to_annotations(Report{}).empty());
}

TEST_CASE("What has a meaning in a command is escaped, in a property colons and commas, too")
{
    CHECK(to_text(Annotation{AnnotationKind::warning, "a:b,c%.toml", 3, 7, "x\ny", "50%: a,b\nc"}) ==
          "::warning file=a%3Ab%2Cc%25.toml,line=3,col=7,title=x\\ny::50%25: a,b%0Ac\n");
}

TEST_CASE("Of one kind no more are written than are shown, and the last counts the rest")
{
    Report report;
    report.cases.assign(7, sample::failing_case());  // two errors each
    report.cases.push_back(sample::open_case());     // two warnings
    const std::string text = to_annotations(report);
    CHECK(times(text, "::error ") == most_annotations);
    CHECK(times(text, "::warning ") == 2);
    CHECK(contains(text, "::5 more like this;"));
}

TEST_CASE("A summary leaves room for what is there already, and is left out where there is none")
{
    Report report;
    report.cases.assign(600, sample::violated_case());
    for (const std::size_t before : {std::size_t{0}, longest_job_summary - 5000})
        CHECK(before + job_summary(report, before).size() <= longest_job_summary);
    CHECK(job_summary(report, 0).size() > longest_job_summary / 2);
    CHECK(job_summary(report, longest_job_summary - 100).empty());
    CHECK(job_summary(report, longest_job_summary + 1).empty());
}

TEST_CASE("Text is left alone unless the runner would find a command in it")
{
    CHECK(without_commands("plain :: text\n  and # more\n") == "plain :: text\n  and # more\n");
    CHECK(without_commands("") == "");
    CHECK(without_commands("a\n  ::add-mask::b\n") ==
          "::stop-commands::holdfast-0\na\n  ::add-mask::b\n::holdfast-0::\n");
    CHECK(without_commands("x ##[error]y") == "::stop-commands::holdfast-0\nx ##[error]y\n::holdfast-0::\n");
    CHECK(without_commands("::holdfast-0::\n::error::x\n").starts_with("::stop-commands::holdfast-1\n"));
}
