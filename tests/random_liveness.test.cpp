// Thousands of small systems from a printed seed, with programs that are fair or not, steps that are strongly
// fair or not, and an environment: each verdict and each lasso must be that of the plain reference.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "checker/check.hpp"
#include "checker/fair_loop.hpp"
#include "tests/liveness_models.hpp"
#include "tests/random.hpp"
#include "tests/reference_fairness.hpp"
#include "tests/reference_liveness.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

constexpr std::uint64_t most_states_of_a_table = 16;

std::vector<Process> random_processes(Random& random)
{
    std::vector<Process> processes;
    const std::uint64_t programs = 1 + random.below(4);
    for (std::uint64_t k = 0; k < programs; ++k) {
        processes.push_back(program("p", random.one_in(4) ? 0 : static_cast<int>(k)));
        processes.back().fair = !random.one_in(5);
    }
    if (random.one_in(3)) processes.push_back({"clock", no_lane, true, random.one_in(2)});
    return processes;
}

void add_random_steps(Random& random, GoalTable& model, std::uint64_t from, std::uint64_t states)
{
    const bool moves = from < model.rows_.size() && !model.rows_[from].empty();
    for (std::size_t process = moves ? 1 : 0; process < model.processes_.size(); ++process) {
        for (std::size_t alternative = 0; alternative < 2 && !random.one_in(2 + alternative); ++alternative) {
            TableModel::Row row{choice(process, alternative)};
            row.target = random.one_in(3) ? (from + 1) % states : random.below(states);
            row.beyond_limit = random.one_in(200);
            row.strongly_fair = random.one_in(3);
            model.add(from, row);
        }
    }
}

GoalTable random_hope(std::uint64_t seed)
{
    Random random(seed);
    GoalTable model;
    model.processes_ = random_processes(random);
    model.properties_ = {{"hope", PropertyKind::leads_to, ""}};
    const std::uint64_t states = 1 + random.below(most_states_of_a_table);
    model.initial_.assign(1, random.below(states));
    if (random.one_in(3)) model.initial_.push_back(random.below(states));
    const bool often_reached = random.one_in(2), no_end = random.one_in(2);
    for (std::uint64_t from = 0; from < states; ++from) {
        if (no_end) model.add(from, {choice(0), random.below(states), 0, 0, false, random.one_in(3)});
        add_random_steps(random, model, from, states);
        if (random.one_in(4)) model.mark(from, 1);
        if (random.one_in(often_reached ? 2 : 5)) model.reach(from, 1);
    }
    return model;
}

/// What the reference would have said in the words of `lasso_text`, without the ledger.
std::string text_of(const ReferenceLasso& lasso)
{
    if (lasso.loop.empty()) return to_text(lasso.stem) + " | stays";
    return to_text(lasso.stem) + " | " + to_text(Schedule{0, lasso.loop}).substr(2);
}

std::string without_ledger(const std::string& text) { return text.substr(0, text.find(';')); }

}  // namespace

TEST_CASE("5,000 random systems: the verdicts and lassos are those of the plain reference")
{
    std::uint64_t violated = 0, holding = 0, staying = 0, long_loops = 0, open = 0;
    for (std::uint64_t seed = 1; seed <= 5000; ++seed) {
        CAPTURE(seed);
        const GoalTable model = random_hope(seed);
        const PropertyResult result = check(model).properties[0];
        const auto wanted = LivenessReference(model, most_states_of_a_table).lasso();
        REQUIRE((result.verdict == Verdict::violated) == wanted.has_value());
        REQUIRE(result.trace.has_value() == wanted.has_value());
        if (result.trace) {
            REQUIRE(result.trace->switch_minimal);
            REQUIRE(result.trace->loop->shortest);
            REQUIRE(without_ledger(lasso_text(*result.trace)) == text_of(*wanted));
            staying += result.trace->loop->stays ? 1 : 0;
            long_loops += wanted->loop.size() > 3 ? 1 : 0;
        }
        violated += result.verdict == Verdict::violated ? 1 : 0;
        holding += result.verdict == Verdict::holds && result.liveness->owing > 2 ? 1 : 0;
        open += result.verdict == Verdict::inconclusive ? 1 : 0;
    }
    // The systems are worth the trouble only if enough happens in them.
    CHECK(violated > 1000);
    CHECK(holding > 100);
    CHECK(staying > 200);
    CHECK(long_loops > 100);
    CHECK(open > 20);
}

