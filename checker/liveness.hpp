// Decides a property "whenever P then eventually Q" under fairness. All states of the system, told apart by
// whether something is owed in them (owing.hpp), are stored once more, with nothing reduced; where something
// is owed, their steps, too. The property is violated if such a state lies on a fair loop, or if a fair run
// may stay there for ever. The counterexample is a lasso: the canonical schedule to the first state from
// where a fair run can owe for ever, and from there the shortest fair loop back to it.
//
// So the stem depends on the model alone: it is the shortest schedule to any such state, with the fewest
// switches among these, then the least. And so does the loop: it is the shortest one of that state, then the
// least. A longer stem might have had a shorter loop; a reader is sooner lost on the way than in a circle.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include "checker/block_array.hpp"
#include "checker/canonical_trace.hpp"
#include "checker/confirm_lasso.hpp"
#include "checker/fair_components.hpp"
#include "checker/fair_loop.hpp"
#include "checker/fairness.hpp"
#include "checker/fairness_ledger.hpp"
#include "checker/lanes.hpp"
#include "checker/levels.hpp"
#include "checker/model.hpp"
#include "checker/options.hpp"
#include "checker/owing.hpp"
#include "checker/owing_graph.hpp"
#include "checker/result.hpp"
#include "checker/seen_states.hpp"

namespace holdfast::checker {

template <ModelWithGoals M>
class Liveness {
public:
    using State = typename Owing<M>::State;

    /// `bytes_beside` are charged to the memory limit before anything of this.
    Liveness(const M& model, const Options& options, std::size_t property, std::uint64_t bytes_beside)
        : model_(model), options_(options), property_(property), owing_(model, property, options.distrust),
          levels_(owing_, options, bytes_beside), seen_(levels_.seen()), fairness_(model.processes()),
          components_(graph_, fairness_)
    {
    }

    /// `search_stop` says what ended the search: what it did not see is not judged here either.
    [[nodiscard]] PropertyResult result(Stop search_stop)
    {
        try {
            decide(search_stop);
        } catch (const std::bad_alloc&) {
            give_up(Stop::memory_limit);
        }
        return std::move(result_);
    }

private:
    void decide(Stop search_stop)
    {
        result_.liveness = LivenessPass{};
        const bool whole = search_stop == Stop::complete || search_stop == Stop::model_limit;
        if (!whole) return give_up(search_stop);
        if (!store_states() || !store_steps()) return give_up(why_not());
        if (!components_.find(budget())) return give_up(why_not());
        note_bytes(components_.bytes_to_find());
        levels_.charge_beside(components_.bytes());
        count_triggers();
        const std::optional<Rank> first = first_loop();
        if (first) return tell_lasso(*first);
        if (search_stop == Stop::model_limit) return give_up(search_stop);
        result_.verdict = Verdict::holds;
    }

    void give_up(Stop stop)
    {
        result_.verdict = Verdict::inconclusive;
        result_.trace.reset();
        result_.liveness->stop = stop;
    }

    [[nodiscard]] bool store_states()
    {
        for (std::size_t depth = 0; levels_.extend_to(depth); ++depth) {
            result_.liveness->states = seen_.size();
            note_bytes(0);
            if (seen_.level(depth).width() == 0) return true;
        }
        return false;
    }

    /// Numbers the states in which something is owed, and stores their steps.
    [[nodiscard]] bool store_steps()
    {
        for (Rank rank = 0; rank < seen_.size(); ++rank) {
            const bool owes = seen_.state(rank).owes != 0;
            places_.push_back(owes ? static_cast<Place>(ranks_.size()) : no_place);
            if (owes) ranks_.push_back(rank);
        }
        result_.liveness->owing = ranks_.size();
        if (ranks_.size() >= no_place || !has_room()) return false;
        for (std::size_t place = 0; place < ranks_.size(); ++place) {
            levels_.for_each_step(seen_.state(ranks_[place]), [&](const Step<State>& step) {
                const Place target = step.beyond_limit ? no_place : places_[seen_.find(step.after).rank];
                graph_.add_edge(Edge(target, step.choice, step.strongly_fair));
            });
            graph_.end_place();
            if (!has_room() || levels_.asked_to_stop()) return false;
        }
        levels_.charge_beside(own_bytes());
        return true;
    }

