// The table of switches and presets. What each alternative does is tested where it acts, under a tag that
// names it; the last test here sees to it that none is forgotten.
#include "model/policy.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <regex>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "model/blocking/blocking_switches.hpp"
#include "model/blocking/reading_switches.hpp"
#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

using model::Policy;
using model::Switch;
using model::switches;

/// Whether it names points that the sources leave open: an assumption (A6), a contradiction between sources
/// (C4), or a point of the list of those of client blocking (6.5 no. 12).
bool names_open_points(std::string_view text)
{
    static const std::regex point("(A[0-9]+[a-z]?|(6\\.2 )?C[0-9]+|6\\.5 no\\. [0-9]+)(, C[0-9]+)*");
    return std::regex_match(text.begin(), text.end(), point);
}

TEST_CASE("each switch has a name of its own, an open point, a question and two alternatives or more")
{
    std::set<std::string_view> names;
    for (const Switch& each : switches()) {
        INFO(each.name);
        CHECK(names.insert(each.name).second);
        CHECK(each.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string_view::npos);
        CHECK(names_open_points(each.assumption));
        CHECK(each.question.back() == '?');
        CHECK_FALSE(each.source.empty());
        CHECK(each.alternatives.size() >= 2);
    }
}

TEST_CASE("the alternatives of a switch have different names and a meaning each")
{
    for (const Switch& each : switches()) {
        std::set<std::string_view> names;
        for (const model::Alternative& alternative : each.alternatives) {
            INFO(each.name << " = " << alternative.name);
            CHECK(names.insert(alternative.name).second);
            CHECK_FALSE(alternative.meaning.empty());
        }
    }
}

TEST_CASE("what is set on a switch is what it answers, and no other switch moves")
{
    for (const Switch& each : switches()) {
        for (std::size_t k = 0; k < each.alternatives.size(); ++k) {
            Policy policy;
            each.set(policy, k);
            INFO(each.name << " = " << each.alternatives[k].name);
            CHECK(each.get(policy) == k);
            for (const Switch& other : switches()) {
                if (other.name != each.name) CHECK(other.get(policy) == other.get(Policy{}));
            }
        }
    }
}

TEST_CASE("the switches together are the whole policy")
{
    Policy turned;
    for (const Switch& each : switches()) each.set(turned, (each.get(turned) + 1) % each.alternatives.size());
    for (const Switch& each : switches()) each.set(turned, each.get(Policy{}));
    CHECK(turned == Policy{});
    CHECK(switches().size() == 31 + model::blocking_switches().size());
}

/// Those of client blocking stand behind them; blocking/blocking_switches.test.cpp is about those.
std::span<const Switch> switches_of_profiles()
{
    const std::span<const Switch> all = switches();
    return all.first(all.size() - model::blocking_switches().size());
}

TEST_CASE("every switch lists exactly the alternatives of its enumeration, in its order")
{
    const std::map<std::string_view, std::vector<std::string_view>> expected{
        {"sweep-at-initialize", {"never", "first", "every"}},
        {"sweep-candidates", {"marked", "dynamic", "marked-or-dynamic"}},
        {"purge-at-logon", {"never", "same-name"}},
        {"mark", {"flag", "move", "copy-then-delete"}},
        {"handles-after-move", {"follow", "reopen"}},
        {"use-scope", {"session", "session-and-token", "hive", "token", "all-sessions"}},
        {"table-tells-hives", {"apart", "together"}},
        {"table-kept-in", {"memory", "registry"}},
        {"delete-and-logoff-see", {"table", "own-process", "nobody"}},
        {"logoff-purges", {"when-last", "marker-only", "never"}},
        {"mutex-taken-by", {"logon", "logon-and-delete", "all"}},
        {"mutex-scope", {"session", "hive", "global"}},
        {"counts-as-use", {"session", "session-or-admin", "session-or-creator"}},
        {"create-over-marked", {"succeeds", "no-access"}},
        {"second-mark", {"kept-apart", "overwrites", "refused"}},
        {"delete-of-marked", {"not-found", "ok"}},
        {"table-key", {"name", "instance", "path"}},
        {"access-after-purge", {"call-failed", "not-found", "cached", "recreated"}},
        {"session-reads", {"registry", "copy", "nothing"}},
        {"service-delete", {"at-mark", "at-purge"}},
        {"rename-over-existing", {"refused", "overwrites"}},
        {"default-deleted", {"cleared-at-mark", "cleared-at-purge", "dangling"}},
        {"name-compare", {"case-insensitive", "case-sensitive"}},
        {"shared-session-scope", {"session", "machine"}},
        {"logon-to-missing", {"logon-failed", "not-found", "user-cancel"}},
        {"end-of-process", {"as-crash", "as-logoff"}},
        {"without-privilege", {"fails", "local", "never-purges"}},
        {"entries", {"counts", "set", "records", "handles"}},
        {"abandoned-mutex", {"ignore", "reset", "rebuild", "lost"}},
        {"clean-up", {"at-events", "timer"}},
        {"logon-to-marked", {"invisible", "joins", "purges"}},
    };
    CHECK(expected.size() == switches_of_profiles().size());
    for (const Switch& each : switches_of_profiles()) {
        std::vector<std::string_view> names;
        for (const model::Alternative& alternative : each.alternatives) names.push_back(alternative.name);
        INFO(each.name);
        CHECK(names == expected.at(each.name));
    }
}

