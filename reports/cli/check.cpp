// `holdfast check`: find, read, check case by case, print as results come in, write the reports asked for.
#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "reports/baseline.hpp"
#include "reports/cli/baseline_file.hpp"
#include "reports/cli/case_filter.hpp"
#include "reports/cli/case_printer.hpp"
#include "reports/cli/case_search.hpp"
#include "reports/cli/clock.hpp"
#include "reports/cli/find_scenarios.hpp"
#include "reports/cli/github_runner.hpp"
#include "reports/cli/in_order.hpp"
#include "reports/cli/interrupt.hpp"
#include "reports/cli/output.hpp"
#include "reports/cli/replace_file.hpp"
#include "reports/cli/report_files.hpp"
#include "reports/cli/scenario_case.hpp"
#include "reports/cli/verbs.hpp"
#include "reports/display_width.hpp"
#include "reports/github_actions.hpp"
#include "reports/layout.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/parse.hpp"

namespace holdfast::reports::cli {

namespace {

/// Of an audit that found no difference.
std::string audit_in_words(const checker::Audit& audit)
{
    if (audit.cut_short == checker::Stop::memory_limit) return "not finished (no memory left)";
    if (audit.cut_short) return "not finished (interrupted)";
    return fmt::format("{} searches of {} up to depth {} found the same", audit.searches + 1,
                       counted(audit.states, "state"), audit.depth);
}

/// "my.toml:3:7: unknown key 'runn'", with the advice if there is any.
std::string in_one_line(const scenarios::Diagnostic& diagnostic)
{
    const std::string advice = diagnostic.advice.empty() ? "" : "; " + diagnostic.advice;
    return fmt::format("{}:{}:{}: {}{}", diagnostic.path, diagnostic.where.line, diagnostic.where.column,
                       diagnostic.message, advice);
}

/// Of a finding that does not occur: it may speak of something that the scenario does not have.
std::string why_absent(const KnownFinding& finding, const scenarios::Scenario& scenario)
{
    const auto unknown = [](const char* what, const std::string& name,
                            const std::vector<std::string>& known) {
        const std::string advice = scenarios::did_you_mean(name, known);
        return fmt::format("there is no {} '{}'{}", what, name, advice.empty() ? "" : ", " + advice);
    };
    const scenarios::Case* const one = find_case(scenario, finding.case_name);
    if (one == nullptr) return unknown("case", finding.case_name, case_names(scenario));
    if (finding.count) return "";
    const std::vector<std::string> known = property_names(*one);
    if (std::find(known.begin(), known.end(), finding.about) != known.end()) return "";
    return unknown("property", finding.about, known);
}

bool is_there(const std::string& path)
{
    std::error_code unknown;
    return std::filesystem::exists(path, unknown);
}

class Check {
public:
    explicit Check(const CheckRequest& request) : request_(request)
    {
        report_.version = HOLDFAST_VERSION;
        report_.strict = request.strict;
    }

    ExitCode run()
    {
        if (!reports_are_writable()) return ExitCode::wrong_input;
        read_scenarios();
        if (reports_would_overwrite()) return code_;
        const auto cases = chosen_cases(scenarios_, request_.choice);
        if (!cases) {
            for (const std::string& message : cases.error()) complain(message);
            return code_;
        }
        if (!open_baseline()) return code_;
        printer_.emplace(output_, report_, printing());
        check_cases(*cases);
        finish(*cases);
        return finished(output_, code_);
    }

private:
    void note(ExitCode code) { code_ = graver(code_, code); }

    void complain(const std::string& message)
    {
        print_error(message);
        report_.errors.push_back(message);
        note(ExitCode::wrong_input);
    }

    bool reports_are_writable()
    {
        for (const Wish& wish : request_.reports) {
            if (const auto reason = why_not_writable(wish)) complain(*reason);
        }
        return code_ == ExitCode::met;
    }

    /// All errors of all files are told before anything is searched; what can be read is checked
    /// nevertheless.
    void read_scenarios()
    {
        const FoundScenarios found = find_scenarios(request_.paths);
        for (const std::string& error : found.errors) complain(error);
        std::copy_if(found.files.begin(), found.files.end(), std::back_inserter(files_),
                     [&](const std::string& file) { return !is_baseline(file); });
        for (const std::string& file : files_) {
            auto scenario = read_scenario(file);
            if (scenario) {
                scenarios_.push_back(std::move(*scenario));
                continue;
            }
            std::error_code unknown;
            // What came through a pipe cannot be read again.
            if (std::filesystem::is_regular_file(file, unknown) && read_baseline(file)) {
                complain(fmt::format("{0}: a baseline, not a scenario; it is used with --baseline {0}",
                                     printable(file)));
                continue;
            }
            for (const scenarios::Diagnostic& diagnostic : scenario.error()) tell(diagnostic);
        }
    }

