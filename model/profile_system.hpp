// MAPI profiles over Terminal Services sessions, as a Model. Processes are the programs in the order of the
// scenario, then, as the environment, the crashes of those that may crash and whatever else may happen.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "checker/hot.hpp"
#include "checker/model.hpp"
#include "checker/packed_state.hpp"
#include "model/blocking/blocking_judge.hpp"
#include "model/calls/calls.hpp"
#include "model/clock.hpp"
#include "model/crash.hpp"
#include "model/deed.hpp"
#include "model/explanations.hpp"
#include "model/final_state.hpp"
#include "model/formula_words.hpp"
#include "model/happenings.hpp"
#include "model/initial_state.hpp"
#include "model/landmarks.hpp"
#include "model/moment.hpp"
#include "model/own_judge.hpp"
#include "model/processes.hpp"
#include "model/profile_symmetry.hpp"
#include "model/renumbering.hpp"
#include "model/snapshot.hpp"
#include "model/words.hpp"

namespace holdfast::model {

template <std::size_t Words>
class ProfileStepper;

template <std::size_t Words>
class ProfileSystem {
public:
    using State = checker::PackedState<Words>;
    using Step = checker::Step<State>;

    explicit ProfileSystem(Layout layout)
        : layout_(std::make_shared<const Layout>(std::move(layout))),
          symmetries_(std::make_shared<const Symmetries>(find_symmetries(*layout_))),
          landmarks_(std::make_shared<const Landmarks>(*layout_, *symmetries_)),
          processes_(make_processes(*layout_)), orphans_(names_of_orphans(*layout_)),
          properties_(properties_of(layout_->own_properties, layout_->world)), own_judge_(*layout_),
          blocking_(*layout_)
    {
        if (layout_->endless)
            properties_ =
                properties_without_end(std::move(properties_), orphans_.size(), layout_->world.vocabulary);
        if (has_time(layout_->world)) {
            for (const PropertyIndex each : {PropertyIndex::blocked_connected, PropertyIndex::poll_starved})
                properties_[static_cast<std::size_t>(each)].parts = blocking_.parts_of(each);
            blocking_.set_bounds(properties_[static_cast<std::size_t>(PropertyIndex::blocked_connected)]);
            on_runs_ = bit(PropertyIndex::blocked_connected) | bit(PropertyIndex::poll_starved) |
                       bit(PropertyIndex::zeno);
        }
        for (std::size_t k = 0; k < properties_.size(); ++k) {
            if (properties_[k].kind == checker::PropertyKind::at_end) at_end_ |= checker::property_bit(k);
        }
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
        Haste haste;
        for (std::size_t p = 0; p < layout_->programs.size(); ++p) visit_program(state, p, haste, visit);
        for (std::size_t k = 0; k < layout_->crashers.size(); ++k) visit_crash(state, k, haste, visit);
        for (std::size_t k = 0; k < layout_->happenings.size(); ++k) visit_happening(state, k, haste, visit);
        if (layout_->has_clock) visit_clock(state, haste, visit);
    }

    /// How long a step takes, in minutes: none but those of the clock takes any time.
    [[nodiscard]] std::uint32_t duration(const State& state, checker::Choice choice) const
    {
        return choice.process < clock() ? 0 : minutes_of(state, choice.alternative);
    }

    /// The same steps, made by somebody who remembers them; for one thread.
    [[nodiscard]] ProfileStepper<Words> stepper() const { return ProfileStepper<Words>(*this); }

    [[nodiscard]] std::vector<checker::Landmark> landmarks() const { return landmarks_->all(); }
    [[nodiscard]] std::vector<checker::Use> uses(std::span<const checker::Note> notes) const
    {
        return landmarks_->uses(notes);
    }
    [[nodiscard]] const Landmarks& landmark_notes() const { return *landmarks_; }

