#include "reports/itf.hpp"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "reports/clock_time.hpp"

namespace holdfast::reports {

namespace {

using Json = nlohmann::ordered_json;

/// What Quint calls the variable with the name of the step that led to a state.
const std::string action_taken = "mbt::actionTaken";
const std::string step_variable = "step";

/// Integers are always big ones: the format has no others.
Json integer(std::uint64_t number) { return {{"#bigint", std::to_string(number)}}; }

/// The rows that make a state, in the order in which the trace first names them. A row that is not there yet,
/// or no longer, is the empty text.
class Rows {
public:
    explicit Rows(const Trace& trace)
    {
        for (const checker::StateRow& row : trace.initial) {
            if (row.in_changes) set(row.key, row.value);
        }
        const std::map<std::string, std::string> start = values_;
        for (const TraceStep& step : trace.steps) take(step);
        for (auto& [key, value] : values_) value = start.contains(key) ? start.at(key) : "";
    }

    void take(const TraceStep& step)
    {
        for (const Change& change : step.changes) set(change.key, change.after);
    }

    [[nodiscard]] const std::vector<std::string>& keys() const { return keys_; }
    [[nodiscard]] const std::string& value(const std::string& key) const { return values_.at(key); }

    /// The variable of a row. A name that begins with # would be the format's own, one with __ is passed over
    /// by readers, and two are taken.
    [[nodiscard]] static std::string variable(const std::string& key)
    {
        const bool taken =
            key.starts_with('#') || key.starts_with("__") || key == step_variable || key == action_taken;
        return taken ? "row " + key : key;
    }

private:
    void set(const std::string& key, const std::string& value)
    {
        if (!values_.contains(key)) keys_.push_back(key);
        values_[key] = value;
    }

    std::vector<std::string> keys_;
    std::map<std::string, std::string> values_;
};

constexpr const char* step_type =
    "{ number: Int, where: Str, who: Str, does: Str, answer: Str, events: Seq(Str), alarms: Seq(Str), "
    "minutes: Int, clock: Str, environment: Bool, decisive: Bool }";

/// The step that led to a state; of the first state one that nobody made.
Json to_json(const TraceStep& step, std::uint64_t minutes)
{
    return {{"number", integer(step.number)}, {"where", step.words.place},
            {"who", step.words.actor},        {"does", step.words.action},
            {"answer", step.words.answer},    {"events", step.words.events},
            {"alarms", step.words.alarms},    {"minutes", integer(step.words.minutes)},
            {"clock", clock_time(minutes)},   {"environment", step.environment},
            {"decisive", step.decisive}};
}

Json state_of(const Rows& rows, const TraceStep& step, std::uint64_t minutes)
{
    Json state = {{"#meta", {{"index", step.number}}}};
    state[action_taken] = step.number == 0 ? "init" : step.words.action;
    state[step_variable] = to_json(step, minutes);
    for (const std::string& key : rows.keys()) state[Rows::variable(key)] = rows.value(key);
    return state;
}

Json fairness_of(const Trace& trace)
{
    Json fairness = Json::array();
    if (!trace.loop) return fairness;
    for (const FairTurn& turn : trace.loop->fair)
        fairness.push_back({{"program", turn.program}, {"words", turn.words}});
    return fairness;
}

Json meta_of(const TraceOrigin& origin, const std::string& version, const Rows& rows)
{
    const Trace& trace = *origin.property->trace;
    Json types = {{action_taken, "Str"}, {step_variable, step_type}};
    for (const std::string& key : rows.keys()) types[Rows::variable(key)] = "Str";
    return {{"format", "ITF"},
            {"format-description", "https://apalache-mc.org/docs/adr/015adr-trace.html"},
            {"source", origin.of_case->path},
            {"line", origin.of_case->line},
            {"case", origin.of_case->name},
            {"property", origin.property->name},
            {"meaning", origin.property->meaning},
            {"status", to_string(origin.property->verdict)},
            {"description", trace.sentence},
            {"schedule", trace.schedule},
            {"replay", trace.replay},
            {"fairness", fairness_of(trace)},
            {"generator", "holdfast " + version},
            {"varTypes", std::move(types)}};
}

std::string dump(const Json& document)
{
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string to_itf(const TraceOrigin& origin, const std::string& version)
{
    const Trace& trace = *origin.property->trace;
    Rows rows(trace);
    Json vars = {action_taken, step_variable};
    for (const std::string& key : rows.keys()) vars.push_back(Rows::variable(key));
    Json document = {{"#meta", meta_of(origin, version, rows)}, {"vars", std::move(vars)}};
    std::uint64_t minutes = 0;
    Json states = Json::array({state_of(rows, TraceStep{}, minutes)});
    for (const TraceStep& step : trace.steps) {
        rows.take(step);
        minutes += step.words.minutes;
        states.push_back(state_of(rows, step, minutes));
    }
    document["states"] = std::move(states);
    if (trace.loop) document["loop"] = trace.loop->begin;
    return dump(document);
}

}  // namespace

std::string to_itf(const Report& report)
{
    const std::vector<TraceOrigin> traces = traces_of(report);
    if (!traces.empty()) return to_itf(traces.front(), report.version);
    return dump({{"#meta", {{"format", "ITF"}, {"generator", "holdfast " + report.version}}},
                 {"vars", Json::array()},
                 {"states", Json::array()}});
}

std::vector<TraceFile> itf_files(const Report& report)
{
    std::vector<TraceFile> files;
    for (const TraceOrigin& origin : traces_of(report)) {
        files.push_back(
            {trace_file_name(files.size() + 1, origin, ".itf.json"), to_itf(origin, report.version)});
    }
    return files;
}

}  // namespace holdfast::reports