    /// It may stand in the folder of the scenarios, and is none.
    [[nodiscard]] bool is_baseline(const std::string& file) const
    {
        std::error_code unknown;
        return request_.baseline && std::filesystem::equivalent(file, *request_.baseline, unknown);
    }

    void tell(const scenarios::Diagnostic& diagnostic)
    {
        print_diagnostic(diagnostic);
        report_.errors.push_back(in_one_line(diagnostic));
        if (on_github_runner()) {
            write_commands_to_stderr(
                to_text(Annotation{AnnotationKind::error, diagnostic.path, diagnostic.where.line,
                                   diagnostic.where.column, "scenario", diagnostic.message}));
        }
        note(ExitCode::wrong_input);
    }

    /// False where the baseline is damaged, or could not be written in the end.
    bool open_baseline()
    {
        if (!request_.baseline) return true;
        const std::string& path = *request_.baseline;
        const ImpatientlyWaiting for_writer(path);
        const bool is_new = request_.update_baseline && !is_there(path);
        if (!is_new) {
            auto file = read_baseline(path);
            if (!file) {
                for (const scenarios::Diagnostic& diagnostic : file.error()) tell(diagnostic);
                if (!is_there(path)) print_to_stderr("    --update-baseline writes it\n");
                return false;
            }
            baseline_file_ = std::move(*file);
        }
        if (const auto reason = request_.update_baseline ? why_not_replaceable(path) : std::nullopt) {
            complain(fmt::format("{}: cannot be written: {}", printable(path), *reason));
            return false;
        }
        baseline_.emplace(path, baseline_file_.known, request_.update_baseline);
        return true;
    }

    /// The later one would be the end of the earlier one; on standard output they would run into each other.
    /// In a folder each has files of its own.
    [[nodiscard]] bool is_asked_for_before(const Wish& wish) const
    {
        if (is_folder(wish.file) || wish.file.ends_with('/')) return false;
        return std::any_of(request_.reports.data(), &wish,
                           [&](const Wish& before) { return before.file == wish.file; });
    }

    /// A report in the place of what it reports on would be the end of that.
    bool reports_would_overwrite()
    {
        bool would = false;
        for (const Wish& wish : request_.reports) {
            for (const std::string& file : files_) {
                if (!would_replace(wish, file)) continue;
                complain(fmt::format("{}: a report would replace the scenario", printable(wish.file)));
                would = true;
            }
            if (is_asked_for_before(wish)) {
                complain(fmt::format("{}: two reports would go there", printable(wish.file)));
                would = true;
            }
            if (request_.baseline && would_replace(wish, *request_.baseline)) {
                complain(fmt::format("{}: a report would replace the baseline", printable(wish.file)));
                would = true;
            }
        }
        return would;
    }

    /// One file is told case by case, several scenario by scenario, unless somebody wants to see more.
    [[nodiscard]] Printing printing() const
    {
        const bool single = files_.size() == 1;
        const bool wants_cases = request_.statistics || request_.only || request_.traces == TracesShown::all;
        Printing printing;
        printing.text.detail =
            request_.detail.value_or(single || wants_cases ? Detail::cases : Detail::scenarios);
        printing.text.traces = request_.traces.value_or(single ? TracesShown::all : TracesShown::unexpected);
        printing.text.colour = wants_colour(request_.colour);
        printing.text.times = request_.times;
        printing.statistics = request_.statistics;
        printing.only = request_.only;
        printing.silent = is_silent();
        return printing;
    }

    /// A report on standard output has it to itself.
    [[nodiscard]] bool is_silent() const
    {
        return std::any_of(request_.reports.begin(), request_.reports.end(),
                           [](const Wish& wish) { return wish.file == "-"; });
    }

    [[nodiscard]] bool nobody_listens() const { return output_.failed() && request_.reports.empty(); }

    /// Searched side by side, told in order.
    void check_cases(const std::vector<CaseOfScenario>& cases)
    {
        InOrder<CaseFindings> in_order;
        CaseSearch search(request_, cases.size(), request_.jobs,
                          [&] { return interrupted() || !in_order.wanted(); });
        in_order.run(
            request_.jobs, cases.size(),
            [&](std::size_t number) -> std::optional<CaseFindings> {
                if (interrupted()) return std::nullopt;
                return search.run(cases[number], number);
            },
            [&](std::size_t number, CaseFindings found) {
                const bool is_last =
                    number + 1 == cases.size() || cases[number + 1].scenario != cases[number].scenario;
                search.progress().away_for([&] {
                    take(cases[number], std::move(found));
                    if (is_last) warn_of(*cases[number].scenario);
                });
                return !nobody_listens() && !stopped_early();
            });
    }

