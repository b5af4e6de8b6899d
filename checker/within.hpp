// Decides one obligation with a bound, "whenever P then Q at most T after", over all runs, and how long it
// really takes. All states are stored once more with a stopwatch beside them (elapsing.hpp), nothing reduced:
// symmetry forgets who it is that is waited for. No fairness is needed: a run that lets no time pass is late
// for nothing.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include "checker/canonical_trace.hpp"
#include "checker/confirm_within.hpp"
#include "checker/delays.hpp"
#include "checker/elapsing.hpp"
#include "checker/lanes.hpp"
#include "checker/levels.hpp"
#include "checker/model.hpp"
#include "checker/model_error.hpp"
#include "checker/obligation.hpp"
#include "checker/options.hpp"
#include "checker/result.hpp"
#include "checker/seen_states.hpp"
#include "checker/symmetry.hpp"

namespace holdfast::checker {

/// Whether all states were stored and looked at, those beyond a limit of the model excepted.
[[nodiscard]] inline bool was_whole(Stop stop) { return stop == Stop::complete || stop == Stop::model_limit; }

/// Of two parts, earlier ones first. A violation counts more than what could not be told, and that more than
/// what holds.
inline void add_part(PropertyResult& all, PropertyResult part)
{
    LivenessPass& pass = *all.liveness;
    add_up(all.triggers, part.triggers);
    add_up(pass.owing, part.liveness->owing);
    pass.states = std::max(pass.states, part.liveness->states);
    pass.bytes = std::max(pass.bytes, part.liveness->bytes);
    if (was_whole(pass.stop) && part.liveness->stop != Stop::complete) pass.stop = part.liveness->stop;
    if (!was_whole(pass.stop)) all.triggers = 0;
    if (all.delays && part.delays) all.delays->add(*part.delays);
    else all.delays.reset();
    if (all.trace || part.verdict == Verdict::holds) return;
    all.verdict = part.verdict;
    all.trace = std::move(part.trace);
}

template <ModelWithTime M>
class Within {
public:
    /// `bytes_beside` are charged to the memory limit before anything of this.
    Within(const M& model, const Options& options, std::size_t property, std::size_t part,
           std::uint64_t bytes_beside)
        : model_(model), options_(options), property_(property), part_(part),
          obligation_(model, property, part, options.distrust),
          elapsing_(model, obligation_, model.properties()[property].bound_of(part), options.distrust),
          levels_(elapsing_, options, bytes_beside)
    {
        result_.liveness = LivenessPass{};
        result_.delays = Delays{};
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
    using Timed = Elapsing<M>;
    using State = typename Timed::State;

    void decide(bool all_seen)
    {
        if (!store_states() || !measure()) return give_up(why_not());
        if (!all_seen) return give_up(Stop::model_limit);
        if (!result_.trace) result_.verdict = Verdict::holds;
    }

    /// A violation that was found stays found.
    void give_up(Stop stop)
    {
        result_.liveness->stop = stop;
        result_.delays.reset();
        if (!was_whole(stop)) result_.triggers = 0;
    }

    /// Where neither time nor Ctrl-C ended it, memory did.
    [[nodiscard]] Stop why_not() const
    {
        return levels_.stop() == Stop::complete ? Stop::memory_limit : levels_.stop();
    }

    [[nodiscard]] const SeenStates<State>& seen() const { return levels_.seen(); }

    /// Tells a violation as soon as its level is there: later there may be no room for the second pass. False
    /// where the states are too many.
    [[nodiscard]] bool store_states()
    {
        for (std::size_t depth = 0; levels_.extend_to(depth); ++depth) {
            result_.liveness->states = seen().size();
            note_bytes(levels_.bytes());
            const LevelRanks ranks = seen().level(depth);
            if (ranks.width() == 0) return true;
            if (result_.trace) continue;
            if (const auto late = first_late(ranks)) tell_trace(*late, depth);
            if (levels_.stop() != Stop::complete) return false;
        }
        return false;
    }

    [[nodiscard]] std::optional<Rank> first_late(const LevelRanks& ranks) const
    {
        for (Rank rank = ranks.begin; rank != ranks.end; ++rank) {
            if (elapsing_.satisfied(seen().state(rank), property_bit(0)) != 0) return rank;
        }
        return std::nullopt;
    }

    void tell_trace(Rank first, std::size_t depth)
    {
        Trace trace{.schedule = seen().schedule_to(first)};
        trace.part = part_;
        auto canonical = canonical_schedule(depth);
        trace.switch_minimal = canonical.has_value();
        if (canonical) trace.schedule = std::move(*canonical);
        trace.switches = Lanes(model_.processes()).switches(trace.schedule);
        confirm_within(model_, property_, trace);
        result_.verdict = Verdict::violated;
        result_.trace = std::move(trace);
    }

    /// None where memory or time does not suffice: then a shortest one is told.
    [[nodiscard]] std::optional<Schedule> canonical_schedule(std::size_t length)
    {
        CanonicalTrace<Timed> search(elapsing_, levels_, options_, 0, length);
        std::optional<Schedule> schedule;
        try {
            schedule = search.find();
        } catch (const std::bad_alloc&) {
            // As where the limit on memory does not allow it.
        }
        note_bytes(search.bytes());
        return schedule;
    }

    /// Looks at every step at which something is owed; false where there is no room or no time for it.
    [[nodiscard]] bool measure()
    {
        const auto count = count_late_states();
        if (!fits(LateStates::bytes_for(count) + bytes_of_numbers(count))) return false;
        number_late_states(count);
        LateStates late(count);
        for (Rank rank = 0; rank < seen().size(); ++rank) {
            const State& state = seen().state(rank);
            if (Timed::begins(state)) ++result_.triggers;
            if (!elapsing_.is_running(state)) continue;
            ++result_.liveness->owing;
            blaming_model([&] { measure_steps(rank, late); }, [&] { return seen().schedule_to(rank); });
            if (levels_.asked_to_stop() || !fits(late.bytes() + bytes_of_numbers(count))) return false;
        }
        result_.delays->add(late.delays());
        return true;
    }

    [[nodiscard]] LateStates::Number count_late_states() const
    {
        LateStates::Number count = 0;
        for (Rank rank = 0; rank < seen().size(); ++rank) {
            if (elapsing_.is_late(seen().state(rank))) ++count;
        }
        return count;
    }

    /// In the order of their ranks; where none is late nobody asks for a number.
    void number_late_states(LateStates::Number count)
    {
        if (count == 0) return;
        late_numbers_.assign(seen().size(), 0);
        LateStates::Number next = 0;
        for (Rank rank = 0; rank < seen().size(); ++rank) {
            if (elapsing_.is_late(seen().state(rank))) late_numbers_[rank] = next++;
        }
    }

    [[nodiscard]] std::uint64_t bytes_of_numbers(LateStates::Number count) const
    {
        return count == 0 ? 0 : seen().size() * sizeof(LateStates::Number);
    }

    void measure_steps(Rank rank, LateStates& late)
    {
        const State& state = seen().state(rank);
        levels_.for_each_step(state, [&](const Step<State>& step) {
            if (step.beyond_limit) return;
            const std::uint32_t minutes = elapsing_.duration(state, step.choice);
            if (elapsing_.is_late(state)) measure_late_step(rank, step.after, minutes, late);
            else measure_step(Timed::elapsed(state) + minutes, step.after, late);
        });
    }

    void measure_step(std::uint64_t owed, const State& after, LateStates& late)
    {
        if (!elapsing_.is_running(after)) result_.delays->add({.least = owed, .greatest = owed});
        else if (elapsing_.is_late(after)) late.add_arrival(number_of(after), owed);
    }

    void measure_late_step(Rank rank, const State& after, std::uint32_t minutes, LateStates& late)
    {
        if (!elapsing_.is_running(after)) late.add_payment(late_numbers_[rank], minutes);
        else late.add_step(late_numbers_[rank], number_of(after), minutes);
    }

    [[nodiscard]] LateStates::Number number_of(const State& late) const
    {
        return late_numbers_[seen().find(late).rank];
    }

    [[nodiscard]] bool fits(std::uint64_t more)
    {
        if (levels_.bytes() + more > options_.most_memory) return false;
        note_bytes(levels_.bytes() + more);
        return true;
    }

    void note_bytes(std::uint64_t bytes)
    {
        result_.liveness->bytes = std::max(result_.liveness->bytes, bytes);
    }

    const M& model_;
    const Options& options_;
    const std::size_t property_;
    const std::size_t part_;
    const Obligation<M> obligation_;
    const Timed elapsing_;
    Levels<Timed> levels_;
    std::vector<LateStates::Number> late_numbers_;  ///< by rank, where it is late
    PropertyResult result_;
};

/// All parts of a property of kind within: the first that is violated is told, in their order; the delays are
/// those of all. `search_stop` says what ended the search: what it did not see is not judged here either.
template <ModelWithTime M>
[[nodiscard]] PropertyResult decide_within(const M& model, const Options& options, std::size_t property,
                                           Stop search_stop, std::uint64_t bytes_beside)
{
    PropertyResult all;
    if (search_stop != Stop::complete && search_stop != Stop::model_limit) {
        all.liveness = LivenessPass{.stop = search_stop};
        return all;
    }
    const bool all_seen = search_stop == Stop::complete;
    for (std::size_t part = 0; part < model.properties()[property].parts; ++part) {
        PropertyResult one = Within<M>(model, options, property, part, bytes_beside).result(all_seen);
        if (part == 0) all = std::move(one);
        else add_part(all, std::move(one));
    }
    return all;
}

}  // namespace holdfast::checker
