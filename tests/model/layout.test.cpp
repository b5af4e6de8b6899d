#include "model/layout.hpp"

#include <bit>
#include <set>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "tests/model/random_setup.hpp"
#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

using namespace model;

std::size_t bits_of(std::string_view text, const Mapi& mapi = {})
{
    return Stage(text, mapi).system().state_bits();
}

tl::expected<Layout, std::string> layout_of(const Setup& setup)
{
    return make_layout(setup.world, setup.policy, setup.grain, setup.most_instances, setup.own_properties);
}

constexpr std::string_view idler = R"(
[programs]
mailer = { session = "console", run = ["idle"] }
)";

constexpr std::string_view mailer = R"(
[profiles]
p = {}
[programs]
mailer = { session = "console", run = ["create p", "logon p", "logoff"] }
)";

TEST_CASE("a program that does nothing takes the bits of its place and no others")
{
    CHECK(bits_of(idler) == 2);  // in front of its call, at its end, or crashed
}

TEST_CASE("a state is as wide as what its programs can do")
{
    // One slot: status 2, dynamic 1, overdue 1, and no name where there is only one. The place: 5 points, 3
    // bits. The session: none, the slot, or purged: 2 bits.
    CHECK(bits_of(mailer) == 4 + 3 + 2);
}

TEST_CASE("a second profile name costs a bit in each slot")
{
    const std::string text = R"(
[profiles]
p = { state = "live" }
q = { state = "live" }
[programs]
mailer = { session = "console", run = ["logon p"] }
)";
    // Two slots of 2 + 1 + 1 + 1; 3 places, 2 bits; a session on one of 2 slots or 2 purged names or none, 3
    // bits.
    CHECK(bits_of(text) == 2 * 5 + 2 + 3);
}

TEST_CASE("only programs that log on have a session")
{
    const std::string text = R"(
[profiles]
p = { state = "live" }
[programs]
cleaner = { session = "console", run = ["delete p"] }
)";
    CHECK(bits_of(text) == 4 + 2);
}

TEST_CASE("only programs that initialize or uninitialize count that, up to as often as they can")
{
    const auto running = [](std::string_view run) {
        return bits_of(fmt::format("[programs]\nmailer = {{ session = \"console\", run = [{}] }}\n", run));
    };
    CHECK(running(R"("idle", "idle", "idle")") == 3);
    CHECK(running(R"("initialize", "idle", "idle")") == 3 + 1);
    CHECK(running(R"("initialize", "initialize", "idle")") == 3 + 2);
    CHECK(running(R"("idle", "idle", "uninitialize")") == 3 + 1 + 0);
}

TEST_CASE("the table stores what the dead leave behind only where somebody can die and counts are plain")
{
    const std::string mortal = R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "console", may = ["crash"], run = ["logon p"] }
)";
    const std::size_t without = bits_of(mortal, {.assume = {{"entries", "records"}}});
    CHECK(bits_of(mortal) == without + 1);
    CHECK(bits_of(mortal, {.assume = {{"entries", "handles"}}}) == without);
}

TEST_CASE("the creator's use takes bits only where it counts")
{
    CHECK(bits_of(mailer, {.assume = {{"counts-as-use", "session-or-creator"}}}) == bits_of(mailer) + 2);
}

TEST_CASE("dead handles and paths of marked profiles take bits only under the policies that know them")
{
    const std::size_t plain = bits_of(mailer, {.grain = micro});
    CHECK(bits_of(mailer, {.assume = {{"handles-after-move", "reopen"}}, .grain = micro}) == plain + 1);
    CHECK(bits_of(mailer, {.assume = {{"handles-after-move", "reopen"}}}) == bits_of(mailer));
    CHECK(bits_of(mailer, {.assume = {{"table-key", "path"}}}) == bits_of(mailer));
    CHECK(bits_of(mailer, {.assume = {{"table-key", "path"}, {"logon-to-marked", "joins"}}}) ==
          bits_of(mailer) + 1);
}

