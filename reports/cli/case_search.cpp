#include "reports/cli/case_search.hpp"

#include <algorithm>
#include <mutex>
#include <shared_mutex>
#include <utility>

#include <fmt/format.h>

#include "checker/workers.hpp"
#include "reports/cli/case_limits.hpp"
#include "reports/cli/scenario_case.hpp"
#include "reports/describe.hpp"
#include "reports/state_graph.hpp"

namespace holdfast::reports::cli {

namespace {

/// Of the case by itself: its own limit or that of the command line, whichever is smaller.
std::optional<double> most_seconds(const scenarios::Case& one, const CheckRequest& request)
{
    if (!one.limits.time_seconds) return request.seconds;
    const auto own = static_cast<double>(*one.limits.time_seconds);
    return std::min(request.seconds.value_or(own), own);
}

/// With more memory something might have come out otherwise.
bool wants_more_memory(const CaseReport& report)
{
    const std::string_view memory = to_string(checker::Stop::memory_limit);
    if (report.stop == memory) return true;
    return std::any_of(report.properties.begin(), report.properties.end(), [&](const PropertyReport& one) {
        const bool may_be_simpler =
            one.trace && (!one.trace->switch_minimal || (one.trace->loop && !one.trace->loop->shortest));
        return one.reason == memory || may_be_simpler || (one.liveness && one.liveness->ran_out_of_memory);
    });
}

bool wants_more_memory(const CaseFindings& found)
{
    if (found.audit && found.audit->cut_short == checker::Stop::memory_limit) return true;
    return found.report && wants_more_memory(*found.report);
}

}  // namespace

CaseSearch::CaseSearch(const CheckRequest& request, std::size_t cases, unsigned jobs,
                       std::function<bool()> stopped)
    : request_(request), cases_(cases), jobs_(jobs), stopped_(std::move(stopped)),
      time_(request.whole_seconds, cases, jobs)
{
}

/// Beside others a case has an equal part of the memory. One that this is not enough for is searched once
/// more, alone and with all of it: so it comes to the same as if there had been no others.
CaseFindings CaseSearch::run(const CaseOfScenario& job, std::size_t number)
{
    const auto system = system_of(*job.scenario, *job.one);
    if (!system) {
        time_.end();
        return {std::nullopt, system.error()};
    }
    const auto memory = [&](unsigned side_by_side) {
        return memory_for_search(job.one->limits.memory_bytes, request_.memory_bytes, side_by_side);
    };
    CaseFindings found;
    {
        const std::shared_lock beside_others(memory_);
        found = searched(job, **system, number, jobs_);
    }
    if (memory(jobs_) < memory(1) && wants_more_memory(found) && !stopped_()) {
        const std::unique_lock alone(memory_);
        found = searched(job, **system, number, 1);
    }
    time_.end();
    return found;
}

CaseFindings CaseSearch::searched(const CaseOfScenario& job, const checker::System& system,
                                  std::size_t number, unsigned side_by_side)
{
    const ProgressLine::Entry entry(
        progress_, number,
        fmt::format("{} of {}, {} [{}]", number + 1, cases_, job.scenario->path, job.one->name));
    const std::optional<double> share = time_.begin();
    const Stopwatch all;
    const std::optional<double> most = most_seconds(*job.one, request_);
    checker::Options options = options_for(*job.one, side_by_side);
    options.progress = [this, number](const checker::Progress& at) { progress_.show(number, at); };
    const auto within_time = [&](const Stopwatch& since) {
        options.out_of_time = [&] {
            return (most && since.seconds() >= *most) || (share && all.seconds() >= *share);
        };
        return options;
    };
    CaseFindings found;
    if (request_.audit) {
        const Stopwatch stopwatch;
        found.audit = system.audit(within_time(stopwatch));
        if (!found.audit->differences.empty()) return found;  // nothing can be said of the case
    }
    const Stopwatch stopwatch;
    const checker::Result result = system.check(within_time(stopwatch));
    const CaseHead head = head_of(*job.scenario, *job.one);
    found.report = describe(head, system, result);
    if (draws_graphs()) add_graphs(head, system, result, *found.report);
    found.report->symmetry_wanted = request_.symmetry;
    found.report->seconds = stopwatch.seconds();
    return found;
}

bool CaseSearch::draws_graphs() const
{
    return std::any_of(request_.reports.begin(), request_.reports.end(),
                       [](const Wish& wish) { return wish.format->draws_graphs; });
}

checker::Options CaseSearch::options_for(const scenarios::Case& one, unsigned side_by_side) const
{
    checker::Options options;
    set_limits(options, one.limits, {request_.states, request_.depth, request_.memory_bytes, {}},
               side_by_side);
    options.stop_at_first = request_.stop_at_first;
    options.distrust = request_.distrust;
    options.threads = request_.threads;
    if (jobs_ > 1 && options.threads == 0)
        options.threads = std::max(1U, checker::hardware_threads() / jobs_);
    options.sleep_sets = request_.sleep_sets;
    options.symmetry = request_.symmetry;
    options.interrupted = stopped_;
    return options;
}

}  // namespace holdfast::reports::cli
