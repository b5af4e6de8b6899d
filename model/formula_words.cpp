#include "model/formula_words.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "model/calls/call_words.hpp"
#include "model/compiled_formula.hpp"
#include "model/names.hpp"

namespace holdfast::model {
namespace {

using Kind = Formula::Kind;

constexpr std::array all_phrases{
    FormulaPhrase{"PROFILE is absent", "no instance of that name is there, live or marked"},
    FormulaPhrase{"PROFILE is live", "a live instance of it is there"},
    FormulaPhrase{"PROFILE is marked", "an instance of it is there that is marked for deletion"},
    FormulaPhrase{"PROFILE is used", "some program uses it"},
    FormulaPhrase{"PROGRAM uses PROFILE",
                  "the program's MAPI session, opening or open, is on an instance of that name, even on one "
                  "that was purged: the truth, not what a table shows"},
    FormulaPhrase{"PROGRAM sees PROFILE used",
                  "the in-use table that the program looks into shows a use of an instance that is there: "
                  "what MAPI believes"},
    FormulaPhrase{"PROGRAM is logged on", "it has a MAPI session, opening or open"},
    FormulaPhrase{"PROGRAM is on a purged profile", "it has one, and its profile was purged"},
    FormulaPhrase{"PROGRAM is initialized", "its process lives and may make MAPI calls"},
    FormulaPhrase{"PROGRAM is ended", "it has no steps left; its process lives on"},
    FormulaPhrase{"PROGRAM is crashed", "its process is gone"},
    FormulaPhrase{"PROGRAM is connected", "it has a connection to a server of Exchange"},
    FormulaPhrase{"PROGRAM is cut", "a store cut its connection, and it has not connected anew"},
    FormulaPhrase{"PROGRAM is listed",
                  "what stands in the registry blocks it: in that of the node that runs the store, of any "
                  "server that it connects to"},
    FormulaPhrase{"PROGRAM is blocked", "the lists in force block it, of any server that it connects to"},
    FormulaPhrase{"PROGRAM is waiting", "a wait of it has begun and is not over"},
    FormulaPhrase{"PROGRAM is between calls", "it is inside no call and has steps left"},
    FormulaPhrase{"PROGRAM is before CALL [PROFILE]",
                  "it is between calls, and that call may be its next; with PROFILE, of that profile"},
    FormulaPhrase{"PROGRAM is inside CALL [PROFILE]",
                  "it has begun that call and has no answer yet; never true at grain call"},
    FormulaPhrase{"PROGRAM is inside a call", "likewise, whichever call it is"},
    FormulaPhrase{"PROGRAM is in SESSION", "it runs in that session"},
    FormulaPhrase{"PROGRAM holds the mutex", "it holds its logon mutex; never true at grain call"},
    FormulaPhrase{
        "answer of PROGRAM is ANSWER",
        "the last of its calls that came to an end got that answer, such as S_OK; none: no call has "
        "yet"},
    FormulaPhrase{"users of PROFILE", "a number: programs that use it"},
    FormulaPhrase{"[live or marked] [used or unused] instances of PROFILE",
                  "a number: its instances that are there, or only those that are as said"},
    FormulaPhrase{"count(program p: FORMULA)", "a number: programs p of which the formula is true"},
    FormulaPhrase{"NUMBER < NUMBER", "also <=, =, !=, >= and >; 3 is a number too"},
    FormulaPhrase{"any(program p: FORMULA)", "the formula is true of some program p"},
    FormulaPhrase{"all(program p: FORMULA)", "the formula is true of every program p"},
    FormulaPhrase{"any(profile x of ACCOUNT: FORMULA)",
                  "likewise of profiles; `of ACCOUNT`, with programs too, asks those of one account only"},
    FormulaPhrase{"not, and, or, implies",
                  "bind in this order, the tightest first; parentheses say otherwise"},
};

constexpr auto keywords = std::to_array<std::string_view>(
    {"and",    "or",    "not",       "implies", "is",     "of",      "uses",
     "sees",   "holds", "any",       "all",     "count",  "program", "profile",
     "answer", "users", "instances", "live",    "marked", "used",    "unused"});

std::string quoted_if_needed(std::string_view name)
{
    const auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
               static_cast<unsigned char>(c) >= 0x80;
    };
    const auto other = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-'; };
    const bool keyword = std::ranges::find(keywords, name) != keywords.end();
    if (!name.empty() && letter(name.front()) && std::ranges::all_of(name, other) && !keyword)
        return std::string{name};
    std::string text = "\"";
    for (const char c : name) {
        if (c == '"' || c == '\\') text += '\\';
        text += c;
    }
    return text + "\"";
}

/// One formula of a world, and the variables that are at hand in it.
class Writer {
public:
    explicit Writer(const World& world, std::vector<std::string> variables = {})
        : world_(world), variables_(std::move(variables))
    {
    }

