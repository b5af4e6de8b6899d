// The steps of a ProfileSystem, made by somebody who remembers them: what a step does is made in full once,
// and looked up from then on (step_memory.hpp). For one thread; whoever searches in several has one for each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "checker/hot.hpp"
#include "model/profile_system.hpp"
#include "model/step_memory.hpp"

namespace holdfast::model {

template <std::size_t Words>
class ProfileStepper {
public:
    using System = ProfileSystem<Words>;
    using State = typename System::State;

    explicit ProfileStepper(const System& system) : system_(system), layout_(system.layout())
    {
        for (std::size_t p = 0; p < layout_.programs.size(); ++p) {
            const ProgramLayout& program = layout_.programs[p];
            const auto first = static_cast<std::uint32_t>(places_.size());
            programs_.push_back({program.fields.at, first});
            for (const Point& point : program.script.points) add_place(point);
        }
        for (std::size_t k = 0; k < layout_.crashers.size(); ++k) crashes_.push_back(memory_.add_root());
    }

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit)
    {
        const std::size_t programs = programs_.size(), crashes = crashes_.size();
        for (std::size_t p = 0; p < programs; ++p) visit_program(state, p, visit);
        for (std::size_t k = 0; k < crashes; ++k) visit_crash(state, k, visit);
    }

private:
    using Root = typename StepMemory<Words>::Root;
    using Way = typename System::Way;
    using Alternatives = typename System::Alternatives;

    struct Program {
        Field at;
        std::uint32_t first_place = 0;
    };

    struct Place {
        Root first = 0;  ///< of its ways, one root after the other
        std::uint32_t ways = 0;
    };

    void add_place(const Point& point)
    {
        const unsigned ways = System::ways_of(point);
        places_.push_back({0, ways});
        for (unsigned way = 0; way < ways; ++way) {
            const Root root = memory_.add_root();
            if (way == 0) places_.back().first = root;
        }
    }

    // What is done for every step stands in one loop, by order: a call each would cost more than what it
    // does.

    template <class Visit>
    HOLDFAST_HOT void visit_program(const State& state, std::size_t p, Visit& visit)
    {
        const auto [at, first_place] = programs_[p];
        const Place place = places_[first_place + ((state.words[at.word] >> at.shift) & at.mask)];
        Alternatives alternatives(p, system_.has_picks());
        for (unsigned way = 0; way < place.ways; ++way) {
            const unsigned picks = offer(state, p, way, 0, place.first + way, alternatives, visit);
            for (unsigned pick = 1; pick < picks; ++pick) {
                offer(state, p, way, pick, root_of_pick(place.first + way, pick), alternatives, visit);
            }
        }
    }

    template <class Visit>
    HOLDFAST_HOT unsigned offer(const State& state, std::size_t p, unsigned way, unsigned pick, Root root,
                                Alternatives& alternatives, Visit& visit)
    {
        const Lesson<Words>* lesson = memory_.recall(root, state.words.data());
        if (lesson == nullptr) {
            const Way chosen = system_.way_of(system_.point_of(state, p), p, way, pick);
            lesson = learn(root, state, [&](State& after, Questions& questions) {
                return system_.make(after, state, p, chosen, nullptr, &questions).deed;
            });
        }
        const unsigned picks = lesson->deed.picks;
        alternatives.offer(lesson->deed, visit, [&] { return after(state, *lesson, p); });
        return picks;
    }

    template <class Visit>
    void visit_crash(const State& state, std::size_t crasher, Visit& visit)
    {
        const Lesson<Words>* lesson = memory_.recall(crashes_[crasher], state.words.data());
        if (lesson == nullptr) {
            lesson = learn(crashes_[crasher], state, [&](State& after, Questions& questions) {
                return system_.make_crash(after, state, crasher, nullptr, &questions);
            });
        }
        Alternatives(programs_.size() + crasher, false).offer(lesson->deed, visit, [&] {
            return after(state, *lesson, layout_.crashers[crasher]);
        });
    }

    [[nodiscard]] HOLDFAST_HOT State after(const State& before, const Lesson<Words>& lesson,
                                           std::size_t p) const
    {
        State after;
        for (std::size_t word = 0; word < Words; ++word)
            after.words[word] = (before.words[word] & lesson.keep[word]) | lesson.put[word];
        return lesson.deed.renumber ? system_.settled(after, lesson.deed, p) : after;
    }

    template <class Make>
    [[gnu::noinline]] const Lesson<Words>* learn(Root root, const State& state, Make make)
    {
        State after = state;
        Questions questions(state.words.data());
        fresh_.deed = make(after, questions);
        for (std::size_t word = 0; word < Words; ++word) {
            fresh_.keep[word] = ~questions.written(word);
            fresh_.put[word] = after.words[word] & questions.written(word);
        }
        memory_.learn(root, questions.all(), state.words.data(), fresh_);
        return &fresh_;
    }

    [[nodiscard, gnu::noinline]] Root root_of_pick(Root first, unsigned pick)
    {
        const auto [found, fresh] = picks_.try_emplace({first, pick}, 0);
        if (fresh) found->second = memory_.add_root();
        return found->second;
    }

    const System& system_;
    const Layout& layout_;
    std::vector<Program> programs_;
    std::vector<Place> places_;
    std::vector<Root> crashes_;
    std::map<std::pair<Root, unsigned>, Root> picks_;
    StepMemory<Words> memory_;
    Lesson<Words> fresh_;  ///< the last one learned, remembered or not
};

}  // namespace holdfast::model