TEST_CASE("in random systems the first part that the plain reference finds violated is told")
{
    std::uint64_t later = 0, holding = 0;
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        CAPTURE(seed);
        PartedTable model;
        static_cast<GoalTable&>(model) = random_hope(seed);
        Random random(seed + 1'000'000);
        constexpr std::size_t parts = 3;
        model.properties_.front().parts = parts;
        for (std::uint64_t state = 0; state < most_states_of_a_table; ++state) {
            for (std::size_t part = 1; part < parts; ++part) {
                if (random.one_in(6)) model.mark(state, property_bit(part));
                if (random.one_in(3)) model.reach(state, property_bit(part));
            }
        }
        std::size_t part = 0;
        std::optional<ReferenceLasso> wanted;
        for (; part < parts && !wanted; ++part)
            wanted = LivenessReference(model.alone(part), most_states_of_a_table).lasso();
        const PropertyResult result = check(model).properties[0];
        REQUIRE(result.trace.has_value() == wanted.has_value());
        const auto judgement = FairnessReference<PartedTable>(model, 0).judge();
        REQUIRE(judgement.verdict == result.verdict);
        REQUIRE(judgement.triggers == result.triggers);
        holding += result.verdict == Verdict::holds ? 1 : 0;
        if (!wanted) continue;
        REQUIRE(result.trace->part == part - 1);
        REQUIRE(judgement.part == part - 1);
        REQUIRE(without_ledger(lasso_text(*result.trace)) == text_of(*wanted));
        later += part > 1 ? 1 : 0;
    }
    CHECK(later > 200);
    CHECK(holding > 100);
}

TEST_CASE("in random systems each kind of fairness decides some verdicts, and never makes one worse")
{
    std::uint64_t by_weak = 0, by_strong = 0;
    for (std::uint64_t seed = 1; seed <= 6000; ++seed) {
        CAPTURE(seed);
        const GoalTable strong = random_hope(seed);
        GoalTable weak = strong;
        for (auto& rows : weak.rows_) {
            for (TableModel::Row& row : rows) row.strongly_fair = false;
        }
        GoalTable none = weak;
        for (Process& process : none.processes_) process.fair = false;
        const bool with_strong = check(strong).properties[0].verdict == Verdict::violated;
        const bool with_weak = check(weak).properties[0].verdict == Verdict::violated;
        const bool with_none = check(none).properties[0].verdict == Verdict::violated;
        REQUIRE((!with_strong || with_weak));
        REQUIRE((!with_weak || with_none));
        by_weak += with_none && !with_weak ? 1 : 0;
        by_strong += with_weak && !with_strong ? 1 : 0;
    }
    CHECK(by_weak > 100);
    CHECK(by_strong > 25);
}

TEST_CASE("in random systems a greedy loop has the same stem, is as fair, and not shorter than the shortest")
{
    std::uint64_t longer = 0;
    Options greedy;
    greedy.most_exact_processes = 0;
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
        CAPTURE(seed);
        const GoalTable model = random_hope(seed);
        const auto shortest = check(model).properties[0].trace;
        const auto found = check(model, greedy).properties[0].trace;  // and is confirmed
        REQUIRE(shortest.has_value() == found.has_value());
        if (!found || found->loop->stays) continue;
        const bool any_fair = !found->loop->ledger.empty();
        REQUIRE(found->loop->shortest == !any_fair);
        REQUIRE(found->loop->begin == shortest->loop->begin);
        REQUIRE(found->schedule.choices.size() >= shortest->schedule.choices.size());
        longer += found->schedule.choices.size() > shortest->schedule.choices.size() ? 1 : 0;
    }
    CHECK(longer > 20);
}

TEST_CASE("nothing that is said of random systems depends on threads, sleep sets or distrust")
{
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        CAPTURE(seed);
        const GoalTable model = random_hope(seed);
        Options other;
        other.threads = 3;
        other.window_chunks = 2;
        other.sleep_sets = false;
        other.distrust = true;
        const PropertyResult one = check(model).properties[0], two = check(model, other).properties[0];
        REQUIRE(one.verdict == two.verdict);
        REQUIRE(one.triggers == two.triggers);
        REQUIRE(one.trace == two.trace);
        REQUIRE(one.liveness->owing == two.liveness->owing);
    }
}
