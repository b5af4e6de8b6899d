#include "model/vocabulary.hpp"

#include <utility>

#include "checker/assert.hpp"

namespace holdfast::model {
namespace {

bool is_vowel(char c) { return std::string_view("aeiouAEIOU").find(c) != std::string_view::npos; }

/// Whether the word takes "an". By its letters, which is mostly by its sound.
bool takes_an(std::string_view word)
{
    for (const std::string_view sounds_like_you : {"uni", "use", "usa", "eu", "one"}) {
        if (word.starts_with(sounds_like_you)) return false;
    }
    return !word.empty() && is_vowel(word.front());
}

/// Whether a y at the end becomes an i: "copy", not "relay".
bool ends_in_weak_y(std::string_view word)
{
    return word.size() > 1 && word.ends_with('y') && !is_vowel(word[word.size() - 2]);
}

bool ends_in_hiss(std::string_view word)
{
    for (const std::string_view hiss : {"s", "x", "z", "ch", "sh"}) {
        if (word.ends_with(hiss)) return true;
    }
    return false;
}

std::string with_s(std::string word)
{
    if (ends_in_weak_y(word)) return word.substr(0, word.size() - 1) + "ies";
    return word + (ends_in_hiss(word) ? "es" : "s");
}

std::string in_past(std::string word)
{
    if (ends_in_weak_y(word)) return word.substr(0, word.size() - 1) + "ied";
    return word + (word.ends_with('e') ? "d" : "ed");
}

/// Only the letters A to Z have a capital here.
std::string in_capitals(std::string word)
{
    for (char& c : word) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return word;
}

std::string form_of(std::string base, Follows follows)
{
    switch (follows) {
    case Follows::not_at_all:
    case Follows::as_it_is: return base;
    case Follows::plural:
    case Follows::third_person: return with_s(std::move(base));
    case Follows::past: return in_past(std::move(base));
    case Follows::with: return base + " with";
    case Follows::in_capitals: return in_capitals(std::move(base));
    }
    return base;
}

}  // namespace

void Vocabulary::rename(std::size_t word, std::string text)
{
    HOLDFAST_ASSERT(word < renamable_words.size(), "no word {}", word);
    renamed_[word] = std::move(text);
}

std::string Vocabulary::word(std::string_view name) const
{
    const std::size_t number = number_of_word(name);
    HOLDFAST_ASSERT(number < renamable_words.size(), "no word '{}'", name);
    return word(renamable_words[number], number);
}

/// A word that is not renamed follows the one that it is a form of.
std::string Vocabulary::word(const Word& word, std::size_t number) const
{
    if (const auto renamed = renamed_.find(number); renamed != renamed_.end()) return renamed->second;
    if (word.follows == Follows::not_at_all) return std::string{word.text};
    const std::size_t base = number_of_word(word.base);
    const std::string said = this->word(renamable_words[base], base);
    return said == renamable_words[base].text ? std::string{word.text} : form_of(said, word.follows);
}

std::string Vocabulary::put_together(std::string_view sentence, const std::string_view* part) const
{
    std::string text;
    while (!sentence.empty()) {
        if (sentence.starts_with("{}")) {
            text += *part++;
            sentence.remove_prefix(2);
        } else if (sentence.front() == '<') {
            const std::size_t end = sentence.find('>');
            const WordMark mark = mark_of(sentence.substr(1, end - 1));
            const std::string said = mark.literal ? std::string{mark.word} : word(mark.word);
            if (mark.article) text += takes_an(said) ? "an " : "a ";
            text += said;
            sentence.remove_prefix(end + 1);
        } else {
            text += sentence.front();
            sentence.remove_prefix(1);
        }
    }
    return text;
}

}  // namespace holdfast::model
