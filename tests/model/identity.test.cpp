#include "model/identity.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

using model::Account;
using model::Block;
using model::Call;
using model::CallKind;

/// Two accounts with hives of their own, and one that uses that of the second.
const std::vector<Account> accounts{{"admin", 0}, {".DEFAULT", 1}, {"system", 1}};
constexpr std::size_t admin = 0, system_account = 2;

Call call(CallKind kind, model::OnFailure on_failure = model::OnFailure::next)
{
    Call call;
    call.kind = kind;
    call.on_failure = on_failure;
    return call;
}

Call impersonate(std::size_t account)
{
    Call result = call(CallKind::impersonate);
    result.account = account;
    return result;
}

/// "HIVE for TOKEN", or why there is no telling.
std::string identity_of(const Block& run, std::size_t own_account = admin)
{
    const auto identity = model::identity_of(run, own_account, accounts);
    return identity ? accounts[identity->hive].name + " for " + accounts[identity->token].name
                    : identity.error();
}

TEST_CASE("a program uses the hive of its account and acts for it")
{
    CHECK(identity_of({call(CallKind::initialize), call(CallKind::logon)}) == "admin for admin");
    CHECK(identity_of({call(CallKind::logon)}) == "admin for admin");
    CHECK(identity_of({call(CallKind::idle)}) == "admin for admin");
}

TEST_CASE("an account without a hive of its own uses that of another")
{
    CHECK(identity_of({call(CallKind::initialize)}, system_account) == ".DEFAULT for system");
}

TEST_CASE("the hive is that of whom the thread acts for when it first uses the registry")
{
    CHECK(identity_of({impersonate(admin), call(CallKind::initialize)}, system_account) == "admin for admin");
    CHECK(identity_of({call(CallKind::erase_all), impersonate(admin), call(CallKind::initialize)},
                      system_account) == ".DEFAULT for admin");
    CHECK(identity_of({impersonate(admin), call(CallKind::revert), call(CallKind::initialize)},
                      system_account) == ".DEFAULT for system");
}

TEST_CASE("to idle or to uninitialize is no use of the registry")
{
    CHECK(identity_of({call(CallKind::idle), call(CallKind::uninitialize), impersonate(admin),
                       call(CallKind::initialize)},
                      system_account) == "admin for admin");
}

TEST_CASE("a program that starts initialized has its hive, whomever it acts for later")
{
    CHECK(identity_of({impersonate(admin), call(CallKind::create)}, system_account) == ".DEFAULT for system");
}

TEST_CASE("what is done for another account after the first use changes no hive")
{
    CHECK(identity_of({call(CallKind::initialize), impersonate(system_account), call(CallKind::logon)}) ==
          "admin for admin");
}

TEST_CASE("a hive that depends on the way is refused")
{
    const model::Choose either{{{impersonate(system_account)}, {call(CallKind::idle)}}};
    CHECK(identity_of({either, call(CallKind::initialize)}) ==
          "which hive it is bound to depends on the way that it takes");
}

TEST_CASE("to initialize for two accounts is refused, on one way or on two")
{
    CHECK(
        identity_of({call(CallKind::initialize), impersonate(system_account), call(CallKind::initialize)}) ==
        "it initializes once for 'admin' and once for 'system'");
    const model::Repeat twice{2, {call(CallKind::initialize), impersonate(system_account)}};
    CHECK(identity_of({twice}) == "it initializes once for 'admin' and once for 'system'");
}

TEST_CASE("ways with the same outcome are no matter")
{
    const model::Choose either{
        {{impersonate(system_account), call(CallKind::revert)}, {call(CallKind::idle)}}};
    CHECK(identity_of({either, call(CallKind::initialize)}) == "admin for admin");
    const model::Repeat often{4000, {impersonate(system_account), call(CallKind::revert)}};
    CHECK(identity_of({often, call(CallKind::initialize)}) == "admin for admin");
}

TEST_CASE("a call that may leave its block is a way of its own")
{
    const model::Repeat round{1,
                              {call(CallKind::idle, model::OnFailure::leave), impersonate(system_account)}};
    CHECK(identity_of({round, call(CallKind::initialize)}) ==
          "which hive it is bound to depends on the way that it takes");
}

TEST_CASE("nothing comes behind an exit")
{
    const model::Choose either{{{impersonate(system_account), call(CallKind::exit)}, {call(CallKind::idle)}}};
    CHECK(identity_of({either, call(CallKind::initialize)}) == "admin for admin");
}

/// A service that uses the .DEFAULT hive, as LocalSystem does, and impersonates admin, who is not logged on
/// with a hive here (KB 817375 as R1 reads it).
constexpr std::string_view impersonating = R"(
[accounts]
".DEFAULT" = { sessions = [] }
system = { sessions = ["services"], hive = ".DEFAULT" }
admin  = { sessions = [], hive = ".DEFAULT" }
[profiles]
p = { account = ".DEFAULT" }
[programs]
user  = { session = "services", run = ["initialize", "create p", "logon p", "access"] }
other = { session = "services", run = ["impersonate admin", "initialize"] }
)";

TEST_CASE("a table of the session shows one account nothing of what another does, in one hive (W9)",
          "[use-scope = session-and-token]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(impersonating, {.assume = {{"use-scope", "session-and-token"}}, .grain = grain});
        for (const std::string program : {"user", "user", "user", "other", "other"}) stage.finish(program);
        CHECK(stage.profile("p") == "PURGED, still open in user");
        CHECK(stage.row("in-use table of session services for system") == "p by user");
        CHECK(stage.row("in-use table of session services for admin") == "empty");
    }
    Stage same(impersonating, {.assume = {{"use-scope", "session"}}});
    same.play({"user", "user", "user", "other", "other"});
    CHECK(same.violated().empty());
}

TEST_CASE("a table per account breaks where two accounts use one hive (W9)", "[use-scope = token]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(impersonating, {.preset = "mend-f1a", .grain = grain});
        for (const std::string program : {"user", "user", "user", "other", "other"}) stage.finish(program);
        CHECK(stage.profile("p") == "PURGED, still open in user");
        CHECK(stage.row("in-use table of account system") == "p by user");
        CHECK(stage.row("in-use table of account admin") == "empty");
        Stage mended(impersonating, {.preset = "fixed", .grain = grain});
        for (const std::string program : {"user", "user", "user", "other", "other"}) mended.finish(program);
        CHECK(mended.profile("p") == "live, used by user");
        CHECK(mended.row("in-use table of account .DEFAULT") == "p by user");
    }
}

TEST_CASE("a clean-up timer acts for the account of the hive")
{
    Stage stage(impersonating, {.preset = "mend-f1a", .assume = {{"clean-up", "timer"}}});
    CHECK_FALSE(stage.can("clean-up of .DEFAULT"));
    CHECK(stage.layout().hives[0].timer_table == std::nullopt);
}

}  // namespace
}  // namespace holdfast::tests
