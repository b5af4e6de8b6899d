// Random systems whose steps know what they touch: programs with a few places each, over shared variables. A
// step asks for the value of one variable and sets another. Copies of a program are interchangeable, and one
// of the programs may be the environment, so sleep sets and symmetry have everything to get wrong.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "checker/model.hpp"
#include "checker/packed_state.hpp"
#include "checker/symmetry.hpp"
#include "tests/random.hpp"
#include "tests/toy_models.hpp"

namespace holdfast::tests {

class RandomPrograms : public Toy {
public:
    using State = checker::PackedState<1>;

    explicit RandomPrograms(std::uint64_t seed)
    {
        Random random(seed);
        const std::size_t scripts = 1 + random.below(3);
        for (std::size_t script = 0; script < scripts; ++script) {
            scripts_.push_back(random_script(random));
            const std::size_t copies = 1 + random.below(scripts == 1 ? 4 : 3);
            for (std::size_t copy = 0; copy < copies && processes_.size() < 5; ++copy) {
                const bool environmental = random.one_in(9) && copy == 0 && copies == 1;
                const int lane = static_cast<int>(processes_.size());
                processes_.push_back(environmental ? environment("deed", lane) : program("p", lane));
                script_of_.push_back(script);
            }
        }
        properties_ = {{"never", PropertyKind::never, ""},
                       {"step", PropertyKind::never_step, ""},
                       {"reachable", PropertyKind::reachable, ""},
                       {"end", PropertyKind::at_end, ""}};
        bad_ = {random.below(variables), random.below(values)};
        wanted_ = {random.below(variables), random.below(values)};
    }

    std::vector<State> initial_states() const { return {State{}}; }

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit) const
    {
        for (std::size_t p = 0; p < processes_.size(); ++p) {
            const auto& ways = scripts_[script_of_[p]][place(state, p)];
            std::uint64_t reads = 0;  // the number of an alternative depends on those before it
            std::size_t alternative = 0;
            for (const Way& way : ways) {
                reads |= std::uint64_t{1} << way.asks;
                if (variable(state, way.asks) != way.wants) continue;
                Step<State> step{
                    choice(p, alternative++), state, {reads, std::uint64_t{1} << way.sets}, 0, 0, false};
                set_variable(step.after, way.sets, way.to);
                set_place(step.after, p, way.next);
                step.triggered = way.judged ? 2 : 0;
                step.violated = way.judged && way.wrong ? 2 : 0;
                visit(step);
            }
        }
    }

    PropertyMask satisfied(const State& state, PropertyMask asked) const
    {
        const PropertyMask bad = variable(state, bad_.first) == bad_.second ? 1 : 0;
        const PropertyMask wanted = variable(state, wanted_.first) == wanted_.second ? 4 | 8 : 0;
        return (bad | wanted) & asked;
    }

    std::size_t state_bits() const { return 2 * variables + 3 * processes_.size(); }

    /// Copies of one script in any order; the places, sorted, stand for all.
    class Symmetry {
    public:
        explicit Symmetry(const RandomPrograms& programs) : programs_(programs) {}

        bool is_trivial() const { return programs_.scripts_.size() == programs_.processes_.size(); }

        void canonicalize(State& state, checker::Renaming& renaming) const
        {
            const std::vector<std::size_t> order = sorted(state);
            const State before = state;
            renaming.moved.resize(order.size());
            renaming.identity = renaming.only_processes = true;
            for (std::size_t k = 0; k < order.size(); ++k) {
                programs_.set_place(state, k, programs_.place(before, order[k]));
                renaming.moved[order[k]] = static_cast<std::uint16_t>(k);
                renaming.identity = renaming.identity && order[k] == k;
            }
        }

        std::uint64_t orbit(const State& state) const
        {
            std::vector<std::uint64_t> own = places(state);
            std::uint64_t orbit = 0;
            std::vector<std::size_t> order(own.size());
            for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
            std::vector<std::vector<std::uint64_t>> images;
            do {
                std::vector<std::uint64_t> image(own.size());
                bool allowed = true;
                for (std::size_t k = 0; k < order.size(); ++k) {
                    allowed = allowed && programs_.script_of_[k] == programs_.script_of_[order[k]];
                    image[k] = own[order[k]];
                }
                if (allowed) images.push_back(image);
            } while (std::next_permutation(order.begin(), order.end()));
            std::sort(images.begin(), images.end());
            orbit = static_cast<std::uint64_t>(std::unique(images.begin(), images.end()) - images.begin());
            return orbit;
        }

    private:
        std::vector<std::uint64_t> places(const State& state) const
        {
            std::vector<std::uint64_t> all;
            for (std::size_t p = 0; p < programs_.processes_.size(); ++p)
                all.push_back(programs_.place(state, p));
            return all;
        }

        std::vector<std::size_t> sorted(const State& state) const
        {
            std::vector<std::size_t> order(programs_.processes_.size());
            for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
            std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
                return std::pair(programs_.script_of_[one], programs_.place(state, one)) <
                       std::pair(programs_.script_of_[other], programs_.place(state, other));
            });
            return order;
        }

        const RandomPrograms& programs_;
    };

    Symmetry symmetry() const { return Symmetry(*this); }

private:
    static constexpr std::size_t variables = 4, values = 3, places = 5;

    struct Way {
        std::size_t asks = 0;
        std::uint64_t wants = 0;
        std::size_t sets = 0;
        std::uint64_t to = 0;
        std::size_t next = 0;
        bool judged = false, wrong = false;
    };

    using Script = std::vector<std::vector<Way>>;

    static Script random_script(Random& random)
    {
        Script script(places);
        for (std::size_t place = 0; place < places; ++place) {
            const std::size_t ways = random.below(4) == 0 ? 0 : 1 + random.below(2);
            for (std::size_t way = 0; way < ways; ++way) {
                const std::size_t next =
                    random.one_in(5) ? random.below(places) : std::min(place + 1, places - 1);
                script[place].push_back({random.below(variables), random.one_in(3) ? random.below(values) : 0,
                                         random.below(variables), random.one_in(2) ? random.below(values) : 0,
                                         next, random.one_in(3), random.one_in(8)});
            }
        }
        return script;
    }

    static std::uint64_t variable(const State& state, std::size_t which)
    {
        return state.words[0] >> 2 * which & 3;
    }
    static void set_variable(State& state, std::size_t which, std::uint64_t value)
    {
        state.words[0] = (state.words[0] & ~(std::uint64_t{3} << 2 * which)) | value << 2 * which;
    }

    static std::size_t shift_of(std::size_t p) { return 2 * variables + 3 * p; }
    std::size_t place(const State& state, std::size_t p) const { return state.words[0] >> shift_of(p) & 7; }
    void set_place(State& state, std::size_t p, std::size_t place) const
    {
        state.words[0] = (state.words[0] & ~(std::uint64_t{7} << shift_of(p))) | std::uint64_t{place}
                                                                                     << shift_of(p);
    }

    std::vector<Script> scripts_;
    std::vector<std::size_t> script_of_;  ///< by process
    std::pair<std::size_t, std::uint64_t> bad_, wanted_;
};

}  // namespace holdfast::tests
