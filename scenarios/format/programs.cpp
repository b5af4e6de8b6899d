// Programs: where each runs, what it does, and how many copies of it there are.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "scenarios/format/nearest.hpp"
#include "scenarios/format/utf8.hpp"
#include "scenarios/format/world.hpp"

namespace holdfast::scenarios {
namespace {

class ProgramReader {
public:
    ProgramReader(const std::vector<DraftAccount>& accounts, DraftExchange& exchange, Complaints& complaints)
        : accounts_(accounts), exchange_(exchange), complaints_(complaints)
    {
    }

    void read(const Entry& entry, const Table& table)
    {
        DraftProgram program;
        program.name = entry.name;
        program.where = entry.where;
        // [fairness] speaks of both by their names alone.
        if (std::ranges::find(exchange_.servers, entry.name, &model::Server::name) != exchange_.servers.end())
            complaints_.add(entry.where,
                            fmt::format("duplicate name {}: a server has it", quoted(entry.name)));
        if (table.has("copy_of")) {
            copy(table, program);
        } else {
            original(table, program);
        }
        programs_.push_back(std::move(program));
    }

    std::vector<DraftProgram> programs() && { return std::move(programs_); }

private:
    void original(const Table& table, DraftProgram& program)
    {
        program.session = session_of(table);
        program.count = static_cast<std::size_t>(table.number("count").value_or(1));
        program.each_in_own_session = table.truth("each_in_own_session").value_or(false);
        read_fate(table, program);
        program.may_create_global = table.truth("global_privilege").value_or(true);
        program.urgent = table.truth("urgent").value_or(false);
        read_client(table, program.client);
        const auto on_failure = static_cast<model::OnFailure>(table.word("on_failure").value_or(0));
        if (!table.has("run")) missing(table, "run");
        if (const toml::array* const run = table.array("run")) {
            program.run = read_run(*run, on_failure, names_of_accounts(), exchange_, complaints_);
            check_length(program, table);
        }
        if (program.each_in_own_session) check_remote(table, program);
    }

    /// What servers of Exchange see of it. It declares the name of its file unless it says otherwise.
    void read_client(const Table& table, model::Client& client)
    {
        client.file = table.text("executable").value_or("");
        if (!client.file.empty()) client.declares = client.file;
        if (const toml::node* const declares = table.value("declares"))
            client.declares = declares->value_exact<std::string>();
        client.is_part_of_server = table.truth("part_of_server").value_or(false);
        const auto text = table.text("client_version");
        if (!text) return;
        if (const auto version = model::ClientVersion::parse(*text)) client.version = *version;
        else complaints_.add(table.place_of_value("client_version"), version.error());
    }

    void missing(const Table& table, std::string_view key)
    {
        complaints_.add(table.where(), missing_in_words(key_of("program", key), table.label()));
    }

    void check_length(DraftProgram& program, const Table& table)
    {
        if (places_of(program.run.steps, most_places + 1) <= most_places) return;
        complaints_.add(table.place_of_value("run"),
                        fmt::format("the run is too long: unrolled it has more than {} calls", most_places));
        program.run = {};
    }

    void check_remote(const Table& table, const DraftProgram& program)
    {
        if (!program.session) return;
        const DraftSession& session = accounts_[program.session->account].sessions[program.session->session];
        if (session.remote) return;
        complaints_.add(
            table.place_of_key("each_in_own_session"),
            fmt::format(
                "'each_in_own_session' needs a remote session, but {} is in the namespace of session 0",
                quoted(session.name)));
    }

    /// What may happen to it; the words are in the order of the key's list.
    void read_fate(const Table& table, DraftProgram& program)
    {
        std::array<bool, 3> may{};
        const toml::array* const events = table.array("may");
        if (events != nullptr) {
            for (const toml::node& node : *events) note_event(node, may);
        }
        program.may_crash = may[0];
        program.restarts = may[1] ? 1 : 0;
        program.leaves_when_asked = may[2];
        const auto restarts = table.number("restarts");
        if (restarts && !may[1]) {
            complaints_.add(table.place_of_key("restarts"), "'restarts' needs may = [\"restart\"]");
        } else if (restarts) {
            program.restarts = static_cast<std::uint32_t>(*restarts);
        }
    }