    [[nodiscard]] ProfileSymmetry<Words> symmetry() const { return {*layout_, *symmetries_, has_picks()}; }
    [[nodiscard]] std::vector<std::string> symmetry_words() const { return symmetries_->words; }
    [[nodiscard]] const Symmetries& symmetries() const { return *symmetries_; }

    [[nodiscard]] std::span<const checker::Process> processes() const { return processes_; }
    [[nodiscard]] std::span<const checker::Property> properties() const { return properties_; }

    /// The built-in properties of the kind `at_end` ask whether the state is as it should be. Where runs have
    /// no end, `orphan` is a matter of runs, and it is asked whether there is one: of the first name.
    [[nodiscard]] checker::PropertyMask satisfied(const State& state, checker::PropertyMask asked) const
    {
        // Who waits goes on when time has passed, and a poll that finds something may cut: this is not the
        // end.
        const bool goes_on =
            layout_->has_clock && (somebody_waits(state) || blocking_.polls_have_news(state.words.data()));
        checker::PropertyMask good = goes_on ? asked & at_end_ : 0;
        if ((asked & bit(PropertyIndex::orphan)) != 0) {
            if (orphan_is_on_runs()) good |= satisfied(state, bit(PropertyIndex::orphan), 0);
            else if (!has_orphan(*layout_, state.words.data())) good |= bit(PropertyIndex::orphan);
        }
        if ((asked & bit(PropertyIndex::stuck)) != 0 && !is_stuck(*layout_, state.words.data())) {
            good |= bit(PropertyIndex::stuck);
        }
        return good | owed_to_servers(state, asked & on_runs_, 0) |
               own_judge_.satisfied(state.words.data(), asked);
    }

    /// Of `orphan`, where it is a matter of runs, the name with that number; of an own one there is no part
    /// but the first.
    [[nodiscard]] checker::PropertyMask satisfied(const State& state, checker::PropertyMask asked,
                                                  std::size_t part) const
    {
        const checker::PropertyMask orphan = asked & bit(PropertyIndex::orphan);
        const bool overdue = orphan != 0 && has_orphan(*layout_, state.words.data(), orphans_[part]);
        return (overdue ? orphan : 0) | owed_to_servers(state, asked & on_runs_, part) |
               own_judge_.satisfied(state.words.data(), asked);
    }

    /// What is overdue is purged or used again when it is overdue no more.
    [[nodiscard]] checker::PropertyMask goals(const State& state, checker::PropertyMask asked,
                                              std::size_t part = 0) const
    {
        const checker::PropertyMask orphan = orphan_is_on_runs() ? asked & bit(PropertyIndex::orphan) : 0;
        const checker::PropertyMask paid = orphan == 0 ? 0 : orphan & ~satisfied(state, orphan, part);
        return paid | paid_to_servers(state, asked & on_runs_, part) |
               own_judge_.goals(state.words.data(), asked);
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
        return describe_step(*layout_, told, narrator);
    }

    [[nodiscard]] std::string explain(std::size_t property, const State& state,
                                      std::optional<checker::Choice> choice, std::size_t part = 0) const
    {
        const std::size_t built_in = count_of_built_in(layout_->world);
        if (property >= built_in)
            return explain_own_property(*layout_, property - built_in, state.words.data());
        Narrator narrator(*layout_);
        const Told told = choice ? tell(*choice, state, narrator) : Told{};
        return explain_violation(*layout_, static_cast<PropertyIndex>(property), state.words.data(), choice,
                                 told, narrator, part);
    }

    [[nodiscard]] std::string why_it_cannot_move(std::size_t process, const State& state) const
    {
        return model::why_it_cannot_move(*layout_, process, state.words.data());
    }

private:
    friend class ProfileStepper<Words>;

    /// What the others can do in a state decides whether time can pass in it, and to when.
    struct Haste {
        bool none_waits = false;    ///< somebody can do something that is urgent
        bool somebody_may = false;  ///< somebody can do something, and may take his time

