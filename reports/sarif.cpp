#include "reports/sarif.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "reports/display_width.hpp"
#include "reports/layout.hpp"
#include "reports/text_hash.hpp"
#include "reports/trace_lanes.hpp"
#include "reports/trace_words.hpp"

namespace holdfast::reports {

namespace {

using checker::Verdict;
using Json = nlohmann::ordered_json;

/// Code scanning takes no more of each.
constexpr std::size_t most_results = 25'000;
constexpr std::size_t most_flow_steps = 10'000;

/// A message: plain text in which brackets would be links and braces places to fill in.
Json message(std::string_view text)
{
    std::string escaped;
    for (const char letter : text) {
        if (letter == '[' || letter == ']' || letter == '\\') escaped += '\\';
        if (letter == '{' || letter == '}') escaped += letter;
        escaped += letter;
    }
    return {{"text", escaped}};
}

/// The text of a value, in which nothing has a meaning.
Json plain(std::string_view text) { return {{"text", printable(text)}}; }

/// A path as a reference: what is not plain is written by its bytes. An absolute one needs its scheme.
std::string uri(std::string_view path)
{
    while (path.starts_with("./")) path.remove_prefix(2);
    std::string result = path.starts_with('/') ? "file://" : "";
    for (const char letter : path) {
        const bool letters = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                             (letter >= '0' && letter <= '9');
        if (letters || std::string_view("-._~/").find(letter) != std::string_view::npos) result += letter;
        else result += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(letter)));
    }
    return result;
}

Json location_of(const CaseReport& one)
{
    // Two columns of the line, since code scanning insists on an end; a case has at least so much of one.
    return {{"physicalLocation",
             {{"artifactLocation", {{"uri", uri(one.path)}}},
              {"region",
               {{"startLine", one.line}, {"startColumn", 1}, {"endLine", one.line}, {"endColumn", 2}}}}}};
}

/// ---- the steps of a trace --------------------------------------------------------------------------------

std::string words_of(const Trace& trace, const TraceStep& step)
{
    std::string words =
        fmt::format("{}. {}: {}", step.number, mover(step.words), printable(step.words.action));
    if (!step.words.answer.empty()) words += " → " + printable(step.words.answer);
    for (const std::string& alarm : step.words.alarms) words += "; ‼ " + printable(alarm);
    for (const std::string& event : step.words.events) words += "; " + printable(event);
    for (const Change& change : step.changes) words += "; " + in_words(change);
    if (is_in_loop(trace, step)) words += " (again and again, for ever)";
    return words;
}

/// A step that shows the violation is essential; one that leaves everything as it was can be passed over.
const char* importance_of(const TraceStep& step)
{
    if (step.decisive || !step.words.alarms.empty()) return "essential";
    return step.changes.empty() && step.words.events.empty() ? "unimportant" : "important";
}

Json state_behind(const TraceStep& step)
{
    Json state = Json::object();
    for (const Change& change : step.changes)
        state[printable(change.key)] = plain(change.after.empty() ? "(gone)" : change.after);
    return state;
}

Json flow_step(const CaseReport& one, const Trace& trace, const TraceStep& step, const std::string& clock)
{
    Json location = location_of(one);
    location["message"] = message(words_of(trace, step));
    Json result = {{"location", std::move(location)},
                   {"kinds", Json::array({step.environment ? "environment" : "call"})},
                   {"state", state_behind(step)},
                   {"nestingLevel", 0},
                   {"executionOrder", step.number},
                   {"importance", importance_of(step)}};
    Json properties = {{"decisive", step.decisive}, {"inLoop", is_in_loop(trace, step)}};
    if (!clock.empty()) properties["clock"] = clock;
    result["properties"] = std::move(properties);
    return result;
}

Json initial_state(const Trace& trace)
{
    Json state = Json::object();
    for (const checker::StateRow& row : trace.initial) {
        if (row.in_changes) state[printable(row.key)] = plain(row.value);
    }
    return state;
}

/// A thread flow for each place: whoever has none is in one of their own.
Json code_flow(const CaseReport& one, const Trace& trace)
{
    const std::size_t left_out = trace.steps.size() - std::min(trace.steps.size(), most_flow_steps);
    const std::vector<std::string> clock = clock_column(trace);
    Json flows = Json::array();
    const TraceLanes lanes(trace);
    for (const Place& place : lanes.places()) {
        Json steps = Json::array();
        for (std::size_t k = left_out; k < trace.steps.size(); ++k) {
            if (trace.steps[k].words.place == place.name)
                steps.push_back(flow_step(one, trace, trace.steps[k], clock.empty() ? "" : clock[k]));
        }
        if (steps.empty()) continue;
        flows.push_back({{"id", place.name.empty() ? "(nowhere)" : printable(place.name)},
                         {"initialState", initial_state(trace)},
                         {"locations", std::move(steps)}});
    }
    std::string words = size_in_words(trace);
    if (left_out > 0) words += fmt::format("; the first {} are left out here", counted(left_out, "step"));
    return {{"message", message(words)}, {"threadFlows", std::move(flows)}};
}

