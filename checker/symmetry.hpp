// Symmetry as the search sees it: a model may say which states are the same but for a renaming of
// interchangeable processes, and which one of them stands for all. What is counted counts all of them.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "checker/model.hpp"
#include "checker/result.hpp"

namespace holdfast::checker {

/// How a state became the one that stands for its like.
struct Renaming {
    std::vector<std::uint16_t> moved;  ///< by process: which process does now what it did
    bool identity = true;              ///< nothing moved
    bool only_processes = true;        ///< the numbers of a process's alternatives are as they were
};

/// A model with symmetry has `symmetry()`, which returns an object that one thread uses. States that are
/// alike must enable like steps, which lead to states that are alike and are judged alike; and what is like
/// an initial state must be an initial state too, or more states are counted than there are.
template <class M>
concept SymmetricModel = Model<M> && requires(const M& model, typename M::State& state, Renaming& renaming) {
    { model.symmetry().is_trivial() } -> std::same_as<bool>;
    /// Puts the state that stands for its like in the place of `state`: the same one for all of them.
    model.symmetry().canonicalize(state, renaming);
    /// How many states there are that `state` stands for, itself included.
    { model.symmetry().orbit(state) } -> std::same_as<std::uint64_t>;
};

/// For models without symmetry: every state stands for itself alone.
template <Model M>
class NoSymmetry {
public:
    explicit NoSymmetry(const M&) {}

    [[nodiscard]] bool is_trivial() const { return true; }
    void canonicalize(typename M::State&, Renaming&) const {}
    [[nodiscard]] std::uint64_t orbit(const typename M::State&) const { return 1; }
};

template <Model M>
[[nodiscard]] auto symmetry_of(const M& model)
{
    if constexpr (SymmetricModel<M>) return model.symmetry();
    else return NoSymmetry<M>(model);
}

template <Model M>
using SymmetryOf = decltype(symmetry_of(std::declval<const M&>()));

/// A sum that stays at the greatest count instead of beginning again at 0.
inline void add_up(std::uint64_t& sum, std::uint64_t more)
{
    if (__builtin_add_overflow(sum, more, &sum)) sum = greatest_count;
}

[[nodiscard]] inline std::uint64_t times(std::uint64_t count, std::uint64_t weight)
{
    std::uint64_t product = 0;
    return __builtin_mul_overflow(count, weight, &product) ? greatest_count : product;
}

}  // namespace holdfast::checker
