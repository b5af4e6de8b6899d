#include "reports/one_trace.hpp"

#include <fmt/format.h>

namespace holdfast::reports {

namespace {

constexpr std::size_t longest_part = 40;

bool is_plain(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9');
}

/// Whatever is not a plain letter or digit becomes a hyphen, several of them one.
std::string plain(std::string_view text)
{
    std::string result;
    for (const char letter : text) {
        if (result.size() == longest_part) break;
        if (is_plain(letter)) result += letter;
        else if (!result.empty() && result.back() != '-') result += '-';
    }
    while (result.ends_with('-')) result.pop_back();
    return result.empty() ? "unnamed" : result;
}

/// The file of a scenario without its folder and ending.
std::string_view stem(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
    return path.substr(0, path.rfind('.'));
}

}  // namespace

std::vector<TraceOrigin> traces_of(const Report& report)
{
    std::vector<TraceOrigin> found;
    for (const bool met : {false, true}) {
        for (const CaseReport& one : report.cases) {
            for (const PropertyReport& property : one.properties) {
                if (property.trace && property.expectation.met == met) found.push_back({&one, &property});
            }
        }
    }
    return found;
}

std::string trace_file_name(std::size_t number, const TraceOrigin& origin, std::string_view ending)
{
    return fmt::format("{:03}-{}-{}-{}{}", number, plain(stem(origin.of_case->path)),
                       plain(origin.of_case->name), plain(origin.property->name), ending);
}

}  // namespace holdfast::reports
