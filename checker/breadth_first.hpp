// The search: breadth first, level by level, in the order of discovery, on all cores. So the first schedule
// found to a state is a shortest one, the least in lexicographic order, and every count depends on the model
// and the limits alone. Depth first would need less memory and find long counterexamples that nobody reads.
//
// A level is worked off in windows of chunks. EXPAND takes the steps of each chunk (any thread). INSERT
// offers what they lead to to the visited set, where one thread asks each partition, in the order of the
// search: the first in order wins, as in a search by one thread. COMPACT puts the winners into the next
// level, in order.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "checker/cache_line.hpp"
#include "checker/concrete.hpp"
#include "checker/expansion.hpp"
#include "checker/frontier.hpp"
#include "checker/hot.hpp"
#include "checker/judge.hpp"
#include "checker/landmark.hpp"
#include "checker/model.hpp"
#include "checker/model_error.hpp"
#include "checker/options.hpp"
#include "checker/result.hpp"
#include "checker/symmetry.hpp"
#include "checker/visited.hpp"
#include "checker/winner_log.hpp"
#include "checker/workers.hpp"

namespace holdfast::checker {

/// What a search found, and all that the way back to a counterexample needs.
struct Exploration {
    explicit Exploration(Judge judging) : judge(std::move(judging)) {}

    Judge judge;
    WinnerLog log;
    Counts counts;
    Effort effort;
    Stop stop = Stop::complete;
    std::size_t whole_levels = 0;             ///< every state of this many levels was found
    std::vector<std::uint64_t> level_states;  ///< by level, those that are stood for counted
    std::vector<Note> notes;                  ///< of a model with landmarks, where all was expanded
    bool uses_symmetry = false;  ///< schedules of `log` are those of states that stand for their like
};

template <Model M>
class BreadthFirst {
public:
    using State = typename M::State;

    BreadthFirst(const M& model, const Options& options)
        : model_(model), options_(options), found_(Judge(model.properties())),
          visited_(bits_of_state(model), options.first_lines_log), workers_(worth_starting(options)),
          frontier_(options.sleep_sets), next_(options.sleep_sets)
    {
        for (const Process& process : std::span<const Process>(model.processes())) {
            is_program_.push_back(process.environment || !process.counts ? 0 : 1);
        }
        expanders_.push_back(std::make_unique<Expander<M>>(model, options, is_program_));
        found_.uses_symmetry = expanders_.front()->uses_symmetry();
    }

    [[nodiscard]] Exploration run() &&
    {
        store_initial_states();
        while (!stop_) {
            if (frontier_.size() == 0) stop_ = Stop::complete;
            else if (options_.stop_at_first && judge().any_violated()) stop_ = Stop::first_violation;
            else if (depth_ >= options_.most_depth) stop_ = Stop::depth_limit;
            else if (const auto reason = asked_to_stop()) stop_ = reason;
            else expand_level();
        }
        conclude();
        return std::move(found_);
    }

private:
    /// Chunks for each thread: at the end of each step of a window threads wait for one another, and what
    /// they work on should stay in their caches.
    static constexpr std::size_t window_chunks = 16;

    /// Chunks, and threads at most, under a limit on memory, which counts what a window needs.
    static constexpr std::size_t limited_window_chunks = 8;

    static constexpr std::size_t look_ahead = 16;  ///< candidates whose lines are on their way from memory

    using Work = Expansion<M>;

    /// Each thread has a memory of its own for steps, which no limit counts. Where there is one, no more are
    /// started than a window has pieces.
    [[nodiscard]] static unsigned worth_starting(const Options& options)
    {
        const unsigned asked = options.threads == 0 ? hardware_threads() : options.threads;
        return options.most_memory == no_limit ? asked : std::min<unsigned>(asked, limited_window_chunks);
    }

