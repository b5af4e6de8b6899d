// Which of the model's guards is broken, in a build of the preset `mutation` only. HOLDFAST_MUTANT=N- makes
// guard N never true, HOLDFAST_MUTANT=N+ always; without it every guard does what it should.
#pragma once

#include <cstdlib>

namespace holdfast::mutation {

struct Mutant {
    int guard = 0;
    bool always = false;
};

inline Mutant mutant_asked_for()
{
    const char* const text = std::getenv("HOLDFAST_MUTANT");
    if (text == nullptr) return {};
    char* end = nullptr;
    const long number = std::strtol(text, &end, 10);
    return {static_cast<int>(number), *end == '+'};
}

inline const Mutant mutant = mutant_asked_for();

[[nodiscard]] inline bool guard(int number, bool condition)
{
    return number == mutant.guard ? mutant.always : condition;
}

}  // namespace holdfast::mutation