TEST_CASE("names and numbers of alternatives mean the same")
{
    using namespace model;
    const Policy policy = policy_of({.assume = {{"sweep-at-initialize", "first"},
                                                {"sweep-candidates", "dynamic"},
                                                {"purge-at-logon", "never"},
                                                {"mark", "copy-then-delete"},
                                                {"handles-after-move", "reopen"},
                                                {"use-scope", "hive"},
                                                {"delete-and-logoff-see", "own-process"},
                                                {"mutex-taken-by", "logon-and-delete"},
                                                {"mutex-scope", "global"},
                                                {"counts-as-use", "session-or-creator"},
                                                {"create-over-marked", "no-access"},
                                                {"second-mark", "refused"},
                                                {"delete-of-marked", "ok"},
                                                {"table-key", "path"},
                                                {"access-after-purge", "cached"},
                                                {"service-delete", "at-mark"},
                                                {"name-compare", "case-sensitive"},
                                                {"logon-to-missing", "user-cancel"},
                                                {"entries", "handles"},
                                                {"abandoned-mutex", "rebuild"},
                                                {"logon-to-marked", "joins"},
                                                {"table-tells-hives", "together"},
                                                {"table-kept-in", "registry"},
                                                {"logoff-purges", "marker-only"},
                                                {"session-reads", "copy"},
                                                {"rename-over-existing", "overwrites"},
                                                {"default-deleted", "dangling"},
                                                {"shared-session-scope", "machine"},
                                                {"end-of-process", "as-logoff"},
                                                {"without-privilege", "local"},
                                                {"clean-up", "timer"}}});
    CHECK(policy == Policy{.sweep_at_initialize = SweepAtInitialize::first,
                           .sweep_candidates = SweepCandidates::dynamic,
                           .purge_at_logon = PurgeAtLogon::never,
                           .mark = Mark::copy_then_delete,
                           .handles_after_move = HandlesAfterMove::reopen,
                           .use_scope = UseScope::hive,
                           .table_tells_hives = TableTellsHives::together,
                           .table_kept_in = TableKeptIn::registry,
                           .delete_and_logoff_see = DeleteAndLogoffSee::own_process,
                           .logoff_purges = LogoffPurges::marker_only,
                           .mutex_taken_by = MutexTakenBy::logon_and_delete,
                           .mutex_scope = MutexScope::global,
                           .counts_as_use = CountsAsUse::session_or_creator,
                           .create_over_marked = CreateOverMarked::no_access,
                           .second_mark = SecondMark::refused,
                           .delete_of_marked = DeleteOfMarked::ok,
                           .table_key = TableKey::path,
                           .access_after_purge = AccessAfterPurge::cached,
                           .session_reads = SessionReads::copy,
                           .service_delete = ServiceDelete::at_mark,
                           .rename_over_existing = RenameOverExisting::overwrites,
                           .default_deleted = DefaultDeleted::dangling,
                           .name_compare = NameCompare::case_sensitive,
                           .shared_session_scope = SharedSessionScope::machine,
                           .logon_to_missing = LogonToMissing::user_cancel,
                           .end_of_process = EndOfProcess::as_logoff,
                           .without_privilege = WithoutPrivilege::local,
                           .entries = Entries::handles,
                           .abandoned_mutex = AbandonedMutex::rebuild,
                           .clean_up = CleanUp::timer,
                           .logon_to_marked = LogonToMarked::joins});
}