TEST_CASE("an abandoned mutex takes a bit only where somebody can abandon it and the policy asks")
{
    const std::string mortal = R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "console", may = ["crash"], run = ["logon p"] }
)";
    const std::size_t ignored = bits_of(mortal, {.grain = micro});
    for (const std::string_view recovery : {"reset", "rebuild", "lost"}) {
        CHECK(bits_of(mortal, {.assume = {{"abandoned-mutex", recovery}}, .grain = micro}) == ignored + 1);
        CHECK(bits_of(mortal, {.assume = {{"abandoned-mutex", recovery}}}) == bits_of(mortal));
        CHECK(bits_of(mailer, {.assume = {{"abandoned-mutex", recovery}}, .grain = micro}) ==
              bits_of(mailer, {.grain = micro}));
    }
}

TEST_CASE("a hive that no program uses takes no bits")
{
    CHECK(bits_of(R"(
[accounts]
admin = { sessions = ["console"] }
guest = { sessions = ["remote"] }
[profiles]
p = { account = "guest", state = "live" }
[programs]
mailer = { session = "console", run = ["idle"] }
)") == bits_of(idler));
}

std::vector<Field> all_fields(const Layout& layout)
{
    std::vector<Field> fields;
    for (const Hive& hive : layout.hives) {
        for (const SlotFields& slot : hive.slots) {
            fields.insert(fields.end(),
                          {slot.status, slot.name, slot.dynamic, slot.overdue, slot.bare, slot.pending});
        }
        fields.push_back(hive.default_profile);
    }
    for (const ProgramLayout& program : layout.programs) {
        const ProgramFields& own = program.fields;
        fields.insert(fields.end(), {own.at, own.initialized, own.session, own.entry, own.scratch,
                                     own.created, own.stale_handle, own.marked_path, own.holds_mutex});
        fields.insert(fields.end(), {own.shared, own.asked, own.admin, own.marker, own.lost_path,
                                     own.lost_hive, own.on_its_own, own.restarts});
    }
    for (const Happening& happening : layout.happenings) fields.push_back(happening.happened);
    for (const SessionFields& session : layout.sessions)
        fields.insert(fields.end(), {session.disconnected, session.logged_off});
    for (const Table& table : layout.tables)
        fields.insert(fields.end(), table.stale.begin(), table.stale.end());
    for (const Mutex& mutex : layout.mutexes) fields.push_back(mutex.abandoned);
    return fields;
}

TEST_CASE("no two fields share a bit and none crosses a word, in random worlds")
{
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        const auto layout = layout_of(RandomSetup(seed).draw());
        if (!layout) continue;
        INFO("seed " << seed);
        std::vector<std::uint64_t> taken(layout->words);
        std::size_t bits = 0;
        for (const Field& field : all_fields(*layout)) {
            if (!field.present()) continue;
            const auto width = static_cast<std::size_t>(std::bit_width(field.mask));
            REQUIRE(std::popcount(field.mask) == static_cast<int>(width));
            REQUIRE(field.word < layout->words);
            REQUIRE(field.shift + width <= 64);
            REQUIRE((taken[field.word] & (field.mask << field.shift)) == 0);
            taken[field.word] |= field.mask << field.shift;
            bits += width;
        }
        CHECK(bits <= layout->bits);
        CHECK(layout->bits <= layout->words * 64);
        CHECK(std::has_single_bit(layout->words));
    }
}

TEST_CASE("programs of one remote session share a table; console and services share that of session 0")
{
    const Layout layout = Stage(R"(
[programs]
a = { session = "console", run = ["idle"] }
b = { session = "services", run = ["idle"] }
c = { session = "remote", run = ["idle"] }
d = { session = "remote", run = ["idle"] }
e = { session = "another", run = ["idle"] }
)")
                              .layout();
    REQUIRE(layout.tables.size() == 3);
    CHECK(layout.tables[0].programs == std::vector<std::uint16_t>{0, 1});
    CHECK(layout.tables[1].programs == std::vector<std::uint16_t>{2, 3});
    CHECK(layout.tables[2].programs == std::vector<std::uint16_t>{4});
    REQUIRE(layout.mutexes.size() == 3);
    CHECK(layout.mutexes[0].programs == std::vector<std::uint16_t>{0, 1});
}

