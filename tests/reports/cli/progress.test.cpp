#include "reports/cli/progress.hpp"

#include <catch2/catch.hpp>

using namespace holdfast;

TEST_CASE("The progress line says where the search is and where it is going")
{
    checker::Progress progress;
    progress.level = 12;
    progress.states = 1234567;
    progress.frontier = 5000;
    progress.expanded = 2000;
    progress.discovered = 2001;
    progress.slots = 4000000;
    progress.bytes = 87654321;
    CHECK(
        reports::cli::progress_words("1 of 2, a.toml [mended]", progress, 250000.7, 12.3) ==
        "level 12, 1,234,567 states, 250,000 new a second, frontier 5,000 (growing), table 30 % full, 87 MB, "
        "12 s; 1 of 2, a.toml [mended]");
    progress.discovered = 1999;
    CHECK(reports::cli::progress_words("x", progress, 0, 0).find("(shrinking)") != std::string::npos);
}
