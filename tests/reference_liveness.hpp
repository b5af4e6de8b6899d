// Liveness decided plainly, on sets of states, for systems so small that a set is a word: no components, no
// ranks, no graph. For every choice of the processes that are to move for ever it computes the states from
// which a fair run can owe for ever as a greatest fixpoint (Emerson and Lei, 1986), and it finds the least of
// the shortest fair loops by writing out all walks. The judge of checker/liveness.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "checker/schedule.hpp"
#include "tests/reference_explorer.hpp"
#include "tests/toy_models.hpp"

namespace holdfast::tests {

/// The lasso that a property of kind leads_to should have; the loop has no step where the run stays.
struct ReferenceLasso {
    checker::Schedule stem;
    std::vector<Choice> loop;
};

/// Of the property 0 of a table with at most 32 states.
class LivenessReference {
public:
    explicit LivenessReference(const GoalTable& model, std::size_t states) : model_(model), states_(states)
    {
        able_.resize(model.processes_.size());
        served_.resize(model.processes_.size());
        make_product();
        for (std::uint64_t state = 1; state < 2 * states; state += 2) add_arcs(state);
    }

    /// None where the property holds.
    std::optional<ReferenceLasso> lasso()
    {
        for (std::uint64_t state = 1; state < 2 * states_; state += 2) {
            if (is_on_fair_loop(state)) product_.mark(state, 1);
        }
        const auto stem = explore_by_reference(product_).properties[0].schedule;
        if (!stem) return std::nullopt;
        const std::uint64_t entry = end_of(*stem);
        return ReferenceLasso{*stem, may_stay(entry) ? std::vector<Choice>() : least_loop(entry)};
    }

private:
    using Set =
        std::uint64_t;  ///< of product states: 2s where nothing is owed in s, 2s + 1 where something is

    /// A step from one state in which something is owed to another; without a choice the run stays.
    struct Arc {
        std::uint64_t from = 0, to = 0;
        std::optional<Choice> choice;

        bool is_in(Set set) const { return (set >> from & 1) != 0 && (set >> to & 1) != 0; }
    };

    using Condition = std::function<bool(const Arc&)>;

    bool is_fair(std::size_t process) const
    {
        return model_.processes_[process].fair && !model_.processes_[process].environment;
    }

    std::uint64_t owing(bool owed, std::uint64_t state) const
    {
        const bool now = model_.satisfied(TableModel::state(state), 1) != 0;
        const bool paid = model_.goals(TableModel::state(state), 1) != 0;
        return 2 * state + ((owed || now) && !paid ? 1 : 0);
    }

    void make_product()
    {
        product_.processes_ = model_.processes_;
        product_.properties_ = {{"loop", PropertyKind::never, ""}};
        product_.initial_.clear();
        for (const std::uint64_t state : model_.initial_) product_.initial_.push_back(owing(false, state));
        for (std::uint64_t state = 0; state < model_.rows_.size(); ++state) {
            for (const TableModel::Row& row : model_.rows_[state]) {
                for (const bool owed : {false, true}) {
                    TableModel::Row step = row;
                    step.target = owing(owed, row.target);
                    product_.add(2 * state + (owed ? 1 : 0), step);
                }
            }
        }
        product_.rows_.resize(2 * states_);
    }

    void add_arcs(std::uint64_t state)
    {
        const Set bit = Set{1} << state;
        for (const TableModel::Row& row : product_.rows_[state]) {
            able_[row.choice.process] |= bit;
            if (row.strongly_fair) served_[row.choice.process] |= bit;
            if (!row.beyond_limit && row.target % 2 == 1) arcs_.push_back({state, row.target, row.choice});
        }
        if (may_stay(state)) arcs_.push_back({state, state, std::nullopt});
    }

    bool may_stay(std::uint64_t state) const
    {
        for (std::size_t p = 0; p < able_.size(); ++p) {
            if (is_fair(p) && (able_[p] >> state & 1) != 0) return false;
        }
        return true;
    }

