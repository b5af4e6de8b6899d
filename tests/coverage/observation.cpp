#include "tests/coverage/observation.hpp"

#include <algorithm>
#include <vector>

#include "checker/seen_states.hpp"
#include "model/calls/calls.hpp"
#include "model/moment.hpp"
#include "model/snapshot.hpp"
#include "model/with_system.hpp"

namespace holdfast::tests {
namespace {

template <std::size_t Words>
class Walk {
public:
    using System = model::ProfileSystem<Words>;
    using State = typename System::State;

    explicit Walk(const System& system) : system_(system) {}

    /// False where there are more states than that; then nothing else is to be asked.
    [[nodiscard]] bool walk(std::uint64_t most_states)
    {
        for (const State& state : system_.initial_states()) find(state);
        for (checker::Rank rank = 0; rank < states_.size(); ++rank) {
            if (states_.size() > most_states) return false;
            expand(states_.state(rank));
        }
        counts_.states = states_.size();
        return true;
    }

    [[nodiscard]] const Counts& counts() const { return counts_; }

    /// Makes every call of every state once more and looks inside.
    [[nodiscard]] Deeds deeds() const
    {
        Deeds deeds;
        for (checker::Rank rank = 0; rank < states_.size(); ++rank) {
            for (std::size_t p = 0; p < layout().programs.size(); ++p)
                look_inside(states_.state(rank), p, deeds);
        }
        for (const std::uint16_t process : moved_) {
            if (process >= layout().programs.size()) deeds.happened.insert(happened(process));
        }
        return deeds;
    }

private:
    [[nodiscard]] const model::Layout& layout() const { return system_.layout(); }

    void find(const State& state)
    {
        const auto slot = states_.find(state);
        if (!slot.known()) states_.add(slot, state, checker::no_rank, {});
    }

    void expand(const State& state)
    {
        bool program_moves = false;
        system_.for_each_step(state, [&](const auto& step) {
            program_moves = program_moves || !system_.processes()[step.choice.process].environment;
            ++counts_.transitions;
            moved_.insert(step.choice.process);
            count(step.triggered, counts_.triggered);
            count(step.violated, counts_.violated);
            if (step.beyond_limit) ++counts_.beyond_limit;
            else find(step.after);
        });
        const checker::PropertyMask over_states =
            of_kind(checker::PropertyKind::never) | of_kind(checker::PropertyKind::reachable);
        count(system_.satisfied(state, over_states), counts_.triggered);
        if (program_moves) return;
        const checker::PropertyMask at_end = of_kind(checker::PropertyKind::at_end);
        count(at_end & ~system_.satisfied(state, at_end), counts_.violated);
    }

    [[nodiscard]] checker::PropertyMask of_kind(checker::PropertyKind kind) const
    {
        checker::PropertyMask mask = 0;
        for (std::size_t k = 0; k < system_.properties().size(); ++k) {
            if (system_.properties()[k].kind == kind) mask |= checker::property_bit(k);
        }
        return mask;
    }

    static void count(checker::PropertyMask mask, std::array<std::uint64_t, checker::most_properties>& counts)
    {
        for (std::size_t k = 0; mask != 0; ++k, mask >>= 1) counts[k] += mask & 1;
    }

    void look_inside(const State& state, std::size_t p, Deeds& deeds) const
    {
        const model::Point& point = model::Snapshot(layout(), state.words.data()).point(p);
        const unsigned ways = point.kind == model::Point::Kind::inside ? 1 : point.count;
        for (unsigned way = 0; way < ways; ++way) {
            unsigned picks = 1;
            for (unsigned pick = 0; pick < picks; ++pick)
                picks = make(state, p, point.first + way, point.step, pick, deeds);
        }
    }

    /// Makes a call, or the atomic step of one; returns in how many ways it can go on.
    unsigned make(State state, std::size_t p, std::size_t number, std::uint8_t step, unsigned pick,
                  Deeds& deeds) const
    {
        const model::Call& call = layout().programs[p].script.possibilities[number].call;
        model::Turn turn(layout(), state.words.data(), p);
        if (step == 0 && !is_time_for(turn, call)) return 1;
        std::vector<Taken> taken;
        if (step != 0 || !model::refusal(turn, call.kind)) taken.push_back(begun(call.kind, step));
        model::Outcome outcome = model::run_atomic_step(turn, call, step, pick);
        while (outcome.kind == model::Outcome::Kind::next && layout().grain == model::Grain::call &&
               call.kind != model::CallKind::wait) {
            taken.emplace_back(call.kind, outcome.step);
            outcome = model::run_atomic_step(turn, call, outcome.step, pick);
        }
        if (outcome.kind == model::Outcome::Kind::blocked) return turn.picks;
        deeds.steps.insert(taken.begin(), taken.end());
        if (outcome.kind == model::Outcome::Kind::answered) deeds.answers.emplace(p, number, outcome.answer);
        return turn.picks;
    }

