// Memory that runs out at any moment: the n-th allocation fails, for every n. A search then ends as at a
// limit on memory, or says so by std::bad_alloc, and what it says is true; nothing else may happen. This is a
// program of its own because it replaces the allocator.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <span>
#include <vector>

#include <catch2/catch.hpp>
#include <malloc.h>

#include "checker/check.hpp"
#include "checker/workers.hpp"
#include "tests/second_opinion.hpp"
#include "tests/toy_models.hpp"

namespace {

/// Allocations left until one fails; negative: none ever does.
std::atomic<long> allocations_left = -1;

/// Bytes that are in use, and the most that were since somebody asked.
std::atomic<long> in_use = 0, most_in_use = 0;

void count_in(void* memory)
{
    const long now = in_use += static_cast<long>(malloc_usable_size(memory));
    long most = most_in_use;
    while (now > most && !most_in_use.compare_exchange_weak(most, now)) {}
}

void* allocate(std::size_t bytes, std::size_t alignment)
{
    if (allocations_left >= 0 && allocations_left-- == 0) {
        allocations_left = -1;  // only this one, so that the way out is not cut off too
        throw std::bad_alloc();
    }
    const std::size_t whole = (bytes + alignment - 1) / alignment * alignment;
    void* const memory = std::aligned_alloc(alignment, whole == 0 ? alignment : whole);
    if (memory == nullptr) throw std::bad_alloc();
    count_in(memory);
    return memory;
}

/// Not inlined: g++ would see free() behind operator new and warn.
[[gnu::noinline]] void release(void* memory) noexcept
{
    if (memory != nullptr) in_use -= static_cast<long>(malloc_usable_size(memory));
    std::free(memory);
}

}  // namespace

void* operator new(std::size_t bytes) { return allocate(bytes, alignof(std::max_align_t)); }
void* operator new(std::size_t bytes, std::align_val_t alignment)
{
    return allocate(bytes, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept
{
    void* const memory = std::malloc(bytes == 0 ? 1 : bytes);
    if (memory != nullptr) count_in(memory);
    return memory;
}
void operator delete(void* memory) noexcept { release(memory); }
void operator delete(void* memory, std::size_t) noexcept { release(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { release(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { release(memory); }

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

struct Ends {
    std::size_t whole = 0, limited = 0, thrown = 0;
};

/// Lets the n-th allocation of a check fail, for n from 0 in steps, until a check needs fewer.
template <Model M>
Ends let_allocations_fail(const M& model, unsigned threads, long step)
{
    Options options;
    options.threads = threads;
    options.window_chunks = 2;
    const Reference reference = explore_by_reference(model);
    Ends ends;
    for (long n = 0;; n += step) {
        CAPTURE(n);
        allocations_left = n;
        try {
            const Result result = check(model, options);
            const bool none_failed = allocations_left >= 0;
            allocations_left = -1;
            SecondOpinion opinion(result, reference);
            const bool limited = result.stop == Stop::memory_limit;
            REQUIRE((limited || result.stop == Stop::complete));
            auto said = limited ? opinion.on_what_was_found(model.properties())
                                : opinion.on_everything(model.properties());
            // Without memory for its second pass a trace is as short, and says that it is not canonical.
            std::erase_if(said, [](const auto& words) { return words.ends_with("not switch-minimal"); });
            CAPTURE(said);
            CHECK(said.empty());
            if (none_failed) return ends;
            ++(limited ? ends.limited : ends.whole);
        } catch (const std::bad_alloc&) {
            allocations_left = -1;
            ++ends.thrown;
        }
    }
}

/// Behind the start are 64 chunks of states that have no steps, except in one chunk of each eight: there each
/// has forty, to states that are known. So in each window of eight it is another chunk that needs room.
struct Crowds {
    struct State {
        std::uint64_t number = 0;
        bool operator==(const State&) const = default;
    };

    [[nodiscard]] std::vector<State> initial_states() const { return {State{}}; }
    [[nodiscard]] std::span<const Process> processes() const { return processes_; }
    [[nodiscard]] std::span<const Property> properties() const { return {}; }
    [[nodiscard]] std::size_t state_bits() const { return 28; }

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit) const
    {
        constexpr std::uint16_t states = 65'535;
        const std::uint64_t chunk = (state.number - 1) / chunk_states;
        const bool is_crowded = state.number != 0 && chunk % 8 == chunk / 8;
        const std::uint16_t alternatives = state.number == 0 ? states : is_crowded ? 40 : 0;
        for (std::uint16_t k = 0; k < alternatives; ++k) {
            const std::uint64_t any = (state.number * 40 + k) * 0x9e3779b97f4a7c15u >> 20;
            visit(Step<State>{.choice = {0, k},
                              .after = {state.number == 0 ? k + 1u : 1 + any % states},
                              .footprint = Footprint::everything()});
        }
    }

    [[nodiscard]] PropertyMask satisfied(const State&, PropertyMask) const { return 0; }

    std::vector<Process> processes_{{"p", 0}};
};

/// The most that a search took of what operator new gives.
long most_taken(const Crowds& model, const Options& options)
{
    const long before = in_use;
    most_in_use = before;
    static_cast<void>(BreadthFirst<Crowds>(model, options).run());
    return most_in_use - before;
}

}  // namespace

TEST_CASE("whichever allocation fails, a search ends as at a limit or says that there is no memory")
{
    const Ends alone = let_allocations_fail(Philosophers<4>(false), 1, 1);
    CHECK(alone.limited > 0);
    CHECK(alone.thrown > 0);
    const Ends together = let_allocations_fail(Grid<1>(3, 17), 3, 7);
    CHECK(together.limited > 0);
}

TEST_CASE("a limit on memory holds where each window has its candidates in another chunk")
{
    constexpr long megabyte = 1'000'000;
    constexpr long reserve = megabyte;  // for what a search works with
    Options options;
    options.sleep_sets = false;  // which compare each step of a state with each
    for (const unsigned threads : {1u, 2u}) {
        options.threads = threads;
        for (const long limit : {10, 20, 40, 80}) {
            CAPTURE(threads, limit);
            options.most_memory = static_cast<std::uint64_t>(limit * megabyte);
            CHECK(most_taken(Crowds(), options) <= limit * megabyte + reserve);
        }
    }
}

TEST_CASE("threads for which there is no memory are not started, and what there is does the work")
{
    std::size_t done_whole = 0;
    for (long n = 0; n < 40; ++n) {
        Workers workers(4);
        std::vector<int> done(8);
        CAPTURE(n);
        allocations_left = n;
        try {
            workers.share(done.size(), [&](unsigned, std::size_t piece) { ++done[piece]; });
            allocations_left = -1;
            CHECK(done == std::vector<int>(done.size(), 1));
            ++done_whole;
        } catch (const std::bad_alloc&) {
            allocations_left = -1;
        }
    }
    CHECK(done_whole > 20);
}
