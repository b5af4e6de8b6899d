// `holdfast check`: find, read, check case by case, print as results come in, write the reports asked for.
#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "checker/options.hpp"
#include "reports/cli/case_limits.hpp"
#include "reports/cli/clock.hpp"
#include "reports/cli/find_scenarios.hpp"
#include "reports/cli/interrupt.hpp"
#include "reports/cli/output.hpp"
#include "reports/cli/progress.hpp"
#include "reports/cli/scenario_case.hpp"
#include "reports/cli/verbs.hpp"
#include "reports/describe.hpp"
#include "reports/display_width.hpp"
#include "reports/formats.hpp"
#include "reports/layout.hpp"
#include "reports/statistics.hpp"
#include "reports/text.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/parse.hpp"

namespace holdfast::reports::cli {

namespace {

/// A case that is to be checked.
struct Job {
    const scenarios::Scenario* scenario;
    const scenarios::Case* one;
};

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

class Check {
public:
    explicit Check(const CheckRequest& request) : request_(request) { report_.version = HOLDFAST_VERSION; }

    ExitCode run()
    {
        if (!reports_are_writable()) return ExitCode::wrong_input;
        read_scenarios();
        if (reports_would_overwrite()) return code_;
        const std::vector<Job> jobs = choose_cases();
        if (jobs.empty() && asks_for_no_case_there_is()) return code_;
        choose_text();
        for (const Job& job : jobs) {
            if (is_over()) break;
            check_case(job, jobs.size());
        }
        finish(jobs.size());
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
            if (const auto reason = why_not_writable(wish.file)) {
                complain(fmt::format("{}: cannot be written: {}", printable(wish.file), *reason));
            }
        }
        return code_ == ExitCode::met;
    }

    /// All errors of all files are told before anything is searched; what can be read is checked
    /// nevertheless.
    void read_scenarios()
    {
        const FoundScenarios found = find_scenarios(request_.paths);
        for (const std::string& error : found.errors) complain(error);
        files_ = found.files;
        for (const std::string& file : found.files) {
            auto scenario = scenarios::read(file);
            if (scenario) {
                scenarios_.push_back(std::move(*scenario));
                continue;
            }
            for (const scenarios::Diagnostic& diagnostic : scenario.error()) tell(diagnostic);
        }
    }

    void tell(const scenarios::Diagnostic& diagnostic)
    {
        print_diagnostic(diagnostic);
        report_.errors.push_back(in_one_line(diagnostic));
        note(ExitCode::wrong_input);
    }

    std::vector<Job> choose_cases()
    {
        std::vector<Job> jobs;
        std::vector<std::string> known;
        for (const scenarios::Scenario& scenario : scenarios_) {
            for (const scenarios::Case& one : scenario.cases) {
                known.push_back(one.name);
                if (!request_.case_name || one.name == *request_.case_name) jobs.push_back({&scenario, &one});
            }
        }
        if (jobs.empty() && asks_for_no_case_there_is()) {
            const std::string message =
                fmt::format("there is no case '{}' here", printable(*request_.case_name));
            const std::string advice = scenarios::did_you_mean(*request_.case_name, known);
            const std::string all = files_.size() == 1 ? "there is " + scenarios::listed(known) : "";
            complain(advice.empty() && all.empty()
                         ? message
                         : message + "; " + (advice.empty() ? printable(all) : advice));
        }
        return jobs;
    }

    /// Where files could be read and no case of them is asked for.
    [[nodiscard]] bool asks_for_no_case_there_is() const { return request_.case_name && !scenarios_.empty(); }

    /// A report in the place of what it reports on would be the end of that.
    bool reports_would_overwrite()
    {
        bool would = false;
        for (const Wish& wish : request_.reports) {
            for (const std::string& file : files_) {
                std::error_code unknown;
                if (wish.file == "-" || !std::filesystem::equivalent(wish.file, file, unknown)) continue;
                complain(fmt::format("{}: a report would replace the scenario", printable(wish.file)));
                would = true;
            }
        }
        return would;
    }

    /// A report on standard output has it to itself.
    void choose_text()
    {
        silent_ = std::any_of(request_.reports.begin(), request_.reports.end(),
                              [](const Wish& wish) { return wish.file == "-"; });
        text_.traces =
            request_.traces.value_or(files_.size() == 1 ? TracesShown::all : TracesShown::unexpected);
        text_.colour = wants_colour(request_.colour);
        text_.times = request_.times;
    }

