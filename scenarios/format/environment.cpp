// What the environment may do: "reboot", "log off remote", "unload admin".
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "scenarios/format/nearest.hpp"
#include "scenarios/format/utf8.hpp"
#include "scenarios/format/world.hpp"

namespace holdfast::scenarios {
namespace {

using Kind = model::Event::Kind;

struct EventName {
    std::string_view verb;
    Kind kind;
};

constexpr std::array all_events{
    EventName{"disconnect", Kind::disconnect}, EventName{"reconnect", Kind::reconnect},
    EventName{"log off", Kind::log_off},       EventName{"log on", Kind::log_on},
    EventName{"unload", Kind::unload_hive},    EventName{"reboot", Kind::reboot},
};

constexpr std::string_view blanks = " \t";

bool is_blank(char c) { return blanks.find(c) != blanks.npos; }

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(blanks);
    return first == text.npos ? std::string_view{}
                              : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

class EnvironmentReader {
public:
    EnvironmentReader(const std::vector<DraftAccount>& accounts, Complaints& complaints)
        : accounts_(accounts), complaints_(complaints)
    {
    }

    std::vector<DraftEvent> read(const toml::array& array)
    {
        std::vector<DraftEvent> events;
        for (const toml::node& node : array) {
            auto event = this->event(node);
            if (event && is_new(*event, events)) events.push_back(std::move(*event));
        }
        for (const DraftEvent& event : events) check_possible(event, events);
        return events;
    }

private:
    std::optional<DraftEvent> event(const toml::node& node)
    {
        if (const auto text = node.value_exact<std::string>()) return event(*text, position_of(node));
        const toml::table* const table = node.as_table();
        if (table == nullptr) {
            complaints_.add(position_of(node),
                            fmt::format("an event must be a string or a table, not {}", kind_in_words(node)));
            return std::nullopt;
        }
        const Table detailed{*table, "event", "an event", position_of(node), complaints_};
        const auto text = detailed.text("event");
        const auto times = detailed.number("times");
        const auto never_taken = detailed.truth("never_taken");
        auto event = text ? this->event(*text, detailed.place_of_value("event")) : std::nullopt;
        if (event && times) event->event.times = static_cast<std::uint32_t>(*times);
        if (event) event->event.written.never_taken = never_taken.value_or(false);
        return event;
    }

    std::optional<DraftEvent> event(std::string_view text, Position where)
    {
        const std::string_view words = trimmed(text);
        const auto begins = [&](const EventName& each) {
            return words.starts_with(each.verb) &&
                   (words.size() == each.verb.size() || is_blank(words[each.verb.size()]));
        };
        const auto found = std::ranges::find_if(all_events, begins);
        if (found == all_events.end()) {
            unknown_event(words, inside(where, text, words));
            return std::nullopt;
        }
        const std::string_view target = trimmed(words.substr(found->verb.size()));
        const Position target_at = inside(where, text, target);
        const DraftEvent event{{.kind = found->kind}, {}, where};
        if (found->kind == Kind::reboot) return without_target(event, target, target_at);
        if (target.empty()) {
            const bool account = found->kind == Kind::unload_hive;
            complaints_.add(
                where,
                fmt::format("'{}' needs the name of {}", found->verb, account ? "an account" : "a session"),
                fmt::format("write \"{} NAME\"", found->verb));
            return std::nullopt;
        }
        return found->kind == Kind::unload_hive ? with_account(event, target, target_at)
                                                : with_session(event, target, target_at);
    }

    [[nodiscard]] Position inside(Position where, std::string_view text, std::string_view part) const
    {
        if (part.empty()) return where;
        return complaints_.text().inside(where, text, static_cast<std::size_t>(part.data() - text.data()));
    }

    /// A verb may be two words; what stands behind it would only be in the way of finding the one that was
    /// meant.
    void unknown_event(std::string_view words, Position where)
    {
        std::vector<std::string> known;
        for (const EventName& each : all_events) known.emplace_back(each.verb);
        const std::size_t first = words.find_first_of(blanks);
        const std::size_t second = first == words.npos ? first : words.find_first_of(blanks, first + 1);
        const std::string two{trimmed(words.substr(0, second))};
        const std::string verb = nearest(two, known) ? two : std::string{words.substr(0, first)};
        unknown_word(complaints_, where, "event", verb, known);
    }

