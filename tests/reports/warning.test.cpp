// What a file says that can no longer fail, over all of its cases.
#include "reports/warning.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "reports/report.hpp"

namespace holdfast::reports {
namespace {

using checker::Landmark;
using checker::Use;
using checker::Verdict;
using Words = std::vector<std::string>;

struct Part {
    Landmark::Kind kind = Landmark::Kind::step;
    std::string words;
    Use use = Use::taken;
    std::optional<std::size_t> of = 0;
    bool meant = false;
};

CaseReport case_of(const std::vector<Part>& parts, const std::string& name = "default")
{
    CaseReport report;
    report.path = "some.toml";
    report.name = name;
    report.line = 40;
    PropertyReport judged;
    judged.name = "stuck";
    judged.verdict = Verdict::holds;
    judged.triggers = 7;
    report.properties.push_back(judged);
    std::uint32_t line = 1;
    for (const Part& part : parts)
        report.landmarks.push_back({{part.kind, part.words, line++, 5, part.of, part.meant}, part.use});
    return report;
}

const Part program{Landmark::Kind::process, "mailer never runs", Use::taken, std::nullopt};

Words words_of(const std::vector<CaseReport>& cases, bool all = true)
{
    Words words;
    for (const Warning& warning : warnings_of(cases, all))
        words.push_back(std::string(to_string(warning.kind)) + " " + in_words(warning));
    return words;
}

PropertyReport property(std::uint64_t triggers, bool mentioned = true)
{
    PropertyReport report;
    report.name = "gone";
    report.verdict = Verdict::holds;
    report.triggers = triggers;
    report.expectation.mentioned = mentioned;
    report.expectation.where = {12, 3};
    return report;
}

}  // namespace

TEST_CASE("a step that is never taken is told once, with what stands behind it")
{
    const Part taken{Landmark::Kind::step, "first"}, missed{Landmark::Kind::step, "missed", Use::unreached};
    CHECK(words_of({case_of({program, taken, missed})}) == Words{"never-taken some.toml:3:5: missed"});
    CHECK(words_of({case_of({program, taken, missed, missed, missed})}) ==
          Words{"never-taken some.toml:3:5: missed, nor what stands behind it (2 steps)"});
    CHECK(words_of({case_of({program, missed, taken, missed})}) ==
          Words{"never-taken some.toml:2:5: missed", "never-taken some.toml:4:5: missed"});
}

TEST_CASE("of a program that never runs the steps are not told")
{
    Part idle = program;
    idle.use = Use::unreached;
    const Part missed{Landmark::Kind::step, "missed", Use::unreached};
    CHECK(words_of({case_of({idle, missed, missed})}) ==
          Words{"never-runs some.toml:1:5: mailer never runs"});
}

TEST_CASE("a step that is reached and never possible says so")
{
    const Part blocked{Landmark::Kind::step, "missed", Use::blocked};
    CHECK(words_of({case_of({program, blocked})}) ==
          Words{"never-taken some.toml:2:5: missed; runs come to it, but it is possible in none"});
}

TEST_CASE("a branch is told without its steps, and its sister is not")
{
    const Part taken{Landmark::Kind::branch, "this branch"},
        missed{Landmark::Kind::branch, "that branch", Use::unreached};
    Part step{Landmark::Kind::step, "step", Use::taken, 1},
        dead{Landmark::Kind::step, "dead", Use::unreached, 3};
    CHECK(words_of({case_of({program, taken, step, missed, dead})}) ==
          Words{"never-taken some.toml:4:5: that branch"});
}

TEST_CASE("what one case comes by is no warning for another")
{
    const Part taken{Landmark::Kind::step, "step"}, missed{Landmark::Kind::step, "step", Use::unreached};
    const CaseReport one = case_of({program, missed}), other = case_of({program, taken}, "other");
    CHECK(words_of({one, other}) == Words{});
    CHECK(words_of({one, one}) == Words{"never-taken some.toml:2:5: step"});
    CHECK(words_of({one}, false) == Words{});
}

TEST_CASE("nothing is told of a file of which a case was not searched to its end")
{
    const Part missed{Landmark::Kind::step, "step", Use::unreached};
    CaseReport open = case_of({});
    open.stop = "states";
    CHECK(words_of({case_of({program, missed}), open}) == Words{});
}

TEST_CASE("what is meant is no warning, until it is wrong")
{
    const Part missed{Landmark::Kind::step, "step", Use::unreached, 0, true},
        behind{Landmark::Kind::step, "behind", Use::unreached},
        taken{Landmark::Kind::step, "step", Use::taken, 0, true};
    CHECK(words_of({case_of({program, missed, behind})}) == Words{});
    CHECK(words_of({case_of({program, taken})}) ==
          Words{"taken-after-all some.toml:2:5: this is said never to be taken, and it is"});
    // Of the program the first step says it.
    Part idle = program;
    idle.use = Use::unreached;
    CHECK(words_of({case_of({idle, missed, behind})}) == Words{});
    CHECK(words_of({case_of({idle, behind, missed})}) ==
          Words{"never-runs some.toml:1:5: mailer never runs"});
}

TEST_CASE("a property that the file mentions must have something to judge in some case")
{
    CaseReport vacuous = case_of({}), judged = case_of({}, "other");
    vacuous.properties.push_back(property(0));
    judged.properties.push_back(property(3, false));
    CHECK(words_of({vacuous}) ==
          Words{"vacuous some.toml:12:3: gone never has anything to judge, so it cannot fail"});
    CHECK(words_of({vacuous, judged}) == Words{});
    vacuous.properties.back().does_not_apply = "there is no profile";
    CHECK(words_of({vacuous}) == Words{"vacuous some.toml:12:3: gone cannot fail: there is no profile"});
    vacuous.properties.back().expectation.mentioned = false;
    CHECK(words_of({vacuous}) == Words{});
}

TEST_CASE("a property may be vacuous where the file says so, and must be then")
{
    CaseReport one = case_of({});
    one.properties.push_back(property(0));
    one.properties.back().expectation.vacuous = true;
    CHECK(words_of({one}) == Words{});
    one.properties.back().triggers = 1;
    CHECK(words_of({one}) ==
          Words{"judged-after-all some.toml:12:3: gone is said to have nothing to judge, and it has"});
}

TEST_CASE("a case that accepts whatever comes cannot fail")
{
    CaseReport one = case_of({});
    one.properties.front().expectation.any = true;
    CHECK(
        words_of({one}) ==
        Words{"expects-nothing some.toml:40: case 'default' cannot fail: whatever comes of it is expected"});
    one.expects_counts = true;
    CHECK(words_of({one}) == Words{});
    one.expects_counts = false;
    one.properties.push_back(property(0, false));
    CHECK(words_of({one}).size() == 1);
    one.properties.push_back(property(1, false));
    CHECK(words_of({one}) == Words{});
}

}  // namespace holdfast::reports
