#include "scenarios/format/steps.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "checker/assert.hpp"
#include "scenarios/format/endless.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/quantities.hpp"
#include "scenarios/format/reader.hpp"
#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {
namespace {

using model::Block;
using model::Call;
using model::CallKind;
using model::Choose;
using model::Item;
using model::Repeat;
using Takes = StepName::Takes;

constexpr std::array all_steps{
    StepName{"initialize", CallKind::initialize},
    StepName{"uninitialize", CallKind::uninitialize},
    StepName{"create", CallKind::create, Takes::profile},
    StepName{"logon", CallKind::logon, Takes::profile_or_nothing},
    StepName{"access", CallKind::access},
    StepName{"delete", CallKind::delete_profile, Takes::profile},
    StepName{"logoff", CallKind::logoff},
    StepName{"idle", CallKind::idle},
    StepName{"write", CallKind::write},
    StepName{"rename", CallKind::rename, Takes::two_profiles},
    StepName{"copy", CallKind::copy, Takes::two_profiles},
    StepName{"set-default", CallKind::set_default, Takes::profile},
    StepName{"find", CallKind::find, Takes::profile},
    StepName{"admin", CallKind::open_admin, Takes::profile},
    StepName{"add-services", CallKind::add_services},
    StepName{"delete-services", CallKind::delete_services},
    StepName{"close-admin", CallKind::close_admin},
    StepName{"erase", CallKind::erase, Takes::profile},
    StepName{"erase-all", CallKind::erase_all},
    StepName{"impersonate", CallKind::impersonate, Takes::account},
    StepName{"revert", CallKind::revert},
    StepName{"exit", CallKind::exit},
    StepName{"connect", CallKind::connect, Takes::server},
    StepName{"disconnect", CallKind::disconnect},
    StepName{"request", CallKind::request},
    StepName{"edit", CallKind::edit, Takes::node},
    StepName{"stop-store", CallKind::stop_store, Takes::server},
    StepName{"start-store", CallKind::start_store, Takes::server},
    StepName{"restart-store", CallKind::restart_store, Takes::server},
    StepName{"fail-over", CallKind::fail_over, Takes::node},
    StepName{"wait", CallKind::wait, Takes::minutes},
};
static_assert(all_steps.size() == model::call_kinds);

constexpr std::string_view blanks = " \t";

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string> known_steps()
{
    std::vector<std::string> names;
    for (const StepName& step : all_steps) names.emplace_back(step.name);
    return names;
}

std::vector<std::string> known_answers()
{
    std::vector<std::string> names;
    for (const model::AnswerWords& words : model::answers) names.emplace_back(words.name);
    return names;
}

class RunReader {
public:
    RunReader(model::OnFailure on_failure, const std::vector<std::string>& accounts, DraftExchange& exchange,
              Complaints& complaints)
        : on_failure_(on_failure), accounts_(accounts), exchange_(exchange), complaints_(complaints)
    {
    }

    /// `what` is how a message calls the list: "'run'".
    Block block(const toml::array& steps, std::string_view what)
    {
        Block block;
        bool all_reached = true;
        for (const toml::node& each : steps) {
            if (all_reached && !block.empty() && !can_pass(block.back())) {
                all_reached = false;
                complaints_.add(position_of(each),
                                "this step is never reached: what stands before it never ends");
            }
            if (auto item = this->item(each)) block.push_back(std::move(*item));
        }
        if (steps.empty()) {
            complaints_.add(position_of(steps), fmt::format("{} has no step", what),
                            "for doing nothing, write [\"idle\"]");
        }
        return block;
    }

    std::vector<Mention> mentions() && { return std::move(mentions_); }

private:
    std::optional<Item> item(const toml::node& node)
    {
        if (const auto text = node.value_exact<std::string>()) {
            const auto call = this->call(*text, position_of(node));
            const bool whole =
                call && finds_profile(*call, position_of(node)) && writes_something(*call, position_of(node));
            return whole ? std::optional<Item>{*call} : std::nullopt;
        }
        if (const toml::table* const table = node.as_table()) return item(*table);
        complaints_.add(position_of(node),
                        fmt::format("a step must be a string or a table, not {}", kind_in_words(node)));
        return std::nullopt;
    }

    std::optional<Item> item(const toml::table& table)
    {
        const Position where = position_of(table);
        if (table.contains("call")) return detailed({table, "call", "a call", where, complaints_});
        if (table.contains("repeat")) return repeat({table, "repeat", "a repeat", where, complaints_});
        if (table.contains("choose")) return choose({table, "choose", "a choose", where, complaints_});
        no_step(table, where);
        return std::nullopt;
    }

