// Texts that are almost scenarios. Good texts are changed at random, from a printed seed; whatever comes out,
// the parser gives a scenario or errors with places that exist, and a scenario survives printing.
#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "scenarios/format/print.hpp"
#include "scenarios/format/source_text.hpp"
#include "scenarios/format/utf8.hpp"
#include "tests/random.hpp"
#include "tests/scenarios/spelled.hpp"
#include "tests/scenarios/texts.hpp"

using namespace holdfast::scenarios;
using namespace holdfast::scenarios::texts;

namespace {

const std::vector<std::string> good_texts{head + accounts + profiles + programs,
                                          R"(format = 1
title = "t"
source = 's'  # where
[accounts.admin]
sessions = ["console", "remote", { name = "night", namespace = "session 0" }]
[accounts."Jürgen"]
sessions = ["desk"]
[profiles.Outlook]
account = ["admin", "Jürgen"]
[[profiles."My Profile"]]
account = "admin"
state = "marked"
dynamic = true
[programs.mailer]
session = "console"
count = 2
may = ["crash"]
on_failure = "leave"
run = ["create Outlook", { call = "logon my profile", must = "S_OK" },
       { choose = [["delete Outlook"], ["idle"]] }, { repeat = 3, steps = ["access", "logoff"] },
       { call = "create Outlook", dynamic = false }]
[programs.visitor]
session = "remote"
count = 3
each_in_own_session = true
run = ["initialize", "logon Outlook"]
[programs.first]
session = "desk"
run = ["idle"]
[programs.second]
copy_of = "first"
[mapi]
grain = "micro"
assume = { use-scope = "hive" }
[limits]
states = 1000
memory = "512MiB"
[cases.as-described]
policy = "fault-303221"
expect = { in-use-purge = { verdict = "violated", steps = 4 }, others = "any", states = 120 }
[cases.other]
policy = "fixed"
limits = { depth = 7, time = "1min" }
)"};

const std::vector<std::string> pieces{
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "\n",
    "=",
    ",",
    ".",
    "#",
    " ",
    "\"\"\"",
    "0",
    "-1",
    "true",
    "1.5",
    "10000",
    "\\",
    "\r",
    "\t",
    std::string(1, '\0'),
    "\xFF",
    "ä",
    "受",
    "\\u0041",
    "1979-05-27",
    "copy_of = \"mailer\"\n",
    "[[profiles.X]]\n",
    "[accounts.x]\n",
    "\"logon Outlook\"",
    "count = 3\n",
    "run = []\n",
    "\"crash\"",
    "assume = { mark = \"flag\" }\n",
    "each_in_own_session = true\n",
    "[cases.\"\"]\n",
    "session = \"remote\"\n",
    "[expect]\n",
    "inf",
};

class Mutator {
public:
    explicit Mutator(std::uint64_t seed) : random_(seed) {}

    std::string next()
    {
        std::string text = pick(good_texts);
        for (std::uint64_t left = 1 + random_.below(3); left > 0; --left) mutate(text);
        return text;
    }

private:
    const std::string& pick(const std::vector<std::string>& from) { return from[random_.below(from.size())]; }

    std::size_t place_in(const std::string& text) { return random_.below(text.size() + 1); }

    void mutate(std::string& text)
    {
        const std::size_t place = place_in(text);
        switch (random_.below(16)) {
        case 0: text.insert(place, pick(pieces)); break;
        case 1: text.erase(place, 1 + random_.below(8)); break;
        case 2:
            text.replace(place, std::min<std::size_t>(text.size() - place, 1), 1,
                         static_cast<char>(random_.below(256)));
            break;
        case 3: text.insert(place_in(text), text.substr(place, random_.below(40))); break;
        case 4: text.resize(place); break;
        default: move_line(text); break;
        }
    }

    /// A whole line elsewhere keeps the text closer to a scenario than any other change.
    void move_line(std::string& text)
    {
        const std::size_t start = text.rfind('\n', place_in(text)) + 1;
        const std::size_t end = std::min(text.size(), text.find('\n', start)) + 1;
        const std::string line = text.substr(std::min(start, text.size()), end - start);
        if (random_.one_in(2)) text.erase(std::min(start, text.size()), end - start);
        text.insert(text.rfind('\n', place_in(text)) + 1, line);
    }

    holdfast::tests::Random random_;
};

/// Whether a diagnostic has a message and a place that the text has; one column behind a line's end is a
/// place.
bool is_sound(const Diagnostic& each, const std::string& text)
{
    const SourceText source{text};
    const bool line = each.where.line >= 1 && each.where.line <= source.lines();
    const std::size_t columns = code_points(source.line(each.where.line)).size();
    // A carriage return before the line feed is no column of ours, but one of toml++.
    const bool column = each.where.column >= 1 && each.where.column <= columns + 2;
    return line && column && !each.message.empty() && each.path == "bad.toml" && !to_text(each).empty();
}

}  // namespace

TEST_CASE("whatever is done to a good text, it gives a scenario or errors with places")
{
    constexpr std::uint64_t seed = 818861;
    Mutator mutator{seed};
    int good_ones = 0;
    for (int k = 0; k < 20'000; ++k) {
        const std::string text = mutator.next();
        INFO("seed " << seed << ", text " << k << "\n" << text);
        const auto scenario = parse(text, "bad.toml");
        if (scenario) {
            ++good_ones;
            if (spelled(good(print(*scenario))) != spelled(*scenario))
                FAIL("not the same when printed and read again");
            continue;
        }
        if (scenario.error().empty()) FAIL("neither a scenario nor an error");
        const auto unsound = [&](const Diagnostic& each) { return !is_sound(each, text); };
        const auto wrong = std::ranges::find_if(scenario.error(), unsound);
        if (wrong != scenario.error().end()) FAIL(to_text(*wrong));
        const bool ordered = std::ranges::is_sorted(scenario.error(), {}, &Diagnostic::where);
        if (!ordered) FAIL("not in the order of their places");
    }
    CHECK(good_ones > 500);  // else the texts are too far from scenarios to try anything
}