    std::optional<DraftEvent> without_target(const DraftEvent& event, std::string_view target, Position where)
    {
        if (target.empty()) return event;
        complaints_.add(where,
                        fmt::format("'reboot' takes no name, but {} stands behind it", quoted(target)));
        return std::nullopt;
    }

    std::optional<DraftEvent> with_account(DraftEvent event, std::string_view name, Position where)
    {
        const auto account = account_named(name, where, accounts_, complaints_);
        if (!account) return std::nullopt;
        if (accounts_[*account].hive != *account) {
            const DraftAccount& owner = accounts_[accounts_[*account].hive];
            complaints_.add(where, fmt::format("account {} has no hive of its own", quoted(name)),
                            fmt::format("it uses that of {}", quoted(owner.name)));
            return std::nullopt;
        }
        event.event.target = *account;
        return event;
    }

    std::optional<DraftEvent> with_session(DraftEvent event, std::string_view name, Position where)
    {
        std::vector<SessionOf> found;
        std::vector<std::string> known;
        for (std::size_t account = 0; account < accounts_.size(); ++account) {
            const auto& sessions = accounts_[account].sessions;
            for (std::size_t session = 0; session < sessions.size(); ++session) {
                const std::string& own = sessions[session].name;
                if (std::ranges::find(known, own) == known.end()) known.push_back(own);
                const std::string in_full = fmt::format("{} of {}", own, accounts_[account].name);
                if (own == name || in_full == name) found.push_back({account, session});
            }
        }
        if (found.empty() && !known.empty()) {
            unknown_word(complaints_, where, "session", std::string{name}, known);
        } else if (found.size() > 1) {
            complaints_.add(
                where, fmt::format("there are {} sessions called {}", found.size(), quoted(name)),
                fmt::format("say whose: \"{} of {}\"", name, accounts_[found.front().account].name));
        }
        if (found.size() != 1) return std::nullopt;
        event.session = found.front();
        return event;
    }

    static bool same(const DraftEvent& one, const DraftEvent& other)
    {
        return one.event.kind == other.event.kind && one.event.target == other.event.target &&
               one.session == other.session;
    }

    bool is_new(const DraftEvent& event, const std::vector<DraftEvent>& known)
    {
        const auto first =
            std::ranges::find_if(known, [&](const DraftEvent& each) { return same(each, event); });
        if (first == known.end()) return true;
        complaints_.add(event.where, fmt::format("duplicate event '{}'", in_words(event)),
                        "for what may happen twice, write { event = \"reboot\", times = 2 }");
        return false;
    }

    /// Nobody comes back who cannot leave.
    void check_possible(const DraftEvent& event, const std::vector<DraftEvent>& all)
    {
        if (event.event.kind != Kind::reconnect && event.event.kind != Kind::log_on) return;
        DraftEvent before = event;
        before.event.kind = event.event.kind == Kind::reconnect ? Kind::disconnect : Kind::log_off;
        if (std::ranges::any_of(all, [&](const DraftEvent& each) { return same(each, before); })) return;
        complaints_.add(event.where,
                        fmt::format("'{}' can never happen without '{}'", in_words(event), in_words(before)));
    }

    [[nodiscard]] std::string in_words(const DraftEvent& event) const
    {
        const std::string_view verb = verb_of(event.event.kind);
        if (event.event.kind == Kind::reboot) return std::string{verb};
        const DraftAccount& account = accounts_[event.session ? event.session->account : event.event.target];
        return fmt::format(
            "{} {}", verb,
            harmless(event.session ? account.sessions[event.session->session].name : account.name,
                     most_name_length));
    }

    const std::vector<DraftAccount>& accounts_;
    Complaints& complaints_;
};

}  // namespace

std::string_view verb_of(model::Event::Kind kind)
{
    return std::ranges::find(all_events, kind, &EventName::kind)->verb;
}

std::vector<DraftEvent> read_environment(const Table& file, const std::vector<DraftAccount>& accounts,
                                         Complaints& complaints)
{
    if (!file.has("environment")) return {};
    const auto table = file.child("environment", "environment", "[environment]");
    const toml::array* const may = table ? table->array("may") : nullptr;
    return may == nullptr ? std::vector<DraftEvent>{} : EnvironmentReader(accounts, complaints).read(*may);
}

}  // namespace holdfast::scenarios
