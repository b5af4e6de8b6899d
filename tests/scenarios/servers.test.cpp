// What a good file says of servers, clients and time, and that what is printed says the same.
#include <string>

#include <catch2/catch.hpp>

#include "scenarios/format/print.hpp"
#include "tests/scenarios/spelled.hpp"
#include "tests/scenarios/texts.hpp"

using namespace holdfast;
using namespace holdfast::scenarios;
using namespace holdfast::scenarios::texts;

namespace {

/// The scenario of a text whose accounts are said already; printed and read again it is the same.
Scenario scenario_of(const std::string& text)
{
    const Scenario scenario = good(head + accounts + text);
    const std::string printed = print(scenario);
    INFO(printed);
    CHECK(spelled(good(printed)) == spelled(scenario));
    return scenario;
}

model::World world_of(const std::string& text) { return scenario_of(text).cases.front().setup.world; }

const std::string idler = R"([programs.idler]
session = "console"
run = ["idle"]
)";

std::string server_of(const std::string& lines)
{
    const model::World world = world_of("[servers.mail]\n" + lines + idler);
    return spelled(world.servers.front(), world);
}

model::Client client_of(const std::string& lines) { return world_of(idler + lines).programs.front().client; }

/// The only step of a run, beside a server with two nodes.
model::Call call_of(const std::string& step)
{
    const model::World world = world_of(R"([servers.mail]
nodes = ["one", "two"]
[servers.news]
[programs.mailer]
session = "console"
run = [)" + step + "]\n");
    return std::get<model::Call>(world.programs.front().run.front());
}

}  // namespace

TEST_CASE("a server without a word polls every 15 minutes, is its own node and has no list")
{
    CHECK(server_of("") ==
          "server mail polls 15 first 15 node mail processes absent <> versions absent <>\n");
}

TEST_CASE("a value of the registry is a string, or a number or an array of a wrong type, or none")
{
    CHECK(server_of("processes = \"a.exe; b.exe\"\nversions = \"-10.0.0\"\n") ==
          "server mail polls 15 first 15 node mail processes REG_SZ <a.exe; b.exe> versions REG_SZ "
          "<-10.0.0>\n");
    CHECK(server_of("processes = 1\nversions = [\"a\"]\n") ==
          "server mail polls 15 first 15 node mail processes REG_DWORD <> versions REG_MULTI_SZ <>\n");
    CHECK(server_of("processes = false\nversions = \"\"\n") ==
          "server mail polls 15 first 15 node mail processes absent <> versions REG_SZ <>\n");
    CHECK(
        server_of("processes = \"\\\"quoted\\\" \\\\ \\u00E9.exe\"\n") ==
        "server mail polls 15 first 15 node mail processes REG_SZ <\"quoted\" \\ \u00e9.exe> versions absent "
        "<>\n");
}

TEST_CASE("the first poll comes when it says, or as late as any other")
{
    CHECK(server_of("poll = \"1h\"\n").find("polls 60 first 60") != std::string::npos);
    CHECK(server_of("poll = \"1h30m\"\nfirst_poll = \"7m\"\n").find("polls 90 first 7") != std::string::npos);
    CHECK(server_of("poll = \"1m\"\nfirst_poll = \"1m\"\n").find("polls 1 first 1") != std::string::npos);
    CHECK(server_of("poll = \"168h\"\n").find("polls 10080 first 10080") != std::string::npos);
}

TEST_CASE("the nodes of a cluster begin like their server, or otherwise")
{
    CHECK(server_of(R"(processes = "a.exe"
versions = "11.0.0"
nodes = ["one", { name = "two", processes = false }, { name = "three four", versions = "1.0.0" }]
)") == "server mail polls 15 first 15 node one processes REG_SZ <a.exe> versions REG_SZ <11.0.0> node two "
       "processes absent <> versions REG_SZ <11.0.0> node three four processes REG_SZ <a.exe> versions "
       "REG_SZ <1.0.0>\n");
    CHECK(
        server_of("nodes = [\"mail\", \"other\"]\n") ==
        "server mail polls 15 first 15 node mail processes absent <> versions absent <> node other processes "
        "absent <> versions absent <>\n");
}

TEST_CASE("servers come in the order of the file")
{
    const model::World world = world_of("[servers.zeta]\n[servers.\"al pha\"]\nprocesses = \"x\"\n" + idler);
    REQUIRE(world.servers.size() == 2);
    CHECK(world.servers[0].name == "zeta");
    CHECK(world.servers[1].name == "al pha");
    CHECK(world.values == std::vector{model::RegistryValue::absent(), model::RegistryValue::of_text("x")});
}

