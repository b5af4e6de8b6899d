#include "scenarios/format/steps.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "checker/assert.hpp"
#include "scenarios/format/nearest.hpp"
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

constexpr std::array all_steps{
    StepName{"initialize", CallKind::initialize, false},
    StepName{"uninitialize", CallKind::uninitialize, false},
    StepName{"create", CallKind::create, true},
    StepName{"logon", CallKind::logon, true},
    StepName{"access", CallKind::access, false},
    StepName{"delete", CallKind::delete_profile, true},
    StepName{"logoff", CallKind::logoff, false},
    StepName{"idle", CallKind::idle, false},
};

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
    RunReader(model::OnFailure on_failure, Complaints& complaints)
        : on_failure_(on_failure), complaints_(complaints)
    {
    }

    /// `what` is how a message calls the list: "'run'".
    Block block(const toml::array& steps, std::string_view what)
    {
        Block block;
        for (const toml::node& each : steps) {
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
        if (const auto text = node.value_exact<std::string>()) return call(*text, position_of(node));
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
        if (!call) return std::nullopt;
        if (table.has("dynamic") && call->kind != CallKind::create) {
            complaints_.add(table.place_of_key("dynamic"),
                            fmt::format("'dynamic' belongs to create, not to {}", name_of(call->kind).name));
        }
        call->must = must;
        if (on_failure) call->on_failure = static_cast<model::OnFailure>(*on_failure);
        if (dynamic) call->dynamic = *dynamic;
        return call;
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
        const auto times = table.number("repeat");
        const toml::array* const steps = table.array("steps");
        if (steps == nullptr) return std::nullopt;
        Block block = this->block(*steps, "the repeat");
        if (!times) return std::nullopt;
        return Repeat{static_cast<std::uint32_t>(*times), std::move(block)};
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
        const std::string_view profile = trimmed(step.substr(word.size()));
        const auto found = std::ranges::find(all_steps, word, &StepName::name);
        if (found == all_steps.end()) {
            unknown_step(word, complaints_.text().inside(where, text, offset_in(text, word)));
            return std::nullopt;
        }
        const Position profile_at = complaints_.text().inside(where, text, offset_in(text, profile));
        if (!is_right_profile(*found, profile, profile.empty() ? where : profile_at)) return std::nullopt;
        Call call;
        call.kind = found->kind;
        call.on_failure = on_failure_;
        if (found->takes_profile) {
            call.profile = mentions_.size();
            mentions_.push_back({std::string{profile}, profile_at});
        }
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

    bool is_right_profile(const StepName& step, std::string_view profile, Position where)
    {
        if (step.takes_profile && profile.empty()) {
            complaints_.add(where, fmt::format("{} needs the name of a profile", quoted(step.name)),
                            fmt::format("write \"{} NAME\"", step.name));
            return false;
        }
        if (!step.takes_profile && !profile.empty()) {
            complaints_.add(where, fmt::format("{} takes no name, but {} stands behind it", quoted(step.name),
                                               quoted(profile)));
            return false;
        }
        return true;
    }

    model::OnFailure on_failure_;
    Complaints& complaints_;
    std::vector<Mention> mentions_;
};

std::uint64_t places_of_item(const Item& item, std::uint64_t cap)
{
    if (const auto* const repeat = std::get_if<Repeat>(&item)) {
        const std::uint64_t inner = places_of(repeat->steps, cap);
        if (inner == 0) return 0;
        return repeat->times > cap / inner ? cap : repeat->times * inner;
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
            if (name_of(call->kind).takes_profile) call->profile = profile_of_mention[call->profile];
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

Run read_run(const toml::array& steps, model::OnFailure on_failure, Complaints& complaints)
{
    RunReader reader{on_failure, complaints};
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