    [[nodiscard]] std::string text(const Formula& formula)
    {
        switch (formula.kind) {
        case Kind::negation: return negation(formula.parts.front());
        case Kind::conjunction: return joined(formula, " and ");
        case Kind::disjunction: return joined(formula, " or ");
        case Kind::implication: return joined(formula, " implies ");
        case Kind::any: return quantified("any", formula);
        case Kind::all: return quantified("all", formula);
        case Kind::count: return quantified("count", formula);
        case Kind::comparison: return joined(formula, fmt::format(" {} ", to_string(formula.comparison)));
        case Kind::number: return fmt::format("{}", formula.value);
        case Kind::users: return "users of " + profile(formula);
        case Kind::instances: return instances(formula);
        default: return statement(formula, "");
        }
    }

    [[nodiscard]] std::vector<std::string> variables() const { return variables_; }

private:
    [[nodiscard]] static bool binds_loosely(Kind kind)
    {
        return kind == Kind::conjunction || kind == Kind::disjunction || kind == Kind::implication;
    }

    [[nodiscard]] std::string part(const Formula& formula)
    {
        return binds_loosely(formula.kind) ? fmt::format("({})", text(formula)) : text(formula);
    }

    [[nodiscard]] std::string joined(const Formula& formula, std::string_view word)
    {
        std::string result;
        for (const Formula& each : formula.parts) {
            if (!result.empty()) result += word;
            result += part(each);
        }
        return result;
    }

    [[nodiscard]] std::string negation(const Formula& formula)
    {
        if (has_is(formula.kind)) return statement(formula, "not ");
        return "not " + part(formula);
    }

    [[nodiscard]] static bool has_is(Kind kind)
    {
        const bool other = kind == Kind::uses || kind == Kind::sees_used || kind == Kind::holds_mutex;
        return kind >= Kind::is_absent && kind <= Kind::answered && !other;
    }

    [[nodiscard]] std::string quantified(std::string_view word, const Formula& formula)
    {
        const std::string_view domain = formula.domain == Domain::programs ? "program" : "profile";
        const std::string of = formula.account ? " of " + account(*formula.account) : "";
        variables_.push_back(formula.variable);
        std::string result = fmt::format("{}({} {}{}: {})", word, domain, quoted_if_needed(formula.variable),
                                         of, text(formula.parts.front()));
        variables_.pop_back();
        return result;
    }

    [[nodiscard]] std::string account(std::size_t index) const
    {
        return quoted_if_needed(world_.accounts[index].name);
    }

    /// " of admin", where several accounts leave it open.
    [[nodiscard]] std::string owner(std::size_t index) const
    {
        return world_.accounts.size() > 1 ? " of " + account(index) : "";
    }

    [[nodiscard]] std::string program(const Formula& formula) const
    {
        if (formula.program.bound) return quoted_if_needed(variables_[formula.program.index]);
        const std::string& name = world_.programs[formula.program.index].name;
        const bool ambiguous =
            std::ranges::find(world_.profiles, name, &Profile::name) != world_.profiles.end();
        return (ambiguous ? "program " : "") + quoted_if_needed(name);
    }

    [[nodiscard]] std::string profile(const Formula& formula) const
    {
        if (formula.profile->bound) return quoted_if_needed(variables_[formula.profile->index]);
        const Profile& meant = world_.profiles[formula.profile->index];
        const bool ambiguous =
            std::ranges::find(world_.programs, meant.name, &Program::name) != world_.programs.end();
        return (ambiguous ? "profile " : "") + quoted_if_needed(meant.name) + owner(meant.account);
    }

    [[nodiscard]] std::string instances(const Formula& formula) const
    {
        std::string text;
        if (formula.marked) text += *formula.marked ? "marked " : "live ";
        if (formula.used) text += *formula.used ? "used " : "unused ";
        return text + "instances of " + profile(formula);
    }

