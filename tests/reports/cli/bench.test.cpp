// `holdfast bench`: what it measures, and what it does not let pass.
#include <string>

#include <boost/regex.hpp>
#include <catch2/catch.hpp>

#include "tests/reports/cli/whole_program.hpp"

using namespace holdfast::tests;

TEST_CASE("A bench searches within the limits of a scenario, as a check does")
{
    const TemporaryFolder folder;
    const std::string limited = folder.write("limited.toml", cut_short);
    const std::string free = folder.write("free.toml", world + "[cases.cut-short]\npolicy = \"fixed\"\n");
    const auto signature = [](const std::string& file) {
        return run_holdfast({"bench", "--signature", file}).out;
    };
    CHECK(boost::regex_search(run_holdfast({"bench", limited}).out, boost::regex("\n +3 +3 .*limited")));
    CHECK_FALSE(boost::regex_search(run_holdfast({"bench", free}).out, boost::regex("\n +3 +3 ")));
    CHECK(signature(limited) != signature(free));
    for (const char* limit : {"depth = 1", "memory = \"1KB\""}) {
        const std::string other = folder.write(
            "other.toml", world + "[cases.cut-short]\npolicy = \"fixed\"\nlimits = { " + limit + " }\n");
        CAPTURE(limit);
        CHECK(signature(other) != signature(free));
        CHECK(signature(other) != signature(limited));
    }
}

TEST_CASE("A bench tells what is not as expected, and measures all the same")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("hoped-for.toml", hoped_for);
    const Finished unmet = run_holdfast({"bench", file});
    CHECK(unmet.code == 1);
    CHECK(contains(unmet.err,
                   "hoped-for.toml:19: in-use-purge: expected to hold, but it is violated in 4 steps\n"));
    CHECK(contains(unmet.err, "failed-access: expected to hold"));
    CHECK(contains(unmet.out, "hoped-for.toml [hoped-for]\n"));
    CHECK(contains(unmet.out, "\nsignature "));

    const Finished signed_only = run_holdfast({"bench", "--signature", file});
    CHECK(signed_only.code == 1);
    CHECK(signed_only.err == unmet.err);
    CHECK(boost::regex_match(signed_only.out, boost::regex("[0-9a-f]{16}\n")));

    const Finished met = run_holdfast({"bench", folder.write("as-described.toml", as_described)});
    CHECK(met.code == 0);
    CHECK(met.err.empty());

    const Finished open = run_holdfast({"bench", folder.write("cut-short.toml", cut_short)});
    CHECK(open.code == 3);
    CHECK(contains(open.err, "the search ended too early to tell (limit of states)"));
}

TEST_CASE("A bench asks nothing of a case that has a limit of time, for it has none itself")
{
    const TemporaryFolder folder;
    const Finished bench =
        run_holdfast({"bench", folder.write("timed.toml", hoped_for + "limits = { time = \"1h\" }\n")});
    CHECK(bench.code == 0);
    CHECK(bench.err.empty());
}

TEST_CASE("A bench holds the search with the largest table against what memory allows")
{
    const TemporaryFolder folder;
    folder.write("a.toml", world + "[cases.small]\npolicy = \"fixed\"\n");
    std::string nine = endless;
    nine.replace(nine.find("policy"), 0, "limits = { states = 20000 }\n");
    folder.write("b.toml", nine);
    folder.write("c.toml", world + "[cases.another]\npolicy = \"fixed\"\n");
    const std::string text = run_holdfast({"bench", "--memory-limit", folder.path()}).out;
    boost::smatch row, limit;
    REQUIRE(boost::regex_search(text, row, boost::regex("([0-9.]+) M  [^ \n]*b\\.toml \\[fixed\\]\n")));
    REQUIRE(boost::regex_search(
        text, limit, boost::regex("followed ([0-9.]+) M steps a CPU second, [0-9]+ % of it:\n([^\n]*)\n")));
    CHECK(limit[1] == row[1]);
    CHECK(contains(limit[2], "b.toml [fixed]"));
}