TEST_CASE("a program declares the name of its file, or another one, or none")
{
    CHECK(spelled(client_of("")) == "client <> declares nothing version 11.0.0");
    CHECK(spelled(client_of("executable = \"a.exe\"\n")) == "client <a.exe> declares <a.exe> version 11.0.0");
    CHECK(spelled(client_of("executable = \"a.exe\"\ndeclares = \"b.exe\"\n")) ==
          "client <a.exe> declares <b.exe> version 11.0.0");
    CHECK(spelled(client_of("executable = \"a.exe\"\ndeclares = false\n")) ==
          "client <a.exe> declares nothing version 11.0.0");
    CHECK(spelled(client_of("declares = \"b.exe\"\n")) == "client <> declares <b.exe> version 11.0.0");
    CHECK(spelled(client_of("executable = \"a.exe\"\ndeclares = \"\"\n")) ==
          "client <a.exe> declares <> version 11.0.0");
}

TEST_CASE("a program has a version, and may be a component of the server")
{
    CHECK(spelled(client_of("client_version = \"10.0.2627\"\n")) ==
          "client <> declares nothing version 10.0.2627");
    CHECK(spelled(client_of("client_version = \"12.0.4518.1014\"\npart_of_server = true\n")) ==
          "client <> declares nothing version 12.4518.1014 of the server");
    CHECK(spelled(client_of("client_version = \"6.5.7638.1\"\n")) ==
          "client <> declares nothing version 6.5.7638.1");
}

TEST_CASE("copies are the same client and as urgent as their original")
{
    const model::World world = world_of(idler + R"(executable = "a.exe"
declares = false
client_version = "10.0.0"
part_of_server = true
urgent = true
[programs.other]
copy_of = "idler"
)");
    REQUIRE(world.programs.size() == 2);
    CHECK(world.programs[1].client == world.programs[0].client);
    CHECK(world.programs[1].urgent);
}

TEST_CASE("each step about a server names it, or one of its nodes")
{
    CHECK(call_of("\"connect news\"").node == model::NodeName{1, 0});
    CHECK(call_of("\"stop-store mail\"").node == model::NodeName{0, 0});
    CHECK(call_of("\"start-store news\"").node == model::NodeName{1, 0});
    CHECK(call_of("\"restart-store mail\"").node == model::NodeName{0, 0});
    CHECK(call_of("\"fail-over two\"").node == model::NodeName{0, 1});
    CHECK(call_of("{ call = \"edit news\", versions = \"1.0.0\" }").node == model::NodeName{1, 0});
    CHECK(call_of("\"request\"").kind == model::CallKind::request);
    CHECK(call_of("\"disconnect\"").kind == model::CallKind::disconnect);
}

TEST_CASE("an edit writes one value or both, or deletes them")
{
    const auto edit = [](const std::string& values) {
        const model::World world =
            world_of("[servers.mail]\n[programs.admin]\nsession = \"console\"\nrun = [{ "
                     "call = \"edit mail\", " +
                     values + " }]\n");
        return spelled(world.programs.front().run, world);
    };
    CHECK(edit("processes = \"a.exe\"") == "[ call 25 node 0 of 0 processes REG_SZ <a.exe> failure 0;]");
    CHECK(edit("versions = false") == "[ call 25 node 0 of 0 versions absent <> failure 0;]");
    CHECK(edit("processes = 7, versions = []") ==
          "[ call 25 node 0 of 0 processes REG_DWORD <> versions REG_MULTI_SZ <> failure 0;]");
}