        void note(bool urgent)
        {
            none_waits = none_waits || urgent;
            somebody_may = somebody_may || !urgent;
        }
    };

    /// One way in which a program can move: a call or the atomic step of one, and which of several ways it
    /// goes on.
    struct Way {
        const Possibility* possibility = nullptr;
        std::uint8_t first_step = 0;
        unsigned pick = 0;
    };

    struct Attempt {
        Outcome outcome;
        Deed deed;
    };

    [[nodiscard]] const Point& point_of(const State& state, std::size_t p) const
    {
        const ProgramLayout& program = layout_->programs[p];
        const Field at = program.fields.at;
        return program.script.points[(state.words[at.word] >> at.shift) & at.mask];
    }

    [[nodiscard]] static unsigned ways_of(const Point& point)
    {
        return point.kind == Point::Kind::inside ? 1 : point.count;
    }

    [[nodiscard]] Way way_of(const Point& point, std::size_t p, unsigned way, unsigned pick) const
    {
        return {&layout_->programs[p].script.possibilities[point.first + way], point.step, pick};
    }

    template <class Visit>
    void visit_program(const State& state, std::size_t p, Haste& haste, Visit& visit) const
    {
        Alternatives alternatives(p, has_picks());
        for_each_way(state, p, [&](const Way& way) {
            State after = state;
            const Deed deed = make(after, state, p, way).deed;
            if (!deed.blocked) haste.note(deed.urgent);
            offer(alternatives, deed, after, p, visit);
            return deed.picks;
        });
    }

    /// Calls `attempt` with each way, enabled or not; it returns in how many ways that step can go on.
    template <class Attempted>
    void for_each_way(const State& state, std::size_t p, Attempted attempt) const
    {
        const Point& point = point_of(state, p);
        for (unsigned way = 0; way < ways_of(point); ++way) {
            unsigned picks = 1;
            for (unsigned pick = 0; pick < picks; ++pick) picks = attempt(way_of(point, p, way, pick));
        }
    }

    /// One atomic step at grain micro, all steps of the call at grain call; in `after`, which is still the
    /// state before.
    Attempt make(State& after, const State& before, std::size_t p, const Way& way,
                 Narrator* narrator = nullptr, Questions* questions = nullptr) const
    {
        Turn turn(*layout_, after.words.data(), p, narrator, questions);
        turn.reads(turn.program().place);
        const Call& call = way.possibility->call;
        const Moment moment = call.when && way.first_step == 0 ? moment_for(turn, call) : Moment::open;
        if (moment == Moment::not_yet || moment == Moment::past) return {blocked, {.blocked = true}};
        Outcome outcome = run_atomic_step(turn, call, way.first_step, way.pick);
        while (outcome.kind == Outcome::Kind::next && layout_->grain == Grain::call &&
               call.kind != CallKind::wait) {
            outcome = run_atomic_step(turn, call, outcome.step, way.pick);
        }
        if (outcome.kind == Outcome::Kind::blocked) return {outcome, {.picks = turn.picks, .blocked = true}};
        turn.writes(turn.program().place);
        go_to(turn, next_place(turn, *way.possibility, outcome));
        Deed deed = finished(turn, before);
        // Whoever may stop for ever does not stop time by it.
        const bool is_due = moment == Moment::last || (call.kind == CallKind::wait && way.first_step != 0);
        deed.urgent =
            layout_->world.programs[p].urgent || (is_due && fairness_of(*layout_, p) != Fairness::none);
        deed.beyond_limit = outcome.kind == Outcome::Kind::no_room;
        deed.strongly_fair = turn.takes_mutex || fairness_of(*layout_, p) == Fairness::strong;
        return {outcome, deed};
    }

    [[nodiscard]] static Moment moment_for(Turn& turn, const Call& call)
    {
        const Script& script = turn.program().script;
        return moment_of(call, script, script.points[turn.get(turn.fields().at)],
                         turn.get(turn.fields().age));
    }