    [[nodiscard]] static bool is_time_for(model::Turn& turn, const model::Call& call)
    {
        if (!call.when) return true;
        const model::Script& script = turn.program().script;
        const model::Moment moment = model::moment_of(call, script, script.points[turn.get(turn.fields().at)],
                                                      turn.get(turn.fields().age));
        return moment == model::Moment::open || moment == model::Moment::last;
    }

    /// A delete that takes no mutex begins with looking the profile up.
    [[nodiscard]] Taken begun(model::CallKind kind, std::uint8_t step) const
    {
        const bool passed = kind == model::CallKind::delete_profile && step == 0 &&
                            !model::LogonMutex::is_taken_by(kind, layout().policy);
        return {kind, passed ? static_cast<std::uint8_t>(model::DeleteStep::look_up) : step};
    }

    [[nodiscard]] Happened happened(std::uint16_t process) const
    {
        const std::size_t first = layout().programs.size() + layout().crashers.size();
        if (process < first) return {Happened::Kind::crash, {}};
        if (process >= first + layout().happenings.size()) return {Happened::Kind::clock, {}};
        const model::Happening& happening = layout().happenings[process - first];
        switch (happening.kind) {
        case model::Happening::Kind::restart: return {Happened::Kind::restart, {}};
        case model::Happening::Kind::leave_when_asked: return {Happened::Kind::leave_when_asked, {}};
        case model::Happening::Kind::clean_up: return {Happened::Kind::clean_up, {}};
        case model::Happening::Kind::poll: return {Happened::Kind::poll, {}};
        case model::Happening::Kind::event: break;
        }
        return {Happened::Kind::event, layout().world.events[happening.target].kind};
    }

    const System& system_;
    checker::SeenStates<State> states_;
    std::set<std::uint16_t> moved_;
    Counts counts_;
};

template <class Use>
auto with_layout_of(const model::Setup& setup, Use use) -> decltype(use(std::declval<model::Layout>()))
{
    auto layout = model::make_layout(setup.world, setup.policy, setup.grain, setup.most_instances,
                                     setup.own_properties, setup.fairness);
    if (!layout) return {};
    return use(std::move(*layout));
}

std::vector<checker::Verdict> verdicts_on_runs(const model::Setup& setup)
{
    const auto system = model::make_system(setup);
    const std::vector<checker::Property> properties = (*system)->properties();
    const auto on_runs = [](const checker::Property& each) { return checker::is_on_runs(each.kind); };
    std::vector<checker::Verdict> verdicts;
    if (std::ranges::none_of(properties, on_runs)) return verdicts;
    const checker::Result result = (*system)->check({});
    for (std::size_t k = 0; k < properties.size(); ++k) {
        if (on_runs(properties[k])) verdicts.push_back(result.properties[k].verdict);
    }
    return verdicts;
}

}  // namespace

std::optional<Observation> observe(const model::Setup& setup, std::uint64_t most_states)
{
    return with_layout_of(setup, [&](model::Layout layout) {
        return model::with_system(std::move(layout), [&](const auto& system) -> std::optional<Observation> {
            Walk walk(system);
            if (!walk.walk(most_states)) return std::nullopt;
            return Observation{walk.counts(), walk.deeds(), verdicts_on_runs(setup)};
        });
    });
}

bool looks_like(const model::Setup& setup, const Observation& other)
{
    return with_layout_of(setup, [&](model::Layout layout) {
        return model::with_system(std::move(layout), [&](const auto& system) {
            // Answers and runs are looked at where counts do not tell: it takes as long again.
            Walk walk(system);
            return walk.walk(other.counts.states) && walk.counts() == other.counts &&
                   walk.deeds().answers == other.deeds.answers && verdicts_on_runs(setup) == other.on_runs;
        });
    });
}

}  // namespace holdfast::tests
