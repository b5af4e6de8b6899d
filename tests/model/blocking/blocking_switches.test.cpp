// The table of the switches of client blocking. What each alternative does is tested where it acts: of those
// that say how a value is read by the examples of process_list.test.cpp, of all others under a tag.
#include "model/blocking/blocking_switches.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "model/blocking/reading_switches.hpp"

namespace holdfast::tests {
namespace {

using model::blocking_switches;
using model::BlockingPolicy;
using model::Policy;
using model::Switch;

/// Those that do not say how a value is read.
std::vector<Switch> own_switches()
{
    std::vector<Switch> own;
    for (const Switch& each : blocking_switches()) {
        if (model::find_reading_switch(each.name) == nullptr) own.push_back(each);
    }
    return own;
}

TEST_CASE("the switches of client blocking are its own and all those of a reading")
{
    CHECK(own_switches().size() == 15);
    CHECK(blocking_switches().size() == 15 + model::reading_switches().size());
    for (const model::ReadingSwitch& each : model::reading_switches())
        CHECK(std::ranges::count(blocking_switches(), each.name, &Switch::name) == 1);
}

TEST_CASE("a switch of a reading is the same in a policy")
{
    for (const model::ReadingSwitch& each : model::reading_switches()) {
        const Switch* const whole = model::find_switch(each.name);
        INFO(each.name);
        REQUIRE(whole != nullptr);
        CHECK(whole->question == each.question);
        CHECK(whole->assumption == each.assumption);
        for (std::size_t k = 0; k < each.alternatives.size(); ++k) {
            CHECK(whole->alternatives[k].name == each.alternatives[k].name);
            Policy policy;
            whole->set(policy, k);
            CHECK(each.get(policy.blocking.reading) == k);
            CHECK(whole->get(policy) == k);
        }
    }
}

TEST_CASE("the default of client blocking is the first alternative of each switch")
{
    for (const Switch& each : blocking_switches()) {
        INFO(each.name);
        CHECK(each.get(Policy{}) == 0);
    }
}

TEST_CASE("names and numbers of alternatives of client blocking mean the same")
{
    using namespace model;
    Policy turned;
    for (const Switch& each : own_switches()) each.set(turned, each.alternatives.size() - 1);
    CHECK(turned.blocking == BlockingPolicy{.process_list_key = ProcessListKey::elsewhere,
                                            .value_read = ValueRead::at_start,
                                            .poll_phase = PollPhase::by_the_clock,
                                            .change_seen_by = ChangeSeenBy::write,
                                            .cuts_at = CutsAt::every_poll,
                                            .open_connections = OpenConnections::kept,
                                            .removal_seen = RemovalSeen::at_restart,
                                            .admission = Admission::one_step,
                                            .process_name_from = ProcessNameFrom::file,
                                            .nameless_clients = NamelessClients::kept_out,
                                            .older_clients = OlderClients::kept_out,
                                            .server_components = ServerComponents::exempt,
                                            .both_values = BothValues::processes_first,
                                            .cluster_registry = ClusterRegistry::replicated,
                                            .refusal = Refusal::network_error});
}

TEST_CASE("every switch of client blocking lists exactly the alternatives of its enumeration, in its order")
{
    const std::map<std::string_view, std::vector<std::string_view>> expected{
        {"process-list-key", {"parameters-system", "elsewhere"}},
        {"open-connections", {"cut", "kept"}},
        {"process-name-from", {"client", "file"}},
        {"nameless-clients", {"allowed", "blocked"}},
        {"refusal", {"version", "client-version-disallowed", "logon-failed", "network-error"}},
        {"older-clients", {"allowed", "blocked"}},
        {"both-values", {"either", "processes-first"}},
        {"server-components", {"treated-alike", "exempt"}},
        {"poll-phase", {"from-start", "by-the-clock"}},
        {"value-read", {"polled", "at-start"}},
        {"removal-seen", {"at-poll", "at-restart"}},
        {"cuts-at", {"change", "every-poll"}},
        {"admission", {"check-then-insert", "one-step"}},
        {"cluster-registry", {"per-node", "replicated"}},
        {"change-seen-by", {"value", "write"}},
    };
    std::map<std::string_view, std::vector<std::string_view>> listed;
    for (const Switch& each : own_switches()) {
        for (const model::Alternative& alternative : each.alternatives)
            listed[each.name].push_back(alternative.name);
    }
    CHECK(listed == expected);
}

TEST_CASE("each switch of client blocking says which point it decides")
{
    const std::map<std::string_view, std::string_view> expected{
        {"process-list-key", "A20"},        {"open-connections", "A21"},  {"process-name-from", "A22"},
        {"nameless-clients", "A22"},        {"refusal", "A24"},           {"older-clients", "6.5 no. 9"},
        {"both-values", "6.5 no. 10"},      {"poll-phase", "6.5 no. 12"}, {"server-components", "6.5 no. 11"},
        {"value-read", "C4, C7"},           {"cuts-at", "6.5 no. 15"},    {"removal-seen", "6.5 no. 13"},
        {"cluster-registry", "6.5 no. 17"}, {"admission", "6.5 no. 15"},  {"change-seen-by", "6.5 no. 18"},
    };
    std::map<std::string_view, std::string_view> said;
    for (const Switch& each : own_switches()) said[each.name] = each.assumption;
    CHECK(said == expected);
}

}  // namespace
}  // namespace holdfast::tests