    /// How old it is counts only where some step that may follow has a time.
    static void go_to(Turn& turn, PointIndex place)
    {
        turn.set(turn.fields().at, std::uint64_t{place});
        const std::vector<bool>& looks_at_its_age = turn.program().looks_at_its_age;
        if (!looks_at_its_age.empty() && !looks_at_its_age[place])
            turn.set(turn.fields().age, std::uint64_t{0});
    }

    [[nodiscard]] static PointIndex next_place(Turn& turn, const Possibility& possibility,
                                               const Outcome& outcome)
    {
        if (outcome.kind == Outcome::Kind::next)
            return static_cast<PointIndex>(possibility.inside + outcome.step);
        if (outcome.kind == Outcome::Kind::no_room) return possibility.on_failure;
        turn.scratch = {};
        if (turn.fields().answer.present()) turn.set(turn.fields().answer, stored_answer(outcome.answer));
        if (possibility.call.must) {
            turn.triggers(PropertyIndex::unexpected_answer);
            if (outcome.answer != *possibility.call.must) turn.violates(PropertyIndex::unexpected_answer);
        }
        return outcome.answer == Answer::s_ok ? possibility.on_success : possibility.on_failure;
    }

    template <class Visit>
    void visit_crash(const State& state, std::size_t crasher, Haste& haste, Visit& visit) const
    {
        State after = state;
        const Deed deed = make_crash(after, state, crasher);
        if (!deed.blocked) haste.note(false);
        Alternatives alternatives(layout_->programs.size() + crasher, false);
        offer(alternatives, deed, after, layout_->programs.size() + crasher, visit);
    }

    template <class Visit>
    void visit_happening(const State& state, std::size_t number, Haste& haste, Visit& visit) const
    {
        const std::size_t process = first_happening() + number;
        Alternatives alternatives(process, false);
        unsigned picks = 1;
        for (unsigned pick = 0; pick < picks; ++pick) {
            State after = state;
            const Deed deed = make_happening(after, number, pick);
            picks = deed.picks;
            if (!deed.blocked) haste.note(deed.urgent);
            offer(alternatives, deed, after, process, visit);
        }
    }

    /// Alternative 0 is the next thing that is due, 1 a single minute before that.
    template <class Visit>
    void visit_clock(const State& state, const Haste& haste, Visit& visit) const
    {
        if (haste.none_waits) return;
        State copy = state;
        const auto process = static_cast<std::uint16_t>(clock());
        const bool by_the_minute =
            haste.somebody_may && Clock(*layout_, copy.words.data()).next().value_or(1) > 1;
        for (std::uint16_t alternative = 0; alternative <= (by_the_minute ? 1 : 0); ++alternative) {
            State after = state;
            Clock(*layout_, after.words.data()).pass(minutes_of(state, alternative));
            Step step{checker::Choice{process, alternative}, after, checker::Footprint::everything()};
            step.strongly_fair = true;
            visit(step);
        }
    }

    [[nodiscard]] std::uint32_t minutes_of(const State& state, std::size_t alternative) const
    {
        State copy = state;
        return alternative == 0 ? Clock(*layout_, copy.words.data()).next().value_or(1) : 1;
    }

    [[nodiscard]] std::size_t clock() const { return first_happening() + layout_->happenings.size(); }

    Deed make_happening(State& after, std::size_t number, unsigned pick, Narrator* narrator = nullptr,
                        Questions* questions = nullptr) const
    {
        const Happening& happening = layout_->happenings[number];
        Turn turn(*layout_, after.words.data(), happening.who, narrator, questions);
        if (!Happenings(turn, happening).happen(pick)) return {.picks = turn.picks, .blocked = true};
        turn.store_scratch();
        return {.footprint = turn.footprint,
                .triggered = turn.triggered,
                .violated = turn.violated,
                .picks = turn.picks,
                .renumber = turn.renumber,
                .urgent = happening.kind == Happening::Kind::poll};
    }

