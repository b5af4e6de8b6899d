#include "model/properties.hpp"

#include <array>

#include "model/formula_words.hpp"

namespace holdfast::model {
namespace {

struct PropertyWords {
    std::string_view name;
    checker::PropertyKind kind;
    Sentence<0> meaning;
};

using checker::PropertyKind;

constexpr std::array built_in{
    PropertyWords{
        "in-use-purge", PropertyKind::never_step,
        "no <profile> is <purged> while <a MAPI> <MAPI session> that is opening or open still uses it"},
    PropertyWords{"failed-access", PropertyKind::never_step,
                  "no <access> through an open <MAPI> <MAPI session> fails because its <profile> is gone"},
    PropertyWords{"wrong-instance", PropertyKind::never_step,
                  "no <program> that owns one instance of a name <purges> another instance of it that is "
                  "<live> or in use"},
    PropertyWords{"visible-after-delete", PropertyKind::never_step,
                  "no <logon> obtains <a profile> that is <marked for deletion>"},
    PropertyWords{
        "orphan", PropertyKind::at_end,
        "at the end no <profile> is <marked> that nobody uses, although <a MAPI> event of its <hive> came "
        "after its last use"},
    PropertyWords{"stuck", PropertyKind::at_end,
                  "at the end no <program> has steps left that it can never take"},
    PropertyWords{"unexpected-answer", PropertyKind::never_step,
                  "every call gets the answer that the scenario says it must get"},
};

}  // namespace

std::vector<checker::Property> properties_in(const Vocabulary& vocabulary)
{
    std::vector<checker::Property> properties;
    for (const PropertyWords& each : built_in)
        properties.push_back({std::string{each.name}, each.kind, vocabulary.say(each.meaning)});
    return properties;
}

const std::vector<checker::Property>& built_in_properties()
{
    static const std::vector<checker::Property> in_mapis_words = properties_in({});
    return in_mapis_words;
}

std::vector<checker::Property> properties_without_end(std::vector<checker::Property> all, std::size_t names,
                                                      const Vocabulary& vocabulary)
{
    if (names == 0) return all;
    checker::Property& orphan = all[static_cast<std::size_t>(PropertyIndex::orphan)];
    orphan.kind = checker::PropertyKind::leads_to;
    orphan.parts = names;
    orphan.meaning = vocabulary.say(
        "<a profile> that is <marked>, that nobody uses, and that <a MAPI> event of its <hive> has passed "
        "over is eventually <purged>, or used again");
    return all;
}

std::vector<checker::Property> properties_of(const std::vector<OwnProperty>& own, const World& world)
{
    std::vector<checker::Property> all = properties_in(world.vocabulary);
    for (const OwnProperty& each : own) all.push_back({each.name, each.kind, meaning_of(each, world)});
    return all;
}

}  // namespace holdfast::model