    /// States of `set` from which a step that meets the condition can be reached without leaving it.
    Set reaching(Set set, const Condition& condition) const
    {
        Set found = 0;
        for (const Arc& arc : arcs_) {
            if (arc.is_in(set) && condition(arc)) found |= Set{1} << arc.from;
        }
        for (Set before = 0; before != found;) {
            before = found;
            for (const Arc& arc : arcs_) {
                if (arc.is_in(set) && (found >> arc.to & 1) != 0) found |= Set{1} << arc.from;
            }
        }
        return found;
    }

    /// States from which a run within `set` can meet every condition again and again.
    Set for_ever(Set set, const std::vector<Condition>& conditions) const
    {
        for (Set before = 0; before != set;) {
            before = set;
            for (const Condition& condition : conditions) set &= reaching(before, condition);
        }
        return set;
    }

    /// Whether a fair run comes by this state for ever, by all choices of those that move for ever. Who does
    /// not must again and again be unable to, and never be served.
    bool is_on_fair_loop(std::uint64_t state) const
    {
        for (std::uint64_t movers = 0; movers < std::uint64_t{1} << able_.size(); ++movers) {
            Set set = ~Set{0};
            std::vector<Condition> conditions{[=](const Arc& arc) { return arc.from == state; }};
            for (std::size_t p = 0; p < able_.size(); ++p) {
                if (!is_fair(p)) continue;
                if ((movers >> p & 1) != 0) {
                    conditions.push_back(
                        [=](const Arc& arc) { return arc.choice && arc.choice->process == p; });
                } else {
                    set &= ~served_[p];
                    conditions.push_back(
                        [=, this](const Arc& arc) { return (able_[p] >> arc.from & 1) == 0; });
                }
            }
            if ((for_ever(set, conditions) >> state & 1) != 0) return true;
        }
        return false;
    }

    std::uint64_t end_of(const checker::Schedule& stem) const
    {
        std::uint64_t at = product_.initial_[stem.initial];
        for (const Choice step : stem.choices) {
            for (const TableModel::Row& row : product_.rows_[at]) {
                if (row.choice != step) continue;
                at = row.target;
                break;
            }
        }
        return at;
    }

    /// What a walk has seen of each process: it moved, it could not, it was served.
    struct Seen {
        std::uint64_t moved = 0, unable = 0, served = 0;
        auto operator<=>(const Seen&) const = default;
    };

    Seen come_by(std::uint64_t state, Seen seen) const
    {
        for (std::size_t p = 0; p < able_.size(); ++p) {
            if ((able_[p] >> state & 1) == 0) seen.unable |= Set{1} << p;
            if ((served_[p] >> state & 1) != 0) seen.served |= Set{1} << p;
        }
        return seen;
    }

    bool is_fair_walk(const Seen& seen) const
    {
        for (std::size_t p = 0; p < able_.size(); ++p) {
            if (is_fair(p) && ((seen.moved | (seen.unable & ~seen.served)) >> p & 1) == 0) return false;
        }
        return true;
    }

    /// All walks of one length after the other; of those that end alike with the same behind them, the least.
    std::vector<Choice> least_loop(std::uint64_t entry) const
    {
        using Walks = std::map<std::pair<std::uint64_t, Seen>, std::vector<Choice>>;
        for (Walks walks{{{entry, come_by(entry, {})}, {}}};;) {
            Walks longer;
            for (const auto& [end, choices] : walks) {
                for (const Arc& arc : arcs_) {
                    if (arc.from != end.first || !arc.choice) continue;
                    Seen seen = come_by(arc.to, end.second);
                    seen.moved |= Set{1} << arc.choice->process;
                    std::vector<Choice> walk = choices;
                    walk.push_back(*arc.choice);
                    const auto [place, added] = longer.try_emplace({arc.to, seen}, walk);
                    if (!added && walk < place->second) place->second = walk;
                }
            }
            std::optional<std::vector<Choice>> least;
            for (const auto& [end, choices] : longer) {
                const bool ends = end.first == entry && is_fair_walk(end.second);
                if (ends && (!least || choices < *least)) least = choices;
            }
            if (least) return *least;
            walks = std::move(longer);
        }
    }

    const GoalTable& model_;
    const std::size_t states_;
    TableModel product_;
    std::vector<Set> able_, served_;  ///< by process
    std::vector<Arc> arcs_;
};

}  // namespace holdfast::tests
