#include "reports/page_data.hpp"

#include <functional>
#include <map>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "reports/state_graph.hpp"
#include "reports/trace_words.hpp"

namespace holdfast::reports {

namespace {

using Json = nlohmann::ordered_json;

/// The greatest integer that a script keeps exactly (2^53 - 1).
constexpr std::uint64_t greatest_exact = 9007199254740991U;

Json count(std::uint64_t number)
{
    if (number > greatest_exact) return std::to_string(number);
    return number;
}

/// What is left out where it says nothing.
class Record {
public:
    Record& add(const char* key, Json value)
    {
        json_[key] = std::move(value);
        return *this;
    }

    Record& add_if(bool says_something, const char* key, Json value)
    {
        return says_something ? add(key, std::move(value)) : *this;
    }

    [[nodiscard]] Json take() { return std::move(json_); }

private:
    Json json_ = Json::object();
};

/// Builds the data, and the table of texts with it.
class PageData {
public:
    explicit PageData(const Report& report)
    {
        static_cast<void>(number_of(""));
        Json cases = Json::array();
        for (const CaseReport& one : report.cases) cases.push_back(of(one));
        Json warnings = Json::array();
        for (const Warning& warning : report.warnings)
            warnings.push_back({number_of(warning.path), number_of(in_words(warning))});
        document_ = Record()
                        .add("program", "holdfast " + report.version)
                        .add("cases_not_run", report.cases_not_run)
                        .add_if(!report.warnings.empty(), "warnings", std::move(warnings))
                        .add("cases", std::move(cases))
                        .add("texts", std::move(texts_))
                        .take();
    }

    [[nodiscard]] std::string text() const
    {
        return document_.dump(-1, ' ', false, Json::error_handler_t::replace);
    }

private:
    /// The empty text is number 0.
    std::size_t number_of(std::string_view text)
    {
        if (const auto found = numbers_.find(text); found != numbers_.end()) return found->second;
        const std::size_t number = texts_.size();
        numbers_.emplace(text, number);
        texts_.push_back(std::string(text));
        return number;
    }

    Json list(const std::vector<std::string>& texts)
    {
        Json numbers = Json::array();
        for (const std::string& text : texts) numbers.push_back(number_of(text));
        return numbers;
    }

    Json list(const std::vector<Change>& changes)
    {
        Json rows = Json::array();
        for (const Change& change : changes)
            rows.push_back({number_of(change.key), number_of(change.before), number_of(change.after)});
        return rows;
    }

    Json of(const TraceStep& step)
    {
        return Record()
            .add("who", number_of(step.words.actor))
            .add_if(!step.words.place.empty(), "where", number_of(step.words.place))
            .add("does", number_of(step.words.action))
            .add_if(!step.words.answer.empty(), "answer", number_of(step.words.answer))
            .add_if(step.words.minutes != 0, "minutes", step.words.minutes)
            .add_if(!step.words.events.empty(), "events", list(step.words.events))
            .add_if(!step.words.alarms.empty(), "alarms", list(step.words.alarms))
            .add_if(!step.changes.empty(), "changes", list(step.changes))
            .add_if(!step.asides.empty(), "asides", list(step.asides))
            .add_if(step.environment, "environment", true)
            .add_if(step.decisive, "decisive", true)
            .take();
    }

    Json of(const Tenure& tenure)
    {
        const checker::Holding& holding = tenure.holding;
        return Record()
            .add_if(!holding.place.empty(), "where", number_of(holding.place))
            .add("who", number_of(holding.actor))
            .add("thing", number_of(holding.thing))
            .add_if(holding.hold != checker::Hold::sound, "hold", number_of(to_string(holding.hold)))
            .add_if(!holding.words.empty(), "words", number_of(holding.words))
            .add("from", tenure.from)
            .add_if(tenure.to.has_value(), "to", tenure.to.value_or(0))
            .take();
    }