TEST_CASE("switches are found by their whole name only")
{
    CHECK(model::find_switch("mark")->name == "mark");
    CHECK(model::find_switch("table-key")->assumption == "A7");
    CHECK(model::find_switch("mar") == nullptr);
    CHECK(model::find_switch("Mark") == nullptr);
    CHECK(model::find_switch("") == nullptr);
}

TEST_CASE(
    "there are presets for the faults, for mends and for other implementations, with meanings and sources")
{
    std::vector<std::string_view> names;
    for (const model::Preset& each : model::presets()) {
        names.push_back(each.name);
        CHECK_FALSE(each.meaning.empty());
        CHECK_FALSE(each.source.empty());
        CHECK(model::find_preset(each.name)->policy == each.policy);
        CHECK_FALSE(model::contradiction(each.policy));
    }
    CHECK(names == std::vector<std::string_view>{"unpatched", "fault-303221", "fault-818861", "fixed",
                                                 "mend-f1a", "mend-f2", "mend-f3", "mend-f4", "mend-f5",
                                                 "kopano", "openchange", "gromox"});
    CHECK(model::find_preset("mended") == nullptr);
}

TEST_CASE("unpatched takes the default of every assumption")
{
    const std::map<std::string_view, std::string_view> expected{
        {"sweep-at-initialize", "every"},
        {"sweep-candidates", "marked-or-dynamic"},
        {"purge-at-logon", "same-name"},
        {"mark", "move"},
        {"handles-after-move", "follow"},
        {"use-scope", "session"},
        {"delete-and-logoff-see", "table"},
        {"mutex-taken-by", "logon"},
        {"mutex-scope", "session"},
        {"counts-as-use", "session"},
        {"create-over-marked", "succeeds"},
        {"second-mark", "kept-apart"},
        {"delete-of-marked", "not-found"},
        {"table-key", "name"},
        {"access-after-purge", "call-failed"},
        {"service-delete", "at-purge"},
        {"name-compare", "case-insensitive"},
        {"logon-to-missing", "logon-failed"},
        {"entries", "counts"},
        {"abandoned-mutex", "ignore"},
        {"logon-to-marked", "invisible"},
        {"table-tells-hives", "apart"},
        {"table-kept-in", "memory"},
        {"logoff-purges", "when-last"},
        {"session-reads", "registry"},
        {"rename-over-existing", "refused"},
        {"default-deleted", "cleared-at-mark"},
        {"shared-session-scope", "session"},
        {"end-of-process", "as-crash"},
        {"without-privilege", "fails"},
        {"clean-up", "at-events"},
    };
    const Policy& unpatched = model::find_preset("unpatched")->policy;
    CHECK(unpatched.blocking == model::BlockingPolicy{});
    for (const Switch& each : switches_of_profiles()) {
        INFO(each.name);
        CHECK(each.alternatives[each.get(unpatched)].name == expected.at(each.name));
    }
}

TEST_CASE("fault-303221 has the purge at logon and no sweep; fault-818861 the sweep of dynamic profiles and "
          "no such purge")
{
    CHECK(model::find_preset("fault-303221")->policy ==
          policy_of({.assume = {{"sweep-at-initialize", "never"}}}));
    CHECK(model::find_preset("fault-818861")->policy ==
          policy_of({.assume = {{"purge-at-logon", "never"}, {"sweep-candidates", "dynamic"}}}));
}

TEST_CASE(
    "fixed is F1h: table and mutex per hive, all four calls take it, entries by instance, all else unpatched")
{
    CHECK(model::find_preset("fixed")->policy == policy_of({.assume = {{"use-scope", "hive"},
                                                                       {"mutex-scope", "hive"},
                                                                       {"mutex-taken-by", "all"},
                                                                       {"table-key", "instance"}}}));
}