    /// A table without the key that says which kind of step it is; perhaps that key is only misspelt.
    void no_step(const toml::table& table, Position where)
    {
        const std::vector<std::string> known{"call", "repeat", "choose"};
        for (const Entry& entry : in_file_order(table)) {
            if (entry.name == "steps" || !nearest(entry.name, known)) continue;
            unknown_word(complaints_, entry.where, "key", entry.name, known);
            return;
        }
        complaints_.add(where, fmt::format("a step in table form says {}", listed(known)));
    }

    std::optional<Item> detailed(const Table& table)
    {
        const auto text = table.text("call");
        auto call = text ? this->call(*text, table.place_of_value("call")) : std::nullopt;
        const auto must = this->must(table);
        const auto on_failure = table.word("on_failure");
        const auto dynamic = table.truth("dynamic");
        const auto services = table.truth("services");
        const auto shared = table.truth("shared");
        const auto never_taken = table.truth("never_taken");
        const auto flags = this->flags(table);
        const auto processes = read_registry_value(table, "processes", exchange_);
        const auto versions = read_registry_value(table, "versions", exchange_);
        const auto when = this->when(table);
        if (!call) return std::nullopt;
        belongs_to("dynamic", CallKind::create, table, call->kind);
        belongs_to("services", CallKind::create, table, call->kind);
        belongs_to("flags", CallKind::logon, table, call->kind);
        belongs_to("shared", CallKind::logoff, table, call->kind);
        belongs_to("processes", CallKind::edit, table, call->kind);
        belongs_to("versions", CallKind::edit, table, call->kind);
        call->processes = processes;
        call->versions = versions;
        call->when = when;
        call->must = must;
        if (on_failure) call->on_failure = static_cast<model::OnFailure>(*on_failure);
        call->dynamic = dynamic.value_or(true);
        call->services = services.value_or(true);
        call->shared = shared.value_or(false);
        call->written.never_taken = never_taken.value_or(false);
        if (flags) call->flags = *flags;
        const Position where = table.place_of_value("call");
        const bool names_value = table.has("processes") || table.has("versions");
        if (!finds_profile(*call, where)) return std::nullopt;
        if (!names_value && !writes_something(*call, where)) return std::nullopt;
        return call;
    }

    /// A logon that names no profile needs another way to one.
    bool finds_profile(const Call& call, Position where)
    {
        if (call.kind != CallKind::logon || call.named || call.flags.use_default || !call.flags.new_session)
            return true;
        complaints_.add(
            where, "'logon' needs the name of a profile",
            "write \"logon NAME\"; without a name it needs the flag USE_DEFAULT, or to do without "
            "NEW_SESSION");
        return false;
    }

    bool writes_something(const Call& call, Position where)
    {
        if (call.kind != CallKind::edit || call.processes || call.versions) return true;
        complaints_.add(
            where, "'edit' says nothing that is to be written",
            "write { call = \"edit NODE\", processes = \"a.exe; b.exe\" }, or false for no value");
        return false;
    }

    /// At a minute since the program's start, or within some.
    std::optional<model::Window> when(const Table& table)
    {
        if (table.has("at") && table.has("within")) {
            complaints_.add(table.place_of_key("within"), "'within' has no place beside 'at'");
            return std::nullopt;
        }
        if (const auto text = table.text("at")) {
            const auto minutes = read_minutes_or_none(*text, table.place_of_value("at"), complaints_);
            return minutes ? std::optional(model::Window{*minutes, *minutes}) : std::nullopt;
        }
        const toml::array* const array = table.array("within");
        return array == nullptr ? std::nullopt : window(*array);
    }

    std::optional<model::Window> window(const toml::array& array)
    {
        if (array.size() != 2 || !array.is_homogeneous(toml::node_type::string)) {
            complaints_.add(position_of(array), "'within' must be an array of two times",
                            "the first and the last minute: within = [\"0m\", \"30m\"]");
            return std::nullopt;
        }
        const auto minutes = [&](const toml::node& node) {
            return read_minutes_or_none(*node.value_exact<std::string>(), position_of(node), complaints_);
        };
        const auto from = minutes(array[0]), until = minutes(array[1]);
        if (!from || !until) return std::nullopt;
        if (*until < *from) complaints_.add(position_of(array[1]), "the last minute is before the first");
        return model::Window{*from, *until};
    }