    Json of(const TraceLoop& loop)
    {
        Json fair = Json::array();
        for (const FairTurn& turn : loop.fair)
            fair.push_back({number_of(turn.program), number_of(turn.words), turn.step});
        return Record()
            .add("begin", loop.begin)
            .add_if(loop.shortest, "shortest", true)
            .add("fair", std::move(fair))
            .take();
    }

    Json start(const checker::StateWords& state)
    {
        Json rows = Json::array();
        for (const checker::StateRow& row : state)
            rows.push_back({number_of(row.key), number_of(row.value), row.in_changes ? 0 : 1});
        return rows;
    }

    /// Flags: 1, no program can move; 2, a property is violated.
    Json of(const StateGraph& graph)
    {
        Json states = Json::array(), steps = Json::array();
        std::map<std::size_t, std::size_t> run_states, run_steps;
        for (std::size_t k = 0; k < graph.nodes.size(); ++k) {
            const GraphNode& node = graph.nodes[k];
            Json state = {(node.terminal ? 1 : 0) + (node.violates.empty() ? 0 : 2)};
            if (node.steps_left_out > 0) state.push_back(count(node.steps_left_out));
            states.push_back(std::move(state));
            for (const std::size_t place : node.places) run_states[place] = k;
        }
        for (std::size_t k = 0; k < graph.edges.size(); ++k) {
            const GraphEdge& edge = graph.edges[k];
            Json step = {edge.from, edge.to, number_of(edge.words.actor), number_of(edge.words.action),
                         number_of(edge.words.answer)};
            if (!edge.violates.empty()) step.push_back(2);
            steps.push_back(std::move(step));
            for (const std::size_t place : edge.places) run_steps[place] = k;
        }
        return Record()
            .add("states", std::move(states))
            .add("steps", std::move(steps))
            .add("run_states", values_of(run_states))
            .add("run_steps", values_of(run_steps))
            .add_if(graph.whole(), "whole", true)
            .take();
    }

    static Json values_of(const std::map<std::size_t, std::size_t>& numbers)
    {
        Json values = Json::array();
        for (const auto& [key, value] : numbers) values.push_back(value);
        return values;
    }

    Json of(const Trace& trace)
    {
        Json steps = Json::array(), tenures = Json::array();
        for (const TraceStep& step : trace.steps) steps.push_back(of(step));
        for (const Tenure& tenure : trace.tenures) tenures.push_back(of(tenure));
        return Record()
            .add("start", start(trace.initial))
            .add("steps", std::move(steps))
            .add_if(!trace.tenures.empty(), "tenures", std::move(tenures))
            .add("switches", trace.switches)
            .add_if(trace.switch_minimal, "switch_minimal", true)
            .add("sentence", number_of(trace.sentence))
            .add("replay", number_of(trace.replay))
            .add_if(trace.loop.has_value(), "loop", trace.loop ? of(*trace.loop) : Json())
            .add_if(trace.graph != nullptr, "graph", trace.graph ? of(*trace.graph) : Json())
            .take();
    }

    static Json of(const checker::Delays& delays)
    {
        return Record()
            .add_if(delays.least.has_value(), "least", count(delays.least.value_or(0)))
            .add_if(delays.greatest.has_value(), "greatest", count(delays.greatest.value_or(0)))
            .add_if(delays.without_end, "without_end", true)
            .take();
    }

    /// What the baseline says, in words; the empty text where it says nothing.
    std::size_t standing(const Acceptance& acceptance)
    {
        const std::string words = standing_in_words(acceptance);
        return number_of(words.empty() ? words : words.substr(2, words.size() - 3));
    }

    Json of(const Expectation& expected)
    {
        return Record()
            .add("verdict", expected.any ? number_of("any") : number_of(to_string(expected.verdict)))
            .add_if(expected.steps.has_value(), "steps", count(expected.steps.value_or(0)))
            .add_if(!expected.failure.empty(), "failure", number_of(expected.failure))
            .add_if(!expected.met, "unmet", true)
            .take();
    }

