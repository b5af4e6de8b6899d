#include "model/policy.hpp"

#include <array>

namespace holdfast::model {
namespace {

/// Reads and writes one switch of a Policy by the number of its alternative.
template <auto Member>
struct Access {
    static std::size_t get(const Policy& policy) { return static_cast<std::size_t>(policy.*Member); }

    static void set(Policy& policy, std::size_t alternative)
    {
        using Value = std::remove_reference_t<decltype(policy.*Member)>;
        policy.*Member = static_cast<Value>(alternative);
    }
};

template <auto Member>
constexpr Switch make(std::string_view name, std::string_view assumption, std::string_view question,
                      std::string_view source, std::span<const Alternative> alternatives)
{
    return {name, assumption, question, source, alternatives, &Access<Member>::get, &Access<Member>::set};
}

using A = Alternative;

constexpr std::array sweep_at_initialize{
    A{"never", "", "an initialization looks at no profile"},
    A{"first", "a", "the first MAPIInitialize of a process sweeps"},
    A{"every", "b", "each MAPIInitialize sweeps"},
};
constexpr std::array sweep_candidates{
    A{"marked", "i", "what is in Deleted Profiles"},
    A{"dynamic", "ii", "what was created dynamically, marked or not"},
    A{"marked-or-dynamic", "i and ii", "both"},
};
constexpr std::array purge_at_logon{
    A{"never", "", "a logon purges nothing"},
    A{"same-name", "c (iii)", "a logon purges a marked profile of the same name that it does not see in use"},
};
constexpr std::array mark{
    A{"flag", "a", "a flag on the key, which stays where it is"},
    A{"move", "b", "one atomic move to Deleted Profiles"},
    A{"copy-then-delete", "c", "a copy to Deleted Profiles, then the deletion of the original: two steps"},
};
constexpr std::array handles_after_move{
    A{"follow", "i", "open handles follow the key"},
    A{"reopen", "ii", "open handles are dead and MAPI opens the key again by its path"},
};
constexpr std::array use_scope{
    A{"session", "unpatched", "a table per Terminal Services session and account"},
    A{"hive", "F1h", "one table per hive, for all sessions"},
};
constexpr std::array delete_and_logoff_see{
    A{"table", "yes", "the same in-use table as the sweep"},
    A{"own-process", "no", "only the sessions of their own process"},
};
constexpr std::array mutex_taken_by{
    A{"logon", "a", "logons only, as documented"},
    A{"logon-and-delete", "b", "logon and delete"},
    A{"all", "c", "initialize, logon, delete and logoff"},
};
constexpr std::array mutex_scope{
    A{"session", "i", "one mutex per session namespace"},
    A{"hive", "ii", "one mutex per hive, for all sessions"},
    A{"global", "ii", "one mutex for the whole machine"},
};
constexpr std::array counts_as_use{
    A{"session", "a", "an open MAPI session only"},
    A{"session-or-creator", "c", "also its creator, from create until that program's next logon or delete"},
};
constexpr std::array create_over_marked{
    A{"succeeds", "a", "yes: the marked profile was moved away, the name is free"},
    A{"no-access", "b", "no: MAPI_E_NO_ACCESS as for a live one"},
};
constexpr std::array second_mark{
    A{"kept-apart", "a", "both are kept, each under an id of its own"},
    A{"overwrites", "b", "the second takes the place of the first, which is purged"},
    A{"refused", "c", "the delete answers MAPI_E_CALL_FAILED"},
};
constexpr std::array delete_of_marked{
    A{"not-found", "a", "MAPI_E_NOT_FOUND"},
    A{"ok", "b", "S_OK, and nothing changes"},
};
constexpr std::array table_key{
    A{"name", "a", "the name of the profile"},
    A{"instance", "b", "the instance (its search key)"},
    A{"path", "c", "the registry path it was opened by"},
};
constexpr std::array access_after_purge{
    A{"call-failed", "a", "MAPI_E_CALL_FAILED through the held handle (ERROR_KEY_DELETED)"},
    A{"not-found", "b", "MAPI_E_NOT_FOUND when it is opened again"},
    A{"cached", "c", "S_OK: reads are served from a copy in memory"},
};
constexpr std::array service_delete{
    A{"at-mark", "a", "when the profile is marked"},
    A{"at-purge", "b", "when the profile is purged"},
};
constexpr std::array name_compare{
    A{"case-insensitive", "a", "Outlook and OUTLOOK are one name (letters A to Z), as with registry keys"},
    A{"case-sensitive", "b", "they are two names"},
};
constexpr std::array logon_to_missing{
    A{"logon-failed", "a", "MAPI_E_LOGON_FAILED"},
    A{"not-found", "b", "MAPI_E_NOT_FOUND"},
    A{"user-cancel", "c", "a dialog, which the user cancels: MAPI_E_USER_CANCEL"},
};
constexpr std::array entries{
    A{"counts", "a", "plain counts: a dead program's entry stays while others keep the table alive"},
    A{"records", "b", "records of process and start time, checked for life"},
    A{"handles", "c", "kernel handles, closed by the system when a process ends"},
};
constexpr std::array abandoned_mutex{
    A{"ignore", "i", "the next one takes it and goes on as if nothing had happened"},
    A{"reset", "ii", "the next one empties the in-use table"},
    A{"rebuild", "iii", "the next one rebuilds the table from the living"},
    A{"lost", "", "nobody ever gets it: a lock that the system does not release at process end"},
};
constexpr std::array logon_to_marked{
    A{"invisible", "a", "it is not found; only a live namesake can be"},
    A{"joins", "b", "the name resolves to the marked profile and the logon joins it"},
    A{"purges", "c",
      "the logon purges it without asking for use, then goes on with the live namesake, if any"},
};

constexpr std::array<Switch, 21> all_switches{
    make<&Policy::sweep_at_initialize>("sweep-at-initialize", "A1",
                                       "Which initialization sweeps unused profiles?",
                                       "KB 818861: \"when MAPI is initialized\"", sweep_at_initialize),
    make<&Policy::sweep_candidates>("sweep-candidates", "A1", "Which profiles does a sweep consider?",
                                    "KB 818861 speaks of dynamically created ones, KB 303221 of marked ones",
                                    sweep_candidates),
    make<&Policy::purge_at_logon>(
        "purge-at-logon", "A1", "Does a logon purge a marked profile of the same name?",
        "KB 303221: \"a MAPI profile with the same name has been marked for deletion\"", purge_at_logon),
    make<&Policy::mark>("mark", "A2", "How is a profile in use marked for deletion?",
                        "DeleteProfile says \"marks\", KB 303221 says \"moved\"", mark),
    make<&Policy::handles_after_move>("handles-after-move", "A2",
                                      "What becomes of open handles when the key is moved?", "silent",
                                      handles_after_move),
    make<&Policy::use_scope>(
        "use-scope", "A3", "Whose logons does an in-use test see?",
        "KB 818861: \"limited to the active Terminal Services session\"; of the mend nothing is known",
        use_scope),
    make<&Policy::delete_and_logoff_see>(
        "delete-and-logoff-see", "A3d", "Do delete and logoff ask the same in-use table as the sweep?",
        "DeleteProfile: \"when all of its active sessions have ended\"", delete_and_logoff_see),
    make<&Policy::mutex_taken_by>("mutex-taken-by", "A4", "Which calls take the logon mutex?",
                                  "MAPILogonEx: \"MAPI serializes all logons through a mutex\"",
                                  mutex_taken_by),
    make<&Policy::mutex_scope>("mutex-scope", "A4", "Who shares one mutex?",
                               "kernel object namespaces: a session's own by default", mutex_scope),
    make<&Policy::counts_as_use>("counts-as-use", "A5", "What counts as use of a profile?",
                                 "KB 818861: a \"reference to a profile ... in memory\"", counts_as_use),
    make<&Policy::create_over_marked>(
        "create-over-marked", "A6", "May a name be created again while a marked profile has it?",
        "CreateProfile: MAPI_E_NO_ACCESS if the profile \"already exists\"", create_over_marked),
    make<&Policy::second_mark>("second-mark", "A6", "What becomes of two marked profiles of one name?",
                               "silent", second_mark),
    make<&Policy::delete_of_marked>("delete-of-marked", "A6",
                                    "What does deleting a name answer that only a marked profile has?",
                                    "silent", delete_of_marked),
    make<&Policy::table_key>("table-key", "A7", "By what does an entry of the in-use table name a profile?",
                             "profiles have a unique search key; nothing says that it is used here",
                             table_key),
    make<&Policy::access_after_purge>("access-after-purge", "A8", "What does an access get after the purge?",
                                      "observed: ERROR_KEY_DELETED, then MAPI_E_CALL_FAILED",
                                      access_after_purge),
    make<&Policy::service_delete>("service-delete", "A9",
                                  "When are the message services told (MSG_SERVICE_DELETE)?",
                                  "DeleteProfile: before they are removed", service_delete),
    make<&Policy::name_compare>("name-compare", "A12", "When are two profile names the same?",
                                "registry keys ignore case; a re-implementation of MAPI does not",
                                name_compare),
    make<&Policy::logon_to_missing>("logon-to-missing", "A14",
                                    "What does a logon to a missing profile answer?",
                                    "AdminServices answers MAPI_E_LOGON_FAILED", logon_to_missing),
    make<&Policy::entries>("entries", "A17", "What becomes of a dead program's entries in the table?",
                           "shared sections keep their contents while anybody has them open", entries),
    make<&Policy::abandoned_mutex>(
        "abandoned-mutex", "A17", "What does the next one do with a mutex whose owner died?",
        "mutex objects: the protected data is \"in an undefined state\"", abandoned_mutex),
    make<&Policy::logon_to_marked>(
        "logon-to-marked", "A19", "What does a logon to a marked profile do?",
        "temporary profiles: \"other clients will be unable to use it\"; KB 303221 describes such a logon",
        logon_to_marked),
};

constexpr Policy fault_303221()
{
    Policy policy;
    policy.sweep_at_initialize = SweepAtInitialize::never;
    return policy;
}

constexpr Policy fault_818861()
{
    Policy policy;
    policy.sweep_candidates = SweepCandidates::dynamic;
    policy.purge_at_logon = PurgeAtLogon::never;
    return policy;
}

constexpr Policy fixed()
{
    Policy policy;
    policy.use_scope = UseScope::hive;
    policy.mutex_taken_by = MutexTakenBy::all;
    policy.mutex_scope = MutexScope::hive;
    policy.table_key = TableKey::instance;
    return policy;
}

constexpr std::array<Preset, 4> all_presets{
    Preset{"unpatched",
           "both faults at once: logons and initializations purge what their own session does not see in use",
           "KB 303221 and KB 818861", Policy{}},
    Preset{"fault-303221",
           "a logon purges a marked profile of the same name that its own session does not see in use",
           "KB 303221", fault_303221()},
    Preset{"fault-818861",
           "any initialization purges dynamically created profiles that its own session does not see in use",
           "KB 818861", fault_818861()},
    Preset{"fixed",
           "the mend F1h: one in-use table per hive, by instance, and all four calls under one mutex of that "
           "scope",
           "plausible; what the published fixes do is not known", fixed()},
};

}  // namespace

std::span<const Switch> switches() { return all_switches; }

const Switch* find_switch(std::string_view name)
{
    for (const Switch& each : all_switches) {
        if (each.name == name) return &each;
    }
    return nullptr;
}

std::span<const Preset> presets() { return all_presets; }

const Preset* find_preset(std::string_view name)
{
    for (const Preset& each : all_presets) {
        if (each.name == name) return &each;
    }
    return nullptr;
}

std::optional<std::string_view> contradiction(const Policy& policy)
{
    if (policy.mark == Mark::flag && policy.handles_after_move == HandlesAfterMove::reopen) {
        return "handles-after-move = reopen needs a move, but mark = flag leaves the key where it is";
    }
    if (policy.second_mark == SecondMark::overwrites &&
        policy.create_over_marked == CreateOverMarked::no_access) {
        return "second-mark = overwrites can never happen, because create-over-marked = no-access allows no "
               "second profile";
    }
    if (policy.second_mark == SecondMark::refused &&
        policy.create_over_marked == CreateOverMarked::no_access) {
        return "second-mark = refused can never happen, because create-over-marked = no-access allows no "
               "second profile";
    }
    return std::nullopt;
}

}  // namespace holdfast::model
