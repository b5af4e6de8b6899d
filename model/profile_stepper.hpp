// The steps of a ProfileSystem, made by somebody who remembers them: what a step does is made in full once
// (step_memory.hpp), and what a place offers is looked up from then on (offer_chart.hpp). For one thread;
// whoever searches in several has one for each.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "checker/hot.hpp"
#include "checker/landmark.hpp"
#include "model/offer_chart.hpp"
#include "model/profile_system.hpp"
#include "model/step_memory.hpp"

namespace holdfast::model {

template <std::size_t Words>
class ProfileStepper {
public:
    using System = ProfileSystem<Words>;
    using State = typename System::State;
    using Step = typename System::Step;

    explicit ProfileStepper(const System& system)
        : system_(system), layout_(system.layout()), notes_(system.landmark_notes().notes())
    {
        for (std::size_t p = 0; p < layout_.programs.size(); ++p) {
            const ProgramLayout& program = layout_.programs[p];
            add_process(program.fields.at, p);
            for (const Point& point : program.script.points) add_place(System::ways_of(point));
        }
        for (const std::uint16_t crasher : layout_.crashers) {
            add_process(Field{}, crasher);
            add_place(1);
        }
        for (const Happening& happening : layout_.happenings) {
            add_process(Field{}, happening.who);
            add_place(1);
        }
        enabled_.resize(processes_.size() * most_offers_);
    }

    /// First it is looked up what all processes can do, then it is done: a processor that looks up one thing
    /// does not wait for it before it looks up the next.
    template <class Visit>
    HOLDFAST_HOT void for_each_step(const State& state, Visit&& visit)
    {
        std::size_t count = look_up(state);
        const bool all_known = count != not_all_known;
        if (!all_known) [[unlikely]]
            count = learn(state);
        const Offered<Words>* const all = all_known ? chart_.offers() : made_.data();
        typename System::Haste haste;
        for (std::size_t k = 0; k < count; ++k) {
            const Offered<Words>& offered = all[enabled_[k]];
            if (layout_.has_clock) haste.note(offered.urgent);
            visit(Step{offered.choice, after(state, offered), offered.footprint, offered.triggered,
                       offered.violated, offered.beyond_limit, offered.strongly_fair});
        }
        // What time does is nothing to remember: it asks for all that there is.
        if (layout_.has_clock) system_.visit_clock(state, haste, visit);
    }

    /// What the steps that were asked for come by. Nothing is noted where a step is only looked up: it was
    /// when it was learned.
    [[nodiscard]] std::span<const checker::Note> notes() const { return notes_; }

private:
    using Memory = StepMemory<Words>;
    using Chart = OfferChart<Words>;
    using Offers = std::span<const Offered<Words>>;

    /// A program, the crash of one, or something else that happens.
    struct Process {
        Field at;  ///< absent for a crash, whose one place is everywhere
        typename Chart::Place first_place = 0;
        std::uint16_t program = 0;
    };

    void add_process(Field at, std::size_t program)
    {
        processes_.push_back(
            {at, static_cast<std::uint32_t>(roots_.size()), static_cast<std::uint16_t>(program)});
    }

    void add_place(unsigned ways)
    {
        static_cast<void>(chart_.add_place());
        roots_.emplace_back();
        for (unsigned way = 0; way < ways; ++way) roots_.back().push_back({memory_.add_root()});
    }

    static constexpr std::size_t not_all_known = ~std::size_t{0};

    // What is done for every step stands in one loop, by order: a call each would cost more than what it
    // does.

    /// Puts what the state enables into `enabled_`, in order, by its numbers in the chart; says how many
    /// steps that is.
    [[nodiscard]] HOLDFAST_HOT std::size_t look_up(const State& state)
    {
        std::uint32_t* end = enabled_.data();
        for (const Process& process : processes_) {
            const typename Chart::Row row = chart_.find(place_of(process, state), state.words.data());
            // Nearly all offer two at most; whether 0, 1 or 2 is what a processor cannot guess.
            end[0] = row.begin;
            end[1] = row.begin + 1;
            if (row.count > 2) [[unlikely]] {
                if (!row.is_known()) return not_all_known;
                for (std::uint32_t k = 2; k < row.count; ++k) end[k] = row.begin + k;
            }
            end += row.count;
        }
        return static_cast<std::size_t>(end - enabled_.data());
    }

    /// The same where some process stands where it never stood: its steps are made in full, and all are noted
    /// in `made_`.
    [[nodiscard, gnu::noinline]] std::size_t learn(const State& state)
    {
        made_.clear();
        for (std::size_t number = 0; number < processes_.size(); ++number) {
            const typename Chart::Place place = place_of(processes_[number], state);
            const typename Chart::Row row = chart_.find(place, state.words.data());
            if (row.is_known()) {
                const Offered<Words>* const first = chart_.offers() + row.begin;
                made_.insert(made_.end(), first, first + row.count);
            } else {
                const Offers offers = learn(state, number, place);
                made_.insert(made_.end(), offers.begin(), offers.end());
                most_offers_ = std::max(most_offers_, offers.size());
            }
        }
        enabled_.resize(processes_.size() * most_offers_);
        for (std::size_t k = 0; k < made_.size(); ++k) enabled_[k] = static_cast<std::uint32_t>(k);
        return made_.size();
    }

