// What can be wrong with servers and their clients.
// Each kind of error with its exact text.
#include <string>

#include <catch2/catch.hpp>

#include "tests/scenarios/texts.hpp"

using namespace holdfast::scenarios::texts;

namespace {

/// All errors of a server that has these lines.
std::string with_server(const std::string& lines)
{
    return errors_of(head + accounts + profiles + "[servers.mail]\n" + lines + programs);
}

/// All errors of a program that has these lines more.
std::string with_client(const std::string& lines)
{
    return errors_of(head + accounts + profiles + "[servers.mail]\n" + programs + lines);
}

/// All errors of a run beside a server.
std::string with_run(const std::string& step)
{
    return errors_of(head + accounts + profiles +
                     "[servers.mail]\n[programs.mailer]\nsession = \"console\"\n" + "run = [" + step + "]\n");
}

}  // namespace

TEST_CASE("a value of a registry that is true, a fraction or a table is an error")
{
    CHECK(with_server("processes = true\n") ==
          R"(bad.toml:7:13: error: 'processes' must be a string, a number, an array or false, not true
    processes = true
                ^
)");
    CHECK(with_server("versions = 1.5\n") ==
          R"(bad.toml:7:12: error: 'versions' must be a string, a number, an array or false, not a number )"
          R"(with a fraction
    versions = 1.5
               ^
)");
    CHECK(with_server("processes = { a = 1 }\n") ==
          R"(bad.toml:7:13: error: 'processes' must be a string, a number, an array or false, not a table
    processes = { a = 1 }
                ^
)");
    CHECK(with_server("nodes = [{ name = \"a\", versions = true }]\n") ==
          R"(bad.toml:7:35: error: 'versions' must be a string, a number, an array or false, not true
    nodes = [{ name = "a", versions = true }]
                                      ^
)");
}

TEST_CASE("an unknown key of a server or a node comes with the nearest known one")
{
    CHECK(with_server("proceses = \"a.exe\"\n") ==
          R"(bad.toml:7:1: error: unknown key 'proceses' in [servers.mail]; expected processes, versions, )"
          R"(poll, first_poll or nodes
    proceses = "a.exe"
    ^
    did you mean 'processes'?
)");
    CHECK(with_server("nodes = [{ name = \"a\", poll = \"1m\" }]\n") ==
          R"(bad.toml:7:24: error: unknown key 'poll' in a node; expected name, processes or versions
    nodes = [{ name = "a", poll = "1m" }]
                           ^
)");
}

TEST_CASE("a server that is no table, and servers that are none, are errors")
{
    CHECK(errors_of(head + accounts + profiles + "[servers]\nmail = \"x\"\n" + programs) ==
          R"(bad.toml:7:8: error: '[servers.mail]' must be a table, not a string
    mail = "x"
           ^
)");
    CHECK(errors_of(head + "servers = 1\n" + accounts + profiles + programs) ==
          R"(bad.toml:3:11: error: 'servers' must be a table, not a whole number
    servers = 1
              ^
)");
}

TEST_CASE("a server without a name, and one too many, are errors")
{
    CHECK(errors_of(head + accounts + profiles + "[servers.\"\"]\n" + programs) ==
          R"(bad.toml:6:10: error: the name of a server is empty
    [servers.""]
             ^
)");
    std::string many = head + accounts + profiles;
    for (int k = 0; k < 17; ++k) many += "[servers.s" + std::to_string(k) + "]\n";
    CHECK(errors_of(many + programs) == R"(bad.toml:22:10: error: too many servers; there can be 16
    [servers.s16]
             ^
)");
}

TEST_CASE("nodes that are none, or nameless, are errors")
{
    CHECK(with_server("nodes = []\n") == R"(bad.toml:7:9: error: 'nodes' has no node
    nodes = []
            ^
)");
    CHECK(with_server("nodes = \"a\"\n") ==
          R"(bad.toml:7:9: error: 'nodes' must be an array of strings or tables, not a string
    nodes = "a"
            ^
)");
    CHECK(with_server("nodes = [1]\n") ==
          R"(bad.toml:7:10: error: a node must be a string or a table, not a whole number
    nodes = [1]
             ^
)");
    CHECK(with_server("nodes = [{ processes = \"a\" }]\n") ==
          R"(bad.toml:7:10: error: missing 'name' in a node (the name of the node)
    nodes = [{ processes = "a" }]
             ^
)");
    CHECK(with_server("nodes = [\"\"]\n") == R"(bad.toml:7:10: error: the name of a node is empty
    nodes = [""]
             ^
)");
}

