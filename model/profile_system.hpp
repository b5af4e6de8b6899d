// MAPI profiles over Terminal Services sessions, as a Model. Processes are the programs in the order of the
// scenario, then, as the environment, the crashes of those that may crash.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "checker/model.hpp"
#include "checker/packed_state.hpp"
#include "model/calls/calls.hpp"
#include "model/crash.hpp"
#include "model/renumbering.hpp"
#include "model/words.hpp"

namespace holdfast::model {

template <std::size_t Words>
class ProfileSystem {
public:
    using State = checker::PackedState<Words>;
    using Step = checker::Step<State>;

    explicit ProfileSystem(Layout layout)
        : layout_(std::make_shared<const Layout>(std::move(layout))), processes_(make_processes(*layout_))
    {
    }

    [[nodiscard]] std::vector<State> initial_states() const
    {
        State state;
        write_initial_state(*layout_, state.words.data());
        return {state};
    }

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit) const
    {
        for (std::size_t p = 0; p < layout_->programs.size(); ++p) visit_program(state, p, visit);
        for (std::size_t k = 0; k < layout_->crashers.size(); ++k) visit_crash(state, k, visit);
    }

    [[nodiscard]] std::span<const checker::Process> processes() const { return processes_; }
    [[nodiscard]] std::span<const checker::Property> properties() const { return model::properties(); }

    /// Both properties over states are of the kind `at_end`: what is asked is whether the state is as it
    /// should be.
    [[nodiscard]] checker::PropertyMask satisfied(const State& state, checker::PropertyMask asked) const
    {
        checker::PropertyMask good = 0;
        if ((asked & bit(PropertyIndex::orphan)) != 0 && !has_orphan(*layout_, state.words.data())) {
            good |= bit(PropertyIndex::orphan);
        }
        if ((asked & bit(PropertyIndex::stuck)) != 0 && !is_stuck(*layout_, state.words.data())) {
            good |= bit(PropertyIndex::stuck);
        }
        return good;
    }

    [[nodiscard]] std::string limit_name() const { return "instances"; }
    [[nodiscard]] std::size_t state_bits() const { return layout_->bits; }
    [[nodiscard]] const Layout& layout() const { return *layout_; }

    [[nodiscard]] checker::StateWords describe(const State& state) const
    {
        return describe_state(*layout_, state.words.data());
    }

    [[nodiscard]] checker::StepWords describe(checker::Choice choice, const State& before, const State&) const
    {
        Narrator narrator(*layout_);
        const Told told = tell(choice, before, narrator);
        return describe_step(*layout_, choice, told, narrator);
    }

    [[nodiscard]] std::string explain(std::size_t property, const State& state,
                                      std::optional<checker::Choice> choice) const
    {
        Narrator narrator(*layout_);
        const Told told = choice ? tell(*choice, state, narrator) : Told{};
        return explain_violation(*layout_, static_cast<PropertyIndex>(property), state.words.data(), choice,
                                 told, narrator);
    }

private:
    [[nodiscard]] std::uint64_t place_of(const State& state, std::size_t p) const
    {
        const Field at = layout_->programs[p].fields.at;
        return (state.words[at.word] >> at.shift) & at.mask;
    }

    /// One way in which a program can move: a call or the atomic step of one, and which of several ways it
    /// goes on.
    struct Way {
        const Possibility* possibility = nullptr;
        std::uint8_t first_step = 0;
        unsigned pick = 0;
        std::uint16_t alternative = 0;
    };

    struct Attempt {
        Outcome outcome;
        unsigned picks = 1;
    };

    template <class Visit>
    void visit_program(const State& state, std::size_t p, Visit& visit) const
    {
        for_each_way(state, p, [&](const Way& way) {
            Step step{};
            const Attempt attempt = make(state, p, way, step);
            if (attempt.outcome.kind != Outcome::Kind::blocked) visit(std::as_const(step));
            return attempt.picks;
        });
    }

    /// Calls `attempt` with each way, enabled or not; it returns in how many ways that step can go on.
    template <class Attempted>
    void for_each_way(const State& state, std::size_t p, Attempted attempt) const
    {
        const Script& script = layout_->programs[p].script;
        const Point& point = script.points[place_of(state, p)];
        const unsigned possibilities = point.kind == Point::Kind::inside ? 1 : point.count;
        std::uint16_t alternative = 0;
        for (unsigned k = 0; k < possibilities; ++k) {
            unsigned picks = 1;
            for (unsigned pick = 0; pick < picks; ++pick) {
                picks = attempt(Way{&script.possibilities[point.first + k], point.step, pick, alternative++});
            }
        }
    }