    void note_event(const toml::node& node, std::array<bool, 3>& may)
    {
        if (!node.is_string()) {
            complaints_.add(position_of(node),
                            fmt::format("an event must be a string, not {}", kind_in_words(node)));
        } else if (const auto word = word_in(node, key_of("program", "may"), "event", complaints_)) {
            if (may[*word]) {
                complaints_.add(position_of(node),
                                fmt::format("duplicate event '{}'", *node.value_exact<std::string>()));
            }
            may[*word] = true;
        }
    }

    [[nodiscard]] std::vector<std::string> names_of_accounts() const
    {
        std::vector<std::string> names;
        for (const DraftAccount& account : accounts_) names.push_back(account.name);
        return names;
    }

    /// The session that a program names, looked for in the account that it names, or in all.
    std::optional<SessionOf> session_of(const Table& table)
    {
        if (!table.has("session")) missing(table, "session");
        const auto name = table.text("session");
        const auto account_name = table.text("account");
        if (table.has("account") && !account_name) return std::nullopt;
        std::optional<std::size_t> account;
        if (account_name) {
            account = account_named(*account_name, table.place_of_value("account"), accounts_, complaints_);
            if (!account) return std::nullopt;
        }
        if (!name) return std::nullopt;
        const std::vector<SessionOf> found = sessions_named(*name, account);
        if (found.size() == 1) return found.front();
        if (found.empty()) {
            unknown_session(*name, account, table.place_of_value("session"));
        } else {
            several_sessions(*name, found, table.place_of_value("session"));
        }
        return std::nullopt;
    }

    std::vector<SessionOf> sessions_named(std::string_view name, std::optional<std::size_t> only) const
    {
        std::vector<SessionOf> found;
        for (std::size_t account = 0; account < accounts_.size(); ++account) {
            if (only && *only != account) continue;
            const auto& sessions = accounts_[account].sessions;
            const auto session = std::ranges::find(sessions, name, &DraftSession::name);
            if (session != sessions.end())
                found.push_back({account, static_cast<std::size_t>(session - sessions.begin())});
        }
        return found;
    }

    void unknown_session(const std::string& name, std::optional<std::size_t> only, Position where)
    {
        std::vector<std::string> known;
        for (std::size_t account = 0; account < accounts_.size(); ++account) {
            if (only && *only != account) continue;
            for (const DraftSession& session : accounts_[account].sessions) {
                if (std::ranges::find(known, session.name) == known.end()) known.push_back(session.name);
            }
        }
        if (known.empty()) {
            // What is wrong with the accounts has been said, if anything is.
            if (complaints_.none())
                complaints_.add(where, fmt::format("unknown session {}; there is none", quoted(name)),
                                "an account lists its sessions: sessions = [\"console\"]");
            return;
        }
        const std::string whose = only ? " of account " + quoted(accounts_[*only].name) : "";
        unknown_word(complaints_, where, "session", name, known, whose);
    }

    void several_sessions(const std::string& name, const std::vector<SessionOf>& found, Position where)
    {
        std::vector<std::string> owners;
        for (const SessionOf& session : found) owners.push_back(accounts_[session.account].name);
        complaints_.add(where, fmt::format("there are {} sessions called {}", found.size(), quoted(name)),
                        fmt::format("say whose with the key account: {}", listed(owners)));
    }

