#include "reports/cli/bench.hpp"

#include <fmt/format.h>

#include "checker/fingerprint.hpp"
#include "checker/schedule.hpp"
#include "reports/cli/case_limits.hpp"
#include "reports/cli/clock.hpp"
#include "reports/cli/exit_code.hpp"
#include "reports/cli/find_scenarios.hpp"
#include "reports/cli/interrupt.hpp"
#include "reports/cli/memory_limit.hpp"
#include "reports/cli/output.hpp"
#include "reports/cli/scenario_case.hpp"
#include "reports/cli/verbs.hpp"
#include "reports/describe.hpp"
#include "reports/display_width.hpp"
#include "reports/layout.hpp"
#include "reports/text.hpp"

namespace holdfast::reports::cli {

void Signature::add(std::uint64_t number) { value_ = checker::mixed(value_ ^ number) + 1; }

void Signature::add(const std::string& text)
{
    add(text.size());
    for (const char byte : text) add(static_cast<unsigned char>(byte));
}

void Signature::add(const std::string& name, const checker::Result& result)
{
    add(name);
    const checker::Counts& counts = result.counts;
    for (const std::uint64_t count :
         {counts.states, counts.expanded, counts.transitions, counts.terminal_states, counts.depth,
          counts.widest_level, counts.whole_depth, counts.beyond_limit,
          static_cast<std::uint64_t>(result.stop)}) {
        add(count);
    }
    for (const checker::PropertyResult& property : result.properties) {
        add(static_cast<std::uint64_t>(property.verdict));
        add(property.triggers);
        add(property.trace ? to_text(property.trace->schedule) : std::string());
    }
}

std::string Signature::text() const { return fmt::format("{:016x}", value_); }

namespace {

class Bench {
public:
    explicit Bench(const BenchRequest& request) : request_(request) {}

    ExitCode run()
    {
        const FoundScenarios found = find_scenarios(request_.paths);
        for (const std::string& error : found.errors) complain(error);
        if (!request_.signature_only) output_.write(header());
        for (const std::string& file : found.files) bench_file(file);
        if (!request_.signature_only) finish();
        else if (measured_ && !interrupted()) output_.write(signature_.text() + "\n");
        if (interrupted()) code_ = graver(code_, ExitCode::interrupted);
        return finished(output_, code_);
    }

private:
    void complain(const std::string& message)
    {
        print_error(message);
        code_ = graver(code_, ExitCode::wrong_input);
    }

    void bench_file(const std::string& file)
    {
        const auto scenario = scenarios::read(file);
        if (!scenario) {
            for (const scenarios::Diagnostic& each : scenario.error()) print_diagnostic(each);
            code_ = graver(code_, ExitCode::wrong_input);
            return;
        }
        for (const scenarios::Case& one : scenario->cases) {
            if (!interrupted()) bench_case(*scenario, one);
        }
    }

    void bench_case(const scenarios::Scenario& scenario, const scenarios::Case& one)
    {
        const auto system = system_of(scenario, one);
        if (!system) {
            print_diagnostic(system.error());
            code_ = graver(code_, ExitCode::wrong_input);
            return;
        }
        const checker::Options options = options_for(one);
        const Stopwatch wall;
        const CpuStopwatch cpu;
        const checker::Result result = (*system)->check(options);
        const double cpu_seconds = cpu.seconds(), wall_seconds = wall.seconds();
        measured_ = true;
        signature_.add(scenario.title + " [" + one.name + "]", result);
        judge(scenario, one, **system, result);
        if (request_.signature_only) return;
        const std::string name = fmt::format("{} [{}]", printable(scenario.path), printable(one.name));
        output_.write(row(grouped(result.counts.states), grouped(result.effort.stored),
                          grouped(result.counts.transitions), grouped(result.effort.explored),
                          fmt::format("{:.3f}", cpu_seconds), fmt::format("{:.3f}", wall_seconds),
                          rate(result.effort.stored, cpu_seconds), rate(result.effort.explored, cpu_seconds),
                          name));
        if (result.effort.table_bytes > largest_.table_bytes)
            largest_ = {name, result.effort.table_bytes, a_second(result.effort.explored, cpu_seconds)};
    }

