#include "model/policy.hpp"

#include <array>
#include <vector>

#include "model/blocking/blocking_switches.hpp"

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
    A{"session", "unpatched", "a table per Terminal Services session and hive"},
    A{"session-and-token", "unpatched, R1",
      "a table per Terminal Services session and account that the thread acts for at initialization"},
    A{"hive", "F1h", "one table per hive, for all sessions"},
    A{"token", "F1a", "one table per account that the thread acts for at initialization, for all sessions"},
    A{"all-sessions", "F2",
      "a table per session and hive as before, but a test looks into those of all sessions"},
};
constexpr std::array table_tells_hives{
    A{"apart", "", "an entry names the hive too"},
    A{"together", "R2", "profiles of one name in two hives have the same entry"},
};
constexpr std::array table_kept_in{
    A{"memory", "", "a shared memory section, gone with the last process that has it open"},
    A{"registry", "F3", "the registry, where it outlives every process and a reboot"},
};
constexpr std::array delete_and_logoff_see{
    A{"table", "yes", "the same in-use table as the sweep"},
    A{"own-process", "no", "only the sessions of their own process"},
    A{"nobody", "", "nobody: a delete purges at once, whoever uses the profile"},
};
constexpr std::array logoff_purges{
    A{"when-last", "", "a marked profile whose last shown use ends"},
    A{"marker-only", "F5", "the same, but only where the session that ends had the profile marked itself"},
    A{"never", "F5", "nothing"},
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
    A{"session-or-admin", "b", "also an open service administration (AdminServices)"},
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
    A{"recreated", "d", "a write makes a remnant of the profile anew and gets S_OK; a read fails as with a"},
};
constexpr std::array session_reads{
    A{"registry", "", "from the registry on demand"},
    A{"copy", "OpenChange", "from a copy made at logon: what becomes of the profile does not touch it"},
    A{"nothing", "gromox", "nothing: there are no profiles, and no calls to administer them"},
};
constexpr std::array service_delete{
    A{"at-mark", "a", "when the profile is marked"},
    A{"at-purge", "b", "when the profile is purged"},
};
constexpr std::array rename_over_existing{
    A{"refused", "a", "MAPI_E_NO_ACCESS; one that was deferred is dropped"},
    A{"overwrites", "b", "the profile that has the name is purged"},
};
constexpr std::array default_deleted{
    A{"cleared-at-mark", "a", "there is no default any more once it is marked or purged"},
    A{"cleared-at-purge", "b", "there is none once it is purged"},
    A{"dangling", "c", "the name stays the default"},
};
constexpr std::array name_compare{
    A{"case-insensitive", "a", "Outlook and OUTLOOK are one name (letters A to Z), as with registry keys"},
    A{"case-sensitive", "b", "they are two names"},
};
constexpr std::array shared_session_scope{
    A{"session", "a", "the programs of one account in one Terminal Services session"},
    A{"machine", "b", "the programs of one account in all sessions"},
};
constexpr std::array logon_to_missing{
    A{"logon-failed", "a", "MAPI_E_LOGON_FAILED"},
    A{"not-found", "b", "MAPI_E_NOT_FOUND"},
    A{"user-cancel", "c", "a dialog, which the user cancels: MAPI_E_USER_CANCEL"},
};
constexpr std::array end_of_process{
    A{"as-crash", "a", "nothing: as at a crash"},
    A{"as-logoff", "b", "its session is logged off first"},
};
constexpr std::array without_privilege{
    A{"fails", "a", "MAPIInitialize answers MAPI_E_NOT_ENOUGH_RESOURCES"},
    A{"local", "b", "its process makes do with a table in its own session's namespace"},
    A{"never-purges", "c", "its process has no table and purges nothing"},
};
constexpr std::array entries{
    A{"counts", "a", "plain counts: a dead program's entry stays while others keep the table alive"},
    A{"set", "R2", "names without a count: whoever leaves first takes the name out for all"},
    A{"records", "b", "records of process and start time, checked for life"},
    A{"handles", "c", "kernel handles, closed by the system when a process ends"},
};
constexpr std::array abandoned_mutex{
    A{"ignore", "i", "the next one takes it and goes on as if nothing had happened"},
    A{"reset", "ii", "the next one empties the in-use table"},
    A{"rebuild", "iii", "the next one rebuilds the table from the living"},
    A{"lost", "", "nobody ever gets it: a lock that the system does not release at process end"},
};
constexpr std::array clean_up{
    A{"at-events", "a", "only at the next initialization, logon or logoff of that hive"},
    A{"timer", "b", "also by a timer, which sees the in-use table of session 0"},
};
constexpr std::array logon_to_marked{
    A{"invisible", "a", "it is not found; only a live namesake can be"},
    A{"joins", "b", "the name resolves to the marked profile and the logon joins it"},
    A{"purges", "c",
      "the logon purges it without asking for use, then goes on with the live namesake, if any"},
};

