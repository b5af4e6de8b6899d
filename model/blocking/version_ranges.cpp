#include "model/blocking/version_ranges.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

#include <fmt/format.h>

#include "model/blocking/value_text.hpp"

namespace holdfast::model {
namespace {

struct Numbers {
    std::array<std::uint16_t, 4> values{};
    std::size_t count = 0;
};

/// Takes a number off the front of the text, if one is there that is small enough.
std::optional<std::uint16_t> take_number(std::string_view& text)
{
    std::uint16_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

tl::expected<Numbers, std::string> numbers_of(std::string_view text)
{
    const auto complaint = [&] {
        return tl::unexpected(
            fmt::format("\"{}\" is no version: write two to four numbers from 0 to 65535 with "
                        "points between them, such as 11.5604.0",
                        text));
    };
    Numbers numbers;
    for (std::string_view rest = text;; rest.remove_prefix(1)) {
        const auto number = take_number(rest);
        if (!number || numbers.count == numbers.values.size()) return complaint();
        numbers.values.at(numbers.count++) = *number;
        if (rest.empty()) break;
        if (rest.front() != '.') return complaint();
    }
    if (numbers.count < 2) return complaint();
    return numbers;
}

/// Nothing where the text is neither a version nor a range.
std::optional<VersionRange> range_of(std::string_view item)
{
    const std::size_t hyphen = item.find('-');
    if (hyphen == std::string_view::npos) {
        const auto version = ClientVersion::parse_entered(item);
        if (!version) return std::nullopt;
        return VersionRange{*version, *version};
    }
    const std::string_view low = trimmed(item.substr(0, hyphen));
    const std::string_view high = trimmed(item.substr(hyphen + 1));
    if (low.empty() && high.empty()) return std::nullopt;
    VersionRange range;
    if (!low.empty()) {
        const auto version = ClientVersion::parse_entered(low);
        if (!version) return std::nullopt;
        range.lowest = *version;
    }
    if (!high.empty()) {
        const auto version = ClientVersion::parse_entered(high);
        if (!version) return std::nullopt;
        range.highest = *version;
    }
    return range;
}

std::string_view separators_of(const Reading& reading)
{
    switch (reading.version_separators) {
    case Reading::VersionSeparators::comma: return ",";
    case Reading::VersionSeparators::semicolon: return ";";
    case Reading::VersionSeparators::both: return ",;";
    }
    return {};
}

}  // namespace

tl::expected<ClientVersion, std::string> ClientVersion::parse(std::string_view text)
{
    return numbers_of(text).map([](const Numbers& numbers) {
        const auto& [first, second, third, fourth] = numbers.values;
        if (numbers.count < 4 || second != 0) return ClientVersion{numbers.values};
        return ClientVersion{{first, third, fourth, 0}};
    });
}

tl::expected<ClientVersion, std::string> ClientVersion::parse_entered(std::string_view text)
{
    return numbers_of(text).map([](const Numbers& numbers) { return ClientVersion{numbers.values}; });
}

std::string ClientVersion::text() const
{
    const auto& [first, second, third, fourth] = numbers;
    if (fourth == 0) return fmt::format("{}.{}.{}", first, second, third);
    return fmt::format("{}.{}.{}.{}", first, second, third, fourth);
}

std::optional<VersionRanges> VersionRanges::read(const RegistryValue& value, const Reading& reading)
{
    return list_of(value, reading, VersionRanges{},
                   [&](std::string_view text) { return parse(text, reading); });
}

std::optional<VersionRanges> VersionRanges::parse(std::string_view text, const Reading& reading)
{
    const std::string_view separators = separators_of(reading);
    VersionRanges list;
    for (bool more = true; more;) {
        const std::size_t end = text.find_first_of(separators);
        const std::string_view item = trimmed(text.substr(0, end));
        more = end != std::string_view::npos;
        if (more) text.remove_prefix(end + 1);
        if (item.empty()) continue;
        const auto range = range_of(item);
        if (!range) return std::nullopt;
        list.ranges_.push_back(*range);
    }
    return list;
}

bool VersionRanges::blocks(const ClientVersion& version) const
{
    return std::ranges::any_of(ranges_, [&](const VersionRange& range) { return range.contains(version); });
}

}  // namespace holdfast::model
