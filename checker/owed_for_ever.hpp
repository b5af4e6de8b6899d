// Decides one obligation, "whenever P then eventually Q", over all fair runs of a system whose states are
// known. Something is owed from a state in which P is true and Q is not, until Q is: those states and what
// lies behind them without a Q are one graph. The obligation is violated if one of them lies on a fair loop
// in it, or if a fair run may stay there for ever. The counterexample is a lasso: the canonical schedule to
// the first state from where a fair run can owe for ever, and from there the shortest fair loop back to it.
//
// So the stem depends on the model alone: it is the shortest schedule to any such state, with the fewest
// switches among these, then the least. And so does the loop: it is the shortest one of that state, then the
// least. A longer stem might have had a shorter loop; a reader is sooner lost on the way than in a circle.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
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
#include "checker/fingerprint.hpp"
#include "checker/lanes.hpp"
#include "checker/levels.hpp"
#include "checker/model.hpp"
#include "checker/model_error.hpp"
#include "checker/obligation.hpp"
#include "checker/options.hpp"
#include "checker/owing.hpp"
#include "checker/owing_graph.hpp"
#include "checker/result.hpp"
#include "checker/seen_states.hpp"

namespace holdfast::checker {

template <ModelWithGoals M>
class OwedForEver {
public:
    using State = typename M::State;

    /// All levels of the system must be there; their memory is charged before anything of this.
    OwedForEver(const M& model, const Options& options, Levels<M>& levels, std::size_t property,
                std::size_t part)
        : model_(model), options_(options), property_(property), part_(part),
          obligation_(model, property, part, options.distrust), levels_(levels), seen_(levels.seen()),
          fairness_(model.processes()), components_(graph_, fairness_)
    {
        result_.liveness = LivenessPass{.states = seen_.size()};
    }

    /// `all_seen` is false where the model cannot represent some steps: then nothing can be said to hold, and
    /// `Stop::model_limit` is the reason.
    [[nodiscard]] PropertyResult result(bool all_seen)
    {
        try {
            decide(all_seen);
        } catch (const std::bad_alloc&) {
            give_up(Stop::memory_limit);
        }
        return std::move(result_);
    }

private:
    /// So many steps are looked up together, so that no look waits for the one before.
    static constexpr std::size_t most_steps = 64;

    static constexpr Place unseen = std::numeric_limits<Place>::max();

    struct Leaving {
        State after;
        std::uint64_t hash;
        Choice choice;
        bool beyond_limit;
        bool strongly_fair;
    };

    void decide(bool all_seen)
    {
        note_bytes(0);
        if (!find_where_it_begins() || !store_steps()) return give_up(why_not());
        if (!components_.find(budget(levels_.bytes() + own_bytes()))) return give_up(why_not());
        note_bytes(own_bytes() + components_.bytes_to_find());
        if (some_run_can()) return tell_lasso();
        if (!all_seen) return give_up(Stop::model_limit);
        result_.verdict = Verdict::holds;
    }

    void give_up(Stop stop)
    {
        result_.verdict = Verdict::inconclusive;
        result_.trace.reset();
        result_.liveness->stop = stop;
    }

    /// Of the states in which P is true, those where something is owed are the first places.
    [[nodiscard]] bool find_where_it_begins()
    {
        if (levels_.bytes() + seen_.size() * sizeof(Place) > options_.most_memory) return false;
        places_.assign(seen_.size(), unseen);
        for (Rank rank = 0; rank < seen_.size(); ++rank) {
            if (!ask(rank, [&](const State& state) { return obligation_.triggers(state); })) continue;
            ++result_.triggers;
            if (!visit(rank)) return false;
        }
        return true;
    }

    /// The steps of all places, which find the places behind them.
    [[nodiscard]] bool store_steps()
    {
        for (Place place = 0; place < ranks_.size();) {
            steps_.clear();
            ends_.clear();
            for (; place < ranks_.size() && steps_.size() < most_steps; ++place) {
                const Rank rank = ranks_[place];
                blaming_model([&] { collect_steps(rank); }, [&] { return seen_.schedule_to(rank); });
                if (levels_.asked_to_stop()) return false;
            }
            if (!add_edges()) return false;
        }
        return true;
    }

    void collect_steps(Rank rank)
    {
        levels_.for_each_step(seen_.state(rank), [&](const Step<State>& step) {
            const std::uint64_t hash = step.beyond_limit ? 0 : fingerprint(step.after);
            if (!step.beyond_limit) seen_.expect(hash);
            steps_.push_back({step.after, hash, step.choice, step.beyond_limit, step.strongly_fair});
        });
        ends_.push_back(steps_.size());
    }

    [[nodiscard]] bool add_edges()
    {
        for (const Leaving& step : steps_) {
            if (!step.beyond_limit) seen_.expect_state(step.hash);
        }
        auto step = steps_.begin();
        for (const std::size_t end : ends_) {
            for (; step != steps_.begin() + static_cast<std::ptrdiff_t>(end); ++step) {
                const auto target = target_of(*step);
                if (!target) return false;
                graph_.add_edge(Edge(*target, step->choice, step->strongly_fair));
            }
            graph_.end_place();
            if (!has_room()) return false;
        }
        return true;
    }

    /// None where there is no room for it.
    [[nodiscard]] std::optional<Place> target_of(const Leaving& step)
    {
        if (step.beyond_limit) return no_place;
        const Rank rank = seen_.find(step.after, step.hash).rank;
        return visit(rank) ? std::optional(places_[rank]) : std::nullopt;
    }

