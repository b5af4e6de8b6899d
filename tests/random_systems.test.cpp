// Thousands of small systems from a printed seed: every count, verdict and trace of the search must be that
// of the reference explorer. They have several initial states, shared lanes, an environment, steps without
// a lane, alternatives, loops, steps beyond a limit, and all kinds of properties.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "checker/check.hpp"
#include "tests/random.hpp"
#include "tests/second_opinion.hpp"
#include "tests/toy_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

std::vector<Process> random_processes(Random& random)
{
    std::vector<Process> processes;
    const std::uint64_t programs = 1 + random.below(4);
    for (std::uint64_t k = 0; k < programs; ++k) {
        const int lane = random.one_in(4) ? 0 : static_cast<int>(k * 3);
        processes.push_back(program("p", lane));
        if (random.one_in(3)) processes.push_back(environment("crash", lane));
    }
    if (random.one_in(2)) processes.push_back({"clock", no_lane, random.one_in(2), true});
    return processes;
}

void add_random_steps(Random& random, TableModel& model, std::uint64_t from, std::uint64_t states)
{
    const bool near = random.one_in(2);  // near steps make deep systems
    for (std::size_t process = 0; process < model.processes_.size(); ++process) {
        for (std::size_t alternative = 0; alternative < 2 && random.one_in(2 + alternative); ++alternative) {
            TableModel::Row row{choice(process, alternative), 0};
            row.target = near ? (from + 1 + random.below(3)) % states : random.below(states);
            if (random.one_in(3)) row.triggered = property_bit(1) | (random.one_in(2) ? property_bit(5) : 0);
            if (random.one_in(6)) row.violated = row.triggered;
            row.beyond_limit = random.one_in(200);
            model.add(from, row);
        }
    }
}

TableModel random_system(std::uint64_t seed)
{
    Random random(seed);
    TableModel model;
    model.processes_ = random_processes(random);
    model.properties_ = {
        {"never", PropertyKind::never, ""},         {"step", PropertyKind::never_step, ""},
        {"reachable", PropertyKind::reachable, ""}, {"end", PropertyKind::at_end, ""},
        {"never too", PropertyKind::never, ""},     {"step too", PropertyKind::never_step, ""}};
    const std::uint64_t states = 2 + random.below(40);
    model.initial_.clear();
    do model.initial_.push_back(random.below(states));
    while (random.one_in(3));
    for (std::uint64_t from = 0; from < states; ++from) {
        add_random_steps(random, model, from, states);
        for (const std::size_t rare : {0u, 2u, 4u}) {
            if (random.one_in(8)) model.mark(from, property_bit(rare));
        }
        if (!random.one_in(3)) model.mark(from, property_bit(3));
    }
    return model;
}

}  // namespace

TEST_CASE("5,000 random systems: the search and the reference explorer agree in everything")
{
    std::uint64_t violated = 0, with_switches = 0, better_than_first = 0, ends = 0, beyond_limit = 0;
    for (std::uint64_t seed = 1; seed <= 5000; ++seed) {
        const TableModel model = random_system(seed);
        Options options;
        options.distrust = seed % 5 == 0;
        const Result result = check(model, options);
        const std::vector<std::string> said = compare(model, result);
        if (!said.empty()) {
            CAPTURE(seed, said);
            FAIL("the two disagree");
        }
        for (const PropertyResult& property : result.properties) {
            if (!property.trace) continue;
            ++violated;
            with_switches += property.trace->switches != 0 ? 1 : 0;
        }
        ends += result.properties[3].trace ? 1 : 0;
        beyond_limit += result.counts.beyond_limit != 0 ? 1 : 0;
        const auto explored = BreadthFirst<TableModel>(model, options).run();
        if (const auto& first = explored.judge.discovery(0)) {
            const Schedule found = explored.log.schedule_to(first->state);
            better_than_first += found != result.properties[0].trace->schedule ? 1 : 0;
        }
    }
    // The systems are worth the trouble only if enough happens in them.
    CHECK(violated > 10'000);
    CHECK(with_switches > 2000);
    CHECK(better_than_first > 100);
    CHECK(ends > 500);
    CHECK(beyond_limit > 500);
}

TEST_CASE("2,000 random systems under random limits: what is found is true, and twice the same")
{
    std::uint64_t stopped = 0;
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        const TableModel model = random_system(seed);
        Random random(seed);
        Options options;
        if (random.one_in(2)) options.most_states = 1 + random.below(20);
        if (random.one_in(2)) options.most_depth = random.below(8);
        if (random.one_in(4)) options.most_memory = 16384 + random.below(4096);
        options.stop_at_first = random.one_in(4);
        const Result result = check(model, options), again = check(model, options);
        std::vector<std::string> said = compare(model, result);
        if (options.most_memory != no_limit) {  // it may not suffice for the second pass of a whole search
            std::erase_if(said,
                          [](const std::string& words) { return words.ends_with("not switch-minimal"); });
        }
        CAPTURE(seed, said);
        if (!said.empty()) FAIL("the two disagree");
        if (!(result.counts == again.counts) || result.stop != again.stop) FAIL("twice is not the same");
        if (result.counts.states > options.most_states || result.counts.depth > options.most_depth)
            FAIL("too far");
        if (result.counts.states != 0 && result.bytes > options.most_memory) FAIL("too much memory");
        stopped += result.stop == Stop::complete || result.stop == Stop::model_limit ? 0 : 1;
    }
    CHECK(stopped > 1000);
}