    [[nodiscard]] std::size_t first_happening() const
    {
        return layout_->programs.size() + layout_->crashers.size();
    }

    Deed make_crash(State& after, const State& before, std::size_t crasher, Narrator* narrator = nullptr,
                    Questions* questions = nullptr) const
    {
        Turn turn(*layout_, after.words.data(), layout_->crashers[crasher], narrator, questions);
        if (!crash(turn)) return {.blocked = true};
        return finished(turn, before);
    }

    [[nodiscard]] Deed finished(Turn& turn, const State& before) const
    {
        turn.store_scratch();
        const bool renumber = turn.renumber && (layout_->tables_span_hives || !turn.hive().slot_per_name);
        if (renumber && has_picks()) note_reference_changes(turn, before);
        return {.footprint = turn.footprint,
                .triggered = turn.triggered,
                .violated = turn.violated,
                .picks = turn.picks,
                .renumber = renumber};
    }

    /// The state as it is stored: its instances numbered, in the hive of the process or, where the step may
    /// have changed references in others, in all of them.
    [[nodiscard]] State settled(State after, std::size_t process) const
    {
        const std::size_t programs = layout_->programs.size();
        const std::size_t p = process < programs            ? process
                              : process < first_happening() ? layout_->crashers[process - programs]
                                                            : 0;
        Turn turn(*layout_, after.words.data(), p);
        if (process < first_happening() && !layout_->tables_span_hives) {
            Renumbering(turn, turn.program().hive).apply();
        } else {
            for (std::size_t hive = 0; hive < layout_->hives.size(); ++hive) Renumbering(turn, hive).apply();
        }
        return after;
    }

    /// Whether any step can go on in several ways, told apart by the numbers of instances.
    [[nodiscard]] bool has_picks() const
    {
        return layout_->grain == Grain::micro || layout_->policy.logon_to_marked == LogonToMarked::joins;
    }

    static void note_reference_changes(Turn& turn, const State& before)
    {
        Registry registry(turn);
        for (const Field field : std::vector<Field>(turn.rewritten)) {
            const Reference old{
                static_cast<std::uint16_t>((before.words[field.word] >> field.shift) & field.mask)};
            const Reference fresh = turn.reference(field);
            if (old == fresh) continue;
            registry.note_reference_change(old);
            registry.note_reference_change(fresh);
        }
    }

    /// Numbers the ways of one process, and visits those that are enabled.
    class Alternatives {
    public:
        Alternatives(std::size_t process, bool vary)
            : process_(static_cast<std::uint16_t>(process)), vary_(vary)
        {
        }

        /// Calls `visit` with the choice and its footprint where the way is enabled.
        template <class Visit>
        void offer(const Deed& deed, Visit visit)
        {
            const checker::Choice choice{process_, next_++};
            // How many ways there were so far decides the number of this one, so what they read counts here
            // too.
            const std::uint64_t reads = deed.footprint.reads | read_before_;
            if (vary_) read_before_ = reads;
            if (deed.blocked) return;
            visit(choice, checker::Footprint{reads, deed.footprint.writes});
        }

    private:
        std::uint16_t process_;
        bool vary_;
        std::uint16_t next_ = 0;
        std::uint64_t read_before_ = 0;
    };

    template <class Visit>
    void offer(Alternatives& alternatives, const Deed& deed, const State& after, std::size_t process,
               Visit& visit) const
    {
        alternatives.offer(deed, [&](checker::Choice choice, const checker::Footprint& footprint) {
            visit(Step{choice, deed.renumber ? settled(after, process) : after, footprint, deed.triggered,
                       deed.violated, deed.beyond_limit, deed.strongly_fair});
        });
    }