    void store_initial_states()
    {
        std::vector<std::uint32_t> numbers;
        const std::vector<State> initial = model_.initial_states();
        Expander<M>& expander = *expanders_.front();
        for (std::size_t k = 0; k < initial.size() && !stop_; ++k) {
            const State state = expander.canonical(initial[k]);
            const auto key = visited_.scattered(key_of(state));
            if (visited_.contains(key)) continue;
            if (stored_ >= options_.most_states) stop_ = Stop::state_limit;
            else if (charged() + next_.bytes_for(1) + WinnerLog::bytes_of_initial(stored_ + 1) >
                     options_.most_memory)
                stop_ = Stop::memory_limit;
            if (stop_) break;
            visited_.insert(key);
            next_.extend(1);
            next_.set(stored_, state);
            numbers.push_back(static_cast<std::uint32_t>(k));
            judge_initial(expander, state, numbers);
            add_up(next_weight_, expander.orbit(state));
            ++stored_;
        }
        found_.log.begin(numbers);
        if (!stop_) found_.whole_levels = 1;
        begin_level();
    }

    /// The last of `numbers`, by the order in which the model has them.
    void judge_initial(Expander<M>& expander, const State& state, const std::vector<std::uint32_t>& numbers)
    {
        const PropertyMask asked = judge().open_over_states();
        if (asked == 0) return;
        const auto itself = [&] { return Schedule{numbers.back(), {}}; };
        judge().show(expander.satisfied(state, asked, itself), {0, numbers.size() - 1, std::nullopt});
    }

    void expand_level()
    {
        for (std::size_t chunk = 0; chunk < frontier_.chunks() && !stop_; chunk += window()) {
            const std::size_t chunks = std::min(window(), frontier_.chunks() - chunk);
            work_off(chunk, chunks);
            tell_progress(chunk + chunks);
            if (!stop_ && chunk + chunks < frontier_.chunks()) stop_ = out_of_time();
        }
        if (stop_) return;
        ++depth_;
        ++found_.whole_levels;
        begin_level();
    }

    /// One window. Where the system gives no more memory the search ends as at a limit, with what was found
    /// before.
    void work_off(std::size_t chunk, std::size_t chunks)
    {
        const std::uint64_t before = next_.size();
        try {
            expand(chunk, chunks);
            const std::size_t good = chunks_before_a_fault(chunks);
            if (!has_room_for(good)) return;
            insert(good);
            compact(chunk, good);
            if (good != chunks && !stop_) std::rethrow_exception(works_[good].fault);
        } catch (const std::bad_alloc&) {
            next_.cut(before);
            stop_ = Stop::memory_limit;
        }
    }

    void begin_level()
    {
        first_ = first_of_next_;
        first_of_next_ += next_.size();
        note_level();
        std::swap(frontier_, next_);
        next_.clear();
        next_weight_ = 0;
    }

    // EXPAND

    void expand(std::size_t first_chunk, std::size_t chunks)
    {
        while (works_.size() < chunks) works_.emplace_back();
        // Threads are worth starting for several chunks only.
        const bool several = chunks > 1 && workers_.count() > 1;
        // Two for each thread: who is done early takes one more.
        shares_ = several ? std::min<std::size_t>(2 * workers_.count(), partitions) : 1;
        if (several) hire();
        workers_.share(chunks, [&](unsigned worker, std::size_t k) {
            try {
                works_[k].fault = nullptr;
                expand_chunk(worker, first_chunk + k, works_[k]);
            } catch (const ModelError&) {
                works_[k].fault = std::current_exception();
            }
        });
    }

    /// A fault of the model is told behind all that chunks before it find, so that which of several is told
    /// does not depend on the window.
    [[nodiscard]] std::size_t chunks_before_a_fault(std::size_t chunks) const
    {
        std::size_t good = 0;
        while (good < chunks && works_[good].fault == nullptr) ++good;
        return good;
    }

    void expand_chunk(unsigned worker, std::size_t chunk, Work& work,
                      std::uint64_t most_candidates = std::numeric_limits<std::uint64_t>::max())
    {
        const typename Expander<M>::Task task{frontier_,
                                              chunk,
                                              depth_,
                                              first_ + chunk * chunk_states,
                                              visited_,
                                              judge().open_over_steps(),
                                              judge().open_at_end(),
                                              shares_,
                                              most_candidates};
        expanders_[worker]->expand(task, work,
                                   [&](StateNumber number) { return real_schedule_to(number, {}); });
    }