    [[nodiscard]] std::uint64_t own_bytes() const
    {
        return places_.size() * sizeof(Place) + ranks_.size() * sizeof(Rank) + graph_.bytes();
    }

    [[nodiscard]] bool has_room()
    {
        if (levels_.bytes() + own_bytes() > options_.most_memory) return false;
        note_bytes(own_bytes());
        return true;
    }

    [[nodiscard]] Budget budget()
    {
        const std::uint64_t used = std::min(levels_.bytes(), options_.most_memory);
        return {options_.most_memory - used, [this] { return levels_.asked_to_stop(); }};
    }

    /// Where neither time nor Ctrl-C ended it, memory did.
    [[nodiscard]] Stop why_not() const
    {
        return levels_.stop() == Stop::complete ? Stop::memory_limit : levels_.stop();
    }

    void note_bytes(std::uint64_t more)
    {
        result_.liveness->bytes = std::max(result_.liveness->bytes, levels_.bytes() + more);
    }

    /// Each state of the system in which P is true was stored once: with Q nothing is owed, without Q
    /// something.
    void count_triggers()
    {
        for (Rank rank = 0; rank < seen_.size(); ++rank)
            result_.triggers += owing_.triggers(seen_.state(rank).system) ? 1 : 0;
    }

    [[nodiscard]] std::optional<Rank> first_loop() const
    {
        for (Place place = 0; place < graph_.size(); ++place) {
            if (components_.contains(place)) return ranks_[place];
        }
        return std::nullopt;
    }

    /// `first` is the first state that was found of those from where a fair run can owe for ever.
    void tell_lasso(Rank first)
    {
        Trace trace;
        trace.schedule = seen_.schedule_to(first);
        if (auto stem = canonical_stem(trace.schedule.choices.size())) trace.schedule = std::move(*stem);
        else trace.switch_minimal = false;
        const Place entry = places_[end_of(trace.schedule)];
        Loop loop{.begin = trace.schedule.choices.size(), .stays = components_.may_stay(entry)};
        std::vector<Choice> steps;
        if (!loop.stays) {
            FairLoop search(graph_, fairness_, components_, entry);
            auto found = search.find(budget(), options_.most_exact_processes);
            note_bytes(search.bytes());
            if (!found) return give_up(why_not());
            steps = std::move(found->choices);
            loop.shortest = found->shortest;
        }
        loop.ledger = fairness_ledger(graph_, fairness_, entry, steps);
        trace.schedule.choices.insert(trace.schedule.choices.end(), steps.begin(), steps.end());
        trace.switches = Lanes(model_.processes()).switches(trace.schedule);
        trace.loop = std::move(loop);
        confirm_lasso(model_, property_, trace);
        result_.verdict = Verdict::violated;
        result_.trace = std::move(trace);
    }

    [[nodiscard]] std::optional<Schedule> canonical_stem(std::size_t length)
    {
        owing_.tell_loops([this](const State& state) {
            const Place place = places_[seen_.find(state).rank];
            return place != no_place && components_.contains(place);
        });
        CanonicalTrace<Owing<M>> search(owing_, levels_, options_, 0, length);
        auto stem = search.find();
        result_.liveness->bytes = std::max(result_.liveness->bytes, search.bytes());
        return stem;
    }

    [[nodiscard]] Rank end_of(const Schedule& schedule) const
    {
        return seen_.find(replay(owing_, schedule).states.back()).rank;
    }

    const M& model_;
    const Options& options_;
    const std::size_t property_;
    Owing<M> owing_;
    Levels<Owing<M>> levels_;
    const SeenStates<State>& seen_;
    const Fairness fairness_;
    BlockArray<Place> places_;  ///< of a rank; none where nothing is owed
    BlockArray<Rank> ranks_;    ///< of a place
    OwingGraph graph_;
    FairComponents components_;
    PropertyResult result_;
};

}  // namespace holdfast::checker