    /// Rates of a search that found something else than it should say little. A case with a limit of time is
    /// searched without it here, so what it expects is not asked.
    void judge(const scenarios::Scenario& scenario, const scenarios::Case& one, const checker::System& system,
               const checker::Result& result)
    {
        if (one.limits.time_seconds || interrupted()) return;
        const CaseReport report = describe(head_of(scenario, one), system, result);
        for (const std::string& unmet : unmet_expectations(report))
            print_to_stderr("holdfast: " + unmet + "\n");
        code_ = graver(code_, code_of(report.outcome()));
    }

    /// The limits of the case, but for time: a signature must not depend on how fast a machine is.
    [[nodiscard]] checker::Options options_for(const scenarios::Case& one) const
    {
        checker::Options options;
        set_limits(options, one.limits);
        options.threads = request_.threads;
        options.sleep_sets = request_.sleep_sets;
        options.symmetry = request_.symmetry;
        options.interrupted = interrupted;
        return options;
    }

    static std::string header()
    {
        return "States and steps as they are without reductions; stored and followed as they were; millions "
               "a CPU\n"
               "second of states stored and of steps followed.\n" +
               row("states", "stored", "steps", "followed", "CPU s", "wall s", "stored/s", "followed/s",
                   "case");
    }

    static std::string row(const std::string& states, const std::string& stored, const std::string& steps,
                           const std::string& followed, const std::string& cpu, const std::string& wall,
                           const std::string& stored_rate, const std::string& followed_rate,
                           const std::string& name)
    {
        return fmt::format("{:>17} {:>11} {:>18} {:>12} {:>8} {:>8} {:>9} {:>11}  {}\n", states, stored,
                           steps, followed, cpu, wall, stored_rate, followed_rate, name);
    }

    static double a_second(std::uint64_t count, double seconds)
    {
        return static_cast<double>(count) / std::max(seconds, 1e-9);
    }

    static std::string rate(std::uint64_t count, double seconds)
    {
        return fmt::format("{:.2f} M", a_second(count, seconds) / 1e6);
    }

    /// What was cut short says nothing of these scenarios, and nothing measured says nothing at all.
    void finish()
    {
        if (interrupted() || !measured_) return;
        if (request_.memory_limit && largest_.table_bytes != 0) output_.write(memory_limit_text());
        output_.write(fmt::format(
            "\nsignature {}: all counts, verdicts, triggers and traces of these cases\n", signature_.text()));
    }

    /// What memory allows depends on the size of the table, so it is compared with the search that had just
    /// this one: a small table stays in the cache, where everything is faster.
    [[nodiscard]] std::string memory_limit_text() const
    {
        const double limit = random_lines_a_second(largest_.table_bytes);
        return fmt::format(
            "\nmemory limit: {:.1f} M lines of 64 bytes a CPU second, at random in a table of "
            "{:.1f} MB, measured now;\nthe search above with this table, the largest, followed "
            "{:.2f} M steps a CPU second, {:.0f} % of it:\n{}\n",
            limit / 1e6, static_cast<double>(largest_.table_bytes) / 1e6, largest_.steps_a_second / 1e6,
            100 * largest_.steps_a_second / limit, largest_.name);
    }

    /// The search with the largest table.
    struct Largest {
        std::string name;
        std::uint64_t table_bytes = 0;
        double steps_a_second = 0;  ///< followed, of CPU time
    };

    const BenchRequest& request_;
    Output output_;
    Signature signature_;
    Largest largest_;
    bool measured_ = false;  ///< some case was
    ExitCode code_ = ExitCode::met;
};

}  // namespace

ExitCode bench(const BenchRequest& request) { return Bench(request).run(); }

}  // namespace holdfast::reports::cli
