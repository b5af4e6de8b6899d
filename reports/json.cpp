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

Json to_json(const std::vector<Change>& changes)
{
    Json list = Json::array();
    for (const Change& change : changes) {
        list.push_back({{"key", change.key},
                        {"before", text_or_null(change.before)},
                        {"after", text_or_null(change.after)}});
    }
    return list;
}

Json to_json(const Tenure& tenure)
{
    return {{"where", tenure.holding.place},
            {"who", tenure.holding.actor},
            {"thing", tenure.holding.thing},
            {"hold", to_string(tenure.holding.hold)},
            {"words", text_or_null(tenure.holding.words)},
            {"from", tenure.from},
            {"to", tenure.to ? Json(*tenure.to) : Json(nullptr)}};
}

Json to_json(const TraceStep& step)
{
    return {{"number", step.number},
            {"where", step.words.place},
            {"who", step.words.actor},
            {"does", step.words.action},
            {"answer", text_or_null(step.words.answer)},
            {"environment", step.environment},
            {"decisive", step.decisive},
            {"alarms", step.words.alarms},
            {"events", step.words.events},
            {"changes", to_json(step.changes)},
            {"asides", to_json(step.asides)}};
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
    Json tenures = Json::array();
    for (const Tenure& tenure : trace.tenures) tenures.push_back(to_json(tenure));
    return {{"schedule", trace.schedule},
            {"replay", trace.replay},
            {"length", trace.steps.size()},
            {"switches", trace.switches},
            {"switch_minimal", trace.switch_minimal},
            {"sentence", trace.sentence},
            {"start", to_json(trace.initial)},
            {"steps", std::move(steps)},
            {"tenures", std::move(tenures)},
            {"loop", trace.loop ? to_json(*trace.loop, trace.steps.size()) : Json(nullptr)}};
}

/// What the baseline says of a finding.
Json to_json(const Acceptance& acceptance)
{
    if (acceptance.standing == Standing::none) return nullptr;
    return {{"state", to_string(acceptance.standing)},
            {"accepted", acceptance.accepted},
            {"reason", text_or_null(acceptance.reason)}};
}

Json to_json(const KnownFinding& known)
{
    return {{"scenario", known.scenario},
            {"case", known.case_name},
            {known.count ? "count" : "property", known.about},
            {"verdict", text_or_null(known.verdict)},
            {"steps", optional_count(known.steps)},
            {"found", known.count ? count(known.found) : Json(nullptr)},
            {"reason", text_or_null(known.reason)}};
}

Json to_json(const BaselineReport& baseline)
{
    Json fixed = Json::array();
    for (const KnownFinding& each : baseline.fixed) fixed.push_back(to_json(each));
    return {{"file", baseline.file},       {"updated", baseline.updated},
            {"new", baseline.fresh},       {"unchanged", baseline.unchanged},
            {"changed", baseline.changed}, {"not_judged", baseline.not_judged},
            {"fixed", std::move(fixed)}};
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
            {"baseline", to_json(property.acceptance)},
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

Json to_json(const Warning& warning)
{
    return {{"kind", to_string(warning.kind)},
            {"path", warning.path},
            {"line", warning.line},
            {"column", warning.column},
            {"sentence", warning.sentence}};
}

/// What this case alone misses; none where that is not known.
Json coverage_of(const CaseReport& report)
{
    if (!report.stop.empty()) return nullptr;
    Json missed = Json::array();
    for (const LandmarkReport& one : report.landmarks) {
        if (one.use == checker::Use::taken) continue;
        missed.push_back({{"kind", to_string(one.landmark.kind)},
                          {"line", one.landmark.line},
                          {"column", one.landmark.column},
                          {"sentence", one.landmark.words},
                          {"use", to_string(one.use)}});
    }
    return {{"landmarks", report.landmarks.size()}, {"missed", std::move(missed)}};
}

Json to_json(const CaseReport& report)
{
    Json wrong_counts = Json::array();
    for (const CountExpectation& one : report.wrong_counts) {
        wrong_counts.push_back({{"what", one.what},
                                {"expected", count(one.expected)},
                                {"found", count(one.found)},
                                {"baseline", to_json(one.acceptance)}});
    }
    Json properties = Json::array();
    for (const PropertyReport& property : report.properties) properties.push_back(to_json(property));
    return {{"path", report.path},
            {"line", report.line},
            {"case", report.name},
            {"title", report.title},
            {"source", text_or_null(report.source)},
            {"tags", report.tags},
            {"policy", report.policy},
            {"assumed", report.assumed},
            {"grain", report.grain},
            {"fairness", report.fairness},
            {"outcome", to_string(report.outcome())},
            {"complete", report.stop.empty()},
            {"stopped_by", text_or_null(report.stop)},
            {"counts", to_json(report.counts)},
            {"wrong_counts", std::move(wrong_counts)},
            {"properties", std::move(properties)},
            {"coverage", coverage_of(report)}};
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
                    {"known", cases_with(report, Outcome::known)},
                    {"unexpected", cases_with(report, Outcome::unexpected)},
                    {"inconclusive", cases_with(report, Outcome::inconclusive)},
                    {"states", count(states)},
                    {"warnings", report.warnings.size()}};
    Json warnings = Json::array();
    for (const Warning& warning : report.warnings) warnings.push_back(to_json(warning));
    return {{"summary", std::move(summary)},
            {"baseline", report.baseline ? to_json(*report.baseline) : Json(nullptr)},
            {"stopped_early", report.stopped_early},
            {"errors", report.errors},
            {"strict", report.strict},
            {"warnings", std::move(warnings)},
            {"cases", std::move(cases)}};
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