    [[nodiscard]] std::string call(const Formula& formula) const
    {
        if (!formula.call) return "a call";
        const std::string name{words_of(*formula.call).name};
        return formula.profile ? name + " " + profile(formula) : name;
    }

    [[nodiscard]] std::string session(const Formula& formula) const
    {
        const Session& meant = world_.sessions[formula.session];
        return quoted_if_needed(meant.name) + owner(meant.account);
    }

    /// `no` is "not " or nothing.
    [[nodiscard]] std::string statement(const Formula& formula, std::string_view no) const
    {
        const auto is = [&](const std::string& who, const std::string& what) {
            return fmt::format("{} is {}{}", who, no, what);
        };
        switch (formula.kind) {
        case Kind::is_absent: return is(profile(formula), "absent");
        case Kind::is_live: return is(profile(formula), "live");
        case Kind::is_marked: return is(profile(formula), "marked");
        case Kind::is_used: return is(profile(formula), "used");
        case Kind::uses: return fmt::format("{} uses {}", program(formula), profile(formula));
        case Kind::sees_used: return fmt::format("{} sees {} used", program(formula), profile(formula));
        case Kind::is_logged_on: return is(program(formula), "logged on");
        case Kind::is_on_purged: return is(program(formula), "on a purged profile");
        case Kind::is_initialized: return is(program(formula), "initialized");
        case Kind::is_ended: return is(program(formula), "ended");
        case Kind::is_crashed: return is(program(formula), "crashed");
        case Kind::is_connected: return is(program(formula), "connected");
        case Kind::is_cut: return is(program(formula), "cut");
        case Kind::is_blocked: return is(program(formula), "blocked");
        case Kind::is_listed: return is(program(formula), "listed");
        case Kind::is_waiting: return is(program(formula), "waiting");
        case Kind::is_between_calls: return is(program(formula), "between calls");
        case Kind::is_before: return is(program(formula), "before " + call(formula));
        case Kind::is_inside: return is(program(formula), "inside " + call(formula));
        case Kind::is_in_session: return is(program(formula), "in " + session(formula));
        case Kind::holds_mutex: return program(formula) + " holds the mutex";
        case Kind::answered:
            return is("answer of " + program(formula),
                      std::string{formula.answer ? to_string(*formula.answer) : "none"});
        default: return {};
        }
    }

    const World& world_;
    std::vector<std::string> variables_;
};

/// What the parts of a formula are in one state, down to those that are no longer made of formulas by `and`,
/// `or` and the like. Inside a quantifier there is no one value; who makes it so is told instead.
class Explanation {
public:
    Explanation(const Layout& layout, const std::uint64_t* words) : layout_(layout), words_(words) {}

    void explain(const Formula& formula)
    {
        const bool made_of_formulas = formula.kind >= Kind::negation && formula.kind <= Kind::implication;
        if (made_of_formulas || formula.kind == Kind::comparison) {
            for (const Formula& part : formula.parts) explain(part);
        } else if (formula.kind != Kind::number) {
            std::string finding = fmt::format("{}: {}", to_text(formula, layout_.world), value_of(formula));
            if (std::ranges::find(findings_, finding) == findings_.end())
                findings_.push_back(std::move(finding));
        }
    }

    [[nodiscard]] std::string text() const { return fmt::format("{}", fmt::join(findings_, "; ")); }

private:
    [[nodiscard]] std::string value_of(const Formula& formula) const
    {
        const std::uint64_t value = CompiledFormula(layout_, formula).value(words_);
        const std::string plain =
            is_number(formula.kind) ? fmt::format("{}", value) : std::string{value != 0 ? "yes" : "no"};
        const std::string who = join(who_makes_it_so(formula, value != 0));
        return who.empty() ? plain : fmt::format("{} ({})", plain, who);
    }

    /// Those that a reader would look for next: by name where there are any.
    [[nodiscard]] std::vector<std::string> who_makes_it_so(const Formula& formula, bool so) const
    {
        switch (formula.kind) {
        case Kind::any:
        case Kind::count: return those_for_whom(formula, true);
        case Kind::all: return so ? std::vector<std::string>{} : not_for(those_for_whom(formula, false));
        case Kind::is_used:
        case Kind::users: return those_for_whom(users_of(formula), true);
        case Kind::answered: return so ? std::vector<std::string>{} : last_answer(formula);
        default: return {};
        }
    }

    [[nodiscard]] static std::vector<std::string> not_for(std::vector<std::string> names)
    {
        if (!names.empty()) names.front() = "not " + names.front();
        return names;
    }

