// The table of the switches of Reading. What each alternative does is tested where it acts.
#include "model/blocking/reading_switches.hpp"

#include <map>
#include <set>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

namespace holdfast::tests {
namespace {

using model::Reading;
using model::reading_switches;
using model::ReadingSwitch;

TEST_CASE("each switch of a reading has a name of its own, an assumption, a question and its source")
{
    std::set<std::string_view> names;
    for (const ReadingSwitch& each : reading_switches()) {
        INFO(each.name);
        CHECK(names.insert(each.name).second);
        CHECK(each.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string_view::npos);
        CHECK((each.assumption.starts_with('A') || each.assumption.starts_with("6.")));
        CHECK(each.question.back() == '?');
        CHECK_FALSE(each.source.empty());
        CHECK(model::find_reading_switch(each.name) == &each);
    }
    CHECK(model::find_reading_switch("process") == nullptr);
}

TEST_CASE("the alternatives of a switch of a reading have different names and a meaning each")
{
    for (const ReadingSwitch& each : reading_switches()) {
        std::set<std::string_view> names;
        for (const model::Alternative& alternative : each.alternatives) {
            INFO(each.name << " = " << alternative.name);
            CHECK(names.insert(alternative.name).second);
            CHECK_FALSE(alternative.meaning.empty());
        }
    }
}

TEST_CASE("what is set on a switch of a reading is what it answers, and no other switch moves")
{
    for (const ReadingSwitch& each : reading_switches()) {
        for (std::size_t k = 0; k < each.alternatives.size(); ++k) {
            Reading reading;
            each.set(reading, k);
            INFO(each.name << " = " << each.alternatives[k].name);
            CHECK(each.get(reading) == k);
            for (const ReadingSwitch& other : reading_switches()) {
                if (other.name != each.name) CHECK(other.get(reading) == other.get(Reading{}));
            }
        }
    }
}

TEST_CASE("the default of a reading is the first alternative of each switch")
{
    for (const ReadingSwitch& each : reading_switches()) {
        INFO(each.name);
        CHECK(each.get(Reading{}) == 0);
    }
}

TEST_CASE("the switches together are the whole reading")
{
    Reading turned;
    for (const ReadingSwitch& each : reading_switches()) each.set(turned, 1);
    CHECK(turned == Reading{.separators = Reading::Separators::comma,
                            .blanks = Reading::Blanks::kept,
                            .empty_items = Reading::EmptyItems::nameless,
                            .duplicate_items = Reading::DuplicateItems::unreadable,
                            .quotes = Reading::Quotes::enclose,
                            .list_length = Reading::ListLength::cut,
                            .name_case = Reading::NameCase::exact,
                            .non_ascii = Reading::NonAscii::folded,
                            .suffix = Reading::Suffix::optional,
                            .paths = Reading::Paths::whole,
                            .wildcards = Reading::Wildcards::match,
                            .unreadable = Reading::Unreadable::keeps_last,
                            .absent = Reading::Absent::keeps_last,
                            .version_separators = Reading::VersionSeparators::semicolon});
    CHECK(reading_switches().size() == sizeof(Reading));
}

TEST_CASE("every switch of a reading lists exactly the alternatives of its enumeration, in its order")
{
    const std::map<std::string_view, std::vector<std::string_view>> expected{
        {"process-separators", {"semicolon", "comma", "both"}},
        {"process-blanks", {"trimmed", "kept"}},
        {"process-empty-items", {"ignored", "nameless"}},
        {"process-duplicates", {"ignored", "unreadable"}},
        {"process-quotes", {"literal", "enclose"}},
        {"process-list-length", {"unlimited", "cut", "refused"}},
        {"process-name-case", {"ignored", "exact"}},
        {"process-non-ascii", {"exact", "folded", "normalised", "lost"}},
        {"process-suffix", {"required", "optional"}},
        {"process-paths", {"base-name", "whole"}},
        {"process-wildcards", {"literal", "match"}},
        {"value-unreadable", {"as-empty", "keeps-last"}},
        {"value-absent", {"as-empty", "keeps-last"}},
        {"version-separators", {"comma", "semicolon", "both"}},
    };
    std::map<std::string_view, std::vector<std::string_view>> listed;
    for (const ReadingSwitch& each : reading_switches()) {
        for (const model::Alternative& alternative : each.alternatives) {
            listed[each.name].push_back(alternative.name);
        }
    }
    CHECK(listed == expected);
}

}  // namespace
}  // namespace holdfast::tests
