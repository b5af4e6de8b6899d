// The words that a reader sees, so that somebody from another world reads a trace as their own: images that
// are pruned under running containers instead of profiles that are purged under open sessions.
//
// A Sentence marks each word that a scenario may rename, as in "<a profile> is <purged>". It is checked when
// it is compiled: a mark must name a word of the table, and a word of the table that stands there without a
// mark is an error. So nobody can forget one, and no word is ever looked for in a finished sentence, where it
// could be a name of the author's.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>

namespace holdfast::model {

/// How a word follows another one that was renamed while it was not: the usual way in English.
enum class Follows : std::uint8_t { not_at_all, as_it_is, plural, third_person, past, with, in_capitals };

struct Word {
    std::string_view name;  ///< as marks and scenarios call it
    std::string_view text;  ///< what reports say unless a scenario says otherwise
    std::string_view base = {};
    Follows follows = Follows::not_at_all;
};

/// A word that reports use as it is called.
[[nodiscard]] constexpr Word as_called(std::string_view name, std::string_view base = {},
                                       Follows follows = Follows::not_at_all)
{
    return {name, name, base, follows};
}

/// Every word that can be renamed; things first, then what is done to them, then the calls and
/// what they answer.
inline constexpr std::array renamable_words{
    as_called("profile"),
    as_called("profiles", "profile", Follows::plural),
    as_called("session"),
    Word{"MAPI session", "session"},
    Word{"MAPI sessions", "sessions", "MAPI session", Follows::plural},
    as_called("program"),
    as_called("programs", "program", Follows::plural),
    as_called("process"),
    as_called("account"),
    as_called("machine"),
    as_called("environment"),
    as_called("MAPI"),
    as_called("in-use table"),
    as_called("table"),
    as_called("profile table"),
    as_called("logon mutex"),
    as_called("mutex"),
    as_called("registry"),
    as_called("hive"),
    as_called("key"),
    as_called("keys", "key", Follows::plural),
    as_called("providers"),
    as_called("message services"),
    as_called("Deleted Profiles"),

    as_called("absent"),
    as_called("live"),
    as_called("marked for deletion"),
    as_called("marked", "marked for deletion", Follows::as_it_is),
    as_called("marks"),
    as_called("purge"),
    as_called("purges", "purge", Follows::third_person),
    as_called("purged", "purge", Follows::past),
    as_called("PURGED", "purged", Follows::in_capitals),
    as_called("crash"),
    as_called("crashed", "crash", Follows::past),
    as_called("restart"),
    as_called("clean-up"),
    as_called("disconnect"),
    as_called("disconnected", "disconnect", Follows::past),
    as_called("reconnect"),
    as_called("log off"),
    as_called("logged off"),
    as_called("log on"),
    as_called("unload hive"),
    as_called("reboot"),

    as_called("initialize"),
    as_called("initialized", "initialize", Follows::past),
    as_called("uninitialize"),
    as_called("create"),
    as_called("created", "create", Follows::past),
    as_called("logon"),
    as_called("logged on", "logon", Follows::past),
    as_called("logged on with", "logged on", Follows::with),
    as_called("access"),
    as_called("delete"),
    as_called("deleted", "delete", Follows::past),
    as_called("logoff"),
    Word{"to log off", "log off", "logoff", Follows::as_it_is},
    as_called("idle"),
    as_called("write"),
    as_called("rename"),
    as_called("renames", "rename", Follows::third_person),
    as_called("renamed", "rename", Follows::past),
    as_called("copy"),
    as_called("copied", "copy", Follows::past),
    as_called("set-default"),
    as_called("find"),
    as_called("admin"),
    as_called("add-services"),
    as_called("delete-services"),
    as_called("close-admin"),
    as_called("erase"),
    as_called("erase-all"),
    as_called("impersonate"),
    as_called("revert"),
    as_called("exit"),
    as_called("connect"),
    as_called("connected", "connect", Follows::past),
    as_called("request"),
    as_called("edit"),
    as_called("stop-store"),
    as_called("start-store"),
    as_called("restart-store"),
    as_called("fail-over"),
    as_called("wait"),
    as_called("server"),

    as_called("S_OK"),
    as_called("MAPI_E_CALL_FAILED"),
    as_called("MAPI_E_NO_ACCESS"),
    as_called("MAPI_E_NOT_FOUND"),
    as_called("MAPI_E_LOGON_FAILED"),
    as_called("MAPI_E_SESSION_LIMIT"),
    as_called("MAPI_E_NOT_INITIALIZED"),
    as_called("MAPI_E_INVALID_OBJECT"),
    as_called("MAPI_E_USER_CANCEL"),
    as_called("MAPI_E_TIMEOUT"),
    as_called("MAPI_E_NOT_ENOUGH_RESOURCES"),
    as_called("MAPI_E_NO_SUPPORT"),
    as_called("MAPI_E_VERSION"),
    as_called("MAPI_E_NETWORK_ERROR"),
    as_called("ecClientVerDisallowed"),
};

/// The number of a word in the table; `renamable_words.size()` where there is none of that name.
[[nodiscard]] constexpr std::size_t number_of_word(std::string_view name)
{
    std::size_t number = 0;
    while (number < renamable_words.size() && renamable_words[number].name != name) ++number;
    return number;
}

/// A mark without its brackets: "profile", "a profile" with the article that fits, or "=copy" for a word that
/// is not meant as one of the table.
struct WordMark {
    std::string_view word;
    bool article = false;
    bool literal = false;
};

[[nodiscard]] constexpr WordMark mark_of(std::string_view inside)
{
    if (inside.starts_with("=")) return {inside.substr(1), false, true};
    if (inside.starts_with("a ")) return {inside.substr(2), true, false};
    return {inside, false, false};
}

namespace sentence_errors {
// Not constant: a sentence that calls one of these does not compile, and the name says why.
void a_mark_does_not_end();
void a_mark_names_no_word_of_the_table();
void a_word_of_the_table_stands_there_without_a_mark();
void there_are_more_or_fewer_holes_than_parts();
}  // namespace sentence_errors

/// What is said, with `{}` for each of its parts and marks for words.
template <std::size_t Parts>
class Sentence {
public:
    consteval Sentence(const char* text) : text_(text)  // NOLINT: a literal is a sentence
    {
        std::size_t holes = 0;
        for (std::size_t at = 0; at < text_.size();) {
            if (text_[at] == '<') {
                at = behind_mark(at);
                continue;
            }
            if (text_.substr(at).starts_with("{}")) ++holes;
            if (begins_a_word(at)) refuse_unmarked(at);
            ++at;
        }
        if (holes != Parts) sentence_errors::there_are_more_or_fewer_holes_than_parts();
    }

