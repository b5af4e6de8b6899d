// What a scenario writes down that may come to pass: its programs, each branch and each step of their runs,
// and what the environment may do. What no run ever comes by is told to the author, because a scenario of
// which a part is dead says less than it seems to.
//
// Notes (checker/landmark.hpp) are of calls as the scripts have them, one for each possibility of each
// program. Copies of it, rounds of a repeat and programs that are interchangeable share landmarks or notes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "checker/landmark.hpp"
#include "model/layout.hpp"
#include "model/symmetry.hpp"

namespace holdfast::model {

class Landmarks {
public:
    Landmarks(const Layout& layout, const Symmetries& symmetries);

    [[nodiscard]] const std::vector<checker::Landmark>& all() const { return landmarks_; }

    /// How many notes there are.
    [[nodiscard]] std::size_t notes() const { return note_count_; }

    // Where each is noted.
    [[nodiscard]] std::size_t note_of(std::size_t program, std::size_t possibility) const
    {
        return first_note_[program] + possibility;
    }
    /// Of crashes, then of happenings, by number.
    [[nodiscard]] std::size_t note_of_deed(std::size_t number) const { return first_deed_ + number; }

    /// What the notes of a whole search say of each landmark.
    [[nodiscard]] std::vector<checker::Use> uses(std::span<const checker::Note> notes) const;

private:
    std::vector<checker::Landmark> landmarks_;
    std::vector<std::vector<std::uint32_t>> notes_of_landmark_;
    std::vector<std::uint32_t> like_;      ///< by note: the first one that symmetry does not tell from it
    std::vector<std::size_t> first_note_;  ///< by program
    std::size_t first_deed_ = 0;
    std::size_t note_count_ = 0;
};

}  // namespace holdfast::model
