// The world of a file before names are compared: accounts with their sessions, profiles, programs. Profile
// names are resolved per case, because a policy says when two of them are the same; everything else is
// resolved here.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/policy.hpp"
#include "model/world.hpp"
#include "scenarios/format/reader.hpp"
#include "scenarios/format/servers.hpp"
#include "scenarios/format/steps.hpp"

namespace holdfast::scenarios {

struct DraftSession {
    std::string name;
    Position where;
    bool remote = true;
};

struct DraftAccount {
    std::string name;
    std::vector<DraftSession> sessions;
    std::size_t hive = 0;  ///< index of the account whose hive it uses
};

struct DraftProfile {
    std::string name;
    Position where;
    std::size_t account = 0;
    model::InitialState state = model::InitialState::absent;
    bool dynamic = false;
    bool broken = false;  ///< here only so that nobody who names it is blamed for what is wrong with it
};

/// A session by the account that it belongs to and its number there.
struct SessionOf {
    std::size_t account = 0;
    std::size_t session = 0;

    auto operator<=>(const SessionOf&) const = default;
};

struct DraftProgram {
    std::string name;
    Position where;
    std::optional<SessionOf> session;  ///< nothing where it was wrong
    std::size_t count = 1;
    bool each_in_own_session = false;
    std::optional<std::size_t> copy_of;  ///< index of the program that it copies, which is none itself
    bool may_crash = false;
    std::uint32_t restarts = 0;
    bool leaves_when_asked = false;
    bool may_create_global = true;
    bool urgent = false;
    model::Client client{};
    Run run;
};

struct DraftEvent {
    model::Event event;  ///< its target is an account already, or nothing yet
    std::optional<SessionOf> session;
    Position where;
};

struct Draft {
    std::vector<DraftAccount> accounts;
    std::vector<DraftProfile>
        profiles;  ///< in the order of the file, hive by hive where one entry names several
    std::vector<DraftProgram> programs;
    std::vector<DraftEvent> events;
    DraftExchange exchange;
    model::Vocabulary vocabulary;
    bool whole = true;  ///< false where something in it is wrong, which has been complained about
};

/// As model::has_time of the world that it will be.
[[nodiscard]] bool has_time(const Draft& draft);

[[nodiscard]] std::vector<DraftAccount> read_accounts(const Table& file, Complaints& complaints);
[[nodiscard]] std::vector<DraftProfile>
read_profiles(const Table& file, const std::vector<DraftAccount>& accounts, Complaints& complaints);
/// What programs write to registries is added to `exchange`.
[[nodiscard]] std::vector<DraftProgram> read_programs(const Table& file,
                                                      const std::vector<DraftAccount>& accounts,
                                                      DraftExchange& exchange, Complaints& complaints);

[[nodiscard]] std::vector<DraftEvent>
read_environment(const Table& file, const std::vector<DraftAccount>& accounts, Complaints& complaints);

/// As it is written in a scenario: "log off".
[[nodiscard]] std::string_view verb_of(model::Event::Kind kind);
/// Whether two names of profiles mean the same one.
[[nodiscard]] bool same_name(std::string_view one, std::string_view other, model::NameCompare compare);

/// The index of an account, with a complaint where there is none of that name.
[[nodiscard]] std::optional<std::size_t> account_named(std::string_view name, Position where,
                                                       const std::vector<DraftAccount>& accounts,
                                                       Complaints& complaints);

/// The world with its names compared in one way; `case_name` is for messages. What is wrong is complained
/// about, and then the world that comes back means nothing.
[[nodiscard]] model::World assemble(const Draft& draft, model::NameCompare compare,
                                    const std::string& case_name, Complaints& complaints);

}  // namespace holdfast::scenarios
