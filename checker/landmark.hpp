// What a model was written from, part by part, and how far the runs came with each: a part that no run comes
// by is tested by nothing, and a model that has lost one says `holds` all the more easily. The checker knows
// of the parts only that there are so many; it asks who makes the steps what they came by.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::checker {

/// How far any run came with a part.
enum class Use : std::uint8_t {
    unreached,  ///< no run comes to it
    blocked,    ///< some do, and it is possible in none of them
    taken,
};

[[nodiscard]] constexpr std::string_view to_string(Use use)
{
    switch (use) {
    case Use::unreached: return "unreached";
    case Use::blocked: return "blocked";
    case Use::taken: return "taken";
    }
    return "?";
}

/// A part of what a model was written from.
struct Landmark {
    enum class Kind : std::uint8_t {
        process,  ///< all that one of its processes does
        branch,   ///< one of several ways to go on
        step,
        deed,  ///< what happens to others, such as a crash
    };

    Kind kind = Kind::step;
    std::string words;                     ///< that it never comes to pass, as a sentence without its end
    std::uint32_t line = 0;                ///< where it is written, from 1; 0 where nobody wrote it down
    std::uint32_t column = 0;              ///< from 1
    std::optional<std::size_t> part_of{};  ///< the landmark of a larger part, which stands before this one
    bool meant_never = false;              ///< whoever wrote it says that no run comes by it

    bool operator==(const Landmark&) const = default;
};

[[nodiscard]] constexpr std::string_view to_string(Landmark::Kind kind)
{
    switch (kind) {
    case Landmark::Kind::process: return "program";
    case Landmark::Kind::branch: return "branch";
    case Landmark::Kind::step: return "step";
    case Landmark::Kind::deed: return "deed";
    }
    return "?";
}

/// What whoever makes steps has noted on the way, in an order of the model's own; 0 is nothing. Notes of
/// several threads are put together by taking the greater ones.
using Note = std::uint8_t;

/// Adds the notes of one stepper to those of others.
inline void put_together(std::vector<Note>& notes, std::span<const Note> more)
{
    notes.resize(std::max(notes.size(), more.size()));
    for (std::size_t k = 0; k < more.size(); ++k) notes[k] = std::max(notes[k], more[k]);
}

}  // namespace holdfast::checker
