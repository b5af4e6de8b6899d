#include "scenarios/format/tags.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {

std::vector<std::string> read_tags(const Table& file, Complaints& complaints)
{
    std::vector<std::string> tags;
    const toml::array* const items = file.array("tags");
    if (items == nullptr) return tags;
    for (const toml::node& node : *items) {
        const auto tag = node.value_exact<std::string>();
        if (!tag) {
            complaints.add(position_of(node),
                           fmt::format("an item of 'tags' must be a string, not {}", kind_in_words(node)));
        } else if (std::ranges::find(tags, *tag) != tags.end()) {
            complaints.add(position_of(node), fmt::format("duplicate item {} of 'tags'", quoted(*tag)));
        } else if (is_good_name(*tag, "a tag", position_of(node), complaints)) {
            tags.push_back(*tag);
        }
    }
    return tags;
}

}  // namespace holdfast::scenarios