constexpr std::array<Switch, 31> all_switches{
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
    make<&Policy::table_tells_hives>(
        "table-tells-hives", "A3", "Are profiles of one name in two hives told apart in a shared table?",
        "KB 817375: before 6.0.6448.0 \"the same shared memory is used\"", table_tells_hives),
    make<&Policy::table_kept_in>("table-kept-in", "A3", "Where is it kept who uses what?",
                                 "KB 817375: \"shared memory sections\"", table_kept_in),
    make<&Policy::delete_and_logoff_see>(
        "delete-and-logoff-see", "A3d", "Do delete and logoff ask the same in-use table as the sweep?",
        "DeleteProfile: \"when all of its active sessions have ended\"", delete_and_logoff_see),
    make<&Policy::logoff_purges>("logoff-purges", "A3", "What does a logoff purge?",
                                 "KB 303221: \"When the session ends, the registry entry is cleaned up\"",
                                 logoff_purges),
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
    make<&Policy::session_reads>("session-reads", "A8", "What does an open session read its profile from?",
                                 "OpenMsgStore: \"has to go to the registry\"", session_reads),
    make<&Policy::service_delete>("service-delete", "A9",
                                  "When are the message services told (MSG_SERVICE_DELETE)?",
                                  "DeleteProfile: before they are removed", service_delete),
    make<&Policy::rename_over_existing>("rename-over-existing", "A10",
                                        "What does a rename do where the new name is taken?", "silent",
                                        rename_over_existing),
    make<&Policy::default_deleted>("default-deleted", "A11",
                                   "What becomes of the default when its profile is deleted?", "silent",
                                   default_deleted),
    make<&Policy::name_compare>("name-compare", "A12", "When are two profile names the same?",
                                "registry keys ignore case; a re-implementation of MAPI does not",
                                name_compare),
    make<&Policy::shared_session_scope>(
        "shared-session-scope", "A13", "Who can get a shared session?",
        "session pointers \"are not valid across tasks\"; of Terminal Services nothing is said",
        shared_session_scope),
    make<&Policy::logon_to_missing>("logon-to-missing", "A14",
                                    "What does a logon to a missing profile answer?",
                                    "AdminServices answers MAPI_E_LOGON_FAILED", logon_to_missing),
    make<&Policy::end_of_process>(
        "end-of-process", "A15", "What does the end of a process without Logoff do?",
        "fast shutdown: a process that exits at once after notifying its providers", end_of_process),
    make<&Policy::without_privilege>(
        "without-privilege", "A16",
        "What does the first process of a global table do that may not create one?",
        "file mappings: creating one in the global namespace needs SeCreateGlobalPrivilege",
        without_privilege),
    make<&Policy::entries>("entries", "A17", "What becomes of a dead program's entries in the table?",
                           "shared sections keep their contents while anybody has them open", entries),
    make<&Policy::abandoned_mutex>(
        "abandoned-mutex", "A17", "What does the next one do with a mutex whose owner died?",
        "mutex objects: the protected data is \"in an undefined state\"", abandoned_mutex),
    make<&Policy::clean_up>("clean-up", "A18", "When is a marked profile purged that nobody uses any more?",
                            "DeleteProfile: \"deletes it after it is no longer being used\"", clean_up),
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

constexpr Policy mend_f1a()
{
    Policy policy = fixed();
    policy.use_scope = UseScope::token;
    return policy;
}

constexpr Policy mend_f2()
{
    Policy policy;
    policy.use_scope = UseScope::all_sessions;
    policy.table_key = TableKey::instance;
    return policy;
}

constexpr Policy mend_f3()
{
    Policy policy = fixed();
    policy.table_kept_in = TableKeptIn::registry;
    return policy;
}

constexpr Policy mend_f4()
{
    Policy policy = fixed();
    policy.entries = Entries::handles;
    return policy;
}

constexpr Policy mend_f5()
{
    Policy policy;
    policy.sweep_at_initialize = SweepAtInitialize::never;
    policy.purge_at_logon = PurgeAtLogon::never;
    policy.logoff_purges = LogoffPurges::marker_only;
    return policy;
}

constexpr Policy kopano()
{
    Policy policy = fixed();
    policy.sweep_at_initialize = SweepAtInitialize::never;
    policy.purge_at_logon = PurgeAtLogon::never;
    policy.entries = Entries::handles;
    policy.name_compare = NameCompare::case_sensitive;
    return policy;
}

constexpr Policy openchange()
{
    Policy policy;
    policy.sweep_at_initialize = SweepAtInitialize::never;
    policy.purge_at_logon = PurgeAtLogon::never;
    policy.delete_and_logoff_see = DeleteAndLogoffSee::nobody;
    policy.session_reads = SessionReads::copy;
    policy.name_compare = NameCompare::case_sensitive;
    return policy;
}

constexpr Policy gromox()
{
    Policy policy;
    policy.sweep_at_initialize = SweepAtInitialize::never;
    policy.purge_at_logon = PurgeAtLogon::never;
    policy.session_reads = SessionReads::nothing;
    return policy;
}

constexpr std::array<Preset, 12> all_presets{
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
    Preset{"mend-f1a", "as fixed, but one in-use table per account that the thread acts for, not per hive",
           "KB 817375 shows that some version did so", mend_f1a()},
    Preset{"mend-f2",
           "a table per session as before, but whoever purges looks into those of all sessions first",
           "plausible", mend_f2()},
    Preset{"mend-f3", "as fixed, but with the owners of a profile written down beside it in the registry",
           "plausible", mend_f3()},
    Preset{"mend-f4", "one kernel object per profile instance, held open by each process that uses it",
           "plausible", mend_f4()},
    Preset{"mend-f5", "no purge on doubt: no sweep, and a logoff purges only what its own session had marked",
           "plausible", mend_f5()},
    Preset{"kopano",
           "no sweep; a deleted profile is out of sight at once and lives until its last session is released",
           "Kopano mapi4linux, whose profiles are objects with a count of references", kopano()},
    Preset{"openchange", "a delete purges at once; a session works on a copy made at logon",
           "OpenChange libmapi", openchange()},
    Preset{"gromox", "no profiles at all: a session is opened without one", "grommunio gromox", gromox()},
};

}  // namespace

