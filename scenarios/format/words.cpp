#include "scenarios/format/words.hpp"

#include <fmt/format.h>

#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {
namespace {

std::vector<std::string> known_words()
{
    std::vector<std::string> names;
    for (const model::Word& word : model::renamable_words) names.emplace_back(word.name);
    return names;
}

void read_word(const Entry& entry, model::Vocabulary& vocabulary, Complaints& complaints)
{
    const std::size_t number = model::number_of_word(entry.name);
    if (number == model::renamable_words.size())
        return unknown_word(complaints, entry.where, "word", entry.name, known_words());
    if (!is_right_kind(*entry.node, key_of("words", "*"), entry.name, complaints)) return;
    const std::string said = *entry.node->value_exact<std::string>();
    if (is_good_name(said, fmt::format("word {}", quoted(entry.name)), position_of(*entry.node), complaints))
        vocabulary.rename(number, said);
}

}  // namespace

model::Vocabulary read_words(const Table& file, Complaints& complaints)
{
    model::Vocabulary vocabulary;
    if (!file.has("words")) return vocabulary;
    if (const auto table = file.child("words", "words", "[words]")) {
        for (const Entry& entry : table->entries()) read_word(entry, vocabulary, complaints);
    }
    return vocabulary;
}

}  // namespace holdfast::scenarios
