// Asks the reference explorer what it thinks of a result of check(). Whatever is said here in words is a
// fault in one of the two.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "checker/check.hpp"
#include "checker/model.hpp"
#include "checker/result.hpp"
#include "checker/schedule.hpp"
#include "tests/reference_explorer.hpp"
#include "tests/reference_fairness.hpp"
#include "tests/reference_within.hpp"

namespace holdfast::tests {

class SecondOpinion {
public:
    SecondOpinion(const checker::Result& result, const Reference& reference)
        : result_(result), reference_(reference)
    {
    }

    /// For the result of a search that was not stopped.
    std::vector<std::string> on_everything(std::span<const checker::Property> properties)
    {
        const checker::Counts& counts = result_.counts;
        const auto stop = reference_.beyond_limit == 0 ? checker::Stop::complete : checker::Stop::model_limit;
        if (result_.stop != stop) say("stop: '{}', not '{}'", to_string(result_.stop), to_string(stop));
        same("states", counts.states, reference_.states);
        same("expanded", counts.expanded, reference_.states);
        same("transitions", counts.transitions, reference_.transitions);
        same("terminal states", counts.terminal_states, reference_.terminal_states);
        same("depth", counts.depth, reference_.depth);
        same("whole depth", counts.whole_depth, reference_.depth);
        same("widest level", counts.widest_level, reference_.widest_level);
        same("steps beyond the limit", counts.beyond_limit, reference_.beyond_limit);
        same("properties", result_.properties.size(), reference_.properties.size());
        for (std::size_t k = 0; k < properties.size(); ++k) {
            const auto& mine = result_.properties[k];
            const auto& theirs = reference_.properties[k];
            const std::string& name = properties[k].name;
            if (mine.verdict != theirs.verdict) {
                say("{}: {}, not {}", name, to_string(mine.verdict), to_string(theirs.verdict));
            }
            same(name + ", triggers", mine.triggers, theirs.triggers);
            compare_traces(name, mine.trace, theirs);
            if (mine.delays != theirs.delays) say("{}: other delays", name);
        }
        return said_;
    }

    /// For the result of a search that was stopped: what it found must be true, and what it left open is
    /// not judged.
    std::vector<std::string> on_what_was_found(std::span<const checker::Property> properties)
    {
        const checker::Counts& counts = result_.counts;
        if (counts.states > reference_.states) same("states", counts.states, reference_.states);
        if (counts.transitions > reference_.transitions) {
            same("transitions", counts.transitions, reference_.transitions);
        }
        if (counts.depth > reference_.depth) same("depth", counts.depth, reference_.depth);
        for (std::size_t k = 0; k < properties.size(); ++k) {
            const auto& mine = result_.properties[k];
            if (mine.verdict == checker::Verdict::inconclusive) continue;
            if (mine.verdict != reference_.properties[k].verdict) {
                say("{}: {}, not {}", properties[k].name, to_string(mine.verdict),
                    to_string(reference_.properties[k].verdict));
            }
            compare_traces(properties[k].name, mine.trace, reference_.properties[k]);
        }
        return said_;
    }

private:
    template <class... Values>
    void say(fmt::format_string<Values...> format, Values&&... values)
    {
        said_.push_back(fmt::format(format, std::forward<Values>(values)...));
    }

    void same(const std::string& what, std::uint64_t mine, std::uint64_t theirs)
    {
        if (mine != theirs) say("{}: {}, not {}", what, mine, theirs);
    }

    void compare_traces(const std::string& name, const std::optional<checker::Trace>& mine,
                        const ReferenceProperty& theirs)
    {
        if (mine) same(name + ", part", mine->part, theirs.part);
        if (mine && mine->loop) return;  // only that there is one can be told
        if (mine.has_value() != theirs.schedule.has_value()) {
            say("{}: {} a trace", name, mine ? "there should not be" : "there should be");
        } else if (mine && mine->switch_minimal) {
            const std::string schedule = to_text(mine->schedule), canonical = to_text(*theirs.schedule);
            if (schedule != canonical) say("{}: trace {}, not {}", name, schedule, canonical);
            same(name + ", switches", mine->switches, theirs.switches);
        } else if (mine) {
            same(name + ", steps", mine->schedule.choices.size(), theirs.schedule->choices.size());
            if (result_.stop == checker::Stop::complete) say("{}: the trace is not switch-minimal", name);
        }
    }

    const checker::Result& result_;
    const Reference& reference_;
    std::vector<std::string> said_;
};

template <checker::ModelWithTime M>
void judge_within(const M& model, std::size_t property, ReferenceProperty& decided)
{
    const auto judgement = WithinReference<M>(model, property).judge();
    decided.verdict = judgement.verdict;
    decided.schedule = judgement.schedule;
    decided.switches = judgement.switches;
    decided.triggers = judgement.triggers;
    decided.part = judgement.part;
    decided.delays = judgement.delays;
}

/// Properties of runs have judges of their own.
template <checker::Model M>
void judge_runs(const M& model, Reference& reference)
{
    for (std::size_t k = 0; k < model.properties().size(); ++k) {
        const checker::PropertyKind kind = model.properties()[k].kind;
        if constexpr (checker::ModelWithTime<M>) {
            if (kind == checker::PropertyKind::within) judge_within(model, k, reference.properties[k]);
        }
        if constexpr (checker::ModelWithGoals<M>) {
            if (kind != checker::PropertyKind::leads_to) continue;
            const auto judgement = FairnessReference<M>(model, k).judge();
            ReferenceProperty decided;
            decided.verdict = judgement.verdict;
            decided.triggers = judgement.triggers;
            decided.part = judgement.part;
            reference.properties[k] = std::move(decided);
        }
    }
}

/// What the two searches disagree about; empty where all is well. `result` is that of check(), limited or
/// not.
template <checker::Model M>
std::vector<std::string> compare(const M& model, const checker::Result& result)
{
    Reference reference = explore_by_reference(model);
    judge_runs(model, reference);
    SecondOpinion opinion(result, reference);
    const bool whole = result.stop == checker::Stop::complete || result.stop == checker::Stop::model_limit;
    return whole ? opinion.on_everything(model.properties()) : opinion.on_what_was_found(model.properties());
}

}  // namespace holdfast::tests
