#include "scenarios/format/complaints.hpp"

#include <map>
#include <set>
#include <utility>

namespace holdfast::scenarios {

void Complaints::add(Position where, std::string message, std::string advice)
{
    found_.push_back({{}, where, std::move(message), std::move(advice), {}, 1});
}

Diagnostics Complaints::in_order(const std::string& path) &&
{
    std::map<Position, Diagnostics> by_place;
    std::set<std::pair<Position, std::string>> known;
    for (Diagnostic& each : found_) {
        // What several cases share is found once for each of them.
        if (known.emplace(each.where, each.message).second) by_place[each.where].push_back(std::move(each));
    }
    Diagnostics ordered;
    for (auto& [where, here] : by_place) {
        for (Diagnostic& each : here) {
            each.path = path;
            if (ordered.size() < most_printed_diagnostics) {
                Excerpt excerpt = text_.excerpt(where);
                each.line_text = std::move(excerpt.text);
                each.line_text_from = excerpt.from;
            }
            ordered.push_back(std::move(each));
        }
    }
    return ordered;
}

}  // namespace holdfast::scenarios
