#include "reports/cli/memory_limit.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "checker/fingerprint.hpp"
#include "checker/zeroed_memory.hpp"
#include "reports/cli/clock.hpp"

namespace holdfast::reports::cli {

double random_lines_a_second(std::size_t table_bytes)
{
    constexpr std::size_t line = 64, ahead = 32, page = 4096;
    constexpr std::uint64_t looks = 10'000'000;
    const std::size_t lines = std::max<std::size_t>(1, table_bytes / line);
    const checker::ZeroedMemory memory(lines * line);
    for (std::size_t at = 0; at < memory.size(); at += page)
        memory.data()[at] = 1;  // first touch is not the question
    std::array<std::size_t, ahead> coming{};
    std::uint64_t number = 0;
    const auto next = [&] { return checker::mixed(++number) % lines * line; };
    for (std::size_t& place : coming) place = next();
    const CpuStopwatch stopwatch;
    for (std::uint64_t look = 0; look < looks; ++look) {
        std::size_t& place = coming[look % ahead];
        ++memory.data()[place];
        place = next();
        __builtin_prefetch(memory.data() + place, 1);
    }
    return static_cast<double>(looks) / std::max(stopwatch.seconds(), 1e-9);
}

}  // namespace holdfast::reports::cli
