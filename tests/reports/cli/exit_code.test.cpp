#include "reports/cli/exit_code.hpp"

#include <vector>

#include <catch2/catch.hpp>

using namespace holdfast::reports::cli;

TEST_CASE("Of several exit codes the graver one wins, in both orders")
{
    const std::vector<ExitCode> order{ExitCode::interrupted, ExitCode::our_fault,    ExitCode::wrong_input,
                                      ExitCode::unmet,       ExitCode::inconclusive, ExitCode::met};
    for (std::size_t k = 0; k < order.size(); ++k) {
        for (std::size_t j = k; j < order.size(); ++j) {
            CHECK(graver(order[k], order[j]) == order[k]);
            CHECK(graver(order[j], order[k]) == order[k]);
        }
    }
}

TEST_CASE("What a case comes to has a code of its own")
{
    using holdfast::reports::Outcome;
    CHECK(code_of(Outcome::as_expected) == ExitCode::met);
    CHECK(code_of(Outcome::unexpected) == ExitCode::unmet);
    CHECK(code_of(Outcome::inconclusive) == ExitCode::inconclusive);
}
