// The second opinion on a lasso: the separate stepper (replay.hpp) repeats it once around, and all that makes
// it a counterexample is judged anew from the model alone. It knows nothing of components or of the graph.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include <fmt/format.h>

#include "checker/confirm.hpp"
#include "checker/model.hpp"
#include "checker/model_error.hpp"
#include "checker/obligation.hpp"
#include "checker/replay.hpp"
#include "checker/result.hpp"

namespace holdfast::checker {

template <ModelWithGoals M>
class LassoDoubt {
public:
    using State = typename M::State;

    LassoDoubt(const M& model, std::size_t property, const Trace& trace)
        : model_(model), trace_(trace), loop_(trace.loop.value()),
          obligation_(model, property, trace.part, false), run_(replay(model, trace.schedule))
    {
    }

    /// What is wrong with it, in words; empty where it shows what it should.
    [[nodiscard]] std::string words() const
    {
        if (run_.misfit) return fmt::format("at step {}, {}", run_.misfit->step, run_.misfit->reason);
        if (!closes()) return "its loop does not end where it begins";
        if (!owes_for_ever()) return "nothing is owed throughout its loop";
        return doubt_in_ledger();
    }

private:
    [[nodiscard]] bool closes() const
    {
        const std::size_t steps = run_.steps.size();
        if (loop_.stays) return loop_.begin == steps;
        return loop_.begin < steps && run_.states[loop_.begin] == run_.states.back();
    }

    /// From some state before the loop on: P is true there, and Q in none that follows.
    [[nodiscard]] bool owes_for_ever() const
    {
        bool owes = false;
        for (std::size_t k = 0; k < run_.states.size(); ++k) {
            const bool owed = owes || (k <= loop_.begin && obligation_.triggers(run_.states[k]));
            const bool paid = owed && obligation_.pays(run_.states[k]);
            if (paid && k >= loop_.begin) return false;
            owes = owed && !paid;
        }
        return owes;
    }

    /// Each fair process has one entry, in order, and it is true.
    [[nodiscard]] std::string doubt_in_ledger() const
    {
        const std::span<const Process> processes = model_.processes();
        std::size_t entries = 0;
        for (std::size_t process = 0; process < processes.size(); ++process) {
            if (!processes[process].fair || processes[process].environment) continue;
            const std::size_t entry = entries++;
            const bool found = entry < loop_.ledger.size() && loop_.ledger[entry].process == process;
            if (!found || !is_true(loop_.ledger[entry]))
                return fmt::format("its loop is not shown to be fair to {}", processes[process].name);
        }
        return entries == loop_.ledger.size() ? "" : "its ledger has an entry too many";
    }

    [[nodiscard]] bool is_true(const FairnessEntry& entry) const
    {
        const std::size_t places = loop_.stays ? 1 : run_.steps.size() - loop_.begin;
        if (entry.at < 1 || entry.at > places) return false;
        const std::size_t at = loop_.begin + entry.at - 1;
        if (entry.reason == FairnessEntry::Reason::moves)
            return !loop_.stays && trace_.schedule.choices[at].process == entry.process;
        bool in_queue = false;
        for (std::size_t k = loop_.begin; k < loop_.begin + places; ++k)
            in_queue |= has_step(run_.states[k], entry.process, true);
        return !in_queue && !has_step(run_.states[at], entry.process, false);
    }

    [[nodiscard]] bool has_step(const State& state, std::uint16_t process, bool strongly_fair) const
    {
        bool found = false;
        model_.for_each_step(state, [&](const Step<State>& step) {
            found |= step.choice.process == process && (step.strongly_fair || !strongly_fair);
        });
        return found;
    }

    const M& model_;
    const Trace& trace_;
    const Loop& loop_;
    const Obligation<M> obligation_;
    const Run<State> run_;
};

/// Throws ModelError where the lasso does not show that the leads_to property is violated.
template <ModelWithGoals M>
void confirm_lasso(const M& model, std::size_t property, const Trace& trace)
{
    const std::string doubt = LassoDoubt<M>(model, property, trace).words();
    if (!doubt.empty()) throw unconfirmed(model.properties()[property].name, trace.schedule, doubt);
}

}  // namespace holdfast::checker