TEST_CASE("two nodes of one name are an error, of whichever servers")
{
    CHECK(with_server("nodes = [\"a\", { name = \"a\" }]\n") == R"(bad.toml:7:24: error: duplicate node 'a'
    nodes = ["a", { name = "a" }]
                           ^
    the first one is in line 7, column 10
)");
    CHECK(with_server("[servers.news]\nnodes = [\"mail\"]\n") ==
          R"(bad.toml:8:10: error: duplicate node 'mail'
    nodes = ["mail"]
             ^
    the first one is in line 6, column 10
)");
}

TEST_CASE("a step about an unknown server or node comes with the nearest known one")
{
    CHECK(with_run("\"connect mial\"") == R"(bad.toml:9:17: error: unknown server 'mial'; expected mail
    run = ["connect mial"]
                    ^
    did you mean 'mail'?
)");
    CHECK(with_run("{ call = \"edit mial\", processes = \"a\" }") ==
          R"(bad.toml:9:23: error: unknown node 'mial'; expected mail
    run = [{ call = "edit mial", processes = "a" }]
                          ^
    did you mean 'mail'?
)");
    CHECK(errors_of(
              head + accounts + profiles +
              "[servers.mail]\nnodes = [\"one\", \"two\"]\n[programs.mailer]\nsession = \"console\"\nrun = "
              "[\"fail-over mail\"]\n") ==
          R"(bad.toml:10:19: error: unknown node 'mail'; expected one or two
    run = ["fail-over mail"]
                      ^
)");
}

TEST_CASE("where there is no server at all the advice is to write one")
{
    const auto with_step = [](const std::string& step) {
        return errors_of(head + accounts + profiles + "[programs.mailer]\nsession = \"console\"\nrun = [\"" +
                         step + "\"]\n");
    };
    CHECK(with_step("connect mail") == R"(bad.toml:8:17: error: unknown server 'mail'; there is no server
    run = ["connect mail"]
                    ^
    write a table [servers.NAME]
)");
    CHECK(with_step("fail-over mail") == R"(bad.toml:8:19: error: unknown node 'mail'; there is no server
    run = ["fail-over mail"]
                      ^
    write a table [servers.NAME]
)");
}

TEST_CASE("a step about a server that names none is an error, and so is one with a name too many")
{
    CHECK(with_run("\"connect\"") == R"(bad.toml:9:8: error: 'connect' needs the name of a server
    run = ["connect"]
           ^
    write "connect NAME"
)");
    CHECK(with_run("\"edit\"") == R"(bad.toml:9:8: error: 'edit' needs the name of a server or a node
    run = ["edit"]
           ^
    write "edit NAME"
)");
    CHECK(with_run("\"request mail\"") ==
          R"(bad.toml:9:17: error: 'request' takes no name, but 'mail' stands behind it
    run = ["request mail"]
                    ^
)");
}

TEST_CASE("an edit that writes nothing is an error")
{
    CHECK(with_run("\"edit mail\"") == R"(bad.toml:9:8: error: 'edit' says nothing that is to be written
    run = ["edit mail"]
           ^
    write { call = "edit NODE", processes = "a.exe; b.exe" }, or false for no value
)");
    CHECK(with_run("{ call = \"edit mail\", must = \"S_OK\" }") ==
          R"(bad.toml:9:17: error: 'edit' says nothing that is to be written
    run = [{ call = "edit mail", must = "S_OK" }]
                    ^
    write { call = "edit NODE", processes = "a.exe; b.exe" }, or false for no value
)");
}

TEST_CASE("an edit that writes what can stand in no registry has that error alone")
{
    CHECK(with_run("{ call = \"edit mail\", processes = true }") ==
          R"(bad.toml:9:42: error: 'processes' must be a string, a number, an array or false, not true
    run = [{ call = "edit mail", processes = true }]
                                             ^
)");
    CHECK(with_run("{ call = \"edit mail\", versions = 1.5 }") ==
          R"(bad.toml:9:41: error: 'versions' must be a string, a number, an array or false, not a number )"
          R"(with a fraction
    run = [{ call = "edit mail", versions = 1.5 }]
                                            ^
)");
}