    /// For who must hear of a fault: to the state, and a step on, as anybody can take them.
    [[nodiscard]] Schedule real_schedule_to(StateNumber number, std::optional<Choice> last) const
    {
        Schedule schedule = found_.log.schedule_to(number);
        if (last) schedule.choices.push_back(*last);
        return found_.uses_symmetry ? concrete(model_, schedule, std::nullopt) : schedule;
    }

    void hire()
    {
        while (expanders_.size() < workers_.count())
            expanders_.push_back(std::make_unique<Expander<M>>(model_, options_, is_program_));
    }

    // INSERT

    void insert(std::size_t chunks)
    {
        workers_.share(shares_, [&](unsigned, std::size_t share) {
            for (std::size_t k = 0; k < chunks; ++k) insert_of(works_[k], works_[k].shares[share]);
        });
    }

    void insert_of(const Work& work, typename Work::Share& share)
    {
        if (shares_ == 1) {
            insert_all(work.candidates, share, [](std::size_t n) { return static_cast<std::uint32_t>(n); });
        } else {
            insert_all(share.arrivals, share, [&](std::size_t n) { return share.arrivals[n].candidate; });
        }
    }

    /// `arrivals` are candidates, or have of them what INSERT needs.
    template <class Arrivals, class CandidateOf>
    void insert_all(const Arrivals& arrivals, typename Work::Share& share, CandidateOf candidate_of)
    {
        const std::size_t count = arrivals.size();
        for (std::size_t n = 0; n < std::min(look_ahead, count); ++n) visited_.expect(arrivals[n].key);
        for (std::size_t n = 0; n < count; ++n) {
            if (n + look_ahead < count) visited_.expect(arrivals[n + look_ahead].key);
            const bool is_fresh = visited_.insert(arrivals[n].key);
            share.winners.extend() = candidate_of(n);
            share.winners.drop_last(is_fresh ? 0 : 1);
        }
    }

    // COMPACT

    void compact(std::size_t first_chunk, std::size_t chunks)
    {
        std::vector<std::uint64_t> offsets{next_.size()};
        for (std::size_t k = 0; k < chunks; ++k) offsets.push_back(offsets.back() + works_[k].winners());
        const std::uint64_t room = options_.most_states - stored_;
        const std::uint64_t fresh = offsets.back() - offsets.front();
        if (fresh > room) return cut(first_chunk, chunks, offsets);
        next_.extend(fresh);
        while (compactions_.size() < chunks) compactions_.emplace_back();
        workers_.share(chunks, [&](unsigned worker, std::size_t k) {
            compact_chunk(worker, first_chunk + k, k, offsets[k]);
        });
        for (std::size_t k = 0; k < chunks; ++k) {
            take_over(k);
            frontier_.drop(first_chunk + k);
        }
        stored_ += fresh;
    }

    /// What the winners of a chunk add, beside the states themselves.
    struct alignas(cache_line) Compaction {
        ChunkLog log;
        std::uint64_t weight = 0;
        std::vector<Shown> shown;
    };

    void compact_chunk(unsigned worker, std::size_t chunk, std::size_t k, std::uint64_t offset)
    {
        Work& work = works_[k];
        work.unite_winners();
        Compaction& compaction = compactions_[k];
        compaction.log.clear();
        compaction.shown.clear();
        compaction.weight = 0;
        Expander<M>& expander = *expanders_[worker];
        PropertyMask open = judge().open_over_states();
        const StateNumber first_parent = first_ + chunk * chunk_states;
        for (const std::uint32_t winner : work.shares.front().winners) {
            const typename Work::Candidate& candidate = work.candidates[winner];
            next_.set(offset, candidate.after, candidate.asleep);
            compaction.log.found(candidate.parent, candidate.choice);
            add_up(compaction.weight, expander.orbit(candidate.after));
            if (open != 0) {
                judge_state(expander, candidate, first_parent + candidate.parent, offset, open,
                            compaction.shown);
            }
            ++offset;
        }
        compaction.log.end(work.expanded);
    }

    void judge_state(Expander<M>& expander, const typename Work::Candidate& candidate, StateNumber parent,
                     std::uint64_t offset, PropertyMask& open, std::vector<Shown>& shown_so_far)
    {
        const StateNumber number = first_of_next_ + offset;
        const PropertyMask shown = expander.satisfied(
            candidate.after, open, [&] { return real_schedule_to(parent, candidate.choice); });
        if (shown == 0) return;
        shown_so_far.push_back({shown, {depth_ + 1, number, std::nullopt}});
        open &= ~shown;
    }

