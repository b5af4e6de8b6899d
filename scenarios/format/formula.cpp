#include "scenarios/format/formula.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "checker/assert.hpp"
#include "model/system.hpp"
#include "scenarios/format/formula_names.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/steps.hpp"
#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {
namespace {

using model::Domain;
using model::Formula;
using model::Term;
using Kind = Formula::Kind;
using Written = FormulaText::Kind;

/// Greater numbers than any count; also keeps what is written from overflowing.
constexpr std::uint64_t greatest_number = 1'000'000;

struct State {
    std::string_view word;
    Kind kind;
    Domain of;
};
constexpr std::array states{
    State{"absent", Kind::is_absent, Domain::profiles},
    State{"live", Kind::is_live, Domain::profiles},
    State{"marked", Kind::is_marked, Domain::profiles},
    State{"used", Kind::is_used, Domain::profiles},
    State{"initialized", Kind::is_initialized, Domain::programs},
    State{"ended", Kind::is_ended, Domain::programs},
    State{"crashed", Kind::is_crashed, Domain::programs},
    State{"connected", Kind::is_connected, Domain::programs},
    State{"cut", Kind::is_cut, Domain::programs},
    State{"blocked", Kind::is_blocked, Domain::programs},
    State{"listed", Kind::is_listed, Domain::programs},
    State{"waiting", Kind::is_waiting, Domain::programs},
};

std::vector<std::string> states_of(Domain domain)
{
    std::vector<std::string> words;
    for (const State& state : states) {
        if (state.of == domain) words.emplace_back(state.word);
    }
    if (domain == Domain::programs) {
        for (const char* more : {"logged on", "on a purged profile", "between calls", "before CALL",
                                 "inside CALL", "in SESSION"})
            words.emplace_back(more);
    }
    return words;
}

class Resolver {
public:
    Resolver(const FormulaSource& source, const model::World& world, model::NameCompare compare,
             Complaints& complaints)
        : world_(world), names_(source, world, compare, complaints)
    {
    }

    Formula formula(const FormulaText& text)
    {
        switch (text.kind) {
        case Written::implication: return implication(text, 0);
        case Written::disjunction: return of_parts(Kind::disjunction, text);
        case Written::conjunction: return of_parts(Kind::conjunction, text);
        case Written::negation: return negation(text);
        case Written::any: return quantified(Kind::any, text);
        case Written::all: return quantified(Kind::all, text);
        case Written::comparison: return comparison(text);
        case Written::answer: return answer(text);
        case Written::statement: return statement(text.parts[0], text.parts[1]);
        default: break;
        }
        HOLDFAST_ASSERT(false, "a formula of kind {}", static_cast<int>(text.kind));
        return {};
    }

private:
    // Formulas

    /// What is known of all parts is told even where one of them is wrong.
    Formula of_parts(Kind kind, const FormulaText& text)
    {
        Formula result{.kind = kind};
        bool good = true;
        for (const FormulaText& part : text.parts) {
            try {
                result.parts.push_back(formula(part));
            } catch (const UnknownName&) {
                good = false;
            }
        }
        if (!good) throw UnknownName{};
        return result;
    }

    /// a implies b implies c: a implies (b implies c).
    Formula implication(const FormulaText& text, std::size_t from)
    {
        if (from + 1 == text.parts.size()) return formula(text.parts[from]);
        Formula result{.kind = Kind::implication};
        result.parts.push_back(formula(text.parts[from]));
        result.parts.push_back(implication(text, from + 1));
        return result;
    }

    Formula negation(const FormulaText& text)
    {
        Formula result = formula(text.parts.back());
        for (std::size_t k = 1; k < text.parts.size(); ++k) result = negated(std::move(result));
        return result;
    }

    static Formula negated(Formula formula)
    {
        Formula result{.kind = Kind::negation};
        result.parts.push_back(std::move(formula));
        return result;
    }