TEST_CASE("accounts never share a table, and share a mutex where its scope is wider than the account")
{
    const std::string text = R"(
[accounts]
admin = { sessions = ["console"] }
guest = { sessions = ["services"] }
[programs]
a = { session = "console", run = ["idle"] }
b = { session = "services", run = ["idle"] }
)";
    const auto with_scope = [&](std::string_view scope) {
        return Stage(text, {.assume = {{"mutex-scope", scope}}}).layout();
    };
    CHECK(with_scope("session").tables.size() == 2);
    CHECK(with_scope("session").mutexes.size() == 1);
    CHECK(with_scope("hive").mutexes.size() == 2);
    CHECK(with_scope("global").mutexes.size() == 1);
}

TEST_CASE("a scenario with too many programs is refused with the numbers")
{
    Setup setup = setup_of(idler);
    setup.world.programs.resize(65, setup.world.programs.front());
    const auto layout = layout_of(setup);
    REQUIRE_FALSE(layout);
    CHECK(layout.error() == "this scenario runs 65 programs; the most is 64");
    setup.world.programs.resize(64);
    CHECK(layout_of(setup));
}

TEST_CASE("a state that would be too wide is refused with the numbers and advice")
{
    Setup setup = setup_of(mailer);
    setup.grain = micro;
    setup.world.programs.resize(60, setup.world.programs.front());
    REQUIRE(layout_of(setup));
    CHECK(layout_of(setup)->words == most_words);
    setup.world.profiles.resize(100'000, setup.world.profiles.front());
    const auto layout = layout_of(setup);
    REQUIRE_FALSE(layout);
    CHECK_THAT(layout.error(),
               Catch::StartsWith("a state of this scenario would take ") &&
                   Catch::EndsWith(" bits; the most is 4096: fewer programs, profiles or instances "
                                   "(limits.instances) make it smaller"));
}

TEST_CASE("more room for instances than there can be is refused")
{
    Setup setup = setup_of(R"(
[profiles]
p = {}
[programs]
mailer = { session = "console", run = [{ repeat = 70, steps = ["create p", "delete p"] }] }
)");
    CHECK(layout_of(setup));
    setup.most_instances = 64;
    const auto layout = layout_of(setup);
    REQUIRE_FALSE(layout);
    CHECK(layout.error() == "account 'admin' would need room for 64 profile instances at a time; the most is "
                            "60 (limits.instances)");
}

TEST_CASE("a limit on instances below those at the start is refused")
{
    Setup setup = setup_of(R"(
[profiles]
p = { state = "live" }
q = { state = "marked" }
[programs]
mailer = { session = "console", run = ["create p"] }
)");
    setup.most_instances = 1;
    const auto layout = layout_of(setup);
    REQUIRE_FALSE(layout);
    CHECK(layout.error() ==
          "account 'admin' has 2 profile instances at the start, more than limits.instances = 1");
    setup.most_instances = 2;
    CHECK(layout_of(setup));
}

TEST_CASE("beyond 63 resources the last bit is shared")
{
    Setup setup = setup_of(idler);
    for (int k = 0; k < 80; ++k)
        setup.world.profiles.push_back({fmt::format("p{}", k), 0, InitialState::absent, false});
    const auto layout = layout_of(setup);
    REQUIRE(layout);
    const Hive& hive = layout->hives.front();
    CHECK(hive.registry[0] == 1);
    CHECK(hive.registry[62] == Resource{1} << 62);
    CHECK(hive.registry[63] == Resource{1} << 63);
    CHECK(hive.registry[79] == Resource{1} << 63);
    CHECK(hive.uses == Resource{1} << 63);
}

TEST_CASE("who creates for ever has room for as many instances as there may be of any use at a time")
{
    const Mapi mapi{.assume = {{"create-over-marked", "succeeds"}}};
    const auto slots = [&](std::string_view steps, std::optional<std::size_t> most = {}) {
        Setup setup =
            setup_of(fmt::format("[profiles]\np = {{}}\nq = {{}}\n[programs]\nmailer = {{ session = "
                                 "\"console\", run = [{}] }}\n",
                                 steps),
                     mapi);
        setup.most_instances = most;
        return layout_of(setup)->hives.front().slots.size();
    };
    CHECK(slots(R"("create p")") == 1);
    CHECK(slots(R"({ repeat = "forever", steps = ["create p"] })") == 3);  // two names and a program
    CHECK(slots(R"({ repeat = "forever", steps = ["create p"] })", 7) == 7);
    CHECK(slots(R"({ repeat = "forever", steps = ["logon p"] })") == 0);
}

TEST_CASE("the count of initializations of a program that goes on for ever has the bits that it can use")
{
    const auto bits = [](std::string_view steps) {
        const auto layout = layout_of(
            setup_of(fmt::format("[programs]\nmailer = {{ session = \"console\", run = [{}] }}\n", steps)));
        return std::bit_width(layout->programs.front().fields.initialized.mask);
    };
    CHECK(bits(R"({ repeat = "forever", steps = ["initialize", "uninitialize"] })") == 1);
    CHECK(bits(R"("initialize", { repeat = "forever", steps = ["initialize", "uninitialize"] })") == 2);
}

TEST_CASE("to be initialized more and more often is refused")
{
    const auto layout = layout_of(setup_of(R"(
[programs]
mailer = { session = "console", run = [{ repeat = "forever", steps = ["initialize", "idle"] }] }
)"));
    REQUIRE_FALSE(layout);
    CHECK(layout.error() ==
          "program 'mailer' would be initialized more and more often: what it repeats for ever "
          "has an initialize too many, or an uninitialize too few");
}

TEST_CASE("where entries are left behind without end, what is stored is that there are some")
{
    constexpr std::string_view again_and_again = R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "console", run = [{ repeat = "forever", steps = ["initialize", "logon p", "uninitialize"] }] }
keeper = { session = "console", run = ["idle"] }
)";
    CHECK(layout_of(setup_of(again_and_again))->tables.front().stale.front().mask == 1);
    Stage stage(again_and_again, {.assume = {{"entries", "counts"}}});
    stage.play({"mailer", "mailer", "mailer"});
    CHECK(stage.row("in-use table of session console") == "p by somebody no longer alive");
    stage.play({"mailer", "mailer", "mailer"});
    CHECK(stage.row("in-use table of session console") == "p by somebody no longer alive");
}

TEST_CASE("the lists of fields have each field once")
{
    std::set<const Field*> met;
    const ProgramFields program;
    for (const RecordField& each : record_fields) CHECK(met.insert(&(program.*each.field)).second);
    const SlotFields slot;
    for (const SlotField& each : slot_fields) CHECK(met.insert(&(slot.*each.field)).second);
    const Table table;
    std::set<const void*> lists;
    for (const auto list : table_lists) CHECK(lists.insert(&(table.*list)).second);
}

TEST_CASE("the references of a hive stand program by program, without those that take no bits")
{
    const auto layout = layout_of(setup_of(R"(
[profiles]
p = {}
[programs]
idler  = { session = "console", run = ["idle"] }
mailer = { session = "console", run = ["create p", "logon p"] }
reader = { session = "remote", run = ["logon p"] }
)"));
    REQUIRE(layout);
    const std::vector<Field>& references = layout->hives.front().reference_fields;
    REQUIRE(references.size() == 2);
    CHECK(references[0].shift == layout->programs[1].fields.session.shift);
    CHECK(references[1].shift == layout->programs[2].fields.session.shift);
}

}  // namespace
}  // namespace holdfast::tests
