// The steps of a run as rows of a table in a terminal: a lane for each of those who take part, side by side
// as they live, then what is done and the answer. Whoever moves is named in its lane; the others show by a
// sign whether they hold something, and whether that is still there. Where the lanes would leave too little
// room, columns say where it is and who does it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "reports/layout.hpp"
#include "reports/report.hpp"
#include "reports/swim_lanes.hpp"

namespace holdfast::reports {

/// What stands in a lane while somebody else moves.
inline constexpr char idle_sign = '.';
inline constexpr char sound_sign = '|';
inline constexpr char doomed_sign = '!';
inline constexpr char broken_sign = 'X';

/// The lanes as columns.
class LaneColumns {
public:
    explicit LaneColumns(const Trace& trace);

    [[nodiscard]] const std::vector<std::size_t>& widths() const { return widths_; }

    /// Columns of a terminal, gaps among the lanes included.
    [[nodiscard]] std::size_t width() const;

    /// Where the lanes are, over their names; empty where nobody lives anywhere.
    [[nodiscard]] std::string places() const;

    [[nodiscard]] std::vector<std::string> names() const;

    /// What each lane shows at a step of the trace, what the step itself made of it included.
    [[nodiscard]] std::vector<std::string> cells(const TraceStep& step) const;

    /// What the signs mean that occur: "| holds something"; empty where nobody ever holds anything.
    [[nodiscard]] std::string legend() const;

private:
    void draw(const Bar& bar);
    [[nodiscard]] bool is_shown(char sign) const;

    SwimLanes lanes_;
    std::vector<std::size_t> widths_;
    std::vector<std::string> signs_;  ///< for each step one sign for each lane
};

class StepTable {
public:
    /// `width`: columns of a terminal for everything.
    StepTable(const Trace& trace, std::size_t width);

    [[nodiscard]] Lines heading_lines() const;
    [[nodiscard]] Lines step_lines(const TraceStep& step) const;

    /// Where the text under a step starts.
    [[nodiscard]] std::size_t indent() const;

private:
    [[nodiscard]] std::vector<std::string> heading() const;
    [[nodiscard]] std::vector<std::string> cells(const TraceStep& step) const;
    [[nodiscard]] Lines lines(const std::string& number, const std::vector<std::string>& row) const;

    std::size_t number_width_;
    bool with_place_;
    std::optional<LaneColumns> lanes_;  ///< none where they leave too little room
    std::vector<std::size_t> widths_;
};

}  // namespace holdfast::reports