    /// What came of a case, when its turn comes.
    void take(const CaseOfScenario& job, CaseFindings found)
    {
        ++told_;
        if (were_run_.empty() || were_run_.back() != job.scenario) were_run_.push_back(job.scenario);
        if (found.refusal) tell(*found.refusal);
        if (found.audit) tell(*found.audit, job);
        if (!found.report) {
            ++not_as_expected_;
            return;
        }
        CaseReport& report = *found.report;
        keep_chosen(report, request_.choice);
        if (baseline_) {
            baseline_->compare(report, path_in_baseline(report.path, *request_.baseline),
                               request_.choice.properties.empty());
        }
        note(code_of(report.outcome()));
        if (!report.acceptable()) ++not_as_expected_;
        report_.cases.push_back(std::move(report));
        printer_->one_more();
    }

    /// What can no longer fail, once all cases of a file are done.
    void warn_of(const scenarios::Scenario& scenario)
    {
        const std::span<const CaseReport> cases = std::span(report_.cases).subspan(first_of_file_);
        first_of_file_ = report_.cases.size();
        // Of some properties alone nobody can say what a case expects of all of them.
        if (interrupted() || !request_.choice.properties.empty()) return;
        const std::vector<Warning> warnings = warnings_of(cases, cases.size() == scenario.cases.size());
        printer_->warn(warnings);
        if (request_.strict && !warnings.empty()) note(ExitCode::unmet);
        report_.warnings.insert(report_.warnings.end(), warnings.begin(), warnings.end());
    }

    /// Differences mean that the reductions are not what they should be.
    void tell(const checker::Audit& audit, const CaseOfScenario& job)
    {
        const std::string name =
            fmt::format("{} [{}]", printable(job.scenario->path), printable(job.one->name));
        if (audit.differences.empty()) {
            if (audit.cut_short) note(ExitCode::inconclusive);
            if (!is_silent()) output_.write(fmt::format("audit {}: {}\n", name, audit_in_words(audit)));
            return;
        }
        for (const std::string& difference : audit.differences)
            print_error(fmt::format("{}: the audit found a difference, {}", name, difference));
        print_error("This is a fault of the program, not of the scenario.");
        note(ExitCode::our_fault);
    }

    /// Nobody asks for more than the first case that is not as expected.
    [[nodiscard]] bool stopped_early() const { return request_.fail_fast && not_as_expected_ > 0; }

    void finish(const std::vector<CaseOfScenario>& cases)
    {
        if (interrupted() || stopped_early()) report_.cases_not_run = cases.size() - told_;
        report_.stopped_early = stopped_early() && report_.cases_not_run > 0;
        if (interrupted()) note(ExitCode::interrupted);
        report_.seconds = all_.seconds();
        if (baseline_) finish_baseline();
        const bool nothing_to_say = report_.cases.empty() && !interrupted();
        if (!nothing_to_say) printer_->finish();
        for (const Wish& wish : request_.reports) {
            for (const std::string& complaint : write_report(wish, report_, output_)) complain(complaint);
        }
        tell_runner(report_);
    }

    /// Entries of cases that a scenario does not have any more are fixed, where it was run.
    void finish_baseline()
    {
        for (const scenarios::Scenario* const scenario : were_run_) {
            const std::vector<std::string> names = case_names(*scenario);
            baseline_->has_only(path_in_baseline(scenario->path, *request_.baseline),
                                {names.begin(), names.end()});
        }
        report_.baseline = baseline_->report();
        for (KnownFinding& fixed : report_.baseline->fixed) {
            for (const scenarios::Scenario* const scenario : were_run_) {
                if (path_in_baseline(scenario->path, *request_.baseline) == fixed.scenario)
                    fixed.remark = why_absent(fixed, *scenario);
            }
        }
        if (request_.update_baseline) update_baseline();
    }

    /// A run that was cut off says too little to write down what is known.
    void update_baseline()
    {
        const std::string& path = *request_.baseline;
        if (interrupted()) {
            print_to_stderr(fmt::format("holdfast: {} stays as it was\n", printable(path)));
            report_.baseline->updated = false;
            return;
        }
        baseline_file_.known = baseline_->updated();
        if (const auto reason = replace_file(path, to_text(baseline_file_)))
            complain(fmt::format("{}: cannot be written: {}", printable(path), *reason));
    }

    const CheckRequest& request_;
    Stopwatch all_;
    Output output_;
    std::optional<CasePrinter> printer_;
    BaselineFile baseline_file_;
    std::optional<Baseline> baseline_;
    std::vector<std::string> files_;
    std::size_t first_of_file_ = 0;                     ///< of the reports of cases
    std::vector<const scenarios::Scenario*> were_run_;  ///< with a case at least
    std::size_t told_ = 0;                              ///< cases
    std::size_t not_as_expected_ = 0;                   ///< of them
    std::vector<scenarios::Scenario> scenarios_;
    Report report_;
    ExitCode code_ = ExitCode::met;
};

}  // namespace

ExitCode check(const CheckRequest& request) { return Check(request).run(); }

}  // namespace holdfast::reports::cli