std::span<const Switch> switches()
{
    static const std::vector<Switch> all = [] {
        std::vector<Switch> list(all_switches.begin(), all_switches.end());
        const std::vector<Switch> of_blocking = blocking_switches();
        list.insert(list.end(), of_blocking.begin(), of_blocking.end());
        return list;
    }();
    return all;
}

const Switch* find_switch(std::string_view name)
{
    for (const Switch& each : switches()) {
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
    if (policy.mark == Mark::flag && policy.create_over_marked == CreateOverMarked::succeeds) {
        return "mark = flag leaves a marked profile's key under its name, where create-over-marked = "
               "succeeds "
               "would put a second one";
    }
    if (policy.table_kept_in == TableKeptIn::registry && policy.entries == Entries::handles) {
        return "table-kept-in = registry has no kernel handles to keep: entries = handles needs memory";
    }
    if (policy.table_tells_hives == TableTellsHives::together && policy.table_key != TableKey::name) {
        return "table-tells-hives = together needs table-key = name: an instance or a path belongs to one "
               "hive";
    }
    if (policy.table_tells_hives == TableTellsHives::together &&
        (policy.use_scope == UseScope::hive || policy.use_scope == UseScope::all_sessions)) {
        return "table-tells-hives = together can never happen where tables are kept or searched by hive";
    }
    if (policy.entries == Entries::set && policy.table_key == TableKey::path) {
        return "entries = set needs table-key = name or instance: paths are told apart by who opened them";
    }
    return std::nullopt;
}

}  // namespace holdfast::model
