// Policy: where the sources are silent, each assumption is a switch with named alternatives. A verdict rests
// on the switches alone; a preset is a name for a row of values and decides nothing by itself.
// The letters A1 to A24 and the words are those of the domain's list of assumptions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "model/blocking/policy.hpp"

namespace holdfast::model {

enum class SweepAtInitialize : std::uint8_t { never, first, every };
enum class SweepCandidates : std::uint8_t { marked, dynamic, marked_or_dynamic };
enum class PurgeAtLogon : std::uint8_t { never, same_name };
enum class Mark : std::uint8_t { flag, move, copy_then_delete };
enum class HandlesAfterMove : std::uint8_t { follow, reopen };
enum class UseScope : std::uint8_t { session, session_and_token, hive, token, all_sessions };
enum class TableTellsHives : std::uint8_t { apart, together };
enum class TableKeptIn : std::uint8_t { memory, registry };
enum class DeleteAndLogoffSee : std::uint8_t { table, own_process, nobody };
enum class LogoffPurges : std::uint8_t { when_last, marker_only, never };
enum class MutexTakenBy : std::uint8_t { logon, logon_and_delete, all };
enum class MutexScope : std::uint8_t { session, hive, global };
enum class CountsAsUse : std::uint8_t { session, session_or_admin, session_or_creator };
enum class CreateOverMarked : std::uint8_t { succeeds, no_access };
enum class SecondMark : std::uint8_t { kept_apart, overwrites, refused };
enum class DeleteOfMarked : std::uint8_t { not_found, ok };
enum class TableKey : std::uint8_t { name, instance, path };
enum class AccessAfterPurge : std::uint8_t { call_failed, not_found, cached, recreated };
enum class SessionReads : std::uint8_t { registry, copy, nothing };
enum class ServiceDelete : std::uint8_t { at_mark, at_purge };
enum class RenameOverExisting : std::uint8_t { refused, overwrites };
enum class DefaultDeleted : std::uint8_t { cleared_at_mark, cleared_at_purge, dangling };
enum class NameCompare : std::uint8_t { case_insensitive, case_sensitive };
enum class SharedSessionScope : std::uint8_t { session, machine };
enum class LogonToMissing : std::uint8_t { logon_failed, not_found, user_cancel };
enum class EndOfProcess : std::uint8_t { as_crash, as_logoff };
enum class WithoutPrivilege : std::uint8_t { fails, local, never_purges };
enum class Entries : std::uint8_t { counts, set, records, handles };
enum class AbandonedMutex : std::uint8_t { ignore, reset, rebuild, lost };
enum class CleanUp : std::uint8_t { at_events, timer };
enum class LogonToMarked : std::uint8_t { invisible, joins, purges };

/// All switches; the values here are the preset `unpatched`.
struct Policy {
    SweepAtInitialize sweep_at_initialize = SweepAtInitialize::every;       // A1, when
    SweepCandidates sweep_candidates = SweepCandidates::marked_or_dynamic;  // A1, what
    PurgeAtLogon purge_at_logon = PurgeAtLogon::same_name;                  // A1 (c), (iii)
    Mark mark = Mark::move;                                                 // A2
    HandlesAfterMove handles_after_move = HandlesAfterMove::follow;         // A2
    UseScope use_scope = UseScope::session;                                 // A3
    TableTellsHives table_tells_hives = TableTellsHives::apart;             // A3, KB 817375
    TableKeptIn table_kept_in = TableKeptIn::memory;                        // A3, F3
    DeleteAndLogoffSee delete_and_logoff_see = DeleteAndLogoffSee::table;   // A3d
    LogoffPurges logoff_purges = LogoffPurges::when_last;                   // A3, F5
    MutexTakenBy mutex_taken_by = MutexTakenBy::logon;                      // A4, who
    MutexScope mutex_scope = MutexScope::session;                           // A4, namespace
    CountsAsUse counts_as_use = CountsAsUse::session;                       // A5
    CreateOverMarked create_over_marked = CreateOverMarked::succeeds;       // A6
    SecondMark second_mark = SecondMark::kept_apart;                        // A6
    DeleteOfMarked delete_of_marked = DeleteOfMarked::not_found;            // A6
    TableKey table_key = TableKey::name;                                    // A7
    AccessAfterPurge access_after_purge = AccessAfterPurge::call_failed;    // A8
    SessionReads session_reads = SessionReads::registry;                    // A8, other implementations
    ServiceDelete service_delete = ServiceDelete::at_purge;                 // A9
    RenameOverExisting rename_over_existing = RenameOverExisting::refused;  // A10
    DefaultDeleted default_deleted = DefaultDeleted::cleared_at_mark;       // A11
    NameCompare name_compare = NameCompare::case_insensitive;               // A12
    SharedSessionScope shared_session_scope = SharedSessionScope::session;  // A13
    LogonToMissing logon_to_missing = LogonToMissing::logon_failed;         // A14
    EndOfProcess end_of_process = EndOfProcess::as_crash;                   // A15
    WithoutPrivilege without_privilege = WithoutPrivilege::fails;           // A16
    Entries entries = Entries::counts;                                      // A17
    AbandonedMutex abandoned_mutex = AbandonedMutex::ignore;                // A17, recovery
    CleanUp clean_up = CleanUp::at_events;                                  // A18
    LogonToMarked logon_to_marked = LogonToMarked::invisible;               // A19
    BlockingPolicy blocking{};                                              // A20 to A24

    bool operator==(const Policy&) const = default;
};

struct Alternative {
    std::string_view name;     ///< as written in a scenario: "same-name"
    std::string_view letter;   ///< the domain's letter, such as "a" or "c (iii)"; may be empty
    std::string_view meaning;  ///< one clause
};

/// One switch as scenarios, lists and reports know it.
struct Switch {
    std::string_view name;                      ///< the key in a scenario: "use-scope"
    std::string_view assumption;                ///< "A3"
    std::string_view question;                  ///< what the sources leave open, in one sentence
    std::string_view source;                    ///< who says what comes closest
    std::span<const Alternative> alternatives;  ///< in the order of the enumeration
    std::size_t (*get)(const Policy&);          ///< index of the chosen alternative
    void (*set)(Policy&, std::size_t);
};

/// All switches, in the order of the assumptions; those of client blocking are the last.
[[nodiscard]] std::span<const Switch> switches();
[[nodiscard]] const Switch* find_switch(std::string_view name);

struct Preset {
    std::string_view name;
    std::string_view meaning;
    std::string_view source;
    Policy policy;
};

[[nodiscard]] std::span<const Preset> presets();
[[nodiscard]] const Preset* find_preset(std::string_view name);

/// Why a combination of switches makes no sense, or nothing where it does.
[[nodiscard]] std::optional<std::string_view> contradiction(const Policy& policy);

}  // namespace holdfast::model