    /// count(program p: p uses PROFILE)
    [[nodiscard]] static Formula users_of(const Formula& formula)
    {
        return {
            .kind = Kind::count,
            .parts = {
                {.kind = Kind::uses, .program = {.bound = true, .index = 0}, .profile = formula.profile}}};
    }

    [[nodiscard]] std::vector<std::string> last_answer(const Formula& formula) const
    {
        const Field field = layout_.programs[formula.program.index].fields.answer;
        const std::uint64_t stored = Snapshot(layout_, words_).get(field);
        return {stored == 0 ? "none yet" : std::string{to_string(static_cast<Answer>(stored - 1))}};
    }

    [[nodiscard]] std::vector<std::string> those_for_whom(const Formula& quantifier, bool wanted) const
    {
        const bool programs = quantifier.domain == Domain::programs;
        const CompiledFormula part(layout_, quantifier.parts.front(), 1);
        std::vector<std::string> names;
        for (const std::uint16_t each : range_of(layout_.world, quantifier)) {
            if ((part.value(words_, {each}) != 0) != wanted) continue;
            names.push_back(programs ? name_of_program(layout_, each) : profile(each));
        }
        return names;
    }

    [[nodiscard]] std::string profile(std::uint16_t index) const
    {
        const Hive& hive = layout_.hives[layout_.world.profiles[index].account];
        return name_of_profile(layout_, hive, static_cast<Name>(layout_.name_of_profile[index]));
    }

    const Layout& layout_;
    const std::uint64_t* words_;
    std::vector<std::string> findings_;
};

/// "Outlook is marked: yes; users of Outlook: 0"
std::string findings(const Layout& layout, const Formula& formula, const std::uint64_t* words)
{
    Explanation explanation(layout, words);
    explanation.explain(formula);
    return explanation.text();
}

}  // namespace

std::span<const FormulaPhrase> formula_phrases() { return all_phrases; }

std::span<const std::string_view> formula_keywords() { return keywords; }

std::string_view to_string(Comparison comparison)
{
    switch (comparison) {
    case Comparison::less: return "<";
    case Comparison::at_most: return "<=";
    case Comparison::equal: return "=";
    case Comparison::unequal: return "!=";
    case Comparison::at_least: return ">=";
    case Comparison::more: return ">";
    }
    return "?";
}

std::string to_text(const Formula& formula, const World& world) { return Writer(world).text(formula); }

std::string meaning_of(const OwnProperty& property, const World& world)
{
    if (!property.says.empty()) return property.says;
    const std::string formula = to_text(property.formula, world);
    switch (property.kind) {
    case checker::PropertyKind::never: return "it is never so that " + formula;
    case checker::PropertyKind::reachable: return "it can come to be that " + formula;
    case checker::PropertyKind::at_end: return "at the end " + formula;
    case checker::PropertyKind::leads_to:
        return fmt::format("whenever {}, then eventually {}", formula, to_text(property.goal, world));
    case checker::PropertyKind::within:
        return fmt::format("whenever {}, then at most {} after it {}", formula,
                           minutes_in_words(property.minutes), to_text(property.goal, world));
    case checker::PropertyKind::never_step: break;
    }
    return formula;
}

std::string explain_own_property(const Layout& layout, std::size_t own, const std::uint64_t* words)
{
    const OwnProperty& property = layout.own_properties[own];
    const std::string formula = to_text(property.formula, layout.world);
    if (property.kind == checker::PropertyKind::within) {
        const bool came_late = CompiledFormula(layout, property.goal).is_true(words);
        return fmt::format("It was so that {}, and {} more than {} after that {} so that {} ({}).", formula,
                           came_late ? "only" : "even", minutes_in_words(property.minutes),
                           came_late ? "it came to be" : "it is not", to_text(property.goal, layout.world),
                           findings(layout, property.goal, words));
    }
    if (property.kind == checker::PropertyKind::leads_to) {
        return fmt::format(
            "It was so that {}, and from then on it never is so that {} (where the run goes on for "
            "ever, {}).",
            formula, to_text(property.goal, layout.world), findings(layout, property.goal, words));
    }
    const bool so = CompiledFormula(layout, property.formula).is_true(words);
    return fmt::format("In the last state it is {}so that {} ({}).", so ? "" : "not ", formula,
                       findings(layout, property.formula, words));
}

}  // namespace holdfast::model
