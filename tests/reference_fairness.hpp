// Properties of kind leads_to decided plainly on any model that is small enough to write all of it down:
// states, with one bit for what is owed, and steps as a list. For every choice of the programs that are to
// move for ever it computes the states from which a fair run can owe for ever as a greatest fixpoint
// (Emerson and Lei, 1986). A verdict and a count is all it says; for the lasso see reference_liveness.hpp,
// which takes tiny systems only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "checker/model.hpp"
#include "checker/result.hpp"

namespace holdfast::tests {

template <checker::ModelWithGoals M>
class FairnessReference {
public:
    using State = typename M::State;

    FairnessReference(const M& model, std::size_t property) : model_(model), property_(property)
    {
        for (std::size_t p = 0; p < model.processes().size(); ++p) {
            if (model.processes()[p].fair && !model.processes()[p].environment) fair_.push_back(p);
        }
    }

    struct Judgement {
        checker::Verdict verdict = checker::Verdict::holds;
        std::size_t part = 0;  ///< that is violated
        std::uint64_t triggers = 0;
    };

    /// Part by part, until one is violated.
    Judgement judge()
    {
        Judgement judgement;
        for (std::size_t part = 0; part < model_.properties()[property_].parts; ++part) {
            judgement.part = part;
            write_down(part);
            judgement.triggers += triggers_;
            if (can_owe_for_ever()) {
                judgement.verdict = checker::Verdict::violated;
                break;
            }
            if (beyond_limit_) judgement.verdict = checker::Verdict::inconclusive;
        }
        return judgement;
    }

private:
    using Set = std::vector<char>;  ///< of nodes

    struct Arc {
        std::size_t from = 0, to = 0;
        std::size_t process = 0;  ///< beyond all where the run stays
    };

    /// A state in which something is owed.
    struct Ability {
        std::vector<char> able, served;  ///< by process
    };

    bool owes_behind(bool owed, const State& state, std::size_t part) const
    {
        return (owed || satisfied(state, part)) && !goal(state, part);
    }

    bool satisfied(const State& state, std::size_t part) const
    {
        const auto bit = checker::property_bit(property_);
        if constexpr (checker::ModelWithParts<M>) return model_.satisfied(state, bit, part) != 0;
        else return model_.satisfied(state, bit) != 0;
    }

    bool goal(const State& state, std::size_t part) const
    {
        const auto bit = checker::property_bit(property_);
        if constexpr (checker::ModelWithParts<M>) return model_.goals(state, bit, part) != 0;
        else return model_.goals(state, bit) != 0;
    }

    std::size_t number_of(const State& state, bool owed)
    {
        const std::string bytes(reinterpret_cast<const char*>(&state), sizeof state);
        const auto [place, is_new] = numbers_.emplace(std::pair(bytes, owed), nodes_.size());
        if (is_new) nodes_.push_back({state, owed});
        return place->second;
    }

    /// All nodes that can be reached, and the arcs between those that owe.
    void write_down(std::size_t part)
    {
        numbers_.clear();
        nodes_.clear();
        arcs_.clear();
        abilities_.clear();
        triggers_ = 0;
        beyond_limit_ = false;
        for (const State& state : model_.initial_states()) number_of(state, owes_behind(false, state, part));
        for (std::size_t from = 0; from < nodes_.size(); ++from) add_arcs(from, part);
        std::map<std::string, bool> counted;
        for (const Node& node : nodes_) {
            const std::string bytes(reinterpret_cast<const char*>(&node.state), sizeof node.state);
            if (counted.emplace(bytes, true).second && satisfied(node.state, part)) ++triggers_;
        }
    }

    void add_arcs(std::size_t from, std::size_t part)
    {
        const Node node = nodes_[from];
        Ability ability;
        ability.able.resize(model_.processes().size());
        ability.served.resize(model_.processes().size());
        model_.for_each_step(node.state, [&](const checker::Step<State>& step) {
            ability.able[step.choice.process] = 1;
            if (step.strongly_fair) ability.served[step.choice.process] = 1;
            beyond_limit_ = beyond_limit_ || step.beyond_limit;
            if (step.beyond_limit) return;
            const bool owes = owes_behind(node.owed, step.after, part);
            const std::size_t to = number_of(step.after, owes);
            if (node.owed && owes) arcs_.push_back({from, to, step.choice.process});
        });
        bool may_stay = node.owed;
        for (const std::size_t p : fair_) may_stay = may_stay && ability.able[p] == 0;
        if (may_stay) arcs_.push_back({from, from, model_.processes().size()});
        abilities_.push_back(std::move(ability));
    }

    /// Whether from some node a run can go on for ever that is fair to everybody.
    bool can_owe_for_ever() const
    {
        std::vector<std::vector<std::size_t>> arriving(nodes_.size());
        for (std::size_t k = 0; k < arcs_.size(); ++k) arriving[arcs_[k].to].push_back(k);
        for (std::uint64_t movers = 0; movers < std::uint64_t{1} << fair_.size(); ++movers) {
            Set set(nodes_.size(), 1);
            std::vector<std::function<bool(const Arc&)>> conditions{[](const Arc&) { return true; }};
            for (std::size_t k = 0; k < fair_.size(); ++k) {
                const std::size_t p = fair_[k];
                if ((movers >> k & 1) != 0) {
                    conditions.push_back([p](const Arc& arc) { return arc.process == p; });
                    continue;
                }
                for (std::size_t node = 0; node < set.size(); ++node) {
                    if (abilities_[node].served[p] != 0) set[node] = 0;
                }
                conditions.push_back([this, p](const Arc& arc) { return abilities_[arc.from].able[p] == 0; });
            }
            if (is_some_left(std::move(set), conditions, arriving)) return true;
        }
        return false;
    }

    /// Of runs within `set` that meet every condition again and again.
    bool is_some_left(Set set, const std::vector<std::function<bool(const Arc&)>>& conditions,
                      const std::vector<std::vector<std::size_t>>& arriving) const
    {
        for (Set before; before != set;) {
            before = set;
            for (const auto& condition : conditions) set = reaching(set, condition, arriving);
        }
        return std::find(set.begin(), set.end(), 1) != set.end();
    }

    /// Nodes of `set` from which an arc that meets the condition can be taken without leaving it.
    Set reaching(const Set& set, const std::function<bool(const Arc&)>& condition,
                 const std::vector<std::vector<std::size_t>>& arriving) const
    {
        Set found(set.size(), 0);
        std::deque<std::size_t> open;
        const auto add = [&](std::size_t node) {
            if (set[node] == 0 || found[node] != 0) return;
            found[node] = 1;
            open.push_back(node);
        };
        for (const Arc& arc : arcs_) {
            if (set[arc.to] != 0 && condition(arc)) add(arc.from);
        }
        for (; !open.empty(); open.pop_front()) {
            for (const std::size_t arc : arriving[open.front()]) add(arcs_[arc].from);
        }
        return found;
    }

    struct Node {
        State state;
        bool owed = false;
    };

    const M& model_;
    const std::size_t property_;
    std::vector<std::size_t> fair_;
    std::map<std::pair<std::string, bool>, std::size_t> numbers_;  ///< by the bytes of the state
    std::vector<Node> nodes_;
    std::vector<Arc> arcs_;
    std::vector<Ability> abilities_;  ///< of each node
    std::uint64_t triggers_ = 0;
    bool beyond_limit_ = false;
};

}  // namespace holdfast::tests
