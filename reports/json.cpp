#include "reports/json.hpp"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "checker/symmetry.hpp"

namespace holdfast::reports {

namespace {

using Json = nlohmann::ordered_json;

/// The greatest integer that every reader of JSON keeps exactly (2^53 - 1).
constexpr std::uint64_t greatest_exact = 9007199254740991U;

/// A count as a number; beyond the exact range as a string of digits, so that nobody rounds it.
Json count(std::uint64_t number)
{
    if (number > greatest_exact) return std::to_string(number);
    return number;
}

Json optional_count(const std::optional<std::uint64_t>& number)
{
    return number ? count(*number) : Json(nullptr);
}

/// A text, or null where there is none.
Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json to_json(const checker::StateWords& state)
{
    Json rows = Json::array();
    for (const checker::StateRow& row : state) rows.push_back({{"key", row.key}, {"value", row.value}});
    return rows;
}

Json to_json(const TraceStep& step)
{
    Json changes = Json::array();
    for (const Change& change : step.changes) {
        changes.push_back({{"key", change.key},
                           {"before", text_or_null(change.before)},
                           {"after", text_or_null(change.after)}});
    }
    return {{"number", step.number},
            {"where", step.words.place},
            {"who", step.words.actor},
            {"does", step.words.action},
            {"answer", text_or_null(step.words.answer)},
            {"environment", step.environment},
            {"decisive", step.decisive},
            {"alarms", step.words.alarms},
            {"events", step.words.events},
            {"changes", std::move(changes)}};
}

Json to_json(const TraceLoop& loop, std::size_t length)
{
    Json fair = Json::array();
    for (const FairTurn& turn : loop.fair) {
        fair.push_back({{"program", turn.program},
                        {"reason", to_string(turn.reason)},
                        {"step", turn.step == 0 ? Json(nullptr) : Json(turn.step)},
                        {"words", turn.words}});
    }
    return {{"begin", loop.begin},
            {"length", length - loop.begin},
            {"stays", length == loop.begin},
            {"shortest", loop.shortest},
            {"fair", std::move(fair)}};
}

Json to_json(const Trace& trace)
{
    Json steps = Json::array();
    for (const TraceStep& step : trace.steps) steps.push_back(to_json(step));
    return {{"schedule", trace.schedule},
            {"replay", trace.replay},
            {"length", trace.steps.size()},
            {"switches", trace.switches},
            {"switch_minimal", trace.switch_minimal},
            {"sentence", trace.sentence},
            {"start", to_json(trace.initial)},
            {"steps", std::move(steps)},
            {"loop", trace.loop ? to_json(*trace.loop, trace.steps.size()) : Json(nullptr)}};
}

Json to_json(const Expectation& expected)
{
    return {{"verdict", expected.any ? Json("any") : Json(to_string(expected.verdict))},
            {"steps", optional_count(expected.steps)},
            {"met", expected.met},
            {"failure", text_or_null(expected.failure)}};
}

Json to_json(const LivenessReport& liveness)
{
    return {{"states", count(liveness.states)}, {"owing", count(liveness.owing)}};
}

Json to_json(const checker::Delays& delays, std::uint64_t allowed)
{
    return {{"allowed", count(allowed)},
            {"least", optional_count(delays.least)},
            {"greatest", optional_count(delays.greatest)},
            {"without_end", delays.without_end}};
}

Json to_json(const PropertyReport& property)
{
    return {{"name", property.name},
            {"kind", to_string(property.kind)},
            {"meaning", property.meaning},
            {"verdict", to_string(property.verdict)},
            {"reason", text_or_null(property.reason)},
            {"triggers", count(property.triggers)},
            {"vacuous", property.vacuous()},
            {"expected", to_json(property.expectation)},
            {"liveness", property.liveness ? to_json(*property.liveness) : Json(nullptr)},
            {"delays", property.delays ? to_json(*property.delays, property.bound) : Json(nullptr)},
            {"trace", property.trace ? to_json(*property.trace) : Json(nullptr)}};
}

Json to_json(const checker::Counts& counts)
{
    return {{"states", count(counts.states)},
            {"expanded", count(counts.expanded)},
            {"transitions", count(counts.transitions)},
            {"terminal_states", count(counts.terminal_states)},
            {"depth", count(counts.depth)},
            {"widest_level", count(counts.widest_level)},
            {"whole_depth", count(counts.whole_depth)},
            {"beyond_limit", count(counts.beyond_limit)}};
}

Json to_json(const checker::Effort& effort)
{
    return {{"sleep_sets", effort.sleep_sets},          {"symmetry", effort.symmetry},
            {"stored_states", count(effort.stored)},    {"enabled_steps", count(effort.enabled)},
            {"followed_steps", count(effort.explored)}, {"stored_state_bits", count(effort.state_bits)},
            {"table_bytes", count(effort.table_bytes)}, {"table_slots", count(effort.table_slots)},
            {"log_bytes", count(effort.log_bytes)},     {"frontier_bytes", count(effort.frontier_bytes)}};
}

Json to_json(const CaseReport& report)
{
    Json wrong_counts = Json::array();
    for (const CountExpectation& one : report.wrong_counts) {
        wrong_counts.push_back(
            {{"what", one.what}, {"expected", count(one.expected)}, {"found", count(one.found)}});
    }
    Json properties = Json::array();
    for (const PropertyReport& property : report.properties) properties.push_back(to_json(property));
    return {{"path", report.path},
            {"line", report.line},
            {"case", report.name},
            {"title", report.title},
            {"source", text_or_null(report.source)},
            {"policy", report.policy},
            {"assumed", report.assumed},
            {"grain", report.grain},
            {"fairness", report.fairness},
            {"outcome", to_string(report.outcome())},
            {"complete", report.stop.empty()},
            {"stopped_by", text_or_null(report.stop)},
            {"counts", to_json(report.counts)},
            {"wrong_counts", std::move(wrong_counts)},
            {"properties", std::move(properties)}};
}

std::size_t cases_with(const Report& report, Outcome outcome)
{
    return static_cast<std::size_t>(
        std::count_if(report.cases.begin(), report.cases.end(),
                      [&](const CaseReport& one) { return one.outcome() == outcome; }));
}

Json results_of(const Report& report)
{
    std::set<std::string> paths;
    std::uint64_t states = 0;
    Json cases = Json::array();
    for (const CaseReport& one : report.cases) {
        paths.insert(one.path);
        checker::add_up(states, one.counts.states);
        cases.push_back(to_json(one));
    }
    Json summary = {{"scenarios", paths.size()},
                    {"cases", report.cases.size()},
                    {"as_expected", cases_with(report, Outcome::as_expected)},
                    {"unexpected", cases_with(report, Outcome::unexpected)},
                    {"inconclusive", cases_with(report, Outcome::inconclusive)},
                    {"states", count(states)}};
    return {{"summary", std::move(summary)}, {"errors", report.errors}, {"cases", std::move(cases)}};
}

/// How the properties of runs were decided, which depends on the reductions in use.
Json passes_of(const CaseReport& report)
{
    Json passes = Json::array();
    for (const PropertyReport& property : report.properties) {
        if (!property.liveness) continue;
        passes.push_back({{"property", property.name},
                          {"without_sleep_sets", property.liveness->no_sleep_sets},
                          {"without_symmetry", property.liveness->no_symmetry},
                          {"charged_bytes", count(property.liveness->bytes)}});
    }
    return passes;
}

Json measurements_of(const Report& report)
{
    Json cases = Json::array();
    for (const CaseReport& one : report.cases) {
        cases.push_back({{"path", one.path},
                         {"case", one.name},
                         {"seconds", one.seconds},
                         {"charged_bytes", count(one.bytes)},
                         {"state_bits", one.state_bits},
                         {"effort", to_json(one.effort)},
                         {"liveness", passes_of(one)}});
    }
    return {
        {"seconds", report.seconds}, {"cases_not_run", report.cases_not_run}, {"cases", std::move(cases)}};
}

}  // namespace

std::string to_json(const Report& report)
{
    const Json document = {{"format", "holdfast-report"},
                           {"version", json_format_version},
                           {"program", {{"name", "holdfast"}, {"version", report.version}}},
                           {"results", results_of(report)},
                           {"measurements", measurements_of(report)}};
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace holdfast::reports
