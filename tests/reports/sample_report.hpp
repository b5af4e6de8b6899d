// Reports made by hand: what the renderers are tested against without any search.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "reports/report.hpp"

namespace holdfast::reports::sample {

inline checker::StateWords start()
{
    return {{"profile Outlook", "absent", true},
            {"profile Private", "live", true},
            {"steps of mailer", "0 of 5", false}};
}

inline TraceStep step(std::size_t number, checker::StepWords words, std::vector<Change> changes,
                      bool decisive = false)
{
    return {number, std::move(words), std::move(changes), decisive, false};
}

inline checker::Holding outlook(checker::Hold hold, const char* words)
{
    return {"console (admin)", "mailer", "profile Outlook", hold, words};
}

/// The four steps of KB 303221.
inline Trace purge_trace()
{
    const std::string console = "console (admin)";
    Trace trace;
    trace.initial = start();
    trace.steps = {
        step(1, {console, "mailer", "create Outlook", "S_OK", {}, {}},
             {{"profile Outlook", "absent", "live"}}),
        step(
            2,
            {console, "mailer", "logon Outlook", "S_OK", {"nothing of that name is marked for deletion"}, {}},
            {{"profile Outlook", "live", "live, used by mailer"}}),
        step(3, {console, "mailer", "delete Outlook", "S_OK", {}, {}},
             {{"profile Outlook", "live, used by mailer", "in Deleted Profiles, used by mailer"}}),
        step(4,
             {"remote (admin)",
              "visitor",
              "logon Outlook",
              "MAPI_E_LOGON_FAILED",
              {"finds a marked profile of the same name; its own session sees nobody use it",
               "purges it, then finds no live profile of that name"},
              {"Outlook is purged while mailer uses it"}},
             {{"profile Outlook", "in Deleted Profiles, used by mailer", "purged, still used by mailer"}},
             true),
    };
    trace.steps[0].asides = {{"steps of mailer", "0 of 5", "1 of 5"}};
    trace.tenures = {{outlook(checker::Hold::sound, ""), 2, 3},
                     {outlook(checker::Hold::doomed, "in Deleted Profiles"), 3, 4},
                     {outlook(checker::Hold::broken, "purged"), 4, {}}};
    trace.switches = 1;
    trace.sentence = "visitor, in the session remote, logs on to Outlook and purges the profile that mailer, "
                     "in the session "
                     "console, deleted but still uses.";
    trace.schedule = "1:0,0,0,1";
    trace.replay = "./holdfast replay scenarios/race/kb303221.toml 1:0,0,0,1 --case as-described";
    return trace;
}

inline PropertyReport property(std::string name, std::string meaning, checker::Verdict verdict)
{
    PropertyReport report;
    report.name = std::move(name);
    report.kind = checker::PropertyKind::never_step;
    report.meaning = std::move(meaning);
    report.verdict = verdict;
    report.triggers = 12;
    return report;
}

inline const char* const purge_meaning = "no profile is purged while a program uses it";
inline const char* const access_meaning = "no access to a profile fails in an open session";
inline const char* const orphan_meaning = "at the end no marked profile is left that nobody uses";

inline CaseReport case_head(std::string name)
{
    CaseReport report;
    report.path = "scenarios/race/kb303221.toml";
    report.line = 21;
    report.name = std::move(name);
    report.title = "A remote logon purges the profile that the console still uses";
    report.source = "KB 303221";
    report.policy = "fault-303221";
    report.grain = "call";
    report.counts = {57, 57, 96, 4, 9, 11, 9, 0};
    report.effort = {19, 32, 28, 16, 4096, 320, 24, 2048, 8192, true, true};
    report.state_bits = 41;
    report.bytes = 4096;
    report.seconds = 0.25;
    return report;
}

/// A fault that is found, as its scenario says.
inline CaseReport violated_case()
{
    CaseReport report = case_head("as-described");
    report.assumed = {"use-scope = session"};
    PropertyReport purge = property("in-use-purge", purge_meaning, checker::Verdict::violated);
    purge.trace = purge_trace();
    purge.expectation = {false, checker::Verdict::violated, 4, true, ""};
    PropertyReport orphan = property("orphan", orphan_meaning, checker::Verdict::holds);
    orphan.kind = checker::PropertyKind::at_end;
    orphan.triggers = 0;
    report.properties = {purge, property("failed-access", access_meaning, checker::Verdict::holds), orphan};
    return report;
}

/// Everything holds.
inline CaseReport holding_case()
{
    CaseReport report = case_head("mended");
    report.policy = "fixed";
    report.properties = {property("in-use-purge", purge_meaning, checker::Verdict::holds),
                         property("failed-access", access_meaning, checker::Verdict::holds)};
    return report;
}

/// A run that goes on for ever: two steps, then a loop of two.
inline Trace endless_trace()
{
    Trace trace = purge_trace();
    trace.steps.back().decisive = false;
    trace.switches = 2;
    trace.sentence = "Outlook is never purged.";
    trace.schedule = "1:0,0/0,1";
    trace.replay = "./holdfast replay scenarios/race/kb303221.toml 1:0,0/0,1 --case for-ever";
    trace.loop =
        TraceLoop{2,
                  true,
                  {{"mailer", FairTurn::Reason::moves, 3, "moves at step 3"},
                   {"visitor", FairTurn::Reason::cannot_move, 4,
                    "is blocked: the logon mutex of session console is held by mailer, before step 4"},
                   {"janitor", FairTurn::Reason::not_fair, 0, "is not fair: it may stop anywhere"}}};
    return trace;
}

/// A property of runs is violated, and the programs are not all as fair as usual.
inline CaseReport endless_case()
{
    CaseReport report = case_head("for-ever");
    report.fairness = {"janitor = none"};
    PropertyReport orphan = property("orphan", orphan_meaning, checker::Verdict::violated);
    orphan.kind = checker::PropertyKind::leads_to;
    orphan.liveness = LivenessReport{57, 12, 8192, true, true};
    orphan.trace = endless_trace();
    orphan.expectation = {false, checker::Verdict::violated, 4, true, ""};
    report.properties = {property("in-use-purge", purge_meaning, checker::Verdict::holds), orphan};
    return report;
}

/// Something was to hold and does not; and a count is wrong.
inline CaseReport failing_case()
{
    CaseReport report = violated_case();
    report.name = "hoped-for";
    PropertyReport& purge = report.properties.front();
    purge.expectation = {false, checker::Verdict::holds, std::nullopt, false,
                         "expected to hold, but it is violated in 4 steps"};
    report.wrong_counts = {{"states", 60, 57}};
    return report;
}

/// A limit ended the search.
inline CaseReport open_case()
{
    CaseReport report = case_head("too-large");
    report.stop = "states";
    report.counts = {1000000, 400000, 2500000, 0, 17, 300000, 16, 0};
    report.effort.stored = 1000000;
    for (const char* name : {"in-use-purge", "failed-access"}) {
        PropertyReport open = property(name, purge_meaning, checker::Verdict::inconclusive);
        open.reason = "states";
        open.expectation = {false, checker::Verdict::holds, std::nullopt, false,
                            "expected to hold, but the search ended too early to tell (states)"};
        report.properties.push_back(open);
    }
    return report;
}

inline Report whole_report()
{
    Report report;
    report.version = "0.0.0";
    report.cases = {violated_case(), holding_case(), failing_case(), endless_case(), open_case()};
    report.seconds = 1.5;
    return report;
}

/// A name that tries everything: quotes, a backslash, a newline, an escape sequence, a change of direction,
/// wide and combining characters, a byte that is no UTF-8.
inline const std::string hostile_name = "a\"b\\c'\n\x1b[31m\u202e\u65e5\u672c e\u0301 \U0001f600 \xff";

/// A report in which every text is hostile.
inline CaseReport hostile_case()
{
    CaseReport report = violated_case();
    for (std::string* text :
         {&report.path, &report.name, &report.title, &report.source, &report.policy, &report.grain}) {
        *text = hostile_name;
    }
    report.assumed = report.fairness = {hostile_name};
    report.properties.back().liveness = LivenessReport{57, 12, 8192, true, true};
    PropertyReport& purge = report.properties.front();
    purge.name = purge.meaning = purge.expectation.failure = hostile_name;
    purge.expectation.met = false;
    purge.trace->sentence = hostile_name;
    purge.trace->loop = TraceLoop{2, false, {{hostile_name, FairTurn::Reason::moves, 3, hostile_name}}};
    for (checker::StateRow& row : purge.trace->initial) row.key = row.value = hostile_name;
    for (Tenure& tenure : purge.trace->tenures) {
        checker::Holding& holding = tenure.holding;
        holding.place = holding.actor = holding.thing = holding.words = hostile_name;
    }
    for (TraceStep& one : purge.trace->steps) {
        one.words = {hostile_name, hostile_name, hostile_name, hostile_name, {hostile_name}, {hostile_name}};
        one.changes = one.asides = {{hostile_name, hostile_name, hostile_name}};
    }
    return report;
}

}  // namespace holdfast::reports::sample