    Json of(const PropertyReport& property)
    {
        return Record()
            .add("name", number_of(property.name))
            .add("kind", number_of(to_string(property.kind)))
            .add("meaning", number_of(property.meaning))
            .add("verdict", number_of(to_string(property.verdict)))
            .add_if(!property.reason.empty(), "reason", number_of(stop_in_words(property.reason)))
            .add("triggers", count(property.triggers))
            .add_if(property.vacuous(), "vacuous", true)
            .add("expected", of(property.expectation))
            .add_if(property.acceptance.standing != Standing::none, "baseline", standing(property.acceptance))
            .add_if(property.liveness.has_value(), "owing",
                    property.liveness ? owing(*property.liveness) : Json())
            .add_if(property.delays.has_value(), "delays", property.delays ? of(*property.delays) : Json())
            .add_if(property.bound != 0, "bound", count(property.bound))
            .add_if(property.trace.has_value(), "trace", property.trace ? of(*property.trace) : Json())
            .take();
    }

    static Json owing(const LivenessReport& liveness)
    {
        return {count(liveness.owing), count(liveness.states)};
    }

    static Json of(const checker::Counts& counts)
    {
        return {{"states", count(counts.states)},
                {"expanded", count(counts.expanded)},
                {"transitions", count(counts.transitions)},
                {"ends", count(counts.terminal_states)},
                {"depth", count(counts.depth)},
                {"widest", count(counts.widest_level)},
                {"whole_depth", count(counts.whole_depth)},
                {"beyond_limit", count(counts.beyond_limit)}};
    }

    static Json effort_of(const CaseReport& report)
    {
        return {{"stored", count(report.effort.stored)},   {"followed", count(report.effort.explored)},
                {"bits", count(report.effort.state_bits)}, {"bytes", count(report.bytes)},
                {"sleep_sets", report.effort.sleep_sets},  {"symmetry", report.effort.symmetry}};
    }

    Json of(const CaseReport& report)
    {
        Json properties = Json::array(), wrong_counts = Json::array();
        for (const PropertyReport& property : report.properties) properties.push_back(of(property));
        for (const CountExpectation& one : report.wrong_counts)
            wrong_counts.push_back({number_of(one.what), count(one.expected), count(one.found)});
        return Record()
            .add("path", number_of(report.path))
            .add("line", report.line)
            .add("name", number_of(report.name))
            .add("title", number_of(report.title))
            .add_if(!report.source.empty(), "source", number_of(report.source))
            .add("policy", number_of(report.policy))
            .add_if(!report.assumed.empty(), "assumed", list(report.assumed))
            .add("grain", number_of(report.grain))
            .add_if(!report.fairness.empty(), "fairness", list(report.fairness))
            .add_if(!report.symmetry.empty(), "interchangeable", list(report.symmetry))
            .add("outcome", number_of(to_string(report.outcome())))
            .add_if(!report.stop.empty(), "stop", number_of(stop_in_words(report.stop)))
            .add_if(!report.wrong_counts.empty(), "wrong_counts", std::move(wrong_counts))
            .add("counts", of(report.counts))
            .add("effort", effort_of(report))
            .add("properties", std::move(properties))
            .take();
    }

    Json texts_ = Json::array();
    std::map<std::string, std::size_t, std::less<>> numbers_;
    Json document_;
};

/// The same JSON without any character that means something to HTML. They occur in texts alone.
std::string inert(const std::string& json)
{
    std::string text;
    text.reserve(json.size());
    for (const char letter : json) {
        switch (letter) {
        case '<': text += "\\u003c"; break;
        case '>': text += "\\u003e"; break;
        case '&': text += "\\u0026"; break;
        default: text += letter;
        }
    }
    return text;
}

}  // namespace

std::string page_data(const Report& report) { return inert(PageData(report).text()); }

}  // namespace holdfast::reports