    [[nodiscard]] constexpr std::string_view text() const { return text_; }

private:
    [[nodiscard]] consteval std::size_t behind_mark(std::size_t at) const
    {
        const std::size_t end = text_.find('>', at);
        if (end == std::string_view::npos) sentence_errors::a_mark_does_not_end();
        const WordMark mark = mark_of(text_.substr(at + 1, end - at - 1));
        if (!mark.literal && number_of_word(mark.word) == renamable_words.size())
            sentence_errors::a_mark_names_no_word_of_the_table();
        return end + 1;
    }

    [[nodiscard]] static constexpr bool is_letter(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    }

    [[nodiscard]] consteval bool begins_a_word(std::size_t at) const
    {
        return is_letter(text_[at]) && (at == 0 || !is_letter(text_[at - 1]));
    }

    consteval void refuse_unmarked(std::size_t at) const
    {
        const std::string_view rest = text_.substr(at);
        for (const Word& word : renamable_words) {
            const bool stands_there = rest.starts_with(word.text) &&
                                      (rest.size() == word.text.size() || !is_letter(rest[word.text.size()]));
            if (stands_there) sentence_errors::a_word_of_the_table_stands_there_without_a_mark();
        }
    }

    std::string_view text_;
};

template <class... Parts>
using SentenceOf = std::type_identity_t<Sentence<sizeof...(Parts)>>;

/// The words as one scenario says them.
class Vocabulary {
public:
    /// From here on the word of that number is said so.
    void rename(std::size_t word, std::string text);

    /// What the scenario has renamed, by number of the word.
    [[nodiscard]] const std::map<std::size_t, std::string>& renamed() const { return renamed_; }

    /// The word of that name, which must be in the table, as it is said.
    [[nodiscard]] std::string word(std::string_view name) const;

    /// The sentence with its words as they are said and its parts as they are.
    template <class... Parts>
    [[nodiscard]] std::string say(SentenceOf<Parts...> sentence, const Parts&... parts) const
    {
        const std::array<std::string_view, sizeof...(Parts)> views{std::string_view{parts}...};
        return put_together(sentence.text(), views.data());
    }

    bool operator==(const Vocabulary&) const = default;

private:
    [[nodiscard]] std::string put_together(std::string_view sentence, const std::string_view* part) const;
    [[nodiscard]] std::string word(const Word& word, std::size_t number) const;

    std::map<std::size_t, std::string> renamed_;
};

}  // namespace holdfast::model