    /// Nobody listens any more, or nobody wants to wait any longer.
    [[nodiscard]] bool is_over() const
    {
        return interrupted() || (output_.failed() && request_.reports.empty());
    }

    void check_case(const Job& job, std::size_t all)
    {
        ++begun_;
        const auto system = system_of(*job.scenario, *job.one);
        if (!system) {
            tell(system.error());
            return;
        }
        progress_.begin(fmt::format("{} of {}, {} [{}]", begun_, all, job.scenario->path, job.one->name));
        if (request_.audit && !audit(**system, job)) return;
        const Stopwatch stopwatch;
        const checker::Result result = (*system)->check(options_for(*job.one, stopwatch));
        CaseReport report = describe(head_of(*job.scenario, *job.one), **system, result);
        report.symmetry_wanted = request_.symmetry;
        report.seconds = stopwatch.seconds();
        progress_.clear();
        if (!silent_) output_.write(case_text(report, text_));
        if (!silent_ && request_.statistics) output_.write(statistics_text(report));
        note(code_of(report.outcome()));
        report_.cases.push_back(std::move(report));
    }

    /// False where the reductions are not what they should be: then nothing can be said of the case.
    bool audit(const checker::System& system, const Job& job)
    {
        const Stopwatch stopwatch;
        const checker::Audit audit = system.audit(options_for(*job.one, stopwatch));
        const std::string name =
            fmt::format("{} [{}]", printable(job.scenario->path), printable(job.one->name));
        if (audit.differences.empty()) {
            if (audit.cut_short) note(ExitCode::inconclusive);
            if (!silent_) output_.write(fmt::format("audit {}: {}\n", name, audit_in_words(audit)));
            return true;
        }
        for (const std::string& difference : audit.differences)
            print_error(fmt::format("{}: the audit found a difference, {}", name, difference));
        print_error("This is a fault of the program, not of the scenario.");
        note(ExitCode::our_fault);
        return false;
    }

    checker::Options options_for(const scenarios::Case& one, const Stopwatch& stopwatch)
    {
        checker::Options options;
        set_limits(options, one.limits, {request_.states, request_.depth, request_.memory_bytes, {}});
        options.stop_at_first = request_.stop_at_first;
        options.distrust = request_.distrust;
        options.threads = request_.threads;
        options.sleep_sets = request_.sleep_sets;
        options.symmetry = request_.symmetry;
        options.interrupted = interrupted;
        options.progress = [this](const checker::Progress& progress) { progress_.show(progress); };
        std::optional<double> seconds = request_.seconds;
        if (one.limits.time_seconds) {
            const double stated = static_cast<double>(*one.limits.time_seconds);
            seconds = std::min(seconds.value_or(stated), stated);
        }
        if (seconds)
            options.out_of_time = [&stopwatch, most = *seconds] { return stopwatch.seconds() >= most; };
        return options;
    }

    void finish(std::size_t jobs)
    {
        if (interrupted()) {
            note(ExitCode::interrupted);
            report_.cases_not_run = jobs - begun_;
        }
        report_.seconds = all_.seconds();
        const bool nothing_to_say = report_.cases.empty() && !interrupted();
        if (!silent_ && !nothing_to_say) output_.write(summary_text(report_, text_));
        for (const Wish& wish : request_.reports) write_report(wish);
    }

    void write_report(const Wish& wish)
    {
        const std::string text = wish.format->render(report_);
        if (wish.file == "-") {
            output_.write(text);
        } else if (const auto reason = write_file(wish.file, text)) {
            complain(fmt::format("{}: cannot be written: {}", printable(wish.file), *reason));
        }
    }

    const CheckRequest& request_;
    Stopwatch all_;
    Output output_;
    ProgressLine progress_;
    TextOptions text_;
    bool silent_ = false;
    std::vector<std::string> files_;
    std::size_t begun_ = 0;  ///< cases
    std::vector<scenarios::Scenario> scenarios_;
    Report report_;
    ExitCode code_ = ExitCode::met;
};

}  // namespace

ExitCode check(const CheckRequest& request) { return Check(request).run(); }

}  // namespace holdfast::reports::cli
