#include "checker/assert.hpp"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <string>

#include <catch2/catch.hpp>

namespace {

struct Death {
    std::string said;
    bool aborted = false;
};

/// Runs `deed` in a process of its own, with its standard error caught.
template <class Deed>
Death die_by(Deed&& deed)
{
    std::array<int, 2> pipe_ends{};
    REQUIRE(pipe(pipe_ends.data()) == 0);
    const pid_t child = fork();
    if (child == 0) {
        for (const int sign : {SIGABRT, SIGSEGV}) std::signal(sign, SIG_DFL);
        dup2(pipe_ends[1], STDERR_FILENO);
        deed();
        _exit(0);
    }
    close(pipe_ends[1]);
    Death death;
    std::array<char, 256> buffer{};
    for (ssize_t got = 0; (got = read(pipe_ends[0], buffer.data(), buffer.size())) > 0;) {
        death.said.append(buffer.data(), static_cast<std::size_t>(got));
    }
    close(pipe_ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    death.aborted = WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
    return death;
}

}  // namespace

TEST_CASE("a broken assertion names its place, its condition and its values, and aborts")
{
    const Death death =
        die_by([] { holdfast::checker::fail_assertion("here.cpp", 7, "a == b", "a 1, b 2"); });
    CHECK(death.aborted);
    CHECK(death.said == "here.cpp:7: assertion broken: a == b\n  a 1, b 2\n");
}

TEST_CASE("an assertion is on exactly where assertions are asked for")
{
    const int two = 2;
    const Death death = die_by([&] { HOLDFAST_ASSERT(two == 3, "two is {}", two); });
#if defined(HOLDFAST_ASSERTIONS) && HOLDFAST_ASSERTIONS
    CHECK(death.aborted);
    CHECK(death.said.find("assertion broken: two == 3\n  two is 2\n") != std::string::npos);
#else
    CHECK_FALSE(death.aborted);
    CHECK(death.said.empty());
#endif
}

TEST_CASE("an assertion that holds evaluates its condition once and its message never")
{
    int conditions = 0, messages = 0;
    const auto holds = [&] { return ++conditions > 0; };
    const auto message = [&] { return ++messages; };
    HOLDFAST_ASSERT(holds(), "{}", message());
#if defined(HOLDFAST_ASSERTIONS) && HOLDFAST_ASSERTIONS
    CHECK(conditions == 1);
#else
    CHECK(conditions == 0);
#endif
    CHECK(messages == 0);
}
