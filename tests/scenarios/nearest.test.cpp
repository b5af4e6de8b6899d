#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "scenarios/format/nearest.hpp"

using namespace holdfast::scenarios;

namespace {

const std::vector<std::string> steps{"initialize", "uninitialize", "create", "logon",
                                     "access",     "delete",       "logoff", "idle"};

std::string nearest_step(const std::string& word) { return nearest(word, steps).value_or("nothing"); }

}  // namespace

TEST_CASE("the distance counts what fingers do wrong, a swap of neighbours once")
{
    CHECK(edit_distance("logon", "logon") == 0);
    CHECK(edit_distance("logn", "logon") == 1);
    CHECK(edit_distance("loogon", "logon") == 1);
    CHECK(edit_distance("logan", "logon") == 1);
    CHECK(edit_distance("lgoon", "logon") == 1);
    CHECK(edit_distance("", "logon") == 5);
    CHECK(edit_distance("logon", "") == 5);
    CHECK(edit_distance("ca", "abc") == 3);  // no letter is touched twice
}

TEST_CASE("the distance counts letters, not bytes, and case not at all")
{
    CHECK(edit_distance("Größe", "Grösse") == 2);
    CHECK(edit_distance("Müller", "Muller") == 1);
    CHECK(edit_distance("LOGON", "logon") == 0);
    CHECK(edit_distance("受信箱", "受信") == 1);
}

TEST_CASE("the distance is the same from both sides")
{
    for (const std::string& one : steps) {
        for (const std::string& other : steps) CHECK(edit_distance(one, other) == edit_distance(other, one));
    }
}

TEST_CASE("a word is only taken for one that is near enough to be meant")
{
    CHECK(nearest_step("logn") == "logon");
    CHECK(nearest_step("LogOff") == "logoff");
    CHECK(nearest_step("acess") == "access");
    CHECK(nearest_step("dleete") == "delete");
    CHECK(nearest_step("initialise") == "initialize");
    CHECK(nearest_step("open") == "nothing");
    CHECK(nearest_step("x") == "nothing");
    CHECK(nearest_step("") == "nothing");
}

TEST_CASE("the beginning of one known word is enough, that of two is not")
{
    CHECK(nearest_step("init") == "initialize");
    CHECK(nearest_step("uninit") == "uninitialize");
    CHECK(nearest("namespace-of",
                  std::vector<std::string>{"namespace-of-a-session", "namespace-of-a-hive"}) == std::nullopt);
}

TEST_CASE("of equally near words the first is taken")
{
    CHECK(nearest("logoX", std::vector<std::string>{"logon", "logob"}) == "logon");
    CHECK(nearest("logoX", std::vector<std::string>{"logob", "logon"}) == "logob");
}

TEST_CASE("a huge word costs nothing and is near to nothing")
{
    CHECK(nearest(std::string(5'000'000, 'l'), steps) == std::nullopt);
}

TEST_CASE("a list of words reads like a sentence")
{
    CHECK(listed(std::vector<std::string>{}).empty());
    CHECK(listed(std::vector<std::string>{"a"}) == "a");
    CHECK(listed(std::vector<std::string>{"a", "b"}) == "a or b");
    CHECK(listed(std::vector<std::string>{"a", "b-c", "night shift"}) == "a, b-c or 'night shift'");
}

TEST_CASE("a long list of words is cut")
{
    const std::vector<std::string> many(40, "w");
    CHECK(listed(many).ends_with("w, w or one of 8 more"));
}