    /// A program that only says of which other it is a copy, and perhaps in which session it runs.
    void copy(const Table& table, DraftProgram& program)
    {
        constexpr std::array inherited{"account",
                                       "client_version",
                                       "count",
                                       "declares",
                                       "each_in_own_session",
                                       "executable",
                                       "global_privilege",
                                       "may",
                                       "on_failure",
                                       "part_of_server",
                                       "restarts",
                                       "run",
                                       "urgent"};
        for (const std::string_view key : inherited) {
            if (!table.has(key)) continue;
            complaints_.add(
                table.place_of_key(key),
                fmt::format("'{}' has no place beside 'copy_of': a copy takes it from the original", key));
        }
        const auto name = table.text("copy_of");
        if (!name) return;
        const auto original = original_named(*name, table.place_of_value("copy_of"));
        if (!original) return;
        const DraftProgram& first = programs_[*original];
        program.copy_of = original;
        program.session = first.session;
        program.may_crash = first.may_crash;
        program.restarts = first.restarts;
        program.leaves_when_asked = first.leaves_when_asked;
        program.may_create_global = first.may_create_global;
        program.urgent = first.urgent;
        program.client = first.client;
        program.run = first.run;
        if (table.has("session") && first.session) program.session = own_session(table, *first.session);
    }

    std::optional<SessionOf> own_session(const Table& table, SessionOf original)
    {
        const auto name = table.text("session");
        if (!name) return std::nullopt;
        const auto found = sessions_named(*name, original.account);
        if (!found.empty()) return found.front();
        unknown_session(*name, original.account, table.place_of_value("session"));
        return std::nullopt;
    }

    std::optional<std::size_t> original_named(const std::string& name, Position where)
    {
        const auto found = std::ranges::find(programs_, name, &DraftProgram::name);
        if (found == programs_.end()) {
            std::vector<std::string> known;
            for (const DraftProgram& program : programs_) {
                if (!program.copy_of) known.push_back(program.name);
            }
            if (known.empty()) {
                complaints_.add(where, fmt::format("unknown program {}; no program stands before this one",
                                                   quoted(name)));
            } else {
                complaints_.add(where,
                                fmt::format("unknown program {}; expected one that stands before: {}",
                                            quoted(name), listed(known)),
                                did_you_mean(name, known));
            }
            return std::nullopt;
        }
        return fit_to_copy(static_cast<std::size_t>(found - programs_.begin()), where);
    }

    std::optional<std::size_t> fit_to_copy(std::size_t original, Position where)
    {
        const DraftProgram& program = programs_[original];
        const std::string name = quoted(program.name);
        if (program.copy_of) {
            complaints_.add(where, fmt::format("{} is a copy itself", name),
                            fmt::format("write copy_of = \"{}\"",
                                        harmless(programs_[*program.copy_of].name, most_name_length)));
        } else if (program.count > 1 || program.each_in_own_session) {
            complaints_.add(
                where, fmt::format("{} has copies by its 'count' or 'each_in_own_session' already", name));
        } else if (programs_.size() - 1 != original && programs_.back().copy_of != original) {
            complaints_.add(
                where,
                fmt::format("copies stand in a row, but other programs stand between this one and {}", name));
        } else {
            return original;
        }
        return std::nullopt;
    }

    const std::vector<DraftAccount>& accounts_;
    DraftExchange& exchange_;
    Complaints& complaints_;
    std::vector<DraftProgram> programs_;
};

}  // namespace

std::vector<DraftProgram> read_programs(const Table& file, const std::vector<DraftAccount>& accounts,
                                        DraftExchange& exchange, Complaints& complaints)
{
    const auto table = file.child("programs", "programs", "[programs]");
    if (!table) return {};
    ProgramReader reader{accounts, exchange, complaints};
    std::size_t entries = 0;
    for (const Entry& entry : table->entries()) {
        const std::string label = fmt::format("[programs.{}]", harmless(entry.name, most_name_length));
        if (!is_good_name(entry.name, "a program", entry.where, complaints)) continue;
        if (!is_right_kind(*entry.node, key_of("programs", "*"), label, complaints)) continue;
        if (entries++ == most_programs) {
            complaints.add(entry.where,
                           fmt::format("too many programs; there can be {}, copies included", most_programs));
            break;
        }
        reader.read(entry, Table{*entry.node->as_table(), "program", label, entry.where, complaints});
    }
    if (table->entries().empty())
        complaints.add(table->where(), "[programs] is empty; at least one program is needed");
    return std::move(reader).programs();
}

}  // namespace holdfast::scenarios
