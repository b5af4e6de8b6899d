// Accounts and the sessions in which they are logged on.
#include <algorithm>

#include <fmt/format.h>

#include "scenarios/format/utf8.hpp"
#include "scenarios/format/world.hpp"

namespace holdfast::scenarios {
namespace {

bool is_of_session_0(std::string_view name) { return name == "console" || name == "services"; }

std::optional<DraftSession> read_session(const Table& table, Complaints& complaints)
{
    const auto name = table.text("name");
    const auto space = table.word("namespace");
    if (!name || !is_good_name(*name, "a session", table.place_of_value("name"), complaints))
        return std::nullopt;
    const bool remote = table.has("namespace") ? space == std::size_t{1} : !is_of_session_0(*name);
    return DraftSession{*name, table.place_of_value("name"), remote};
}

std::optional<DraftSession> read_session(const toml::node& node, Complaints& complaints)
{
    const Position where = position_of(node);
    if (const auto name = node.value_exact<std::string>()) {
        if (!is_good_name(*name, "a session", where, complaints)) return std::nullopt;
        return DraftSession{*name, where, !is_of_session_0(*name)};
    }
    if (const toml::table* const table = node.as_table()) {
        return read_session(Table{*table, "session", "a session", where, complaints}, complaints);
    }
    complaints.add(where, fmt::format("a session must be a string or a table, not {}", kind_in_words(node)));
    return std::nullopt;
}

std::vector<DraftSession> read_sessions(const toml::array& array, Complaints& complaints)
{
    std::vector<DraftSession> sessions;
    for (const toml::node& node : array) {
        auto session = read_session(node, complaints);
        if (!session) continue;
        if (sessions.size() == most_sessions) {
            complaints.add(session->where,
                           fmt::format("too many sessions; there can be {} in all", most_sessions));
            break;
        }
        const auto first = std::ranges::find(sessions, session->name, &DraftSession::name);
        if (first != sessions.end()) {
            complaints.add(session->where, fmt::format("duplicate session {}", quoted(session->name)),
                           fmt::format("the first one is in line {}, column {}", first->where.line,
                                       first->where.column));
            continue;
        }
        sessions.push_back(std::move(*session));
    }
    return sessions;
}

/// The account that another one's `hive` names.
struct HiveOf {
    std::string name;
    Position where;
};

/// An account without a hive of its own uses that of another, which has one.
void find_hives(const std::vector<std::optional<HiveOf>>& hives, std::vector<DraftAccount>& accounts,
                Complaints& complaints)
{
    for (std::size_t account = 0; account < accounts.size(); ++account) {
        if (!hives[account]) continue;
        const auto found = account_named(hives[account]->name, hives[account]->where, accounts, complaints);
        if (!found) continue;
        if (*found != account && hives[*found]) {
            complaints.add(hives[account]->where,
                           fmt::format("account {} has no hive of its own", quoted(hives[account]->name)));
            continue;
        }
        accounts[account].hive = *found;
    }
}

}  // namespace

std::vector<DraftAccount> read_accounts(const Table& file, Complaints& complaints)
{
    std::vector<DraftAccount> accounts;
    std::vector<std::optional<HiveOf>> hives;
    const auto table = file.child("accounts", "accounts", "[accounts]");
    if (!table) return accounts;
    for (const Entry& entry : table->entries()) {
        const std::string label = fmt::format("[accounts.{}]", harmless(entry.name, most_name_length));
        if (!is_good_name(entry.name, "an account", entry.where, complaints)) continue;
        if (accounts.size() == most_accounts) {
            complaints.add(entry.where, fmt::format("too many accounts; there can be {}", most_accounts));
            break;
        }
        // Even a wrong one, so that nobody who names it is blamed as well.
        accounts.push_back({entry.name, {}, accounts.size()});
        hives.emplace_back();
        if (!is_right_kind(*entry.node, key_of("accounts", "*"), label, complaints)) continue;
        const Table account{*entry.node->as_table(), "account", label, entry.where, complaints};
        const toml::array* const array = account.array("sessions");
        if (array != nullptr) accounts.back().sessions = read_sessions(*array, complaints);
        if (const auto hive = account.text("hive"))
            hives.back() = HiveOf{*hive, account.place_of_value("hive")};
    }
    find_hives(hives, accounts, complaints);
    if (table->entries().empty())
        complaints.add(table->where(), "[accounts] is empty; at least one account is needed");
    return accounts;
}

std::optional<std::size_t> account_named(std::string_view name, Position where,
                                         const std::vector<DraftAccount>& accounts, Complaints& complaints)
{
    const auto found = std::ranges::find(accounts, name, &DraftAccount::name);
    if (found != accounts.end()) return static_cast<std::size_t>(found - accounts.begin());
    if (accounts.empty()) return std::nullopt;  // whatever is wrong with the accounts has been said
    std::vector<std::string> known;
    for (const DraftAccount& account : accounts) known.push_back(account.name);
    unknown_word(complaints, where, "account", name, known);
    return std::nullopt;
}

}  // namespace holdfast::scenarios
