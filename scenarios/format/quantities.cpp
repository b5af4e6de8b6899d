#include "scenarios/format/quantities.hpp"

#include <array>
#include <charconv>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "scenarios/format/parse.hpp"
#include "scenarios/format/reader.hpp"
#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {
namespace {

struct Unit {
    std::string_view name;
    std::uint64_t worth;
};

constexpr std::array memory_units{
    Unit{"B", 1},
    Unit{"kB", 1'000},
    Unit{"MB", 1'000'000},
    Unit{"GB", 1'000'000'000},
    Unit{"KiB", std::uint64_t{1} << 10},
    Unit{"MiB", std::uint64_t{1} << 20},
    Unit{"GiB", std::uint64_t{1} << 30},
};

constexpr std::array time_units{Unit{"s", 1}, Unit{"min", 60}, Unit{"h", 3'600}};

// What an amount can be: a file holds no whole number above it either.
constexpr auto greatest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

std::optional<std::uint64_t> read(std::string_view text, std::span<const Unit> units,
                                  std::string_view example, Position where, Complaints& complaints)
{
    std::uint64_t amount = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
    std::string_view name = text.substr(static_cast<std::size_t>(end - text.data()));
    if (error == std::errc::result_out_of_range) {
        complaints.add(where, fmt::format("{} is too large", quoted(text)));
        return std::nullopt;
    }
    name.remove_prefix(std::min(name.size(), name.find_first_not_of(' ')));
    if (error != std::errc{} || name.empty()) {
        complaints.add(where, fmt::format("{} is not a whole number with a unit, such as \"{}\"",
                                          quoted(text), example));
        return std::nullopt;
    }
    std::vector<std::string> known;
    for (const Unit& unit : units) {
        known.emplace_back(unit.name);
        if (unit.name != name) continue;
        if (amount == 0 || amount > greatest / unit.worth) {
            complaints.add(where, fmt::format("{} is too {}", quoted(text), amount == 0 ? "small" : "large"));
            return std::nullopt;
        }
        return amount * unit.worth;
    }
    unknown_word(complaints, where, "unit", name, known);
    return std::nullopt;
}

constexpr std::uint64_t minutes_of_a_week = 7 * 24 * 60;

/// Hours and minutes: "90m", "1h30m", "2h". Nothing where it is anything else or longer than a week.
std::optional<std::uint32_t> minutes_in(std::string_view text)
{
    std::uint64_t minutes = 0;
    std::string_view units = "hm";
    while (!text.empty()) {
        std::uint64_t amount = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
        const auto digits = static_cast<std::size_t>(end - text.data());
        if (error != std::errc{} || digits == text.size() || amount > minutes_of_a_week) return std::nullopt;
        const std::size_t unit = units.find(text[digits]);
        if (unit == units.npos) return std::nullopt;
        minutes += amount * (units[unit] == 'h' ? 60 : 1);
        units.remove_prefix(unit + 1);
        text.remove_prefix(digits + 1);
    }
    return minutes <= minutes_of_a_week ? std::optional(static_cast<std::uint32_t>(minutes)) : std::nullopt;
}

}  // namespace

std::optional<std::uint32_t> read_minutes_or_none(std::string_view text, Position where,
                                                  Complaints& complaints)
{
    const auto minutes = text.empty() ? std::nullopt : minutes_in(text);
    if (!minutes) {
        complaints.add(where, fmt::format("{} is not a time in whole minutes of at most a week, such as "
                                          "\"15m\" or \"1h30m\"",
                                          quoted(text)));
    }
    return minutes;
}

std::optional<std::uint32_t> read_minutes(std::string_view text, Position where, Complaints& complaints)
{
    const auto minutes = read_minutes_or_none(text, where, complaints);
    if (minutes != std::uint32_t{0}) return minutes;
    complaints.add(where, fmt::format("{} is too small; at least one minute", quoted(text)));
    return std::nullopt;
}

std::optional<std::uint64_t> read_memory(std::string_view text, Position where, Complaints& complaints)
{
    return read(text, memory_units, "512MiB", where, complaints);
}

tl::expected<std::uint64_t, std::string> memory_in(std::string_view text)
{
    const SourceText source(text);
    Complaints complaints(source);
    if (const auto bytes = read_memory(text, {}, complaints)) return *bytes;
    const Diagnostic problem = std::move(complaints).in_order({}).front();
    return tl::make_unexpected(problem.advice.empty() ? problem.message
                                                      : problem.message + "; " + problem.advice);
}

std::optional<std::uint64_t> read_time(std::string_view text, Position where, Complaints& complaints)
{
    return read(text, time_units, "60s", where, complaints);
}

}  // namespace holdfast::scenarios