    /// Adds what one chunk did to the whole; chunk by chunk, in order.
    void take_over(std::size_t k)
    {
        take_over(works_[k].sights);
        const Compaction& compaction = compactions_[k];
        found_.log.append(compaction.log);
        add_up(next_weight_, compaction.weight);
        for (const Shown& each : compaction.shown) judge().show(each.properties, each.where);
    }

    void take_over(const Sights& sights)
    {
        add_up(counts().expanded, sights.counts.expanded);
        add_up(counts().transitions, sights.counts.transitions);
        add_up(counts().terminal_states, sights.counts.terminal_states);
        add_up(counts().beyond_limit, sights.counts.beyond_limit);
        found_.effort.enabled += sights.enabled;
        found_.effort.explored += sights.explored;
        for (std::size_t property = 0; property < sights.triggers.size(); ++property)
            judge().count_triggers(property, sights.triggers[property]);
        for (const Shown& each : sights.shown) judge().show(each.properties, each.where);
    }

    /// The window holds more new states than may be stored. The last state to be stored and all that was seen
    /// up to it are the same for every window.
    void cut(std::size_t first_chunk, std::size_t chunks, const std::vector<std::uint64_t>& offsets)
    {
        stop_ = Stop::state_limit;
        const std::uint64_t last = next_.size() + (options_.most_states - stored_);
        std::size_t k = 0;
        while (offsets[k + 1] <= last) ++k;
        cut_chunk(first_chunk + k, works_[k], last - offsets[k]);
        next_.extend(last - next_.size());
        while (compactions_.size() < chunks) compactions_.emplace_back();
        for (std::size_t each = 0; each <= k; ++each) {
            compact_chunk(0, first_chunk + each, each, offsets[each]);
            take_over(each);
        }
        stored_ = options_.most_states;
    }

    /// Expands the chunk again, up to the candidate that finds no room behind `winners` others.
    void cut_chunk(std::size_t chunk, Work& work, std::uint64_t winners)
    {
        work.unite_winners();
        const auto all = std::exchange(work.shares.front().winners, {});
        expand_chunk(0, chunk, work, all[winners] + 1);
        for (std::uint64_t n = 0; n < winners; ++n) work.shares.front().winners.extend() = all[n];
    }

    // Limits

    /// Without a limit on memory, one thread expands chunk by chunk: what it works on stays in its cache.
    [[nodiscard]] std::size_t window() const
    {
        if (options_.window_chunks != 0) return options_.window_chunks;
        const bool alone = workers_.count() == 1 && options_.most_memory == no_limit;
        if (alone) return 1;
        return options_.most_memory == no_limit ? window_chunks * workers_.count() : limited_window_chunks;
    }

    /// Asked before the candidates of the window are stored, for the most that they can need.
    [[nodiscard]] bool has_room_for(std::size_t chunks)
    {
        if (options_.most_memory == no_limit) return true;
        std::vector<std::uint64_t> arrivals(partitions);
        std::uint64_t all = 0;
        most_candidates_.resize(std::max(most_candidates_.size(), chunks));
        for (std::size_t k = 0; k < chunks; ++k) {
            all += works_[k].candidates.size();
            most_candidates_[k] = std::max<std::uint64_t>(most_candidates_[k], works_[k].candidates.size());
            for (const auto& candidate : works_[k].candidates)
                ++arrivals[visited_.partition_of(candidate.key)];
        }
        // Room for candidates, for what is asked of each, for its number among the winners of a share and of
        // all, and for its line in the log. It is kept from window to window, chunk by chunk, and is up to
        // twice what they take.
        constexpr std::uint64_t per_candidate = sizeof(typename Work::Candidate) +
                                                sizeof(typename Work::Arrival) + 2 * sizeof(std::uint32_t) +
                                                sizeof(std::uint64_t);
        std::uint64_t more = next_.bytes_for(all) + chunks * WinnerLog::bytes_of_parents(chunk_states);
        for (const std::uint64_t most : most_candidates_) more += 2 * most * per_candidate;
        for (unsigned partition = 0; partition < partitions; ++partition)
            more += visited_.growth_with(partition, arrivals[partition]);
        more += visited_.growing_bytes();
        if (charged() + more > options_.most_memory) stop_ = Stop::memory_limit;
        return !stop_;
    }

