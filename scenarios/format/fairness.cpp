#include "scenarios/format/fairness.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {
namespace {

void unknown_program(const Entry& entry, const Draft& draft, Complaints& complaints)
{
    std::vector<std::string> known;
    for (const DraftProgram& program : draft.programs) {
        if (!program.copy_of) known.push_back(program.name);
    }
    for (const model::Server& server : draft.exchange.servers) known.push_back(server.name);
    if (known.empty()) return;  // whatever is wrong with the programs has been said
    const std::string_view what = draft.exchange.servers.empty() ? "program" : "program or server";
    unknown_word(complaints, entry.where, what, entry.name, known);
}

/// A copy is as its original; what is not known at all has no program to speak of.
void refuse_copy(const Entry& entry, const std::string& original, Complaints& complaints)
{
    complaints.add(
        entry.where,
        fmt::format("{} is a copy of {}, and is treated like it", quoted(entry.name), quoted(original)),
        fmt::format("say it of {}", quoted(original)));
}

/// Programs first, then servers.
std::optional<std::size_t> number_of(std::string_view name, const Draft& draft)
{
    const auto program = std::ranges::find(draft.programs, name, &DraftProgram::name);
    if (program != draft.programs.end()) return static_cast<std::size_t>(program - draft.programs.begin());
    const auto& servers = draft.exchange.servers;
    const auto server = std::ranges::find(servers, name, &model::Server::name);
    if (server == servers.end()) return std::nullopt;
    return draft.programs.size() + static_cast<std::size_t>(server - servers.begin());
}

}  // namespace

FairnessOfPrograms read_fairness(const Table& table, const Draft& draft, Complaints& complaints)
{
    FairnessOfPrograms fairness;
    for (const Entry& entry : table.entries()) {
        const auto found = number_of(entry.name, draft);
        const bool is_program = found && *found < draft.programs.size();
        if (!found) {
            unknown_program(entry, draft, complaints);
        } else if (is_program && draft.programs[*found].copy_of) {
            refuse_copy(entry, draft.programs[*draft.programs[*found].copy_of].name, complaints);
        } else if (is_right_kind(*entry.node, key_of("fairness", "*"), entry.name, complaints)) {
            const auto word = word_in(*entry.node, key_of("fairness", "*"), "fairness", complaints);
            if (word) fairness[*found] = static_cast<model::Fairness>(*word);
        }
    }
    return fairness;
}

std::vector<model::Fairness> fairness_of_world(const FairnessOfPrograms& fairness, const Draft& draft)
{
    std::vector<model::Fairness> all;
    const std::size_t programs = draft.programs.size();
    for (std::size_t k = 0; k < programs + draft.exchange.servers.size(); ++k) {
        const auto found = fairness.find(k < programs ? draft.programs[k].copy_of.value_or(k) : k);
        all.insert(all.end(), k < programs ? draft.programs[k].count : 1,
                   found == fairness.end() ? model::Fairness::weak : found->second);
    }
    const bool all_weak =
        std::ranges::all_of(all, [](model::Fairness each) { return each == model::Fairness::weak; });
    return all_weak ? std::vector<model::Fairness>{} : all;
}

std::vector<std::string> fairness_in_words(const FairnessOfPrograms& fairness, const Draft& draft)
{
    std::vector<std::string> words;
    const std::size_t programs = draft.programs.size();
    for (const auto& [number, each] : fairness) {
        if (each == model::Fairness::weak) continue;
        const std::string& name =
            number < programs ? draft.programs[number].name : draft.exchange.servers[number - programs].name;
        words.push_back(fmt::format("{} = {}", name, to_string(each)));
    }
    return words;
}

}  // namespace holdfast::scenarios