    /// Makes the state a place unless it pays what is owed; false where there is no room for it.
    [[nodiscard]] bool visit(Rank rank)
    {
        if (places_[rank] != unseen) return true;
        places_[rank] = no_place;
        if (ask(rank, [&](const State& state) { return obligation_.pays(state); })) return true;
        if (ranks_.size() + 1 >= no_place || !has_room()) return false;
        places_[rank] = static_cast<Place>(ranks_.size());
        ranks_.push_back(rank);
        result_.liveness->owing = ranks_.size();
        return true;
    }

    template <class Question>
    [[nodiscard]] bool ask(Rank rank, const Question& question) const
    {
        return blaming_model([&] { return question(seen_.state(rank)); },
                             [&] { return seen_.schedule_to(rank); });
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

    /// What is left where so much is in use.
    [[nodiscard]] Budget budget(std::uint64_t used)
    {
        return {options_.most_memory - std::min(used, options_.most_memory),
                [this] { return levels_.asked_to_stop(); }};
    }

    /// Where neither time nor Ctrl-C ended it, memory did.
    [[nodiscard]] Stop why_not() const
    {
        return levels_.stop() == Stop::complete ? Stop::memory_limit : levels_.stop();
    }

    void note_bytes(std::uint64_t more) { note_all_bytes(levels_.bytes() + more); }

    void note_all_bytes(std::uint64_t bytes)
    {
        result_.liveness->bytes = std::max(result_.liveness->bytes, bytes);
    }

    [[nodiscard]] bool some_run_can() const
    {
        for (Place place = 0; place < graph_.size(); ++place) {
            if (components_.contains(place)) return true;
        }
        return false;
    }

    void tell_lasso()
    {
        Owing<M> owing(model_, obligation_);
        owing.tell_loops([this](const auto& state) {
            return state.owes != 0 && components_.contains(place_of(state.system));
        });
        Levels<Owing<M>> levels(owing, options_, levels_.bytes() + own_bytes() + components_.bytes());
        Trace trace;
        const bool found = find_stem(owing, levels, trace);
        note_all_bytes(levels.bytes());
        if (!found) return give_up(levels.stop());
        const Place entry = place_of(replay(owing, trace.schedule).states.back().system);
        Loop loop{.begin = trace.schedule.choices.size(), .stays = components_.may_stay(entry)};
        trace.part = part_;
        std::vector<Choice> steps;
        if (!loop.stays) {
            FairLoop search(graph_, fairness_, components_, entry);
            auto shortest = search.find(budget(levels.bytes()), options_.most_exact_processes);
            note_all_bytes(levels.bytes() + search.bytes());
            if (!shortest) return give_up(why_not());
            steps = std::move(shortest->choices);
            loop.shortest = shortest->shortest;
        }
        loop.ledger = fairness_ledger(graph_, fairness_, entry, steps);
        trace.schedule.choices.insert(trace.schedule.choices.end(), steps.begin(), steps.end());
        trace.switches = Lanes(model_.processes()).switches(trace.schedule);
        trace.loop = std::move(loop);
        confirm_lasso(model_, property_, trace);
        result_.verdict = Verdict::violated;
        result_.trace = std::move(trace);
    }

    /// The canonical schedule to the first state from where a fair run can owe for ever; without enough
    /// memory for that a shortest one, and without enough for any, false.
    [[nodiscard]] bool find_stem(const Owing<M>& owing, Levels<Owing<M>>& levels, Trace& trace)
    {
        std::optional<Rank> first;
        std::size_t depth = 0;
        for (;; ++depth) {
            if (!levels.extend_to(depth)) return false;
            first = first_that_shows(owing, levels.seen(), depth);
            if (first) break;
            HOLDFAST_ASSERT(levels.seen().level(depth).width() != 0, "no way leads to what was found");
        }
        trace.schedule = levels.seen().schedule_to(*first);
        CanonicalTrace<Owing<M>> search(owing, levels, options_, 0, depth);
        auto canonical = search.find();
        note_all_bytes(search.bytes());
        trace.switch_minimal = canonical.has_value();
        if (canonical) trace.schedule = std::move(*canonical);
        return true;
    }

    [[nodiscard]] static std::optional<Rank>
    first_that_shows(const Owing<M>& owing, const SeenStates<typename Owing<M>::State>& seen,
                     std::size_t depth)
    {
        const LevelRanks ranks = seen.level(depth);
        for (Rank rank = ranks.begin; rank != ranks.end; ++rank) {
            if (owing.satisfied(seen.state(rank), property_bit(0)) != 0) return rank;
        }
        return std::nullopt;
    }

    [[nodiscard]] Place place_of(const State& state) const
    {
        const Place place = places_[seen_.find(state).rank];
        HOLDFAST_ASSERT(place < graph_.size(), "in a state where something is owed there is place {}", place);
        return place;
    }

    const M& model_;
    const Options& options_;
    const std::size_t property_;
    const std::size_t part_;
    const Obligation<M> obligation_;
    Levels<M>& levels_;
    const SeenStates<State>& seen_;
    const Fairness fairness_;
    std::vector<Place> places_;      ///< of a rank; none where what is owed is paid
    BlockArray<Rank> ranks_;         ///< of a place
    std::vector<Leaving> steps_;     ///< of some places
    std::vector<std::size_t> ends_;  ///< of each, behind its last step
    OwingGraph graph_;
    FairComponents components_;
    PropertyResult result_;
};

}  // namespace holdfast::checker