    [[nodiscard]] std::optional<Stop> asked_to_stop() const
    {
        if (options_.interrupted && options_.interrupted()) return Stop::interrupted;
        return out_of_time();
    }

    [[nodiscard]] std::optional<Stop> out_of_time() const
    {
        if (options_.out_of_time && options_.out_of_time()) return Stop::time_limit;
        return std::nullopt;
    }

    // Counts

    /// Memory by content: what the search stores, and a constant for what it works with.
    [[nodiscard]] std::uint64_t charged() const
    {
        return visited_.bytes() + found_.log.bytes() + frontier_bytes();
    }

    [[nodiscard]] std::uint64_t frontier_bytes() const { return frontier_.bytes() + next_.bytes(); }

    /// A level was discovered, all of it or as far as there was room.
    void note_level()
    {
        add_up(counts().states, next_weight_);
        found_.level_states.push_back(next_weight_);
        counts().widest_level = std::max(counts().widest_level, next_weight_);
        if (next_.size() != 0) counts().depth = levels_;
        ++levels_;
        Effort& effort = found_.effort;
        effort.frontier_bytes = std::max(effort.frontier_bytes, frontier_bytes());
        effort.bytes = std::max(effort.bytes, charged());
    }

    void tell_progress(std::size_t chunks)
    {
        if (!options_.progress) return;
        const std::uint64_t expanded = std::min<std::uint64_t>(chunks * chunk_states, frontier_.size());
        options_.progress({.level = depth_,
                           .states = stored_,
                           .transitions = counts().transitions,
                           .frontier = frontier_.size(),
                           .expanded = expanded,
                           .discovered = next_.size(),
                           .slots = visited_.slots(),
                           .bytes = charged()});
    }

    void conclude()
    {
        if (*stop_ == Stop::complete && counts().beyond_limit != 0) stop_ = Stop::model_limit;
        if (*stop_ != Stop::complete && next_.size() != 0) note_level();  // a level that was not finished
        found_.stop = *stop_;
        if (*stop_ == Stop::complete) {
            for (const auto& expander : expanders_) expander->add_notes_to(found_.notes);
        }
        const std::size_t whole = found_.whole_levels == 0 ? 0 : found_.whole_levels - 1;
        counts().whole_depth = std::min<std::uint64_t>(whole, counts().depth);
        Effort& effort = found_.effort;
        effort.stored = stored_;
        effort.state_bits = visited_.bits();
        effort.table_bytes = visited_.bytes();
        effort.table_slots = visited_.slots();
        effort.log_bytes = found_.log.bytes();
        effort.bytes = std::max(effort.bytes, charged());
        effort.sleep_sets = options_.sleep_sets;
        effort.symmetry = found_.uses_symmetry;
    }

    [[nodiscard]] Judge& judge() { return found_.judge; }
    [[nodiscard]] Counts& counts() { return found_.counts; }

    const M& model_;
    const Options& options_;
    std::vector<std::uint8_t> is_program_;
    Exploration found_;
    Visited<key_words<State>> visited_;
    Workers workers_;
    std::vector<std::unique_ptr<Expander<M>>> expanders_;  ///< by worker
    std::vector<Work> works_;                              ///< by chunk of the window
    std::vector<Compaction> compactions_;                  ///< the same

    std::size_t shares_ = 1;  ///< in which the partitions are inserted, in this window

    Frontier<State> frontier_, next_;
    std::size_t depth_ = 0;   ///< of the level that is expanded now or next
    std::size_t levels_ = 0;  ///< discovered so far
    std::uint64_t stored_ = 0;
    std::vector<std::uint64_t> most_candidates_;  ///< by chunk of the window, under a limit on memory
    std::uint64_t first_ = 0;                     ///< number of the first state of the level that is expanded
    std::uint64_t first_of_next_ = 0;             ///< of the level that is discovered
    std::uint64_t next_weight_ = 0;               ///< states of that level, those that they stand for counted
    std::optional<Stop> stop_;
};

}  // namespace holdfast::checker
