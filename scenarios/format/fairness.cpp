#include "scenarios/format/fairness.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {
namespace {

void unknown_program(const Entry& entry, const std::vector<DraftProgram>& programs, Complaints& complaints)
{
    std::vector<std::string> known;
    for (const DraftProgram& program : programs) {
        if (!program.copy_of) known.push_back(program.name);
    }
    if (known.empty()) return;  // whatever is wrong with the programs has been said
    unknown_word(complaints, entry.where, "program", entry.name, known);
}

/// A copy is as its original; what is not known at all has no program to speak of.
void refuse_copy(const Entry& entry, const std::string& original, Complaints& complaints)
{
    complaints.add(
        entry.where,
        fmt::format("{} is a copy of {}, and is treated like it", quoted(entry.name), quoted(original)),
        fmt::format("say it of {}", quoted(original)));
}

}  // namespace

FairnessOfPrograms read_fairness(const Table& table, const std::vector<DraftProgram>& programs,
                                 Complaints& complaints)
{
    FairnessOfPrograms fairness;
    for (const Entry& entry : table.entries()) {
        const auto found = std::ranges::find(programs, entry.name, &DraftProgram::name);
        if (found == programs.end()) {
            unknown_program(entry, programs, complaints);
        } else if (found->copy_of) {
            refuse_copy(entry, programs[*found->copy_of].name, complaints);
        } else if (is_right_kind(*entry.node, key_of("fairness", "*"), entry.name, complaints)) {
            const auto word = word_in(*entry.node, key_of("fairness", "*"), "fairness", complaints);
            const auto program = static_cast<std::size_t>(found - programs.begin());
            if (word) fairness[program] = static_cast<model::Fairness>(*word);
        }
    }
    return fairness;
}

std::vector<model::Fairness> fairness_of_world(const FairnessOfPrograms& fairness,
                                               const std::vector<DraftProgram>& programs)
{
    std::vector<model::Fairness> all;
    for (std::size_t k = 0; k < programs.size(); ++k) {
        const auto found = fairness.find(programs[k].copy_of.value_or(k));
        all.insert(all.end(), programs[k].count,
                   found == fairness.end() ? model::Fairness::weak : found->second);
    }
    const bool all_weak =
        std::ranges::all_of(all, [](model::Fairness each) { return each == model::Fairness::weak; });
    return all_weak ? std::vector<model::Fairness>{} : all;
}

std::vector<std::string> fairness_in_words(const FairnessOfPrograms& fairness,
                                           const std::vector<DraftProgram>& programs)
{
    std::vector<std::string> words;
    for (const auto& [program, each] : fairness) {
        if (each != model::Fairness::weak)
            words.push_back(fmt::format("{} = {}", programs[program].name, to_string(each)));
    }
    return words;
}

}  // namespace holdfast::scenarios