    Formula quantified(Kind kind, const FormulaText& text)
    {
        const FormulaText& variable = text.parts[1];
        Formula result{.kind = kind,
                       .domain = text.parts[0].word == "program" ? Domain::programs : Domain::profiles,
                       .variable = variable.word};
        if (text.parts[2].kind == Written::owner) result.account = names_.account(text.parts[2]);
        names_.open_variable(variable, result.domain);
        try {
            result.parts.push_back(formula(text.parts.back()));
        } catch (const UnknownName&) {
            names_.close_variable();
            throw;
        }
        names_.close_variable();
        return result;
    }

    // Numbers

    Formula comparison(const FormulaText& text)
    {
        constexpr std::array signs{"<", "<=", "=", "!=", ">=", ">"};
        Formula result{.kind = Kind::comparison};
        const auto sign = std::ranges::find(signs, text.parts[1].word);
        result.comparison = static_cast<model::Comparison>(sign - signs.begin());
        result.parts.push_back(number(text.parts[0]));
        result.parts.push_back(number(text.parts[2]));
        return result;
    }

    Formula number(const FormulaText& text)
    {
        switch (text.kind) {
        case Written::number: return literal(text);
        case Written::count: return quantified(Kind::count, text);
        case Written::users: {
            Formula result{.kind = Kind::users};
            result.profile = names_.profile(text.parts[0]);
            return result;
        }
        case Written::instances: return instances(text);
        default: break;
        }
        HOLDFAST_ASSERT(false, "a number of kind {}", static_cast<int>(text.kind));
        return {};
    }

    Formula literal(const FormulaText& text)
    {
        Formula result{.kind = Kind::number};
        const char* const end = text.word.data() + text.word.size();
        const auto [rest, error] = std::from_chars(text.word.data(), end, result.value);
        if (error != std::errc{} || rest != end || result.value > greatest_number)
            names_.refuse(text, fmt::format("the number {} is too large; the most is {}", quoted(text.word),
                                            greatest_number));
        return result;
    }

    Formula instances(const FormulaText& text)
    {
        Formula result{.kind = Kind::instances};
        for (const FormulaText& part : text.parts) {
            if (part.kind != Written::adjective) continue;
            if (part.word == "live" || part.word == "marked") result.marked = part.word == "marked";
            else result.used = part.word == "used";
        }
        result.profile = names_.profile(text.parts.back());
        return result;
    }

    // Statements

    Formula answer(const FormulaText& text)
    {
        Formula result{.kind = Kind::answered, .program = names_.program(text.parts[0])};
        const FormulaText& word = text.parts.back();
        if (word.word != "none") {
            result.answer = model::answer_named(word.word);
            if (!result.answer) names_.refuse_word(word, "answer", known_answers());
        }
        return text.parts.size() == 3 ? negated(std::move(result)) : result;
    }

    static std::vector<std::string> known_answers()
    {
        std::vector<std::string> names;
        for (const model::AnswerWords& words : model::answers) names.emplace_back(words.name);
        names.emplace_back("none");
        return names;
    }

    Formula statement(const FormulaText& subject, const FormulaText& verb)
    {
        if (verb.kind == Written::is) return is(subject, verb);
        Formula result{.kind = verb.kind == Written::uses   ? Kind::uses
                               : verb.kind == Written::sees ? Kind::sees_used
                                                            : Kind::holds_mutex};
        result.program = names_.program(subject);
        if (verb.kind != Written::holds) result.profile = names_.profile(verb.parts[0], result.program);
        return result;
    }

    Formula is(const FormulaText& subject, const FormulaText& verb)
    {
        const FormulaNames::Found found = names_.anybody(subject);
        const FormulaText& state = verb.parts.back();
        Formula result = found.domain == Domain::profiles ? state_of_profile(found.term, subject, state)
                                                          : state_of_program(found.term, subject, state);
        return verb.parts.size() == 2 ? negated(std::move(result)) : result;
    }

    Formula state_of_profile(const Term& profile, const FormulaText& subject, const FormulaText& state)
    {
        const std::optional<Kind> kind = plain_state(state, Domain::profiles);
        if (!kind) wrong_state(subject, state, Domain::profiles);
        Formula result{.kind = *kind};
        result.profile = profile;
        return result;
    }

