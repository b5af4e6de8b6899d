// The grammar of a formula, and what is expected where a rule must match. A rule that matches a word also
// matches the blanks behind it, so that every rule begins at a word and every message points at one. Only
// formula_text.cpp reads this.
#pragma once

#include <array>
#include <string_view>

#include <tao/pegtl.hpp>

namespace holdfast::scenarios::grammar {

namespace rule {

using namespace tao::pegtl;

struct gap : star<one<' ', '\t', '\r', '\n'>> {};
struct letter : sor<ranges<'a', 'z', 'A', 'Z', '_', '_'>, not_range<'\0', '\x7F'>> {};
struct more : sor<letter, digit, one<'-'>> {};

template <class Text>
struct whole : seq<Text, not_at<more>> {};
template <class Text>
struct word : seq<whole<Text>, gap> {};
template <char... Text>
struct symbol : seq<string<Text...>, gap> {};

using and_word = TAO_PEGTL_STRING("and");
using or_word = TAO_PEGTL_STRING("or");
using not_word = TAO_PEGTL_STRING("not");
using implies_word = TAO_PEGTL_STRING("implies");
using is_word = TAO_PEGTL_STRING("is");
using of_word = TAO_PEGTL_STRING("of");
using uses_word = TAO_PEGTL_STRING("uses");
using sees_word = TAO_PEGTL_STRING("sees");
using holds_word = TAO_PEGTL_STRING("holds");
using any_word = TAO_PEGTL_STRING("any");
using all_word = TAO_PEGTL_STRING("all");
using count_word = TAO_PEGTL_STRING("count");
using program_word = TAO_PEGTL_STRING("program");
using profile_word = TAO_PEGTL_STRING("profile");
using answer_word = TAO_PEGTL_STRING("answer");
using users_word = TAO_PEGTL_STRING("users");
using instances_word = TAO_PEGTL_STRING("instances");
using live_word = TAO_PEGTL_STRING("live");
using marked_word = TAO_PEGTL_STRING("marked");
using used_word = TAO_PEGTL_STRING("used");
using unused_word = TAO_PEGTL_STRING("unused");

struct keyword
    : whole<sor<and_word, or_word, not_word, implies_word, is_word, of_word, uses_word, sees_word, holds_word,
                any_word, all_word, count_word, program_word, profile_word, answer_word, users_word,
                instances_word, live_word, marked_word, used_word, unused_word>> {};

// Names

struct bare_name : seq<not_at<keyword>, letter, star<more>> {};
struct closing_quote : one<'"'> {};
struct closing_apostrophe : one<'\''> {};
template <char Quote>
struct inside_quotes : star<sor<seq<one<'\\'>, tao::pegtl::any>, not_one<Quote, '\\'>>> {};
struct quoted_name : if_must<one<'"'>, inside_quotes<'"'>, closing_quote> {};
struct apostrophe_name : if_must<one<'\''>, inside_quotes<'\''>, closing_apostrophe> {};
struct name : sor<bare_name, quoted_name, apostrophe_name> {};
struct named : seq<name, gap> {};

struct domain : sor<whole<program_word>, whole<profile_word>> {};
struct owner : sor<bare_name, quoted_name, apostrophe_name> {};
struct owned : if_must<word<of_word>, owner, gap> {};
struct behind_domain : named {};
struct term : seq<sor<if_must<seq<domain, gap>, behind_domain>, named>, opt<owned>> {};
struct some_program : term {};
struct some_profile : term {};
struct some_session : term {};

// Numbers

struct open : symbol<'('> {};
struct colon : symbol<':'> {};
struct close : symbol<')'> {};
struct variable : bare_name {};
struct bound_domain : seq<domain, gap> {};
struct body;
struct binding : seq<must<open, bound_domain, variable>, gap, opt<owned>, must<colon, body, close>> {};

struct digits : plus<digit> {};
struct number : seq<digits, not_at<more>, gap> {};
struct the_of : word<of_word> {};
struct users : if_must<word<users_word>, the_of, some_profile> {};
struct status : sor<whole<live_word>, whole<marked_word>> {};
struct usage : sor<whole<used_word>, whole<unused_word>> {};
struct adjectives : sor<seq<status, gap, opt<usage, gap>>, seq<usage, gap, opt<status, gap>>> {};
struct the_instances : word<instances_word> {};
struct instances : if_must<sor<seq<adjectives, must<the_instances>>, the_instances>, the_of, some_profile> {};
struct count : if_must<word<count_word>, binding> {};
struct some_number : sor<number, users, instances, count> {};
struct sign : sor<string<'<', '='>, string<'>', '='>, string<'!', '='>, one<'<', '=', '>'>> {};
struct comparison : seq<some_number, must<sign>, gap, must<some_number>> {};

// Statements

struct denial : whole<not_word> {};
struct denied : opt<denial, gap> {};
template <class First, class Second>
struct two_words : seq<word<First>, word<Second>> {};
struct logged_on : two_words<TAO_PEGTL_STRING("logged"), TAO_PEGTL_STRING("on")> {};
struct on_purged : seq<word<TAO_PEGTL_STRING("on")>, word<TAO_PEGTL_STRING("a")>,
                       word<TAO_PEGTL_STRING("purged")>, word<profile_word>> {};
struct between_calls : two_words<TAO_PEGTL_STRING("between"), TAO_PEGTL_STRING("calls")> {};
struct call : seq<not_at<keyword>, letter, star<more>> {};
struct some_call : seq<call, gap, opt<term>> {};
struct before : if_must<word<TAO_PEGTL_STRING("before")>, some_call> {};
struct a_call : two_words<TAO_PEGTL_STRING("a"), TAO_PEGTL_STRING("call")> {};
struct inside : if_must<word<TAO_PEGTL_STRING("inside")>, sor<a_call, must<some_call>>> {};
struct in_session : if_must<word<TAO_PEGTL_STRING("in")>, some_session> {};
struct plain_state
    : whole<sor<TAO_PEGTL_STRING("absent"), live_word, marked_word, used_word,
                TAO_PEGTL_STRING("initialized"), TAO_PEGTL_STRING("ended"), TAO_PEGTL_STRING("crashed"),
                TAO_PEGTL_STRING("connected"), TAO_PEGTL_STRING("cut"), TAO_PEGTL_STRING("blocked"),
                TAO_PEGTL_STRING("listed"), TAO_PEGTL_STRING("waiting")>> {};
struct state : sor<logged_on, on_purged, between_calls, before, inside, in_session, seq<plain_state, gap>> {};
struct is : if_must<word<is_word>, denied, state> {};
struct the_used : word<used_word> {};
struct the_mutex : two_words<TAO_PEGTL_STRING("the"), TAO_PEGTL_STRING("mutex")> {};
struct uses : if_must<word<uses_word>, some_profile> {};
struct sees : if_must<word<sees_word>, some_profile, the_used> {};
struct holds : if_must<word<holds_word>, the_mutex> {};
struct verb : sor<is, uses, sees, holds> {};
struct statement : seq<term, must<verb>> {};
struct the_is : word<is_word> {};
struct got : seq<not_at<keyword>, letter, star<more>> {};
struct answer : if_must<word<answer_word>, the_of, some_program, the_is, denied, got, gap> {};

// Formulas

struct parentheses : if_must<open, body, close> {};
struct any : if_must<word<any_word>, binding> {};
struct all : if_must<word<all_word>, binding> {};
struct primary : sor<parentheses, any, all, comparison, answer, statement> {};
struct negation : seq<star<denial, gap>, primary> {};
struct conjunction : seq<negation, star<if_must<word<and_word>, negation>>> {};
struct disjunction : seq<conjunction, star<if_must<word<or_word>, conjunction>>> {};
struct body : seq<disjunction, star<if_must<word<implies_word>, disjunction>>> {};
struct end : eof {};
struct whole_formula : seq<gap, must<body, end>> {};

}  // namespace rule

/// What a rule that must match here is called in a message, and the words that may be meant.
struct Expected {
    std::string_view what;
    std::array<std::string_view, 17> words{};
};

inline constexpr Expected expected_formula{
    "a statement, such as 'PROFILE is live' or 'PROGRAM uses PROFILE', a comparison or a quantifier",
    {"not", "any", "all", "count", "users", "instances", "answer"}};

template <class Rule>
inline constexpr Expected expected_at = {};
template <>
inline constexpr Expected expected_at<rule::body> = expected_formula;
template <>
inline constexpr Expected expected_at<rule::disjunction> = expected_formula;
template <>
inline constexpr Expected expected_at<rule::negation> = expected_formula;
template <>
inline constexpr Expected expected_at<rule::end> = {"and, or, implies or the end of the formula",
                                                    {"and", "or", "implies"}};
template <>
inline constexpr Expected expected_at<rule::close> = {"and, or, implies or ')'", {"and", "or", "implies"}};
template <>
inline constexpr Expected expected_at<rule::closing_quote> = {"the quote that ends the name"};
template <>
inline constexpr Expected expected_at<rule::closing_apostrophe> = {"the apostrophe that ends the name"};
template <>
inline constexpr Expected expected_at<rule::owner> = {"the name of an account"};
template <>
inline constexpr Expected expected_at<rule::behind_domain> = {"a name"};
template <>
inline constexpr Expected expected_at<rule::some_program> = {"a program"};
template <>
inline constexpr Expected expected_at<rule::some_profile> = {"a profile"};
template <>
inline constexpr Expected expected_at<rule::some_session> = {"a session"};
template <>
inline constexpr Expected expected_at<rule::open> = {"'(', as in any(program p: p uses PROFILE)"};
template <>
inline constexpr Expected expected_at<rule::bound_domain> = {"program or profile", {"program", "profile"}};
template <>
inline constexpr Expected expected_at<rule::variable> = {"a name for the variable, such as p"};
template <>
inline constexpr Expected expected_at<rule::colon> = {"':' and what is asked of each"};
template <>
inline constexpr Expected expected_at<rule::the_of> = {"of", {"of"}};
template <>
inline constexpr Expected expected_at<rule::the_instances> = {
    "instances of PROFILE", {"instances", "live", "marked", "used", "unused"}};
template <>
inline constexpr Expected expected_at<rule::sign> = {"<, <=, =, !=, >= or >, and another number"};
template <>
inline constexpr Expected expected_at<rule::some_number> = {
    "a number: 3, users of PROFILE, instances of PROFILE or count(program p: ...)",
    {"users", "instances", "live", "marked", "used", "unused", "count"}};
template <>
inline constexpr Expected expected_at<rule::verb> = {"is, uses, sees or holds",
                                                     {"is", "uses", "sees", "holds"}};
template <>
inline constexpr Expected expected_at<rule::state> = {
    "absent, live, marked or used of a profile, or of a program initialized, ended, crashed, connected, cut, "
    "blocked, listed, waiting, logged on, on a "
    "purged profile, between calls, before CALL, inside CALL or in SESSION",
    {"absent", "live", "marked", "used", "initialized", "ended", "crashed", "connected", "cut", "blocked",
     "listed", "waiting", "logged on", "between calls", "before", "inside", "in"}};
template <>
inline constexpr Expected expected_at<rule::some_call> = {"a call, such as logon"};
template <>
inline constexpr Expected expected_at<rule::the_used> = {"used", {"used"}};
template <>
inline constexpr Expected expected_at<rule::the_mutex> = {"the mutex", {"the mutex"}};
template <>
inline constexpr Expected expected_at<rule::the_is> = {"is", {"is"}};
template <>
inline constexpr Expected expected_at<rule::got> = {"an answer, such as S_OK, or none"};

}  // namespace holdfast::scenarios::grammar