    /// One atomic step at grain micro, all steps of the call at grain call.
    Attempt make(const State& state, std::size_t p, const Way& way, Step& step,
                 Narrator* narrator = nullptr) const
    {
        step.after = state;
        step.choice = {static_cast<std::uint16_t>(p), way.alternative};
        Turn turn(*layout_, step.after.words.data(), p, narrator);
        turn.reads(turn.program().place);
        const Call& call = way.possibility->call;
        Outcome outcome = run_atomic_step(turn, call, way.first_step, way.pick);
        while (outcome.kind == Outcome::Kind::next && layout_->grain == Grain::call) {
            outcome = run_atomic_step(turn, call, outcome.step, way.pick);
        }
        if (outcome.kind == Outcome::Kind::blocked) return {outcome, turn.picks};
        turn.writes(turn.program().place);
        turn.set(turn.fields().at, std::uint64_t{next_place(turn, *way.possibility, outcome)});
        step.beyond_limit = outcome.kind == Outcome::Kind::no_room;
        finish(turn, state, step);
        return {outcome, turn.picks};
    }

    [[nodiscard]] static PointIndex next_place(Turn& turn, const Possibility& possibility,
                                               const Outcome& outcome)
    {
        if (outcome.kind == Outcome::Kind::next)
            return static_cast<PointIndex>(possibility.inside + outcome.step);
        if (outcome.kind == Outcome::Kind::no_room) return possibility.on_failure;
        turn.scratch = {};
        if (possibility.call.must) {
            turn.triggers(PropertyIndex::unexpected_answer);
            if (outcome.answer != *possibility.call.must) turn.violates(PropertyIndex::unexpected_answer);
        }
        return outcome.answer == Answer::s_ok ? possibility.on_success : possibility.on_failure;
    }

    template <class Visit>
    void visit_crash(const State& state, std::size_t crasher, Visit& visit) const
    {
        Step step{};
        step.after = state;
        Turn turn(*layout_, step.after.words.data(), layout_->crashers[crasher]);
        if (!crash(turn)) return;
        step.choice = {static_cast<std::uint16_t>(layout_->programs.size() + crasher), 0};
        finish(turn, state, step);
        visit(step);
    }

    void finish(Turn& turn, const State& before, Step& step) const
    {
        turn.store_scratch();
        if (turn.renumber) {
            if (has_picks()) note_reference_changes(turn, before);
            Renumbering(turn, turn.program().hive).apply();
        }
        step.footprint = turn.footprint;
        step.triggered = turn.triggered;
        step.violated = turn.violated;
    }

    /// Whether any step can go on in several ways, told apart by the numbers of instances.
    [[nodiscard]] bool has_picks() const
    {
        return layout_->grain == Grain::micro || layout_->policy.logon_to_marked == LogonToMarked::joins;
    }

    void note_reference_changes(Turn& turn, const State& before) const
    {
        Registry registry(turn);
        for (const std::uint16_t p : turn.hive().programs) {
            const ProgramFields& program = layout_->programs[p].fields;
            for (const Field field : {program.session, program.entry, program.scratch, program.created}) {
                const Reference old{
                    static_cast<std::uint16_t>((before.words[field.word] >> field.shift) & field.mask)};
                const Reference fresh = turn.reference(field);
                if (old == fresh) continue;
                registry.note_reference_change(old);
                registry.note_reference_change(fresh);
            }
        }
    }

    /// Makes the chosen step once more, with somebody listening.
    [[nodiscard]] Told tell(checker::Choice choice, const State& before, Narrator& narrator) const
    {
        Told told;
        if (choice.process >= layout_->programs.size()) {
            State after = before;
            const std::size_t p = layout_->crashers[choice.process - layout_->programs.size()];
            Turn turn(*layout_, after.words.data(), p, &narrator);
            told.crash = crash(turn);
            told.program = p;
            return told;
        }
        told.program = choice.process;
        std::optional<Way> chosen;
        for_each_way(before, told.program, [&](const Way& way) {
            if (way.alternative == choice.alternative) chosen = way;
            Step step{};
            return make(before, told.program, way, step).picks;
        });
        HOLDFAST_ASSERT(chosen.has_value(), "no alternative {} of program {}", choice.alternative,
                        told.program);
        told.call = &chosen->possibility->call;
        told.step = chosen->first_step;
        Step step{};
        told.outcome = make(before, told.program, *chosen, step, &narrator).outcome;
        return told;
    }

    std::shared_ptr<const Layout> layout_;
    std::vector<checker::Process> processes_;
};

}  // namespace holdfast::model
