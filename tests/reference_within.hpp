// Properties of kind within decided plainly: every pair of a state and the minutes for which something is
// owed there is met one by one and kept in a map. To judge, minutes beyond the bound are one and the same;
// the canonical schedule is that of the plain explorer on the table of those pairs. To measure, minutes count
// up to where only a loop in which time passes can lead. For small systems: states times minutes are written
// out.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "checker/model.hpp"
#include "checker/result.hpp"
#include "checker/schedule.hpp"
#include "tests/reference_explorer.hpp"
#include "tests/toy_models.hpp"

namespace holdfast::tests {

template <checker::ModelWithTime M>
class WithinReference {
public:
    using State = typename M::State;

    struct Judgement {
        checker::Verdict verdict = checker::Verdict::holds;
        std::size_t part = 0;  ///< the first that is violated
        std::optional<checker::Schedule> schedule;
        std::size_t switches = 0;
        std::uint64_t triggers = 0;             ///< of all parts
        std::optional<checker::Delays> delays;  ///< of all parts
    };

    WithinReference(const M& model, std::size_t property) : model_(model), property_(property) {}

    Judgement judge()
    {
        Judgement judgement;
        checker::Delays delays;
        for (part_ = 0; part_ < model_.properties()[property_].parts; ++part_) {
            meet_all(bound() + 1);
            judgement.triggers += begins_.size();
            if (judgement.verdict != checker::Verdict::violated) judge_part(judgement);
            if (!beyond_limit_) add_delays(delays);
        }
        if (!beyond_limit_) judgement.delays = delays;
        return judgement;
    }

private:
    [[nodiscard]] std::uint64_t bound() const { return model_.properties()[property_].bound_of(part_); }

    /// Something is owed for so many minutes, or nothing is; what was owed may just have been paid too late.
    struct Owed {
        std::optional<std::uint64_t> minutes;
        bool paid_late = false;

        auto operator<=>(const Owed&) const = default;
    };

    struct Pair {
        State state;
        Owed owed;
        std::vector<std::size_t> next{};  ///< pairs in which something is owed still
        bool pays = false;                ///< some step does
    };

    bool satisfied(const State& state) const
    {
        const auto bit = checker::property_bit(property_);
        if constexpr (checker::ModelWithParts<M>) return model_.satisfied(state, bit, part_) != 0;
        else return model_.satisfied(state, bit) != 0;
    }

    bool goal(const State& state) const
    {
        const auto bit = checker::property_bit(property_);
        if constexpr (checker::ModelWithParts<M>) return model_.goals(state, bit, part_) != 0;
        else return model_.goals(state, bit) != 0;
    }

    static std::string bytes_of(const State& state)
    {
        return std::string(reinterpret_cast<const char*>(&state), sizeof state);
    }

    std::size_t number_of(const State& state, const Owed& owed)
    {
        const auto [place, is_new] = numbers_.emplace(std::pair(bytes_of(state), owed), pairs_.size());
        if (is_new) pairs_.push_back({state, owed});
        return place->second;
    }

    /// The pair of a state in which nothing was owed before.
    std::size_t entered(const State& state)
    {
        if (!satisfied(state) || goal(state)) return number_of(state, {});
        begins_.insert(bytes_of(state));
        return number_of(state, {0});
    }

    /// Meets every pair that can be reached; more minutes than `most` are not told from these.
    void meet_all(std::uint64_t most)
    {
        numbers_.clear();
        pairs_.clear();
        begins_.clear();
        paid_.clear();
        table_ = TableModel();
        table_.processes_.assign(model_.processes().begin(), model_.processes().end());
        table_.properties_ = {{"late", checker::PropertyKind::never, ""}};
        table_.initial_.clear();
        for (const State& state : model_.initial_states()) table_.initial_.push_back(entered(state));
        for (std::size_t from = 0; from < pairs_.size(); ++from) meet_steps(from, most);
        for (std::size_t pair = 0; pair < pairs_.size(); ++pair) {
            const Owed& owed = pairs_[pair].owed;
            if (owed.paid_late || owed.minutes.value_or(0) > bound()) table_.mark(pair, 1);
        }
    }

