// Assertions: for our own mistakes only. They are on in every build but the fastest, say which values
// broke them, and stop the program at once. A wrong scenario is an error with a place, a violated
// property is a result; neither ever meets an assertion.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

#include <fmt/format.h>

namespace holdfast::checker {

/// Says on standard error what was broken where, and aborts.
[[noreturn]] inline void fail_assertion(const char* file, int line, const char* condition,
                                        const std::string& values)
{
    const std::string text =
        fmt::format("{}:{}: assertion broken: {}\n  {}\n", file, line, condition, values);
    std::fputs(text.c_str(), stderr);
    std::fflush(stderr);
    std::abort();
}

}  // namespace holdfast::checker

/// HOLDFAST_ASSERT(condition, format, values...): one condition each, the message with the values that
/// matter, in the form of fmt. Where assertions are off it is compiled but never evaluated.
#if defined(HOLDFAST_ASSERTIONS) && HOLDFAST_ASSERTIONS
#define HOLDFAST_ASSERT(condition, ...)                                                                      \
    do {                                                                                                     \
        if (!(condition)) [[unlikely]] {                                                                     \
            ::holdfast::checker::fail_assertion(__FILE__, __LINE__, #condition, ::fmt::format(__VA_ARGS__)); \
        }                                                                                                    \
    } while (false)
#else
#define HOLDFAST_ASSERT(condition, ...)                                                                      \
    do {                                                                                                     \
        if (false) {                                                                                         \
            static_cast<void>(condition);                                                                    \
            static_cast<void>(::fmt::format(__VA_ARGS__));                                                   \
        }                                                                                                    \
    } while (false)
#endif