    void belongs_to(std::string_view key, CallKind owner, const Table& table, CallKind kind)
    {
        if (!table.has(key) || kind == owner) return;
        complaints_.add(table.place_of_key(key), fmt::format("'{}' belongs to {}, not to {}", key,
                                                             name_of(owner).name, name_of(kind).name));
    }

    /// The flags of MAPILogonEx; said, they are all there are.
    std::optional<model::LogonFlags> flags(const Table& table)
    {
        const toml::array* const names = table.array("flags");
        if (names == nullptr) return std::nullopt;
        model::LogonFlags flags;
        flags.new_session = false;
        for (const toml::node& node : *names) set_flag(node, flags);
        if (flags.nt_service && flags.service_ui_always) {
            complaints_.add(
                table.place_of_key("flags"),
                "NT_SERVICE and SERVICE_UI_ALWAYS contradict each other: a service shows no dialog");
        }
        return flags;
    }

    void set_flag(const toml::node& node, model::LogonFlags& flags)
    {
        const auto name = node.value_exact<std::string>();
        if (!name) {
            complaints_.add(position_of(node),
                            fmt::format("a flag must be a string, not {}", kind_in_words(node)));
            return;
        }
        const auto found = std::ranges::find(model::logon_flag_names, *name, &model::LogonFlagName::name);
        if (found == model::logon_flag_names.end()) {
            std::vector<std::string> known;
            for (const model::LogonFlagName& each : model::logon_flag_names) known.emplace_back(each.name);
            unknown_word(complaints_, position_of(node), "flag", *name, known);
        } else if (flags.*found->flag) {
            complaints_.add(position_of(node), fmt::format("duplicate flag {}", quoted(*name)));
        } else {
            flags.*found->flag = true;
        }
    }

    std::optional<model::Answer> must(const Table& table)
    {
        const auto text = table.text("must");
        if (!text) return std::nullopt;
        const auto answer = model::answer_named(*text);
        if (!answer)
            unknown_word(complaints_, table.place_of_value("must"), "answer", *text, known_answers());
        return answer;
    }

    std::optional<Item> repeat(const Table& table)
    {
        const toml::node* const value = table.value("repeat");
        const bool is_word = value != nullptr && value->is_string();
        const auto word = is_word ? table.word("repeat") : std::nullopt;
        const auto times = value != nullptr && !is_word ? table.number("repeat") : std::nullopt;
        const toml::array* const steps = table.array("steps");
        if (steps == nullptr) return std::nullopt;
        Block block = this->block(*steps, "the repeat");
        if (!times && !word) return std::nullopt;
        const std::int64_t rounds = times.value_or(1);
        if ((word || rounds > 1) && !block.empty() && !can_end(block)) {
            complaints_.add(table.place_of_value("repeat"),
                            "this is never repeated: a first round of it never ends");
        }
        if (word) return Repeat{1, std::move(block), true};
        return Repeat{static_cast<std::uint32_t>(rounds), std::move(block)};
    }

    std::optional<Item> choose(const Table& table)
    {
        const toml::array* const branches = table.array("choose");
        if (branches == nullptr) return std::nullopt;
        if (branches->empty()) complaints_.add(position_of(*branches), "'choose' has no branch");
        Choose choose;
        for (const toml::node& branch : *branches) {
            if (const toml::array* const steps = branch.as_array()) {
                choose.branches.push_back(block(*steps, "a branch of the choose"));
            } else {
                complaints_.add(
                    position_of(branch),
                    fmt::format("a branch must be an array of steps, not {}", kind_in_words(branch)),
                    "put it in brackets: [\"logon Outlook\", \"logoff\"]");
            }
        }
        return choose;
    }

