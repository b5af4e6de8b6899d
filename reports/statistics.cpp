#include "reports/statistics.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "reports/layout.hpp"

namespace holdfast::reports {

namespace {

/// One line: what it is, how much, and what that means.
std::string line(const std::string& what, const std::string& amount, const std::string& meaning)
{
    return fmt::format("  {:<13}{:>22}  {}\n", what, amount, meaning);
}

double per(std::uint64_t amount, std::uint64_t states)
{
    return states == 0 ? 0 : static_cast<double>(amount) / static_cast<double>(states);
}

/// Of a count that may be more than it says, the difference may be too.
std::string saved(std::uint64_t possible, std::uint64_t left)
{
    const std::string amount = grouped(possible - std::min(possible, left));
    return possible == checker::greatest_count && left != 0 ? "at least " + amount : amount;
}

std::string on_or_off(bool on, const char* name) { return fmt::format("{} {}", name, on ? "on" : "off"); }

std::string liveness_line(const std::string& name, const LivenessReport& liveness)
{
    return line(name, grouped(liveness.owing),
                fmt::format("states in which something can be owed, of {} looked at; {:.1f} MB charged",
                            grouped(liveness.states), static_cast<double>(liveness.bytes) / 1e6));
}

}  // namespace

double least_bits_per_state(double states, double bits)
{
    const double least = bits - std::log2(std::max(states, 1.0)) + std::log2(std::exp(1.0));
    return std::max(least, 0.0);
}

std::string statistics_text(const CaseReport& report)
{
    const checker::Effort& effort = report.effort;
    const checker::Counts& counts = report.counts;
    const double table_bits = 8 * per(effort.table_bytes, effort.stored);
    const double least =
        least_bits_per_state(static_cast<double>(effort.stored), static_cast<double>(effort.state_bits));
    std::string text =
        fmt::format("  statistics of [{}]: {}, {}\n", report.name, on_or_off(effort.sleep_sets, "sleep sets"),
                    on_or_off(effort.symmetry, "symmetry"));
    text += line("states", grouped(counts.states), "different states that can be reached");
    text += line("stored", grouped(effort.stored),
                 fmt::format("states kept; each stands for {}{:.1f} of them",
                             counts.states == checker::greatest_count ? "at least " : "",
                             per(counts.states, effort.stored)));
    text +=
        line("transitions", grouped(counts.transitions), "steps that are possible in all of these states");
    text +=
        line("followed", grouped(effort.explored),
             fmt::format("steps followed to their end; symmetry saved {}, sleep sets {}",
                         saved(counts.transitions, effort.enabled), saved(effort.enabled, effort.explored)));
    text += line("state", fmt::format("{} bits", effort.state_bits), "of a state as it is stored");
    text += line("table", fmt::format("{:.1f} bits a state", table_bits),
                 fmt::format("{:.2f} times the bound of {:.1f} for any exact set; {:.0f} % full",
                             least > 0 ? table_bits / least : 0.0, least,
                             100 * per(effort.stored, effort.table_slots)));
    text += line("log", fmt::format("{:.1f} bits a state", 8 * per(effort.log_bytes, effort.stored)),
                 "how each state was first reached: 2 bits and a choice");
    text += line("frontier", fmt::format("{:.1f} MB", static_cast<double>(effort.frontier_bytes) / 1e6),
                 "the widest two levels, with what sleeps there");
    text += line("memory", fmt::format("{:.1f} MB", static_cast<double>(report.bytes) / 1e6),
                 "charged to the search at most, by content");
    for (const PropertyReport& property : report.properties) {
        if (property.liveness) text += liveness_line(property.name, *property.liveness);
    }
    for (const std::string& words : report.symmetry) text += fmt::format("  interchangeable: {}\n", words);
    return text;
}

}  // namespace holdfast::reports