/// ---- results ---------------------------------------------------------------------------------------------

struct Kind {
    const char* kind;
    const char* level;
};

/// Whatever is not as expected fails, a property that holds against all expectation included; but a verdict
/// that is missing is only open.
Kind kind_of(const PropertyReport& property)
{
    if (property.verdict == Verdict::inconclusive) return {"open", "none"};
    if (property.verdict == Verdict::violated || !property.expectation.met) return {"fail", "error"};
    return {property.vacuous() ? "notApplicable" : "pass", "none"};
}

std::string fingerprint(const CaseReport& one, const std::string& about)
{
    return fmt::format("{:016x}", text_hash({one.path, one.name, about}));
}

Json result_for(const CaseReport& one, const std::string& rule, const std::string& text, Kind kind)
{
    return {{"ruleId", printable(rule)},
            {"kind", kind.kind},
            {"level", kind.level},
            {"message", message(text)},
            {"locations", Json::array({location_of(one)})},
            // The only key that code scanning looks at; ":1" is how it counts equal ones.
            {"partialFingerprints", {{"primaryLocationLineHash", fingerprint(one, rule) + ":1"}}}};
}

Json properties_of(const CaseReport& one, const PropertyReport& property)
{
    Json properties = {{"case", printable(one.name)},
                       {"policy", printable(one.policy)},
                       {"verdict", to_string(property.verdict)},
                       {"asExpected", property.expectation.met}};
    if (!property.trace) return properties;
    const Trace& trace = *property.trace;
    properties["length"] = trace.steps.size();
    properties["switches"] = trace.switches;
    properties["schedule"] = trace.schedule;
    properties["replay"] = printable(trace.replay);
    if (!trace.loop) return properties;
    properties["loopBegin"] = trace.loop->begin;
    properties["loopLength"] = trace.steps.size() - trace.loop->begin;
    properties["fairness"] = fairness_in_words(trace);
    return properties;
}

/// How it stands to the baseline. What is accepted there is suppressed from outside the scenario.
void mark(Json& result, const Acceptance& acceptance)
{
    if (acceptance.standing == Standing::none) return;
    result["baselineState"] = to_string(acceptance.standing);
    if (!acceptance.accepted) return;
    const std::string why = acceptance.reason.empty() ? "known and accepted" : printable(acceptance.reason);
    result["suppressions"] = Json::array({{{"kind", "external"}, {"justification", why}}});
}

std::string text_of(const CaseReport& one, const PropertyReport& property)
{
    std::string text = fmt::format("{}, in case {}.", judged_finding(property), printable(one.name));
    if (!property.trace) return text;
    text += " " + printable(property.trace->sentence);
    const std::string loop = repetition_in_words(*property.trace);
    if (!loop.empty()) text += " " + loop;
    return text + " Replay: " + printable(property.trace->replay);
}

Json result_of(const CaseReport& one, const PropertyReport& property)
{
    const Kind kind = kind_of(property);
    Json result = result_for(one, property.name, text_of(one, property), kind);
    if (property.trace) {
        result["partialFingerprints"]["witness/v1"] =
            fmt::format("{:016x}", text_hash({one.path, one.name, property.name, property.trace->schedule}));
        result["codeFlows"] = Json::array({code_flow(one, *property.trace)});
    }
    const bool expected = std::string_view(kind.kind) == "fail" && property.expectation.met;
    if (expected) {
        result["suppressions"] =
            Json::array({{{"kind", "inSource"}, {"justification", "the scenario expects this violation"}}});
    }
    mark(result, property.acceptance);
    result["properties"] = properties_of(one, property);
    return result;
}

Json result_of(const CaseReport& one, const CountExpectation& count)
{
    const bool definite = one.stop.empty() || count.found > count.expected;
    const std::string text = fmt::format("expected {} {}, found {}, in case {}.", grouped(count.expected),
                                         printable(count.what), grouped(count.found), printable(one.name));
    Json result = result_for(one, "number-of-" + count.what, text,
                             definite ? Kind{"fail", "error"} : Kind{"open", "none"});
    mark(result, count.acceptance);
    return result;
}

/// What the baseline has and does not occur any more. The place is the scenario as the baseline names it.
Json absent_result(const KnownFinding& known)
{
    CaseReport place;
    place.path = known.scenario;
    place.name = known.case_name;
    Json result = result_for(place, known.count ? "number-of-" + known.about : known.about,
                             "Fixed: " + in_words(known), {"pass", "none"});
    result["baselineState"] = "absent";
    return result;
}

