// What one atomic step of a call leads to.
#pragma once

#include <cstdint>

#include "model/answer.hpp"

namespace holdfast::model {

struct Outcome {
    enum class Kind : std::uint8_t {
        next,      ///< the call goes on with atomic step `step`
        answered,  ///< the call is over and answers `answer`
        blocked,   ///< a mutex is held: the step is not enabled, nothing was changed
        no_room,   ///< the limit on instances is reached: the successor cannot be represented
    };
    Kind kind = Kind::answered;
    std::uint8_t step = 0;
    Answer answer = Answer::s_ok;
};

[[nodiscard]] constexpr Outcome answered(Answer answer)
{
    return {.kind = Outcome::Kind::answered, .answer = answer};
}

template <class Step>
[[nodiscard]] constexpr Outcome go_on_with(Step step)
{
    return {.kind = Outcome::Kind::next, .step = static_cast<std::uint8_t>(step)};
}

inline constexpr Outcome blocked{.kind = Outcome::Kind::blocked};
inline constexpr Outcome no_room{.kind = Outcome::Kind::no_room};

}  // namespace holdfast::model