    Formula state_of_program(const Term& program, const FormulaText& subject, const FormulaText& state)
    {
        Formula result{.program = program};
        switch (state.kind) {
        case Written::logged_on: result.kind = Kind::is_logged_on; return result;
        case Written::on_purged: result.kind = Kind::is_on_purged; return result;
        case Written::between_calls: result.kind = Kind::is_between_calls; return result;
        case Written::before: result.kind = Kind::is_before; break;
        case Written::inside: result.kind = Kind::is_inside; break;
        case Written::in_session:
            result.kind = Kind::is_in_session;
            result.session = names_.session(state.parts[0]);
            return result;
        default: {
            const std::optional<Kind> kind = plain_state(state, Domain::programs);
            if (!kind) wrong_state(subject, state, Domain::programs);
            refuse_what_never_is(*kind, state);
            result.kind = *kind;
            return result;
        }
        }
        if (!state.parts.empty()) add_call(result, state);
        return result;
    }

    [[nodiscard]] static std::optional<Kind> plain_state(const FormulaText& text, Domain domain)
    {
        for (const State& state : states) {
            if (text.kind == Written::plain_state && state.word == text.word && state.of == domain)
                return state.kind;
        }
        return std::nullopt;
    }

    /// A state that the other sort of subject can be in.
    [[noreturn]] void wrong_state(const FormulaText& subject, const FormulaText& state, Domain domain)
    {
        names_.refuse(state, fmt::format("{} is a {}, which is never {}; expected {}",
                                         quoted(names_.name_in(subject).word), word_of(domain),
                                         quoted(words_of_state(state)), listed(states_of(domain))));
    }

    /// A property about what cannot be in this world would say nothing, whatever it says.
    void refuse_what_never_is(Kind kind, const FormulaText& state)
    {
        const bool of_servers = kind == Kind::is_connected || kind == Kind::is_cut ||
                                kind == Kind::is_blocked || kind == Kind::is_listed;
        if (of_servers && world_.servers.empty()) {
            names_.refuse(state, fmt::format("nobody is ever {} here: there is no server", state.word),
                          "a server is a table of its own: [servers.NAME]");
        }
        if (kind == Kind::is_waiting && !model::has_time(world_)) {
            names_.refuse(
                state, "nobody ever is waiting here: no time passes",
                "time passes where there is a server, a wait, a step with a time or an urgent program");
        }
    }

    /// As it is written, without what it goes on to name.
    [[nodiscard]] static std::string words_of_state(const FormulaText& state)
    {
        switch (state.kind) {
        case Written::logged_on: return "logged on";
        case Written::on_purged: return "on a purged profile";
        case Written::between_calls: return "between calls";
        case Written::before: return "before";
        case Written::inside: return "inside";
        case Written::in_session: return "in";
        default: return state.word;
        }
    }

    void add_call(Formula& result, const FormulaText& state)
    {
        const FormulaText& word = state.parts[0];
        const auto step = std::ranges::find(step_names(), word.word, &StepName::name);
        if (step == step_names().end()) {
            std::vector<std::string> known;
            for (const StepName& each : step_names()) known.emplace_back(each.name);
            names_.refuse_word(word, "call", known);
        }
        result.call = step->kind;
        if (state.parts.size() == 1) return;
        if (!model::names_profile(step->kind)) {
            names_.refuse(state.parts[1], fmt::format("{} is a call without a profile", quoted(step->name)));
        }
        result.profile = names_.profile(state.parts[1], result.program);
    }

    const model::World& world_;
    FormulaNames names_;
};

}  // namespace

std::optional<FormulaText> read_formula(const FormulaSource& source, Complaints& complaints)
{
    auto parsed = parse_formula(source.text);
    if (parsed) return std::move(*parsed);
    FormulaError& error = parsed.error();
    complaints.add(complaints.text().inside(source.where, source.text, error.byte), std::move(error.message),
                   std::move(error.advice));
    return std::nullopt;
}

std::optional<Formula> resolved(const FormulaText& formula, const FormulaSource& source,
                                const model::World& world, model::NameCompare compare, Complaints& complaints)
{
    try {
        return Resolver(source, world, compare, complaints).formula(formula);
    } catch (const UnknownName&) {
        return std::nullopt;
    }
}

}  // namespace holdfast::scenarios