    [[nodiscard]] HOLDFAST_HOT static typename Chart::Place place_of(const Process& process,
                                                                     const State& state)
    {
        return static_cast<typename Chart::Place>(
            process.first_place + ((state.words[process.at.word] >> process.at.shift) & process.at.mask));
    }

    [[nodiscard]] HOLDFAST_HOT State after(const State& before, const Offered<Words>& offered) const
    {
        State after;
        for (std::size_t word = 0; word < Words; ++word)
            after.words[word] = (before.words[word] & offered.keep[word]) | offered.put[word];
        return offered.renumber ? system_.settled(after, offered.choice.process) : after;
    }

    /// What the process can do, from the lessons; what none tells yet is learned.
    [[nodiscard, gnu::noinline]] Offers learn(const State& state, std::size_t number,
                                              typename Chart::Place place)
    {
        offered_.clear();
        lessons_.clear();
        bool all_remembered = true;
        typename System::Alternatives alternatives(number, is_program(number) && system_.has_picks());
        for (std::size_t way = 0; way < roots_[place].size(); ++way) {
            unsigned picks = 1;
            for (unsigned pick = 0; pick < picks; ++pick) {
                const Lesson<Words>& lesson = lesson_of(state, number, place, way, pick);
                picks = lesson.deed.picks;
                note(state, number, way, lesson.deed);
                offer(lesson, alternatives);
                all_remembered = all_remembered && lessons_.back() != Memory::none;
            }
        }
        if (all_remembered) chart_.note(place, state.words.data(), offered_, lessons_);
        return offered_;
    }

    void note(const State& state, std::size_t number, std::size_t way, const Deed& deed)
    {
        const Landmarks& landmarks = system_.landmark_notes();
        const std::size_t at = is_program(number)
                                   ? landmarks.note_of(number, system_.point_of(state, number).first + way)
                                   : landmarks.note_of_deed(number - layout_.programs.size());
        const auto use = deed.blocked ? checker::Use::blocked : checker::Use::taken;
        notes_[at] = std::max(notes_[at], static_cast<checker::Note>(use));
    }

    void offer(const Lesson<Words>& lesson, typename System::Alternatives& alternatives)
    {
        const Deed& deed = lesson.deed;
        alternatives.offer(deed, [&](checker::Choice choice, const checker::Footprint& footprint) {
            offered_.push_back({.keep = lesson.keep,
                                .put = lesson.put,
                                .footprint = footprint,
                                .triggered = deed.triggered,
                                .violated = deed.violated,
                                .choice = choice,
                                .renumber = deed.renumber,
                                .beyond_limit = deed.beyond_limit,
                                .urgent = deed.urgent,
                                .strongly_fair = deed.strongly_fair});
        });
    }

    /// Adds the lesson's number to `lessons_`.
    [[nodiscard]] const Lesson<Words>& lesson_of(const State& state, std::size_t number,
                                                 typename Chart::Place place, std::size_t way, unsigned pick)
    {
        const auto root = root_of(place, way, pick);
        auto known = memory_.recall(root, state.words.data());
        if (known == Memory::none) {
            const Questions questions = make(state, number, way, pick);
            known = memory_.learn(root, questions.all(), state.words.data(), fresh_);
            if (known != Memory::none) chart_.ask(place, questions.all());
        }
        lessons_.push_back(known);
        return known == Memory::none ? fresh_ : memory_.lesson(known);
    }

    [[nodiscard]] typename Memory::Root root_of(typename Chart::Place place, std::size_t way, unsigned pick)
    {
        auto& of_way = roots_[place][way];
        while (of_way.size() <= pick) of_way.push_back(memory_.add_root());
        return of_way[pick];
    }

    /// Makes the step in full, as the lesson `fresh_`; what it asked.
    [[nodiscard]] Questions make(const State& state, std::size_t number, std::size_t way, unsigned pick)
    {
        State after = state;
        Questions questions(state.words.data());
        const std::size_t p = processes_[number].program;
        if (number >= system_.first_happening()) {
            fresh_.deed =
                system_.make_happening(after, number - system_.first_happening(), pick, nullptr, &questions);
        } else if (!is_program(number)) {
            fresh_.deed =
                system_.make_crash(after, state, number - layout_.programs.size(), nullptr, &questions);
        } else {
            const auto chosen =
                system_.way_of(system_.point_of(state, p), p, static_cast<unsigned>(way), pick);
            fresh_.deed = system_.make(after, state, p, chosen, nullptr, &questions).deed;
        }
        for (std::size_t word = 0; word < Words; ++word) {
            fresh_.keep[word] = ~questions.written(word);
            fresh_.put[word] = after.words[word] & questions.written(word);
        }
        return questions;
    }

    [[nodiscard]] bool is_program(std::size_t number) const { return number < layout_.programs.size(); }

    const System& system_;
    const Layout& layout_;
    std::vector<Process> processes_;
    std::vector<std::vector<std::vector<typename Memory::Root>>> roots_;  ///< by place, way and pick
    Memory memory_;
    Chart chart_;

    // What the state at hand enables.
    std::size_t most_offers_ = 2;         ///< of one process
    std::vector<std::uint32_t> enabled_;  ///< room for as many of each
    std::vector<Offered<Words>> made_;    ///< where not all was known

    std::vector<checker::Note> notes_;

    // Of the place that is learned:
    std::vector<Offered<Words>> offered_;
    std::vector<std::uint32_t> lessons_;  ///< of all its ways, blocked ones included
    Lesson<Words> fresh_;
};

}  // namespace holdfast::model