TEST_CASE("a wait takes minutes, hours or both, up to a week")
{
    CHECK(call_of("\"wait 5m\"").minutes == 5);
    CHECK(call_of("\"wait 2h\"").minutes == 120);
    CHECK(call_of("\"wait 1h30m\"").minutes == 90);
    CHECK(call_of("\"wait 90m\"").minutes == 90);
    CHECK(call_of("\"  wait   168h \"").minutes == 10'080);
    CHECK(call_of("{ call = \"wait 1m\", must = \"S_OK\" }").minutes == 1);
}

TEST_CASE("a step at a time is one within two times that are the same")
{
    CHECK(call_of("{ call = \"idle\", at = \"7m\" }").when == model::Window{7, 7});
    CHECK(call_of("{ call = \"idle\", at = \"0m\" }").when == model::Window{0, 0});
    CHECK(call_of("{ call = \"idle\", within = [\"0m\", \"1h\"] }").when == model::Window{0, 60});
    CHECK(call_of("{ call = \"idle\", within = [\"5m\", \"5m\"] }").when == model::Window{5, 5});
    CHECK_FALSE(call_of("\"idle\"").when);
}

TEST_CASE("any call in table form can have a time, a wait and an edit too")
{
    CHECK(call_of("{ call = \"wait 5m\", at = \"7m\" }").when == model::Window{7, 7});
    CHECK(call_of("{ call = \"edit two\", processes = \"a\", within = [\"1m\", \"2m\"] }").when ==
          model::Window{1, 2});
    CHECK(call_of("{ call = \"connect mail\", at = \"3m\", must = \"MAPI_E_VERSION\" }").must ==
          model::Answer::version);
}

TEST_CASE("a program is urgent if it says so")
{
    CHECK(world_of(idler + "urgent = true\n").programs.front().urgent);
    CHECK_FALSE(world_of(idler + "urgent = false\n").programs.front().urgent);
    CHECK_FALSE(world_of(idler).programs.front().urgent);
}

TEST_CASE("a property within has two formulas and a bound, which may be no time at all")
{
    const auto property = [](const std::string& at_most) {
        return scenario_of(
                   "[servers.mail]\n[programs.reader]\nsession = \"console\"\nrun = [\"connect mail\"]\n"
                   "[properties.out]\nwithin = { from = 'reader is listed', to = 'reader is not "
                   "connected', at_most = \"" +
                   at_most + "\" }\nsays = \"it is out in time\"\n")
            .cases.front()
            .setup.own_properties.front();
    };
    CHECK(property("15m").kind == checker::PropertyKind::within);
    CHECK(property("15m").minutes == 15);
    CHECK(property("2h").minutes == 120);
    CHECK(property("0m").minutes == 0);
    CHECK(property("0m").says == "it is out in time");
}

TEST_CASE("a server has a fairness of its own, that of its store")
{
    const Scenario scenario = scenario_of("[servers.mail]\n[servers.news]\n" + idler +
                                          "[fairness]\nnews = \"none\"\n[cases.a]\n[cases.b]\nfairness = { "
                                          "mail = \"strong\", idler = \"none\" }\n");
    using model::Fairness;
    CHECK(scenario.cases[0].setup.fairness == std::vector{Fairness::weak, Fairness::weak, Fairness::none});
    CHECK(scenario.cases[1].setup.fairness == std::vector{Fairness::none, Fairness::strong, Fairness::none});
    CHECK(scenario.cases[1].fairness ==
          std::vector<std::string>{"idler = none", "mail = strong", "news = none"});
}

TEST_CASE("with servers or with time there are properties more to be expected, and only then")
{
    const std::string expected = "[expect]\nblocked-connected = \"violated\"\nzeno = \"any\"\n";
    const auto last = [](const Scenario& scenario) { return scenario.cases.front().properties.back(); };
    CHECK(last(scenario_of("[servers.mail]\n" + idler + expected)).any);
    CHECK(last(scenario_of("[programs.a]\nsession = \"console\"\nrun = [\"wait 1m\"]\n" + expected)).any);
    CHECK(last(scenario_of(idler + "urgent = true\n" + expected)).any);
    CHECK(errors_of(head + accounts + idler + expected).find("unknown property 'blocked-connected'") !=
          std::string::npos);
}

TEST_CASE("the switches of client blocking are assumptions like any other")
{
    const Scenario scenario = scenario_of("[servers.mail]\n" + idler +
                                          "[mapi]\nassume = { poll-phase = \"by-the-clock\", "
                                          "process-separators = \"both\" }\n[cases.a]\nassume = { "
                                          "poll-phase = \"from-start\" }\n");
    const model::BlockingPolicy& blocking = scenario.cases.front().setup.policy.blocking;
    CHECK(blocking.poll_phase == model::PollPhase::from_start);
    CHECK(blocking.reading.separators == model::Reading::Separators::both);
    CHECK(scenario.cases.front().assumed ==
          std::vector<std::string>{"poll-phase = from-start", "process-separators = both"});
}

TEST_CASE("49 properties of one's own are the most, in any world")
{
    const auto with = [](int count) {
        std::string text = head + accounts + idler;
        for (int k = 0; k < count; ++k)
            text += "[properties.p" + std::to_string(k) + "]\nnever = 'idler is crashed'\n";
        return errors_of(text);
    };
    CHECK(with(49).empty());
    CHECK(with(50).find("too many properties; there can be 49 beside the 15 that are built in") !=
          std::string::npos);
}