    /// Makes the chosen step once more, with somebody listening.
    [[nodiscard]] Told tell(checker::Choice choice, const State& before, Narrator& narrator) const
    {
        Told told;
        State after = before;
        if (choice.process >= clock()) {
            told.minutes = duration(before, choice);
            return told;
        }
        if (choice.process >= first_happening()) {
            const std::size_t number = choice.process - first_happening();
            told.happening = &layout_->happenings[number];
            told.program = told.happening->who;
            if (told.happening->kind == Happening::Kind::poll)
                told.poll_stage = poll_stage(before, told.happening->target);
            const bool happens = !make_happening(after, number, choice.alternative, &narrator).blocked;
            HOLDFAST_ASSERT(happens, "process {} cannot move", choice.process);
            return told;
        }
        if (choice.process >= layout_->programs.size()) {
            const std::size_t crasher = choice.process - layout_->programs.size();
            told.crash = !make_crash(after, before, crasher, &narrator).blocked;
            told.program = layout_->crashers[crasher];
            return told;
        }
        told.program = choice.process;
        std::optional<Way> chosen;
        unsigned alternative = 0;
        for_each_way(before, told.program, [&](const Way& way) {
            if (alternative++ == choice.alternative) chosen = way;
            State scratch = before;
            return make(scratch, before, told.program, way).deed.picks;
        });
        HOLDFAST_ASSERT(chosen.has_value(), "no alternative {} of program {}", choice.alternative,
                        told.program);
        told.call = &chosen->possibility->call;
        told.step = chosen->first_step;
        told.outcome = make(after, before, told.program, *chosen, &narrator).outcome;
        return told;
    }

    [[nodiscard]] bool orphan_is_on_runs() const
    {
        return properties_[static_cast<std::size_t>(PropertyIndex::orphan)].kind ==
               checker::PropertyKind::leads_to;
    }

    /// P of the properties on servers and time, and below Q.
    [[nodiscard]] checker::PropertyMask owed_to_servers(State state, checker::PropertyMask asked,
                                                        std::size_t part) const
    {
        if (asked == 0) return 0;
        const bool stands = (asked & bit(PropertyIndex::zeno)) != 0 && !time_can_pass(state);
        return blocking_.owes(state.words.data(), asked, part) | (stands ? bit(PropertyIndex::zeno) : 0);
    }

    [[nodiscard]] checker::PropertyMask paid_to_servers(State state, checker::PropertyMask asked,
                                                        std::size_t part) const
    {
        if (asked == 0) return 0;
        const bool passes = (asked & bit(PropertyIndex::zeno)) != 0 && time_can_pass(state);
        return blocking_.pays(state.words.data(), asked, part) | (passes ? bit(PropertyIndex::zeno) : 0);
    }

    [[nodiscard]] PollStage poll_stage(State state, std::size_t server) const
    {
        const Snapshot snapshot(*layout_, state.words.data());
        return static_cast<PollStage>(snapshot.get(layout_->servers[server].stage));
    }

    [[nodiscard]] bool time_can_pass(const State& state) const
    {
        bool can = !layout_->has_clock;
        for_each_step(state, [&](const Step& step) { can = can || step.choice.process == clock(); });
        return can;
    }

    [[nodiscard]] bool somebody_waits(State state) const
    {
        return Clock(*layout_, state.words.data()).somebody_waits();
    }

    std::shared_ptr<const Layout> layout_;
    std::shared_ptr<const Symmetries> symmetries_;
    std::shared_ptr<const Landmarks> landmarks_;
    std::vector<checker::Process> processes_;
    std::vector<OrphanName> orphans_;
    std::vector<checker::Property> properties_;
    OwnJudge own_judge_;
    BlockingJudge blocking_;
    checker::PropertyMask at_end_ = 0;   ///< those of that kind
    checker::PropertyMask on_runs_ = 0;  ///< those of servers and time that are on runs
};

}  // namespace holdfast::model