    std::optional<Call> call(std::string_view text, Position where)
    {
        const std::string_view step = trimmed(text);
        const std::string_view word = step.substr(0, step.find_first_of(blanks));
        const std::string_view behind = trimmed(step.substr(word.size()));
        const auto found = std::ranges::find(all_steps, word, &StepName::name);
        if (found == all_steps.end()) {
            unknown_step(word, complaints_.text().inside(where, text, offset_in(text, word)));
            return std::nullopt;
        }
        const Position behind_at = complaints_.text().inside(where, text, offset_in(text, behind));
        if (!is_right_name(*found, behind, behind.empty() ? where : behind_at)) return std::nullopt;
        Call call;
        call.kind = found->kind;
        call.written = in_source(where);
        call.on_failure = on_failure_;
        if (asks_a_server(call.kind) && exchange_.servers.empty()) {
            complaints_.add(where, fmt::format("{} speaks of a server, and there is none", quoted(word)),
                            "a server is stated as [servers.NAME]");
            return std::nullopt;
        }
        switch (found->takes) {
        case Takes::nothing: return call;
        case Takes::profile: call.profile = mention(behind, behind_at); return call;
        case Takes::profile_or_nothing:
            call.named = !behind.empty();
            if (call.named) call.profile = mention(behind, behind_at);
            return call;
        case Takes::two_profiles: return two_profiles(call, behind, text, where);
        case Takes::account: return impersonation(call, behind, behind_at);
        case Takes::server: return with_server(call, behind, behind_at);
        case Takes::node: return with_node(call, behind, behind_at);
        case Takes::minutes: return with_minutes(call, behind, behind_at);
        }
        return call;
    }

    /// Though it names none: it asks the one that its program is connected to.
    [[nodiscard]] static bool asks_a_server(CallKind kind)
    {
        return kind == CallKind::request || kind == CallKind::disconnect;
    }

    std::size_t mention(std::string_view profile, Position where)
    {
        mentions_.push_back({std::string{profile}, where});
        return mentions_.size() - 1;
    }

    std::optional<Call> two_profiles(Call call, std::string_view behind, std::string_view text,
                                     Position where)
    {
        constexpr std::string_view to = " to ";
        const std::size_t middle = behind.find(to);
        const std::string_view one = trimmed(behind.substr(0, middle));
        const std::string_view other = middle == std::string_view::npos
                                           ? std::string_view{}
                                           : trimmed(behind.substr(middle + to.size()));
        if (one.empty() || other.empty()) {
            complaints_.add(complaints_.text().inside(where, text, offset_in(text, behind)),
                            fmt::format("{} needs two names", quoted(name_of(call.kind).name)),
                            fmt::format("write \"{} NAME to NEW\"", name_of(call.kind).name));
            return std::nullopt;
        }
        call.profile = mention(one, complaints_.text().inside(where, text, offset_in(text, one)));
        call.target = mention(other, complaints_.text().inside(where, text, offset_in(text, other)));
        return call;
    }

    std::optional<Call> impersonation(Call call, std::string_view account, Position where)
    {
        const auto found = std::ranges::find(accounts_, account);
        if (found == accounts_.end()) {
            unknown_word(complaints_, where, "account", account, accounts_);
            return std::nullopt;
        }
        call.account = static_cast<std::size_t>(found - accounts_.begin());
        return call;
    }

    std::optional<Call> with_server(Call call, std::string_view name, Position where)
    {
        const auto found = std::ranges::find(exchange_.servers, name, &model::Server::name);
        if (found == exchange_.servers.end()) {
            std::vector<std::string> known;
            for (const model::Server& server : exchange_.servers) known.push_back(server.name);
            unknown_place("server", name, known, where);
            return std::nullopt;
        }
        call.node.server = static_cast<std::uint16_t>(found - exchange_.servers.begin());
        return call;
    }

    std::optional<Call> with_node(Call call, std::string_view name, Position where)
    {
        std::vector<std::string> known;
        for (std::size_t server = 0; server < exchange_.servers.size(); ++server) {
            const auto& nodes = exchange_.servers[server].nodes;
            for (std::size_t node = 0; node < nodes.size(); ++node) {
                known.push_back(nodes[node].name);
                if (nodes[node].name != name) continue;
                call.node = {static_cast<std::uint16_t>(server), static_cast<std::uint16_t>(node)};
                return call;
            }
        }
        unknown_place("node", name, known, where);
        return std::nullopt;
    }

    void unknown_place(std::string_view what, std::string_view name, const std::vector<std::string>& known,
                       Position where)
    {
        if (!known.empty()) return unknown_word(complaints_, where, what, name, known);
        complaints_.add(where, fmt::format("unknown {} {}; there is no server", what, quoted(name)),
                        "write a table [servers.NAME]");
    }

    std::optional<Call> with_minutes(Call call, std::string_view text, Position where)
    {
        const auto minutes = read_minutes(text, where, complaints_);
        if (!minutes) return std::nullopt;
        call.minutes = *minutes;
        return call;
    }

    static std::size_t offset_in(std::string_view text, std::string_view part)
    {
        return part.empty() ? 0 : static_cast<std::size_t>(part.data() - text.data());
    }

