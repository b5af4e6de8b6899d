// Memory that runs out at any moment: the n-th allocation fails, for every n. A search then ends as at a
// limit on memory, or says so by std::bad_alloc, and what it says is true; nothing else may happen. This is a
// program of its own because it replaces the allocator.

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

#include <catch2/catch.hpp>

#include "checker/check.hpp"
#include "tests/second_opinion.hpp"
#include "tests/toy_models.hpp"

namespace {

/// Allocations left until one fails; negative: none ever does.
std::atomic<long> allocations_left = -1;

void* allocate(std::size_t bytes, std::size_t alignment)
{
    if (allocations_left >= 0 && allocations_left-- == 0) {
        allocations_left = -1;  // only this one, so that the way out is not cut off too
        throw std::bad_alloc();
    }
    const std::size_t whole = (bytes + alignment - 1) / alignment * alignment;
    void* const memory = std::aligned_alloc(alignment, whole == 0 ? alignment : whole);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}

/// Not inlined: g++ would see free() behind operator new and warn.
[[gnu::noinline]] void release(void* memory) noexcept { std::free(memory); }

}  // namespace

void* operator new(std::size_t bytes) { return allocate(bytes, alignof(std::max_align_t)); }
void* operator new(std::size_t bytes, std::align_val_t alignment)
{
    return allocate(bytes, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept
{
    return std::malloc(bytes == 0 ? 1 : bytes);
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

}  // namespace

TEST_CASE("whichever allocation fails, a search ends as at a limit or says that there is no memory")
{
    const Ends alone = let_allocations_fail(Philosophers<4>(false), 1, 1);
    CHECK(alone.limited > 0);
    CHECK(alone.thrown > 0);
    const Ends together = let_allocations_fail(Grid<1>(3, 17), 3, 7);
    CHECK(together.limited > 0);
}
