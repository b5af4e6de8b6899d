#include "checker/workers.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <numeric>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace holdfast::checker;

namespace {

/// How often each piece is done, with work to do in it.
std::vector<int> times_done(Workers& workers, std::size_t pieces)
{
    std::vector<int> times(pieces);
    workers.share(pieces, [&](unsigned, std::size_t piece) { ++times[piece]; });
    return times;
}

/// The message of what is thrown where these pieces throw their numbers.
std::string thrown_by(Workers& workers, std::size_t pieces, const std::vector<std::size_t>& throwing)
{
    try {
        workers.share(pieces, [&](unsigned, std::size_t piece) {
            if (std::find(throwing.begin(), throwing.end(), piece) != throwing.end())
                throw std::runtime_error(fmt::format("piece {}", piece));
        });
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "nothing";
}

/// Differs from thread to thread as long as both live.
const void* who_am_i()
{
    static thread_local char here = 0;
    return &here;
}

/// Threads of this process; 0 where the system does not say. One that has ended may be counted for a moment
/// more.
std::ptrdiff_t threads()
{
    std::error_code none;
    const std::filesystem::directory_iterator tasks("/proc/self/task", none);
    return none ? 0 : std::distance(begin(tasks), end(tasks));
}

const unsigned counts[] = {1, 2, 3, 16};

}  // namespace

TEST_CASE("there is at least one worker")
{
    CHECK(Workers(0).count() == 1);
    CHECK(Workers(1).count() == 1);
    CHECK(Workers(16).count() == 16);
    CHECK(hardware_threads() >= 1);
}

TEST_CASE("every piece is done exactly once, job after job")
{
    for (const unsigned count : counts) {
        Workers workers(count);
        for (const std::size_t pieces : {0, 1, 2, 3, 15, 16, 17, 500, 2, 0, 1, 100}) {
            INFO(count << " workers, " << pieces << " pieces");
            CHECK(times_done(workers, pieces) == std::vector<int>(pieces, 1));
        }
    }
}

TEST_CASE("many short jobs in a row are all done when they are said to be")
{
    Workers workers(4);
    std::vector<std::uint64_t> sums(8);
    bool is_done = true;
    for (std::uint64_t job = 1; job <= 300; ++job) {
        workers.share(sums.size(), [&](unsigned, std::size_t piece) { sums[piece] += job; });
        is_done = is_done && sums == std::vector<std::uint64_t>(8, job * (job + 1) / 2);
    }
    CHECK(is_done);
}

TEST_CASE("a worker has a number of its own and does one piece at a time")
{
    for (const unsigned count : counts) {
        Workers workers(count);
        std::vector<int> busy(count), done(count);
        std::vector<const void*> who(count);
        std::atomic<bool> is_alone = true, is_itself = true, is_known = true;
        workers.share(300, [&](unsigned worker, std::size_t) {
            if (worker >= count) {
                is_known = false;
                return;
            }
            if (busy[worker]++ != 0) is_alone = false;
            if (who[worker] == nullptr) who[worker] = who_am_i();
            if (who[worker] != who_am_i()) is_itself = false;
            ++done[worker];
            --busy[worker];
        });
        INFO(count << " workers");
        CHECK(is_known);
        CHECK(is_alone);
        CHECK(is_itself);
        CHECK(std::accumulate(done.begin(), done.end(), 0) == 300);
        CHECK((who[0] == nullptr || who[0] == who_am_i()));  // the caller is one of them
    }
}

TEST_CASE("what the first piece throws is thrown, whichever piece was done first")
{
    for (const unsigned count : counts) {
        Workers workers(count);
        INFO(count << " workers");
        CHECK(thrown_by(workers, 100, {}) == "nothing");
        CHECK(thrown_by(workers, 1, {0}) == "piece 0");
        CHECK(thrown_by(workers, 100, {99}) == "piece 99");
        for (int round = 0; round < 20; ++round)
            CHECK(thrown_by(workers, 100, {97, 41, 98, 42, 99}) == "piece 41");
        std::vector<std::size_t> all(100);
        std::iota(all.begin(), all.end(), std::size_t{0});
        CHECK(thrown_by(workers, 100, all) == "piece 0");
    }
}

TEST_CASE("what was thrown is forgotten in the next job")
{
    for (const unsigned count : counts) {
        Workers workers(count);
        REQUIRE(thrown_by(workers, 50, {3, 30}) == "piece 3");
        CHECK(thrown_by(workers, 50, {}) == "nothing");
        CHECK(times_done(workers, 100) == std::vector<int>(100, 1));
        CHECK(thrown_by(workers, 20, {19}) == "piece 19");
        CHECK(times_done(workers, 1) == std::vector<int>{1});
    }
}

TEST_CASE("no thread is started before there is work for two")
{
    const std::ptrdiff_t before = threads();
    Workers workers(16);
    const void* who = nullptr;
    unsigned number = 99;
    workers.share(0, [&](unsigned, std::size_t) { who = nullptr; });
    workers.share(1, [&](unsigned worker, std::size_t) {
        who = who_am_i();
        number = worker;
    });
    CHECK(who == who_am_i());
    CHECK(number == 0);
    CHECK(threads() <= before);
    workers.share(2, [](unsigned, std::size_t) {});
    if (before > 0) CHECK(threads() >= 16);
}

TEST_CASE("a single worker does the pieces in their order, on its own")
{
    const std::ptrdiff_t before = threads();
    Workers workers(1);
    std::vector<std::size_t> order;
    workers.share(40, [&](unsigned, std::size_t piece) { order.push_back(piece); });
    CHECK(order.size() == 40);
    CHECK(std::is_sorted(order.begin(), order.end()));
    CHECK(threads() <= before);
}