TEST_CASE("values belong to an edit alone")
{
    CHECK(with_run("{ call = \"connect mail\", processes = \"a\" }") ==
          R"(bad.toml:9:33: error: 'processes' belongs to edit, not to connect
    run = [{ call = "connect mail", processes = "a" }]
                                    ^
)");
    CHECK(with_run("{ call = \"idle\", versions = \"a\" }") ==
          R"(bad.toml:9:25: error: 'versions' belongs to edit, not to idle
    run = [{ call = "idle", versions = "a" }]
                            ^
)");
}

TEST_CASE("a client that declares anything but a string or false is an error")
{
    CHECK(with_client("declares = 5\n") ==
          R"(bad.toml:10:12: error: 'declares' must be a string or false, not a whole number
    declares = 5
               ^
)");
    CHECK(with_client("declares = true\n") ==
          R"(bad.toml:10:12: error: 'declares' must be a string or false, not true
    declares = true
               ^
)");
}

TEST_CASE("what a client is called, or belongs to, has its type")
{
    CHECK(with_client("executable = 5\n") ==
          R"(bad.toml:10:14: error: 'executable' must be a string, not a whole number
    executable = 5
                 ^
)");
    CHECK(with_client("part_of_server = \"yes\"\n") ==
          R"(bad.toml:10:18: error: 'part_of_server' must be true or false, not a string
    part_of_server = "yes"
                     ^
)");
}

TEST_CASE("a version of a client that is none is an error")
{
    for (const std::string version : {"eleven", "11", "11.0.99999", "", "1.2.3.4.5", "11.-1"}) {
        INFO(version);
        CHECK(with_client("client_version = \"" + version + "\"\n") ==
              "bad.toml:10:18: error: \"" + version +
                  "\" is no version: write two to four numbers from 0 to 65535 with points between them, "
                  "such as "
                  "11.5604.0\n    client_version = \"" +
                  version + "\"\n                     ^\n");
    }
    CHECK(with_client("client_version = 11.0\n") ==
          R"(bad.toml:10:18: error: 'client_version' must be a string such as "11.0.5604.0", not a number )"
          R"(with a fraction
    client_version = 11.0
                     ^
)");
}

TEST_CASE("a copy says nothing of its own as a client")
{
    CHECK(
        with_client("[programs.other]\ncopy_of = \"mailer\"\nexecutable = \"a\"\nurgent = true\n") ==
        R"(bad.toml:12:1: error: 'executable' has no place beside 'copy_of': a copy takes it from the original
    executable = "a"
    ^
bad.toml:13:1: error: 'urgent' has no place beside 'copy_of': a copy takes it from the original
    urgent = true
    ^
)");
}

TEST_CASE("fairness for an unknown server comes with the nearest known one")
{
    CHECK(with_client("[fairness]\nmial = \"none\"\n") ==
          R"(bad.toml:11:1: error: unknown program or server 'mial'; expected mailer or mail
    mial = "none"
    ^
    did you mean 'mail'?
)");
    CHECK(with_client("[fairness]\nmail = \"non\"\n") ==
          R"(bad.toml:11:8: error: unknown fairness 'non'; expected weak, strong or none
    mail = "non"
           ^
    did you mean 'none'?
)");
}

TEST_CASE("an unknown alternative of a switch of client blocking comes with the nearest known one")
{
    CHECK(with_client("[mapi]\nassume = { poll-phase = \"from-stat\" }\n") ==
          R"(bad.toml:11:25: error: unknown alternative 'from-stat' of poll-phase; expected from-start or )"
          R"(by-the-clock
    assume = { poll-phase = "from-stat" }
                            ^
    did you mean 'from-start'?
)");
}

TEST_CASE("a property that is built in only where there are servers is no name for another, even elsewhere")
{
    CHECK(
        errors_of(head + accounts + profiles + programs + "[properties.zeno]\nnever = 'Outlook is live'\n") ==
        R"(bad.toml:9:13: error: there is a property 'zeno' already
    [properties.zeno]
                ^
    it is built in; 'holdfast list properties' names them all
)");
}
