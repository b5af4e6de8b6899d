#include "scenarios/format/formula_text.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <tao/pegtl/contrib/parse_tree.hpp>

#include "checker/assert.hpp"
#include "model/formula_words.hpp"
#include "scenarios/format/formula_grammar.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {
namespace {

using Kind = FormulaText::Kind;

/// The kind of piece that a rule makes; most rules make none.
template <class Rule>
constexpr Kind kind_of = Kind::none;
template <>
constexpr Kind kind_of<grammar::rule::body> = Kind::implication;
template <>
constexpr Kind kind_of<grammar::rule::disjunction> = Kind::disjunction;
template <>
constexpr Kind kind_of<grammar::rule::conjunction> = Kind::conjunction;
template <>
constexpr Kind kind_of<grammar::rule::negation> = Kind::negation;
template <>
constexpr Kind kind_of<grammar::rule::denial> = Kind::denial;
template <>
constexpr Kind kind_of<grammar::rule::any> = Kind::any;
template <>
constexpr Kind kind_of<grammar::rule::all> = Kind::all;
template <>
constexpr Kind kind_of<grammar::rule::count> = Kind::count;
template <>
constexpr Kind kind_of<grammar::rule::domain> = Kind::domain;
template <>
constexpr Kind kind_of<grammar::rule::variable> = Kind::variable;
template <>
constexpr Kind kind_of<grammar::rule::comparison> = Kind::comparison;
template <>
constexpr Kind kind_of<grammar::rule::sign> = Kind::sign;
template <>
constexpr Kind kind_of<grammar::rule::digits> = Kind::number;
template <>
constexpr Kind kind_of<grammar::rule::users> = Kind::users;
template <>
constexpr Kind kind_of<grammar::rule::instances> = Kind::instances;
template <>
constexpr Kind kind_of<grammar::rule::status> = Kind::adjective;
template <>
constexpr Kind kind_of<grammar::rule::usage> = Kind::adjective;
template <>
constexpr Kind kind_of<grammar::rule::answer> = Kind::answer;
template <>
constexpr Kind kind_of<grammar::rule::got> = Kind::answer_word;
template <>
constexpr Kind kind_of<grammar::rule::statement> = Kind::statement;
template <>
constexpr Kind kind_of<grammar::rule::is> = Kind::is;
template <>
constexpr Kind kind_of<grammar::rule::uses> = Kind::uses;
template <>
constexpr Kind kind_of<grammar::rule::sees> = Kind::sees;
template <>
constexpr Kind kind_of<grammar::rule::holds> = Kind::holds;
template <>
constexpr Kind kind_of<grammar::rule::plain_state> = Kind::plain_state;
template <>
constexpr Kind kind_of<grammar::rule::logged_on> = Kind::logged_on;
template <>
constexpr Kind kind_of<grammar::rule::on_purged> = Kind::on_purged;
template <>
constexpr Kind kind_of<grammar::rule::between_calls> = Kind::between_calls;
template <>
constexpr Kind kind_of<grammar::rule::before> = Kind::before;
template <>
constexpr Kind kind_of<grammar::rule::inside> = Kind::inside;
template <>
constexpr Kind kind_of<grammar::rule::call> = Kind::call;
template <>
constexpr Kind kind_of<grammar::rule::in_session> = Kind::in_session;
template <>
constexpr Kind kind_of<grammar::rule::term> = Kind::term;
template <>
constexpr Kind kind_of<grammar::rule::some_program> = Kind::term;
template <>
constexpr Kind kind_of<grammar::rule::some_profile> = Kind::term;
template <>
constexpr Kind kind_of<grammar::rule::some_session> = Kind::term;
template <>
constexpr Kind kind_of<grammar::rule::name> = Kind::name;
template <>
constexpr Kind kind_of<grammar::rule::owner> = Kind::owner;

struct Unfit {
    std::size_t byte;
    const grammar::Expected& expected;
};

template <class Rule>
struct Control : tao::pegtl::normal<Rule> {
    template <class Input, class... States>
    [[noreturn]] static void raise(const Input& input, States&&...)
    {
        throw Unfit{input.byte(), grammar::expected_at<Rule>};
    }
};

/// A piece while the text is parsed.
struct Node {
    FormulaText text;
    std::vector<std::unique_ptr<Node>> children;