std::string rule_of(const Warning& warning) { return "can-fail/" + std::string(to_string(warning.kind)); }

Json result_of(const Warning& warning, bool strict)
{
    const std::size_t column = std::max<std::size_t>(warning.column, 1);
    const std::size_t line = std::max<std::size_t>(warning.line, 1);
    const Json location = {
        {"physicalLocation",
         {{"artifactLocation", {{"uri", uri(warning.path)}}},
          {"region",
           {{"startLine", line}, {"startColumn", column}, {"endLine", line}, {"endColumn", column + 1}}}}}};
    const std::string same = fmt::format(
        "{:016x}", text_hash({warning.path, std::string(to_string(warning.kind)), warning.sentence}));
    return {{"ruleId", rule_of(warning)},
            {"kind", "fail"},
            {"level", strict ? "error" : "warning"},
            {"message", message(printable(warning.sentence) + ".")},
            {"locations", Json::array({location})},
            {"partialFingerprints", {{"primaryLocationLineHash", same + ":1"}}}};
}

Json results_of(const Report& report, bool all)
{
    Json results = Json::array();
    // What fails comes first, so that no limit can cut it off.
    for (const bool met : {false, true}) {
        for (const CaseReport& one : report.cases) {
            for (const PropertyReport& property : one.properties) {
                if (property.expectation.met == met && (all || property.unaccepted()))
                    results.push_back(result_of(one, property));
            }
            for (const CountExpectation& count : one.wrong_counts) {
                if (!met && (all || !count.acceptance.accepted)) results.push_back(result_of(one, count));
            }
        }
        if (met) continue;
        for (const Warning& warning : report.warnings) results.push_back(result_of(warning, report.strict));
    }
    if (all && report.baseline) {
        for (const KnownFinding& each : report.baseline->fixed) results.push_back(absent_result(each));
    }
    if (results.size() > most_results)
        results.erase(results.begin() + static_cast<std::ptrdiff_t>(most_results), results.end());
    return results;
}

/// ---- the tool and its rules ------------------------------------------------------------------------------

Json rule(const std::string& id, const std::string& meaning)
{
    const std::string help =
        "Holdfast runs every interleaving of the programs of a scenario. What it finds against this property "
        "comes with a shortest run that shows it, and with the command that repeats that run.";
    return {{"id", printable(id)},
            {"shortDescription", plain(id)},
            {"fullDescription", plain(meaning.empty() ? id : meaning)},
            {"help", plain(help)},
            {"defaultConfiguration", {{"level", "error"}}},
            {"properties", {{"tags", Json::array({"concurrency", "model-checking"})}}}};
}

/// A rule for each name, in the order in which they first come up. Scenarios may give one name to several
/// properties of their own; then the rule says all that it stands for.
Json rules_of(const Report& report)
{
    std::vector<std::string> names;
    std::map<std::string, std::vector<std::string>> meanings;
    const auto note = [&](const std::string& name, const std::string& meaning) {
        if (!meanings.contains(name)) names.push_back(name);
        std::vector<std::string>& known = meanings[name];
        if (std::find(known.begin(), known.end(), meaning) == known.end()) known.push_back(meaning);
    };
    for (const CaseReport& one : report.cases) {
        for (const PropertyReport& property : one.properties) note(property.name, property.meaning);
        for (const CountExpectation& count : one.wrong_counts)
            note("number-of-" + count.what,
                 "the search finds as many " + count.what + " as the scenario says");
    }
    for (const Warning& warning : report.warnings)
        note(rule_of(warning), "every part of a scenario can come out wrong in some of its cases");
    if (report.baseline) {
        for (const KnownFinding& each : report.baseline->fixed)
            if (const std::string name = (each.count ? "number-of-" : "") + each.about;
                !meanings.contains(name))
                note(name, name);
    }
    Json rules = Json::array();
    for (const std::string& name : names)
        rules.push_back(rule(name, fmt::format("{}", fmt::join(meanings.at(name), "; or: "))));
    return rules;
}

std::string sarif(const Report& report, bool all)
{
    const Json driver = {
        {"name", "holdfast"}, {"semanticVersion", report.version}, {"rules", rules_of(report)}};
    const Json run = {{"tool", {{"driver", driver}}},
                      {"automationDetails", {{"id", "holdfast/"}}},
                      {"invocations", Json::array({{{"executionSuccessful", report.cases_not_run == 0}}})},
                      {"columnKind", "unicodeCodePoints"},
                      {"results", results_of(report, all)}};
    const Json document = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                           {"version", "2.1.0"},
                           {"runs", Json::array({run})}};
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string to_sarif(const Report& report) { return sarif(report, true); }

std::string to_sarif_alerts(const Report& report) { return sarif(report, false); }

}  // namespace holdfast::reports
