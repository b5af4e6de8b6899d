#include "scenarios/format/key_table.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "checker/assert.hpp"
#include "model/fairness.hpp"

namespace holdfast::scenarios {
namespace {

constexpr auto text = static_cast<std::uint8_t>(Kind::text);
constexpr auto number = static_cast<std::uint8_t>(Kind::number);
constexpr auto truth = static_cast<std::uint8_t>(Kind::truth);
constexpr auto array = static_cast<std::uint8_t>(Kind::array);
constexpr auto table = static_cast<std::uint8_t>(Kind::table);

constexpr std::int64_t unbounded = std::numeric_limits<std::int64_t>::max();

using Words = std::string_view;
constexpr std::array state_words{Words{"absent"}, Words{"live"}, Words{"marked"}};
constexpr std::array namespace_words{Words{"session 0"}, Words{"own"}};
constexpr std::array event_words{Words{"crash"}, Words{"restart"}, Words{"leave when asked"}};
constexpr std::array failure_words{Words{"next"}, Words{"leave"}, Words{"stop"}};
constexpr std::array repeat_words{Words{"forever"}};
constexpr std::array grain_words{Words{"call"}, Words{"micro"}};
constexpr std::array verdict_words{Words{"holds"}, Words{"violated"}, Words{"inconclusive"}, Words{"any"}};

constexpr std::array all_shapes{
    Shape{"file", "The file", "What stands before the first table, and the tables that there are."},
    Shape{"accounts", "[accounts]",
          "The Windows accounts; each has a registry hive with profiles of its own."},
    Shape{"account", "[accounts.NAME]", "One account."},
    Shape{"session", "A session in table form",
          "A Terminal Services session whose namespace is not the usual one for its name."},
    Shape{"profiles", "[profiles]", "The names of MAPI profiles that may come to exist, hive by hive."},
    Shape{"profile", "[profiles.NAME]", "One name and how it starts."},
    Shape{"servers", "[servers]", "The servers of Exchange, whose stores block clients."},
    Shape{"server", "[servers.NAME]", "One server, or a cluster of nodes on one of which its store runs."},
    Shape{"node", "A node in table form", "A node whose registry begins otherwise than that of the others."},
    Shape{"programs", "[programs]", "The programs; the order in the file is the order of processes."},
    Shape{"program", "[programs.NAME]", "One program, or several interchangeable copies of it."},
    Shape{"environment", "[environment]", "What may happen to sessions, hives and the machine."},
    Shape{"event", "An event in table form", "An event that may happen several times."},
    Shape{"call", "A step in table form", "A call with more to say about it than its name."},
    Shape{"repeat", "A repeat", "The same steps several times."},
    Shape{"choose", "A choose", "One of several branches; every one is explored."},
    Shape{"words", "[words]", "What reports say instead of MAPI's own words."},
    Shape{"mapi", "[mapi]", "How MAPI behaves in every case that does not say otherwise."},
    Shape{"assume", "assume", "Single assumptions, set on top of the policy."},
    Shape{"fairness", "[fairness]",
          "What a run without end owes to each program and each server; only what must eventually happen "
          "depends on it."},
    Shape{"limits", "[limits]", "Where the search stops and says inconclusive."},
    Shape{"properties", "[properties]",
          "Properties of the scenario's own, judged in every case beside those that are built in."},
    Shape{"property", "[properties.NAME]",
          "One property: exactly one of never, reachable, at_end, leads_to and within."},
    Shape{"within", "within", "A bound on the time from one formula to another."},
    Shape{"cases", "[cases]",
          "The cases in which the world is checked; without this table there is one, called default."},
    Shape{"case", "[cases.NAME]", "One case."},
    Shape{"expect", "expect", "What must come out."},
    Shape{"expectation", "An expectation in table form", "What must come out for one property."},
};

constexpr std::array all_keys{
    Key{"file", "format", "a whole number", number, true, "", "the version of this language: 1",
        std::numeric_limits<std::int64_t>::min(), unbounded},
    Key{"file", "title", "a string", text, true, "", "one line that says what the scenario shows"},
    Key{"file", "source", "a string", text, false, "\"\"", "who says that it happens"},
    Key{"file", "shows", "an array of strings", array, false, "[]",
        "which sentence, way, property, contradiction or sibling of the fault it shows, by its letter"},
    Key{"file", "tags", "an array of strings", array, false, "[]",
        "words of the author's choosing, by which `check --tag` picks scenarios"},
    Key{"file", "accounts", "a table", table, true, "", "the accounts; at least one"},
    Key{"file", "profiles", "a table", table, false, "none", "the profiles"},
    Key{"file", "servers", "a table", table, false, "none", "the servers of Exchange"},
    Key{"file", "programs", "a table", table, true, "", "the programs; at least one"},
    Key{"file", "environment", "a table", table, false, "nothing", "what else may happen"},
    Key{"file", "words", "a table", table, false, "MAPI's own", "what reports say instead"},
    Key{"file", "mapi", "a table", table, false, "all defaults", "how MAPI behaves"},
    Key{"file", "fairness", "a table", table, false, "weak for all",
        "what a run owes to each program and each server"},
    Key{"file", "limits", "a table", table, false, "no limits", "where the search stops"},
    Key{"file", "properties", "a table", table, false, "none", "properties of the scenario's own"},
    Key{"file", "expect", "a table", table, false, "every property holds",
        "what must come out; with cases, the default of each"},
    Key{"file", "cases", "a table", table, false, "one case, called default",
        "several policies over the same world"},

    Key{"accounts", "*", "a table", table, false, "", "an account, by its name"},

    Key{"account", "sessions", "an array of strings or tables", array, true, "",
        "the sessions in which the account is logged on; console and services share the namespace of session "
        "0, any other is a remote session with its own; may be empty"},

    Key{"account", "hive", "a string", text, false, "its own",
        "the account whose registry hive is its HKEY_CURRENT_USER, such as .DEFAULT for LocalSystem"},

    Key{"session", "name", "a string", text, true, "", "the name of the session"},
    Key{"session", "namespace", "\"session 0\" or \"own\"", text, false, "by the name",
        "where its kernel objects live: with services and the console, or apart", 0, 0, namespace_words},

    Key{"profiles", "*", "a table or an array of tables", table | array, false, "",
        "a profile, by its name; an array of tables, [[profiles.NAME]], where the name starts differently in "
        "several hives"},

    Key{"profile", "account", "a string or an array of strings", text | array, false, "the only account",
        "in whose hive it is; several accounts have a profile of that name each"},
    Key{"profile", "state", "\"absent\", \"live\" or \"marked\"", text, false, "\"absent\"",
        "what is there before anything moves: nothing, a profile, or one that is marked for deletion", 0, 0,
        state_words},
    Key{"profile", "dynamic", "true or false", truth, false, "false",
        "whether the profile that is there at the start was created by a program rather than a person"},

    Key{"servers", "*", "a table", table, false, "", "a server, by its name"},

    Key{"server", "processes", "a string, a number, an array or false", text | number | array | truth, false,
        "false",
        "what stands in its registry as \"Disable MAPI Client Processes\" at the start: a string is a "
        "REG_SZ, a "
        "number or an array a value of a wrong type, and false none at all"},
    Key{"server", "versions", "a string, a number, an array or false", text | number | array | truth, false,
        "false", "the same of \"Disable MAPI Clients\""},
    Key{"server", "poll", "a time such as \"15m\"", text, false, "\"15m\"",
        "minutes from one look at the registry to the next"},
    Key{"server", "first_poll", "a time such as \"7m\"", text, false, "as poll",
        "minutes from the start of the scenario to the first one"},
    Key{"server", "nodes", "an array of strings or tables", array, false, "one, called as the server",
        "the nodes of a cluster; the store runs on the first"},

    Key{"node", "name", "a string", text, true, "", "the name of the node"},
    Key{"node", "processes", "a string, a number, an array or false", text | number | array | truth, false,
        "as the server", "what stands in the registry of this node"},
    Key{"node", "versions", "a string, a number, an array or false", text | number | array | truth, false,
        "as the server", "likewise"},

    Key{"programs", "*", "a table", table, false, "", "a program, by its name"},

    Key{"program", "session", "a string", text, false, "required, but for a copy_of",
        "the session in which it runs"},
    Key{"program", "account", "a string", text, false, "the one that has the session",
        "whose session it is; needed where several accounts have a session of that name"},
    Key{"program", "count", "a whole number from 1 to 64", number, false, "1",
        "how many interchangeable copies; more than one are called NAME 1, NAME 2 and so on", 1, 64},
    Key{"program", "each_in_own_session", "true or false", truth, false, "false",
        "whether copy k runs alone in a remote session of its own, called SESSION k"},
    Key{"program", "copy_of", "a string", text, false, "none",
        "makes it one more interchangeable copy of the program right before it: same run, same session, or "
        "each in a remote session of its own"},
    Key{"program", "may", "an array of strings", array, false, "[]",
        "what may happen to it: crash, at any point; restart, once its process has ended; leave when asked, "
        "a "
        "logoff whenever MAPI_LOGOFF_SHARED has asked for it",
        0, 0, event_words},
    Key{"program", "restarts", "a whole number from 1 to 255", number, false, "1",
        "with restart: how often at most", 1, 255},
    Key{"program", "global_privilege", "true or false", truth, false, "true",
        "whether it may create what is shared by all sessions (SeCreateGlobalPrivilege)"},
    Key{"program", "executable", "a string", text, false, "none",
        "the name of its executable, as a client of Exchange"},
    Key{"program", "declares", "a string or false", text | truth, false, "as executable",
        "the name that it tells a server; false for none"},
    Key{"program", "client_version", "a string such as \"11.0.5604.0\"", text, false, "\"11.0\"",
        "the version of its MAPI provider; those before 11, Outlook 2003, tell no name"},
    Key{"program", "part_of_server", "true or false", truth, false, "false",
        "whether it is a component of the server, such as the System Attendant"},
    Key{"program", "urgent", "true or false", truth, false, "false",
        "whether no time passes while it can move"},
    Key{"program", "on_failure", "\"next\", \"leave\" or \"stop\"", text, false, "\"next\"",
        "what its calls do when they do not answer S_OK: go on with the next step, leave the innermost "
        "block, or stop the program",
        0, 0, failure_words},
    Key{"program", "run", "an array of steps", array, false, "required, but for a copy_of",
        "what it does; without an initialize in it, it starts initialized"},

    Key{"environment", "may", "an array of strings or tables", array, true, "",
        "events: disconnect SESSION, reconnect SESSION, log off SESSION, log on SESSION, unload ACCOUNT, "
        "reboot"},

    Key{"event", "event", "a string", text, true, "", "the event, as in its short form"},
    Key{"event", "times", "a whole number from 1 to 255", number, false, "1", "how often at most", 1, 255},
    Key{"event", "never_taken", "true or false", truth, false, "false",
        "says that it happens in no run of any case, and that this is meant"},

    Key{"call", "call", "a string", text, true, "", "the step, as in its short form"},
    Key{"call", "must", "a string", text, false, "any answer",
        "the answer that the call must get, such as S_OK"},
    Key{"call", "on_failure", "\"next\", \"leave\" or \"stop\"", text, false, "as the program says",
        "what the program does when this call does not answer S_OK", 0, 0, failure_words},
    Key{"call", "dynamic", "true or false", truth, false, "true",
        "with create: whether the new profile counts as created by a program"},
    Key{"call", "services", "true or false", truth, false, "true",
        "with create: whether the profile has its message services at once"},
    Key{"call", "flags", "an array of strings", array, false, "[\"NEW_SESSION\"]",
        "with logon: the flags of MAPILogonEx, without MAPI_; those that are not said are not set"},
    Key{"call", "shared", "true or false", truth, false, "false",
        "with logoff: MAPI_LOGOFF_SHARED, which asks everybody else in the shared session to leave"},

    Key{"call", "processes", "a string, a number, an array or false", text | number | array | truth, false,
        "as it is", "with edit: the new \"Disable MAPI Client Processes\"; false deletes it"},
    Key{"call", "versions", "a string, a number, an array or false", text | number | array | truth, false,
        "as it is", "with edit: the same of \"Disable MAPI Clients\""},
    Key{"call", "at", "a time such as \"7m\"", text, false, "at any time",
        "minutes since the program's start; where it comes too late for that, at once"},
    Key{"call", "within", "an array of two times", array, false, "at any time",
        "the first and the last minute since the program's start"},

    Key{"call", "never_taken", "true or false", truth, false, "false",
        "says that no run of any case takes this step, nor what stands behind it, and that this is meant"},

    Key{"repeat", "repeat", "a whole number from 1 to 4096, or \"forever\"", number | text, true, "",
        "how many times; forever means that nothing behind it is ever reached", 1,
        static_cast<std::int64_t>(most_places), repeat_words},
    Key{"repeat", "steps", "an array of steps", array, true, "", "what is repeated"},

    Key{"choose", "choose", "an array of arrays of steps", array, true, "",
        "the branches; the first step of a branch decides, so choosing costs no step"},

    Key{"words", "*", "a string", text, false, "the word itself",
        "what reports say instead of the word; steps, properties and assumptions keep their names"},

    Key{"mapi", "policy", "a string", text, false, "\"unpatched\"", "a preset of all assumptions"},
    Key{"mapi", "grain", "\"call\" or \"micro\"", text, false, "\"call\"",
        "whether a whole call is one step, or each atomic step of it", 0, 0, grain_words},
    Key{"mapi", "assume", "a table", table, false, "{}", "single assumptions, set on top of the policy"},

    Key{"assume", "*", "a string", text, false, "as the policy says",
        "a switch and the alternative that is assumed"},

    Key{"fairness", "*", "\"weak\", \"strong\" or \"none\"", text, false, "\"weak\"",
        "a program, and with it its copies, or a server, of which it is said of the polls of its store: "
        "weak, "
        "it is not passed over while it can always move; strong, nor while it can move again and again; "
        "none, "
        "it may stop anywhere",
        0, 0, model::fairness_words},

    Key{"limits", "states", "a whole number from 1", number, false, "none", "distinct states", 1, unbounded},
    Key{"limits", "depth", "a whole number from 1", number, false, "none", "steps from the start", 1,
        unbounded},
    Key{"limits", "memory", "a string such as \"512MiB\"", text, false, "none",
        "memory that the process may use, 32 MiB of it for the program itself, in B, kB, MB, GB, KiB, MiB or "
        "GiB"},
    Key{"limits", "time", "a string such as \"60s\"", text, false, "none",
        "time that the search may take, in s, min or h"},
    Key{"limits", "instances", "a whole number from 1 to 64", number, false, "chosen from the world",
        "most profiles that may exist at a time in one hive, marked ones included", 1, 64},

    Key{"properties", "*", "a table", table, false, "",
        "a property, by its name; expect speaks of it under that name"},

    Key{"property", "never", "a formula in a string", text, false, "one of five",
        "the formula is true in no state that can be reached"},
    Key{"property", "reachable", "a formula in a string", text, false, "one of five",
        "the formula is true in some state that can be reached"},
    Key{"property", "at_end", "a formula in a string", text, false, "one of five",
        "the formula is true in every state in which no program can move"},
    Key{"property", "leads_to", "an array of two formulas", array, false, "one of five",
        "whenever the first formula is true, then eventually the second, in every fair run"},
    Key{"property", "within", "a table", table, false, "one of five",
        "whenever one formula is true, then another at most so many minutes after, in every run"},
    Key{"property", "says", "a string", text, false, "the formula",
        "what holds when the property holds, in one line, for a reader"},

    Key{"within", "from", "a formula in a string", text, true, "", "what begins it"},
    Key{"within", "to", "a formula in a string", text, true, "", "what ends it"},
    Key{"within", "at_most", "a time such as \"15m\"", text, true, "",
        "how long it may take; 0m is a time too"},

    Key{"cases", "*", "a table", table, false, "", "a case, by its name"},

    Key{"case", "policy", "a string", text, false, "as in [mapi]", "a preset of all assumptions"},
    Key{"case", "grain", "\"call\" or \"micro\"", text, false, "as in [mapi]",
        "whether a whole call is one step, or each atomic step of it", 0, 0, grain_words},
    Key{"case", "assume", "a table", table, false, "{}", "single assumptions, merged over those of [mapi]"},
    Key{"case", "fairness", "a table", table, false, "{}", "fairness, merged over that of the file"},
    Key{"case", "limits", "a table", table, false, "{}", "limits, merged over those of the file"},
    Key{"case", "expect", "a table", table, false, "every property holds",
        "what must come out, merged over the expect of the file"},

    Key{"expect", "*", "a verdict or a table", text | table, false, "\"holds\", unless others says otherwise",
        "a property and its verdict", 0, 0, verdict_words},
    Key{"expect", "others", "a verdict", text, false, "\"holds\"",
        "the verdict of every property that is not mentioned", 0, 0, verdict_words},
    Key{"expect", "states", "a whole number from 1", number, false, "not asked", "distinct states in all", 1,
        unbounded},
    Key{"expect", "transitions", "a whole number from 0", number, false, "not asked",
        "steps between them in all", 0, unbounded},

    Key{"expectation", "verdict", "a verdict", text, true, "", "holds, violated, inconclusive or any", 0, 0,
        verdict_words},
    Key{"expectation", "steps", "a whole number from 0", number, false, "not asked",
        "the length of the shortest trace, where the verdict has one; of a run without end, its stem and one "
        "round "
        "of its loop",
        0, unbounded},
    Key{"expectation", "vacuous", "true or false", truth, false, "false",
        "says that the property has nothing to judge in any case, and that this is meant"},
};

}  // namespace

std::span<const Shape> shapes() { return all_shapes; }

std::span<const Key> keys() { return all_keys; }

const Shape& shape_of(std::string_view id)
{
    const auto found = std::ranges::find(all_shapes, id, &Shape::id);
    HOLDFAST_ASSERT(found != all_shapes.end(), "no shape {}", id);
    return *found;
}

const Key& key_of(std::string_view shape, std::string_view name)
{
    const auto same = [&](const Key& key) { return key.shape == shape && key.name == name; };
    const auto found = std::ranges::find_if(all_keys, same);
    HOLDFAST_ASSERT(found != all_keys.end(), "no key {} in {}", name, shape);
    return *found;
}

std::vector<std::string> key_names(std::string_view shape)
{
    std::vector<std::string> names;
    for (const Key& key : all_keys) {
        if (key.shape == shape && key.name != "*") names.emplace_back(key.name);
    }
    return names;
}

}  // namespace holdfast::scenarios
