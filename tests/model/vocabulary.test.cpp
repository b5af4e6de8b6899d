// Whoever reads a trace in the words of another world meets none of MAPI's, and nobody else notices.
#include "model/vocabulary.hpp"

#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "model/calls/call_words.hpp"
#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

using model::PropertyIndex;
using model::renamable_words;
using model::Vocabulary;
using model::Word;

Vocabulary vocabulary_of(const std::vector<std::pair<std::string_view, std::string>>& renamed)
{
    Vocabulary vocabulary;
    for (const auto& [name, text] : renamed) vocabulary.rename(model::number_of_word(name), text);
    return vocabulary;
}

/// The words of the table, as MAPI says them, that stand in a text outside of marks.
std::vector<std::string> unmarked_words(const std::string& text)
{
    const std::string outside = std::regex_replace(text, std::regex("<[^>]*>"), "<>");
    std::vector<std::string> found;
    for (const Word& word : renamable_words) {
        const std::regex whole("(^|[^A-Za-z_-])" + std::string(word.text) + "($|[^A-Za-z_-])");
        if (std::regex_search(outside, whole)) found.emplace_back(word.text);
    }
    return found;
}

std::string source(const std::string& path)
{
    std::ifstream file(std::string(HOLDFAST_SOURCE_DIR) + "/model/" + path);
    REQUIRE(file);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Everything that a reader is told of these moves, and of the violation if they end in one.
std::string told(Stage& stage, const Words& moves, PropertyIndex property)
{
    std::string text;
    const auto add = [&](const std::string& more) { text += more + "\n"; };
    for (const std::string& move : moves) {
        stage.play({move});
        const checker::StepWords& words = stage.last().words;
        for (const std::string& each : {words.place, words.actor, words.action, words.answer}) add(each);
        for (const std::string& each : words.events) add(each);
        for (const std::string& each : words.alarms) add(each);
        for (const checker::StateRow& row : stage.state()) add(row.key + ": " + row.value);
    }
    if (!stage.violated().empty()) add(stage.explain(property));
    for (const checker::Property& each : stage.system().properties()) add(each.meaning);
    for (const checker::Process& each : stage.system().processes()) add(each.name);
    return text;
}

constexpr std::string_view two_sessions = R"(
[profiles]
img = {}
[programs]
one = { session = "console", may = ["crash"], run = ["create img", "logon img", "delete img", "access"] }
two = { session = "remote", run = ["initialize", "logon img"] }
)";

}  // namespace

TEST_CASE("without a word from the scenario reports speak as MAPI does")
{
    const Vocabulary vocabulary;
    for (const Word& word : renamable_words) CHECK(vocabulary.word(word.name) == word.text);
    CHECK(vocabulary.say("{} is <PURGED> by <a program>", "p") == "p is PURGED by a program");
}

TEST_CASE("a renamed word is said in every sentence that marks it, and an author's name is never touched")
{
    const Vocabulary vocabulary = vocabulary_of({{"profile", "volume"}, {"purged", "gone"}});
    CHECK(vocabulary.say("the <profile> {} is <purged>", "profile <purged> {}") ==
          "the volume profile <purged> {} is gone");
}

TEST_CASE("a word that is not renamed follows the one that it is a form of")
{
    const Vocabulary vocabulary =
        vocabulary_of({{"profile", "copy"}, {"purge", "prune"}, {"logon", "mount"}, {"MAPI session", "box"}});
    CHECK(vocabulary.word("profiles") == "copies");
    CHECK(vocabulary.word("purges") == "prunes");
    CHECK(vocabulary.word("purged") == "pruned");
    CHECK(vocabulary.word("PURGED") == "PRUNED");
    CHECK(vocabulary.word("logged on") == "mounted");
    CHECK(vocabulary.word("logged on with") == "mounted with");
    CHECK(vocabulary.word("MAPI sessions") == "boxes");
    CHECK(vocabulary.word("session") == "session");
    CHECK(vocabulary_of({{"purged", "swept"}}).word("PURGED") == "SWEPT");
    CHECK(vocabulary_of({{"purged", "swept"}}).word("purges") == "purges");
}

TEST_CASE("an article fits the word behind it")
{
    const auto with_article = [](const std::string& word) {
        return vocabulary_of({{"profile", word}}).say("<a profile>");
    };
    CHECK(with_article("image") == "an image");
    CHECK(with_article("profile") == "a profile");
    CHECK(with_article("unit") == "a unit");
    CHECK(with_article("upload") == "an upload");
}

TEST_CASE("every call, every answer and every base is a word of the table, and no word is there twice")
{
    std::set<std::string_view> names;
    for (const Word& word : renamable_words) CHECK(names.insert(word.name).second);
    for (const model::CallKindWords& call : model::all_call_words()) CHECK(names.contains(call.name));
    for (const model::AnswerWords& answer : model::answers) CHECK(names.contains(answer.name));
    for (const Word& word : renamable_words) {
        INFO(word.name);
        CHECK((word.base.empty() || names.contains(word.base)));
        CHECK(word.base.empty() == (word.follows == model::Follows::not_at_all));
    }
}

TEST_CASE("a trace in other words has none of MAPI's")
{
    model::Setup setup = setup_of(two_sessions, {.grain = GENERATE(model::Grain::call, micro)});
    for (std::size_t k = 0; k < renamable_words.size(); ++k)
        setup.world.vocabulary.rename(k, fmt::format("[{}]", k));
    Stage stage(setup);
    for (int call = 0; call < 3; ++call) stage.finish("one");
    std::string text;
    do text += told(stage, {"two"}, PropertyIndex::in_use_purge);
    while (stage.violated() != Words{"in-use-purge"});
    text += told(stage, {"one"}, PropertyIndex::failed_access);
    INFO(text);
    CHECK(stage.violated() == Words{"failed-access"});
    CHECK(unmarked_words(text).empty());
}

TEST_CASE("no sentence of a report has a word that it does not mark")
{
    const std::regex literal(R"re((word\()?"((?:[^"\\\n]|\\.)*)")re");
    for (const std::string path : {"words.cpp", "explanations.cpp", "names.cpp", "narrator.cpp",
                                   "properties.cpp", "blocking/blocking_words.cpp"}) {
        const std::string code = std::regex_replace(source(path), std::regex("(//|#include)[^\n]*"), "");
        for (std::sregex_iterator each(code.begin(), code.end(), literal), end; each != end; ++each) {
            if ((*each)[1].matched) continue;
            INFO("model/" << path << ": " << (*each)[2].str()
                          << "\nmark each word, as in say(layout, \"the <profile> is <purged>\")");
            CHECK(unmarked_words((*each)[2].str()).empty());
        }
    }
}

TEST_CASE("what stands there without a mark is found")
{
    CHECK(unmarked_words("{} is purged") == std::vector<std::string>{"purged"});
    CHECK(unmarked_words("the <profile> of {}").empty());
    CHECK(unmarked_words("in-use-purge").empty());
}

}  // namespace holdfast::tests