    template <class Rule, class Input>
    void start(const Input& input)
    {
        text.kind = kind_of<Rule>;
        text.byte = input.byte();
        begin_ = input.current();
    }
    template <class Rule, class Input>
    void success(const Input& input)
    {
        if (children.empty()) text.word = std::string(begin_, input.current());
    }
    template <class Rule, class Input>
    void failure(const Input&)
    {
    }
    void emplace_back(std::unique_ptr<Node>&& child) { children.push_back(std::move(child)); }

private:
    const char* begin_ = nullptr;
};

template <class Rule>
struct Selector : std::bool_constant<kind_of<Rule> != Kind::none> {};

/// A name without its quotes.
std::string unquoted(std::string_view name)
{
    if (name.empty() || (name.front() != '"' && name.front() != '\'')) return std::string{name};
    std::string result;
    for (std::size_t k = 1; k + 1 < name.size(); ++k) {
        if (name[k] == '\\') ++k;
        result += name[k];
    }
    return result;
}

/// With what is made of one part only replaced by that part.
FormulaText simplified(Node& node)
{
    const bool may_be_one = node.text.kind == Kind::implication || node.text.kind == Kind::disjunction ||
                            node.text.kind == Kind::conjunction || node.text.kind == Kind::negation;
    if (may_be_one && node.children.size() == 1) return simplified(*node.children.front());
    FormulaText text = std::move(node.text);
    if (text.kind == Kind::name || text.kind == Kind::owner) text.word = unquoted(text.word);
    for (const auto& child : node.children) text.parts.push_back(simplified(*child));
    return text;
}

// What stands where something else was expected.

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || static_cast<unsigned char>(c) >= 0x80;
}

std::string_view word_at(std::string_view text, std::size_t byte)
{
    std::size_t end = byte;
    while (end < text.size() && is_letter(text[end])) ++end;
    return text.substr(byte, std::max<std::size_t>(end - byte, 1));
}

std::string advice_on(std::string_view found, const grammar::Expected& expected)
{
    std::vector<std::string> words;
    for (const std::string_view word : expected.words) {
        if (!word.empty()) words.emplace_back(word);
    }
    const auto keywords = model::formula_keywords();
    const bool keyword = std::ranges::find(keywords, found) != keywords.end();
    if (keyword && std::ranges::find(words, found) == words.end())
        return fmt::format("a name that is a word of the language is quoted: \"{}\"", found);
    if (std::string meant = did_you_mean(found, words); !meant.empty()) return meant;
    if (&expected == &grammar::expected_at<grammar::rule::verb> && found == "(")
        return "what asks of many is any(...), all(...) or count(...)";
    if (&expected == &grammar::expected_at<grammar::rule::verb> && is_letter(found.front()))
        return "a name with blanks is quoted: \"My Profile\"";
    if (found == "&") return "write and";
    if (found == "|") return "write or";
    if (found == "!") return "write not";
    if (found == "=") return "equal is written with one =";
    return {};
}

FormulaError error_of(std::string_view text, const Unfit& unfit)
{
    if (unfit.byte >= text.size())
        return {unfit.byte, fmt::format("the formula ends here; expected {}", unfit.expected.what), {}};
    const std::string_view found = word_at(text, unfit.byte);
    return {unfit.byte, fmt::format("expected {}, not {}", unfit.expected.what, quoted(found)),
            advice_on(found, unfit.expected)};
}

/// Where the parentheses are more than the deepest ones that are read, or nothing.
std::optional<std::size_t> too_deep(std::string_view text)
{
    std::size_t depth = 0;
    for (std::size_t k = 0; k < text.size(); ++k) {
        if (text[k] == '(' && ++depth > deepest_formula) return k;
        if (text[k] == ')' && depth > 0) --depth;
    }
    return std::nullopt;
}

}  // namespace

tl::expected<FormulaText, FormulaError> parse_formula(std::string_view text)
{
    if (text.size() >= longest_formula) {
        return tl::make_unexpected(FormulaError{
            0, fmt::format("the formula is too long; it has at most {} bytes", longest_formula - 1), {}});
    }
    if (const auto deep = too_deep(text)) {
        return tl::make_unexpected(FormulaError{
            *deep, fmt::format("more than {} parentheses inside one another", deepest_formula), {}});
    }
    try {
        tao::pegtl::memory_input input(text.data(), text.size(), "");
        const auto root = tao::pegtl::parse_tree::parse<grammar::rule::whole_formula, Node, Selector,
                                                        tao::pegtl::nothing, Control>(input);
        HOLDFAST_ASSERT(root && root->children.size() == 1, "a formula of {} bytes without a tree",
                        text.size());
        return simplified(*root->children.front());
    } catch (const Unfit& unfit) {
        return tl::make_unexpected(error_of(text, unfit));
    }
}

}  // namespace holdfast::scenarios
