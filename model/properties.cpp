#include "model/properties.hpp"

#include <algorithm>
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
    PropertyWords{"blocked-connected", PropertyKind::within,
                  "whoever the <registry> says is blocked is out, and stays out, when the next poll is over"},
    PropertyWords{"blocked-admitted", PropertyKind::never_step,
                  "no client gets in that the list in force blocks"},
    PropertyWords{"unblocked-refused", PropertyKind::never_step,
                  "no client is refused that the value which was read last does not block"},
    PropertyWords{"unlisted-cut", PropertyKind::never_step,
                  "no connection is cut whose client the <registry> does not block"},
    PropertyWords{"nameless-differently", PropertyKind::never_step,
                  "clients that declare no name are treated alike, whatever the list is"},
    PropertyWords{"failed-access-unblocked", PropertyKind::never_step,
                  "no <access>, <connect> or <request> fails for another reason than that its client is "
                  "blocked"},
    PropertyWords{"poll-starved", PropertyKind::leads_to, "a poll that is due is eventually over"},
    PropertyWords{"zeno", PropertyKind::leads_to, "time can always pass again"},
};

/// Of failed-access where there are servers: there it can fail for three reasons.
constexpr Sentence<0> no_access_to_a_server_fails =
    "no <access>, <connect> or <request> fails, be it that the <profile> is gone, the client is blocked or "
    "the <server> is down";

bool has_time(const Block& block);

bool has_time(const Item& item)
{
    if (const auto* const call = std::get_if<Call>(&item))
        return call->kind == CallKind::wait || call->when.has_value();
    if (const auto* const repeat = std::get_if<Repeat>(&item)) return has_time(repeat->steps);
    return std::ranges::any_of(std::get<Choose>(item).branches,
                               [](const Block& branch) { return has_time(branch); });
}

bool has_time(const Block& block)
{
    return std::ranges::any_of(block, [](const Item& item) { return has_time(item); });
}

std::vector<checker::Property> some_properties(std::size_t from, std::size_t to, const Vocabulary& vocabulary)
{
    std::vector<checker::Property> properties;
    for (std::size_t k = from; k < to; ++k)
        properties.push_back(
            {std::string{built_in[k].name}, built_in[k].kind, vocabulary.say(built_in[k].meaning)});
    return properties;
}

}  // namespace

bool has_time(const World& world)
{
    return !world.servers.empty() || std::ranges::any_of(world.programs, [](const Program& program) {
        return program.urgent || has_time(program.run);
    });
}

std::size_t count_of_built_in(const World& world)
{
    return has_time(world) ? built_in.size() : properties_of_profiles;
}

std::vector<checker::Property> properties_in(const World& world)
{
    auto properties = some_properties(0, count_of_built_in(world), world.vocabulary);
    if (!world.servers.empty())
        properties[static_cast<std::size_t>(PropertyIndex::failed_access)].meaning =
            world.vocabulary.say(no_access_to_a_server_fails);
    return properties;
}

const std::vector<checker::Property>& built_in_properties()
{
    static const std::vector<checker::Property> in_mapis_words =
        some_properties(0, properties_of_profiles, {});
    return in_mapis_words;
}

const std::vector<checker::Property>& properties_of_time()
{
    static const std::vector<checker::Property> in_mapis_words =
        some_properties(properties_of_profiles, built_in.size(), {});
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
    std::vector<checker::Property> all = properties_in(world);
    for (const OwnProperty& each : own)
        all.push_back({each.name, each.kind, meaning_of(each, world), 1, each.minutes});
    return all;
}

}  // namespace holdfast::model