    void meet_steps(std::size_t from, std::uint64_t most)
    {
        const Pair pair = pairs_[from];
        model_.for_each_step(pair.state, [&](const checker::Step<State>& step) {
            beyond_limit_ = beyond_limit_ || step.beyond_limit;
            if (step.beyond_limit) return;
            const std::uint64_t minutes = model_.duration(pair.state, step.choice);
            longest_step_ = std::max(longest_step_, minutes);
            const std::size_t to = pair.owed.minutes
                                       ? owed_behind(from, *pair.owed.minutes + minutes, step.after, most)
                                       : entered(step.after);
            table_.add(from, {step.choice, to});
        });
    }

    /// The pair behind a step from one in which something is owed, so many minutes after it began.
    std::size_t owed_behind(std::size_t from, std::uint64_t minutes, const State& state, std::uint64_t most)
    {
        if (goal(state)) {
            pairs_[from].pays = true;
            paid_.push_back(minutes);
            const bool was_late = *pairs_[from].owed.minutes > bound();
            return number_of(state, {std::nullopt, !was_late && minutes > bound()});
        }
        const std::size_t to = number_of(state, {std::min(minutes, most)});
        pairs_[from].next.push_back(to);
        return to;
    }

    void judge_part(Judgement& judgement) const
    {
        const ReferenceProperty found = explore_by_reference(table_).properties[0];
        if (found.verdict == checker::Verdict::violated) {
            judgement.verdict = checker::Verdict::violated;
            judgement.part = part_;
            judgement.schedule = found.schedule;
            judgement.switches = found.switches;
        } else if (beyond_limit_) {
            judgement.verdict = checker::Verdict::inconclusive;
        }
    }

    /// On a way on which no state comes twice no more minutes pass than these; on any other one there is a
    /// loop, and if time passes in it, any number.
    void add_delays(checker::Delays& delays)
    {
        std::set<std::string> states;
        for (const Pair& pair : pairs_) states.insert(bytes_of(pair.state));
        const std::uint64_t most = bound() + longest_step_ * (states.size() + 1) + 1;
        meet_all(most);
        for (const std::uint64_t minutes : paid_) {
            delays.least = std::min(delays.least.value_or(minutes), minutes);
            delays.greatest = std::max(delays.greatest.value_or(minutes), minutes);
        }
        const bool grows = std::ranges::any_of(
            pairs_, [&](const Pair& pair) { return pair.owed.minutes.value_or(0) == most; });
        delays.without_end = delays.without_end || grows || some_late_pair_never_pays();
        if (delays.without_end) delays.greatest.reset();
    }

    bool some_late_pair_never_pays() const
    {
        std::vector<bool> may_pay;
        for (const Pair& pair : pairs_) may_pay.push_back(pair.pays);
        for (bool changed = true; changed;) {
            changed = false;
            for (std::size_t from = 0; from < pairs_.size(); ++from) {
                for (const std::size_t to : pairs_[from].next) {
                    if (!may_pay[to] || may_pay[from]) continue;
                    may_pay[from] = changed = true;
                }
            }
        }
        for (std::size_t pair = 0; pair < pairs_.size(); ++pair) {
            if (pairs_[pair].owed.minutes.value_or(0) > bound() && !may_pay[pair]) return true;
        }
        return false;
    }

    const M& model_;
    const std::size_t property_;
    std::size_t part_ = 0;
    std::map<std::pair<std::string, Owed>, std::size_t> numbers_;  ///< of pairs, by the bytes of the state
    std::vector<Pair> pairs_;
    std::set<std::string> begins_;     ///< states in which something begins to be owed
    std::vector<std::uint64_t> paid_;  ///< minutes of each payment
    TableModel table_;                 ///< the pairs as a system
    std::uint64_t longest_step_ = 0;
    bool beyond_limit_ = false;
};

}  // namespace holdfast::tests
