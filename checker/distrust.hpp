// Doubt, for Options::distrust: asks the model everything twice and verifies the duties of model.hpp that can
// be verified. A model that breaks one gives wrong verdicts without any sign of it, so the
// message names the duty and its likely cause.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "checker/fingerprint.hpp"
#include "checker/model.hpp"
#include "checker/model_error.hpp"
#include "checker/state_key.hpp"

namespace holdfast::checker {

template <Model M>
class Distrust {
public:
    using State = typename M::State;

    explicit Distrust(const M& model)
        : model_(model), initial_(model.initial_states()), foreign_(bits_beyond(bits_of_state(model)))
    {
        for (std::size_t k = 0; k < model.properties().size(); ++k) {
            if (model.properties()[k].kind == PropertyKind::never_step) over_steps_ |= property_bit(k);
        }
        doubt_initial_states();
    }

    /// As the model's own; throws ModelError where a duty is broken.
    template <class Visit>
    void for_each_step(const State& state, Visit&& visit)
    {
        first_ = collect(state);
        doubt_same_steps(collect(state));
        doubt_order();
        doubt_masks();
        doubt_equality(state);
        doubt_bits(state);  // once more: it may be one that the model's symmetry made
        for (const Step<State>& step : first_) {
            if (!step.beyond_limit) doubt_bits(step.after);
        }
        for (const Step<State>& step : first_) visit(step);
    }

    [[nodiscard]] PropertyMask satisfied(const State& state, PropertyMask asked) const
    {
        return same_answer("satisfied()", asked, [&] { return model_.satisfied(state, asked); });
    }

    /// What `ask` answers for those properties, asked twice.
    template <class Ask>
    [[nodiscard]] static PropertyMask same_answer(std::string_view who, PropertyMask asked, const Ask& ask)
    {
        return doubt_answers(who, asked, ask(), ask());
    }

private:
    using StateKey = Key<key_words<State>>;

    static PropertyMask doubt_answers(std::string_view who, PropertyMask asked, PropertyMask answer,
                                      PropertyMask again)
    {
        if (answer != again) {
            require(false, fmt::format("{} answers differently when asked again", who),
                    "it depends on something outside the state");
        }
        if ((answer & ~asked) != 0) {
            require(false, fmt::format("{} names properties that it was not asked about", who),
                    "the answer is not masked with `asked`");
        }
        return answer;
    }

    static void require(bool kept, std::string_view breach, std::string_view cause)
    {
        if (!kept) throw ModelError(fmt::format("broken duty: {}; likely cause: {}", breach, cause));
    }

    [[nodiscard]] std::vector<Step<State>> collect(const State& state) const
    {
        std::vector<Step<State>> steps;
        model_.for_each_step(state, [&](const Step<State>& step) { steps.push_back(step); });
        return steps;
    }

    [[nodiscard]] static bool same_step(const Step<State>& one, const Step<State>& other)
    {
        return one.choice == other.choice && one.footprint == other.footprint &&
               one.triggered == other.triggered && one.violated == other.violated &&
               one.beyond_limit == other.beyond_limit && one.strongly_fair == other.strongly_fair &&
               (one.beyond_limit || same_bytes(one.after, other.after));
    }

    void doubt_initial_states() const
    {
        const std::vector<State> again = model_.initial_states();
        require(std::equal(initial_.begin(), initial_.end(), again.begin(), again.end(), same_bytes<State>),
                "initial_states() answers differently when asked again",
                "it depends on chance, time or a counter");
        for (const State& state : initial_) {
            doubt_equality(initial_.front(), state);
            doubt_bits(state);
        }
    }

    void doubt_same_steps(const std::vector<Step<State>>& second) const
    {
        require(std::equal(first_.begin(), first_.end(), second.begin(), second.end(), same_step),
                "for_each_step() visits other steps when asked again",
                "it depends on something outside the state, such as a counter, chance or the order of a hash "
                "table");
    }

    void doubt_order() const
    {
        for (std::size_t k = 1; k < first_.size(); ++k) {
            const Choice before = first_[k - 1].choice, choice = first_[k].choice;
            if (before < choice) continue;
            const auto breach = fmt::format("for_each_step() visits choice {}.{} after {}.{}", choice.process,
                                            choice.alternative, before.process, before.alternative);
            require(false, breach,
                    "choices must ascend strictly; the alternatives are not numbered one by one");
        }
    }

    void doubt_masks() const
    {
        for (const Step<State>& step : first_) {
            require(((step.triggered | step.violated) & ~over_steps_) == 0,
                    "a step judges a property that is not of kind never_step",
                    "a bit of the mask is not the property's index in properties()");
            require((step.violated & ~step.triggered) == 0,
                    "a step violates a property that it does not trigger",
                    "`triggered` is not set where `violated` is");
        }
    }

    void doubt_equality(const State& before) const
    {
        const State* previous = &before;
        for (const Step<State>& step : first_) {
            if (step.beyond_limit) continue;
            doubt_equality(before, step.after);
            doubt_equality(*previous, step.after);
            previous = &step.after;
        }
    }

    /// `==` must agree with the bytes, also where the two states differ in a single byte: if any two
    /// reachable states differ in a byte that `==` overlooks, some step changes that byte, or two initial
    /// states differ in it, and both come by here.
    static void doubt_equality(const State& one, const State& other)
    {
        const auto agrees = [](const State& left, const State& right) {
            return (left == right) == same_bytes(left, right);
        };
        const auto* const source = reinterpret_cast<const unsigned char*>(&other);
        bool kept = agrees(one, other) && agrees(other, State(other));
        for (std::size_t byte = 0; byte < sizeof(State) && kept; ++byte) {
            State mixture = one;
            reinterpret_cast<unsigned char*>(&mixture)[byte] = source[byte];
            kept = agrees(one, mixture);
        }
        require(kept, "== says other than the bytes of two states",
                "operator== leaves a field out; two states are the same exactly if their bytes are equal");
    }

    /// The search stores `state_bits()` of a state and loses the others: two states would become one.
    void doubt_bits(const State& state) const
    {
        const StateKey key = key_of(state);
        for (std::size_t word = 0; word < key.size(); ++word) {
            const std::uint64_t bits = key[word] & foreign_[word];
            if (bits == 0) continue;
            const std::size_t bit = 64 * word + static_cast<std::size_t>(std::countr_zero(bits));
            require(false,
                    fmt::format("a state uses bit {}, but state_bits() says that {} are all that is used",
                                bit, bits_of_state(model_)),
                    "state_bits() leaves a field out, or a number outgrew its field");
        }
    }

    /// The bits of a key from this one on.
    [[nodiscard]] static StateKey bits_beyond(std::size_t bits)
    {
        StateKey beyond{};
        for (std::size_t bit = bits; bit < 64 * beyond.size(); ++bit)
            beyond[bit / 64] |= std::uint64_t{1} << bit % 64;
        return beyond;
    }

    const M& model_;
    std::vector<State> initial_;
    StateKey foreign_;  ///< bits that no state may use
    PropertyMask over_steps_ = 0;
    std::vector<Step<State>> first_;  ///< the steps of the state at hand
};

}  // namespace holdfast::checker
