#include "reports/cli/applicability.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <span>
#include <string_view>
#include <variant>

namespace holdfast::reports::cli {

namespace {

using model::Block;
using model::Call;
using model::Sentence;

using CallTest = std::function<bool(const Call&)>;

bool has_call(const Block& block, const CallTest& is_meant);

bool has_call(const model::Item& item, const CallTest& is_meant)
{
    if (const auto* const call = std::get_if<Call>(&item)) return is_meant(*call);
    if (const auto* const repeat = std::get_if<model::Repeat>(&item))
        return has_call(repeat->steps, is_meant);
    return std::ranges::any_of(std::get<model::Choose>(item).branches,
                               [&](const Block& branch) { return has_call(branch, is_meant); });
}

bool has_call(const Block& block, const CallTest& is_meant)
{
    return std::ranges::any_of(block, [&](const model::Item& item) { return has_call(item, is_meant); });
}

bool has_no_profile(const model::Setup& setup) { return setup.world.profiles.empty(); }

bool has_no_server(const model::Setup& setup) { return setup.world.servers.empty(); }

bool is_client(const model::Program& program)
{
    return has_call(program.run, [](const Call& call) { return call.kind == model::CallKind::connect; });
}

bool has_no_client(const model::Setup& setup)
{
    return std::ranges::none_of(setup.world.programs, is_client);
}

bool has_no_nameless_client(const model::Setup& setup)
{
    const auto from = setup.policy.blocking.process_name_from;
    return std::ranges::none_of(setup.world.programs, [&](const model::Program& program) {
        const auto name = model::process_name(program.client, from);
        return is_client(program) && (!name || name->empty());
    });
}

bool has_no_must(const model::Setup& setup)
{
    return std::ranges::none_of(setup.world.programs, [](const model::Program& program) {
        return has_call(program.run, [](const Call& call) { return call.must.has_value(); });
    });
}

bool has_nothing_to_access(const model::Setup& setup)
{
    return has_no_profile(setup) && has_no_client(setup);
}

using Names = std::span<const std::string_view>;

constexpr auto about_profiles =
    std::to_array<std::string_view>({"in-use-purge", "wrong-instance", "visible-after-delete", "orphan"});
constexpr auto about_access = std::to_array<std::string_view>({"failed-access"});
constexpr auto about_answers = std::to_array<std::string_view>({"unexpected-answer"});
constexpr auto about_polls = std::to_array<std::string_view>({"poll-starved"});
constexpr auto about_clients =
    std::to_array<std::string_view>({"blocked-connected", "blocked-admitted", "unblocked-refused",
                                     "unlisted-cut", "nameless-differently", "failed-access-unblocked"});
constexpr auto about_nameless_clients = std::to_array<std::string_view>({"nameless-differently"});

/// What is missing, and which properties cannot apply without it.
struct Lack {
    bool (*is_so)(const model::Setup& setup);
    Sentence<0> words;
    Names properties;
};

constexpr std::array lacks{
    Lack{has_no_profile, "there is no <profile>", about_profiles},
    Lack{has_nothing_to_access, "there is no <profile>", about_access},
    Lack{has_no_must, "no call says what it must answer", about_answers},
    Lack{has_no_server, "there is no <server>", about_polls},
    Lack{has_no_server, "there is no <server>", about_clients},
    Lack{has_no_client, "nobody connects to <a server>", about_clients},
    Lack{has_no_nameless_client, "no client is without a name", about_nameless_clients},
};

std::string reason_not_to_apply(const std::string& property, const model::Setup& setup)
{
    for (const Lack& each : lacks) {
        const bool is_about = std::ranges::find(each.properties, property) != each.properties.end();
        if (is_about && each.is_so(setup)) return setup.world.vocabulary.say(each.words);
    }
    return "";
}

}  // namespace

std::vector<std::string> reasons_not_to_apply(const model::Setup& setup)
{
    if (!model::has_time(setup.world)) return {};
    std::vector<std::string> reasons;
    for (const checker::Property& property : model::properties_of(setup))
        reasons.push_back(reason_not_to_apply(property.name, setup));
    return reasons;
}

}  // namespace holdfast::reports::cli