    void unknown_step(std::string_view word, Position where)
    {
        if (word.empty()) {
            complaints_.add(where, fmt::format("an empty step; expected {}", listed(known_steps())));
        } else if (word == "crash") {
            complaints_.add(where, fmt::format("unknown step 'crash'; expected {}", listed(known_steps())),
                            "a crash is no step of a program but happens to it: write may = [\"crash\"]");
        } else if (word == "repeat" || word == "choose") {
            complaints_.add(where, fmt::format("{} is a table, not a string", quoted(word)),
                            word == "repeat" ? "write { repeat = 2, steps = [\"idle\"] }"
                                             : "write { choose = [[\"idle\"], [\"access\"]] }");
        } else {
            unknown_word(complaints_, where, "step", word, known_steps());
        }
    }

    static std::string_view needed_behind(const StepName& step)
    {
        switch (step.takes) {
        case Takes::profile: return "the name of a profile";
        case Takes::account: return "the name of an account";
        case Takes::server: return "the name of a server";
        case Takes::node: return "the name of a server or a node";
        case Takes::minutes: return "a time";
        case Takes::nothing:
        case Takes::profile_or_nothing:
        case Takes::two_profiles: break;
        }
        return {};
    }

    bool is_right_name(const StepName& step, std::string_view behind, Position where)
    {
        const std::string_view needed = needed_behind(step);
        if (!needed.empty() && behind.empty()) {
            const bool minutes = step.takes == Takes::minutes;
            complaints_.add(where, fmt::format("{} needs {}", quoted(step.name), needed),
                            fmt::format("write \"{} {}\"", step.name, minutes ? "5m" : "NAME"));
            return false;
        }
        if (step.takes == Takes::nothing && !behind.empty()) {
            complaints_.add(where, fmt::format("{} takes no name, but {} stands behind it", quoted(step.name),
                                               quoted(behind)));
            return false;
        }
        return true;
    }

    model::OnFailure on_failure_;
    const std::vector<std::string>& accounts_;
    DraftExchange& exchange_;
    Complaints& complaints_;
    std::vector<Mention> mentions_;
};

std::uint64_t places_of_item(const Item& item, std::uint64_t cap)
{
    if (const auto* const repeat = std::get_if<Repeat>(&item)) {
        const std::uint64_t inner = places_of(repeat->steps, cap);
        if (inner == 0) return 0;
        const std::uint64_t times = repeat->forever ? 1 : repeat->times;
        return times > cap / inner ? cap : times * inner;
    }
    if (const auto* const choose = std::get_if<Choose>(&item)) {
        std::uint64_t sum = 0;
        for (const Block& branch : choose->branches) sum = std::min(cap, sum + places_of(branch, cap));
        return sum;
    }
    return 1;
}

void resolve(Block& block, std::span<const std::size_t> profile_of_mention)
{
    for (Item& item : block) {
        if (auto* const call = std::get_if<Call>(&item)) {
            if (model::names_profile(call->kind) && call->named)
                call->profile = profile_of_mention[call->profile];
            if (model::names_target(call->kind)) call->target = profile_of_mention[call->target];
        } else if (auto* const repeat = std::get_if<Repeat>(&item)) {
            resolve(repeat->steps, profile_of_mention);
        } else {
            for (Block& branch : std::get<Choose>(item).branches) resolve(branch, profile_of_mention);
        }
    }
}

}  // namespace

std::span<const StepName> step_names() { return all_steps; }

const StepName& name_of(CallKind kind)
{
    const StepName& step = all_steps[static_cast<std::size_t>(kind)];
    HOLDFAST_ASSERT(step.kind == kind, "the steps are not in the order of CallKind at {}", step.name);
    return step;
}

Run read_run(const toml::array& steps, model::OnFailure on_failure, const std::vector<std::string>& accounts,
             DraftExchange& exchange, Complaints& complaints)
{
    RunReader reader{on_failure, accounts, exchange, complaints};
    Block block = reader.block(steps, "'run'");
    return {std::move(block), std::move(reader).mentions()};
}

std::uint64_t places_of(const Block& block, std::uint64_t cap)
{
    std::uint64_t sum = 0;
    for (const Item& item : block) sum = std::min(cap, sum + places_of_item(item, cap));
    return sum;
}

Block resolved(Block block, std::span<const std::size_t> profile_of_mention)
{
    resolve(block, profile_of_mention);
    return block;
}

}  // namespace holdfast::scenarios