TEST_CASE("a flag leaves no key to open again")
{
    const auto reason =
        model::contradiction(policy_of({.assume = {{"mark", "flag"}, {"handles-after-move", "reopen"}}}));
    REQUIRE(reason);
    CHECK(reason->find("handles-after-move = reopen") != std::string_view::npos);
    CHECK_FALSE(
        model::contradiction(policy_of({.assume = {{"mark", "move"}, {"handles-after-move", "reopen"}}})));
}

TEST_CASE("without a second profile of a name there is no second mark to refuse or to overwrite the first")
{
    for (const std::string_view second : {"overwrites", "refused"}) {
        const auto reason = model::contradiction(
            policy_of({.assume = {{"second-mark", second}, {"create-over-marked", "no-access"}}}));
        REQUIRE(reason);
        CHECK(reason->find(fmt::format("second-mark = {}", second)) != std::string_view::npos);
        CHECK_FALSE(model::contradiction(policy_of({.assume = {{"second-mark", second}}})));
    }
    CHECK_FALSE(model::contradiction(policy_of({.assume = {{"create-over-marked", "no-access"}}})));
}

/// What keeps switches apart, in the words of the message.
void check_contradiction(const Mapi& mapi, std::string_view words)
{
    const auto reason = model::contradiction(policy_of(mapi));
    INFO(words);
    REQUIRE(reason);
    CHECK(reason->find(words) != std::string_view::npos);
}

TEST_CASE("a mark that is a flag leaves no room for a second profile of the name")
{
    check_contradiction({.assume = {{"mark", "flag"}}}, "create-over-marked = succeeds");
    CHECK_FALSE(
        model::contradiction(policy_of({.assume = {{"mark", "flag"}, {"create-over-marked", "no-access"}}})));
}

TEST_CASE("a table in the registry holds no kernel handles")
{
    check_contradiction({.assume = {{"table-kept-in", "registry"}, {"entries", "handles"}}},
                        "entries = handles needs memory");
    CHECK_FALSE(
        model::contradiction(policy_of({.assume = {{"table-kept-in", "registry"}, {"entries", "records"}}})));
}

TEST_CASE("only names can be the same in two hives, and only where tables are not kept or searched by hive")
{
    for (const std::string_view key : {"instance", "path"}) {
        check_contradiction({.assume = {{"table-tells-hives", "together"}, {"table-key", key}}},
                            "needs table-key = name");
    }
    for (const std::string_view scope : {"hive", "all-sessions"}) {
        check_contradiction({.assume = {{"table-tells-hives", "together"}, {"use-scope", scope}}},
                            "can never happen");
    }
    for (const std::string_view scope : {"session", "session-and-token", "token"}) {
        CHECK_FALSE(model::contradiction(
            policy_of({.assume = {{"table-tells-hives", "together"}, {"use-scope", scope}}})));
    }
}

TEST_CASE("a set of paths would have to know who opened which")
{
    check_contradiction({.assume = {{"entries", "set"}, {"table-key", "path"}}},
                        "needs table-key = name or instance");
}

/// The tags of all tests of this program, such as "mark = flag".
std::set<std::string> all_tags()
{
    std::set<std::string> tags;
    for (const Catch::TestCase& test : Catch::getRegistryHub().getTestCaseRegistry().getAllTests()) {
        tags.insert(test.tags.begin(), test.tags.end());
    }
    return tags;
}

TEST_CASE("every alternative of every switch has a test that says what it does")
{
    const std::set<std::string> tags = all_tags();
    for (const Switch& each : switches()) {
        // Those have examples instead, in a table that is held to be whole in process_list.test.cpp.
        if (model::find_reading_switch(each.name) != nullptr) continue;
        for (const model::Alternative& alternative : each.alternatives) {
            const std::string tag = fmt::format("{} = {}", each.name, alternative.name);
            INFO(tag);
            CHECK(tags.contains(tag));
        }
    }
}

}  // namespace
}  // namespace holdfast::tests
