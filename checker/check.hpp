// check(model, options) -> Result: refuses what cannot be checked, searches, finds the canonical trace of
// each property that was shown, has every trace confirmed by the separate stepper, and gives the verdicts.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "checker/breadth_first.hpp"
#include "checker/canonical_trace.hpp"
#include "checker/concrete.hpp"
#include "checker/confirm.hpp"
#include "checker/lanes.hpp"
#include "checker/levels.hpp"
#include "checker/liveness.hpp"
#include "checker/model.hpp"
#include "checker/model_error.hpp"
#include "checker/options.hpp"
#include "checker/refuse.hpp"
#include "checker/result.hpp"
#include "checker/within.hpp"

namespace holdfast::checker {

/// What the search showed of one property, before it is put into a verdict.
template <Model M>
class Finding {
public:
    using State = typename M::State;

    Finding(const M& model, const Exploration& explored, Levels<M>& levels, const Options& options,
            std::size_t property)
        : model_(model), explored_(explored), levels_(levels), options_(options), property_(property),
          kind_(model.properties()[property].kind), discovery_(explored.judge.discovery(property))
    {
    }

    [[nodiscard]] PropertyResult result()
    {
        PropertyResult result;
        result.verdict = verdict();
        result.triggers = triggers();
        if (discovery_) result.trace = trace();
        return result;
    }

    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

private:
    [[nodiscard]] Verdict verdict() const
    {
        const bool witness = kind_ == PropertyKind::reachable;
        if (discovery_) return witness ? Verdict::holds : Verdict::violated;
        if (explored_.stop != Stop::complete) return Verdict::inconclusive;
        return witness ? Verdict::violated : Verdict::holds;
    }

    [[nodiscard]] std::uint64_t triggers() const
    {
        if (kind_ == PropertyKind::never_step) return explored_.judge.triggers(property_);
        return kind_ == PropertyKind::at_end ? explored_.counts.terminal_states : explored_.counts.states;
    }

    [[nodiscard]] Trace trace()
    {
        Trace trace;
        trace.schedule = first_found();
        const Lanes lanes(model_.processes());
        trace.switches = lanes.switches(trace.schedule);
        // Without a switch the first one found is the canonical one, unless it is only one of several alike.
        if (trace.switches != 0 || explored_.uses_symmetry) {
            const bool possible = every_end_was_found() && is_worth_a_second_pass();
            std::optional<Schedule> canonical = possible ? second_pass() : std::nullopt;
            trace.switch_minimal = canonical.has_value();
            if (canonical) trace.schedule = std::move(*canonical);
            trace.switches = lanes.switches(trace.schedule);
        }
        confirm(model_, property_, trace.schedule);
        return trace;
    }

    [[nodiscard]] Schedule first_found() const
    {
        Schedule schedule = explored_.log.schedule_to(discovery_->state);
        if (explored_.uses_symmetry) {
            return concrete(model_, schedule, discovery_->step ? std::optional(property_) : std::nullopt);
        }
        if (discovery_->step) schedule.choices.push_back(*discovery_->step);
        return schedule;
    }

    /// A level that was not finished may lack just the state where the canonical schedule ends.
    [[nodiscard]] bool every_end_was_found() const { return last_level() < explored_.whole_levels; }

    /// Symmetry makes searches possible whose levels nobody could walk without it.
    [[nodiscard]] bool is_worth_a_second_pass() const
    {
        if (!explored_.uses_symmetry) return true;
        std::uint64_t states = 0;
        for (std::size_t level = 0; level <= last_level(); ++level)
            add_up(states, explored_.level_states[level]);
        return states <= std::max(options_.most_retraced, times(explored_.effort.stored, 4));
    }

    /// Of the state that shows the property, or in which the step that shows it is taken.
    [[nodiscard]] std::size_t last_level() const { return discovery_->length - (discovery_->step ? 1 : 0); }

    [[nodiscard]] std::optional<Schedule> second_pass()
    {
        CanonicalTrace<M> search(model_, levels_, options_, property_, discovery_->length);
        auto schedule = search.find();
        bytes_ = search.bytes();
        return schedule;
    }

    const M& model_;
    const Exploration& explored_;
    Levels<M>& levels_;
    const Options& options_;
    const std::size_t property_;
    const PropertyKind kind_;
    const std::optional<Discovery>& discovery_;
    std::uint64_t bytes_ = 0;
};

/// Puts what `decide` says of each property of that kind in its place.
template <Model M, class Decide>
void decide_each(const M& model, PropertyKind kind, const Exploration& explored, Result& result,
                 const Decide& decide)
{
    for (std::size_t property = 0; property < model.properties().size(); ++property) {
        if (model.properties()[property].kind != kind) continue;
        PropertyResult& decided = result.properties[property];
        decided = decide(property);
        decided.liveness->no_sleep_sets = explored.effort.sleep_sets;
        decided.liveness->no_symmetry = explored.effort.symmetry;
        result.bytes = std::max(result.bytes, decided.liveness->bytes);
    }
}

/// Some properties are no matter of single states or steps: they are decided on runs, once the search has
/// seen that the states are few enough. Models that cannot be asked were refused. Those of kind leads_to
/// share states that stay until the last of them, so they come behind the others, which have all the memory.
template <Model M>
void decide_on_runs(const M& model, const Exploration& explored, std::uint64_t bytes_beside,
                    const Options& options, Result& result)
{
    if constexpr (ModelWithTime<M>) {
        decide_each(model, PropertyKind::within, explored, result, [&](std::size_t property) {
            return decide_within(model, options, property, explored.stop, bytes_beside);
        });
    }
    if constexpr (ModelWithGoals<M>) {
        std::optional<Liveness<M>> liveness;
        decide_each(model, PropertyKind::leads_to, explored, result, [&](std::size_t property) {
            if (!liveness) liveness.emplace(model, options, bytes_beside);
            return liveness->result(property, explored.stop);
        });
    }
}

/// Judges every property of the model over all its runs, within the limits of `options`. Throws ModelError
/// where the model breaks one of its duties (model.hpp) and it is noticed.
template <Model M>
[[nodiscard]] Result check(const M& model, const Options& options = {})
{
    refuse_unfit(model);
    const Exploration explored = BreadthFirst<M>(model, options).run();
    Levels<M> levels(model, options, explored.log.bytes());  // of the search, the log lives on
    Result result;
    result.stop = explored.stop;
    if (explored.stop == Stop::model_limit) result.limit_name = limit_name(model);
    result.counts = explored.counts;
    result.effort = explored.effort;
    result.bytes = explored.effort.bytes;
    if constexpr (ModelWithLandmarks<M>) {
        if (explored.stop == Stop::complete) result.uses = model.uses(explored.notes);
    }
    for (std::size_t property = 0; property < model.properties().size(); ++property) {
        if (is_on_runs(model.properties()[property].kind)) {
            result.properties.emplace_back();  // decided last, so that no other trace has less memory for it
            continue;
        }
        Finding<M> finding(model, explored, levels, options, property);
        result.properties.push_back(finding.result());
        result.bytes = std::max(result.bytes, finding.bytes());
    }
    decide_on_runs(model, explored, levels.bytes(), options, result);
    return result;
}

}  // namespace holdfast::checker
