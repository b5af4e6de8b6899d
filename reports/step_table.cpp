#include "reports/step_table.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "reports/display_width.hpp"

namespace holdfast::reports {

namespace {

using Row = std::vector<std::string>;

constexpr std::size_t gap = 2;  // between columns, as table_row has it

/// Of several things in one hand the one that comes last here is shown.
constexpr std::string_view signs{".|!X"};

char sign_of(checker::Hold hold)
{
    switch (hold) {
    case checker::Hold::sound: return sound_sign;
    case checker::Hold::doomed: return doomed_sign;
    case checker::Hold::broken: return broken_sign;
    }
    return idle_sign;
}

std::size_t gravity(char sign) { return signs.find(sign); }

/// Neighbours that live in one place.
struct Group {
    std::string place;
    std::size_t first = 0, end = 0;  ///< lanes
};

std::vector<Group> groups_of(const std::vector<Lane>& lanes)
{
    std::vector<Group> groups;
    for (std::size_t k = 0; k < lanes.size(); ++k) {
        if (groups.empty() || groups.back().place != lanes[k].where) groups.push_back({lanes[k].where, k, k});
        groups.back().end = k + 1;
    }
    return groups;
}

std::size_t width_of(const std::vector<std::size_t>& widths, std::size_t first, std::size_t end)
{
    const auto at = [&](std::size_t k) { return widths.begin() + static_cast<std::ptrdiff_t>(k); };
    return std::accumulate(at(first), at(end), gap * (end - first - 1));
}

}  // namespace

LaneColumns::LaneColumns(const Trace& trace) : lanes_(swim_lanes(trace))
{
    signs_.assign(trace.steps.size(), std::string(lanes_.lanes.size(), idle_sign));
    for (const Bar& bar : lanes_.bars) draw(bar);
    for (const Lane& lane : lanes_.lanes)
        widths_.push_back(std::max<std::size_t>(1, display_width(printable(lane.who))));
    for (const Group& group : groups_of(lanes_.lanes)) {
        const std::size_t place = display_width(printable(group.place));
        const std::size_t lanes = width_of(widths_, group.first, group.end);
        if (place > lanes) widths_[group.end - 1] += place - lanes;
    }
}

void LaneColumns::draw(const Bar& bar)
{
    const char sign = sign_of(bar.tenure->holding.hold);
    const std::size_t end = bar.tenure->to ? *bar.tenure->to - 1 : signs_.size();
    for (std::size_t k = std::max<std::size_t>(bar.tenure->from, 1) - 1; k < end; ++k) {
        char& drawn = signs_[k][bar.lane];
        if (gravity(sign) > gravity(drawn)) drawn = sign;
    }
}

std::size_t LaneColumns::width() const { return width_of(widths_, 0, widths_.size()); }

std::string LaneColumns::places() const
{
    Row names;
    std::vector<std::size_t> widths;
    for (const Group& group : groups_of(lanes_.lanes)) {
        names.push_back(printable(group.place));
        widths.push_back(width_of(widths_, group.first, group.end));
    }
    return table_row(names, widths).front();
}

Row LaneColumns::names() const
{
    Row names;
    for (const Lane& lane : lanes_.lanes) names.push_back(printable(lane.who));
    return names;
}

Row LaneColumns::cells(const TraceStep& step) const
{
    Row row;
    for (std::size_t lane = 0; lane < widths_.size(); ++lane) {
        const bool moves = lanes_.lane_of_step[step.number - 1] == lane;
        row.push_back(moves ? printable(step.words.actor) : std::string(1, signs_[step.number - 1][lane]));
    }
    return row;
}

std::string LaneColumns::legend() const
{
    static constexpr std::pair<char, const char*> meanings[] = {{sound_sign, "holds something"},
                                                                {doomed_sign, "what it holds is to go"},
                                                                {broken_sign, "what it holds is gone"}};
    std::string text;
    for (const auto& [sign, meaning] : meanings) {
        if (!is_shown(sign)) continue;
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", sign, meaning);
    }
    return text;
}

/// Where somebody moves its name stands in the place of the sign.
bool LaneColumns::is_shown(char sign) const
{
    for (std::size_t k = 0; k < signs_.size(); ++k) {
        for (std::size_t lane = 0; lane < signs_[k].size(); ++lane) {
            if (signs_[k][lane] == sign && lanes_.lane_of_step[k] != lane) return true;
        }
    }
    return false;
}

StepTable::StepTable(const Trace& trace, std::size_t width)
    : number_width_(std::max<std::size_t>(2, std::to_string(trace.steps.size()).size())),
      with_place_(std::any_of(trace.steps.begin(), trace.steps.end(),
                              [](const TraceStep& step) { return !step.words.place.empty(); })),
      lanes_(std::in_place, trace)
{
    std::size_t room = width - number_width_ - gap;
    if (2 * lanes_->width() > room) lanes_.reset();
    std::vector<Row> rows{heading()};
    for (const TraceStep& step : trace.steps) rows.push_back(cells(step));
    if (!lanes_) {
        widths_ = fit_columns(rows, room);
        return;
    }
    const auto lanes = static_cast<std::ptrdiff_t>(lanes_->widths().size());
    for (Row& row : rows) row.erase(row.begin(), row.begin() + lanes);
    room -= lanes_->width() + gap;
    widths_ = lanes_->widths();
    const std::vector<std::size_t> rest = fit_columns(rows, room);
    widths_.insert(widths_.end(), rest.begin(), rest.end());
}

Lines StepTable::heading_lines() const
{
    Lines result;
    const std::string margin(number_width_ + gap, ' ');
    if (lanes_ && !lanes_->places().empty()) result.push_back(margin + lanes_->places());
    for (const std::string& line : lines("", heading())) result.push_back(line);
    if (lanes_ && !lanes_->legend().empty())
        result.push_back(fmt::format("{}({})", margin, lanes_->legend()));
    return result;
}

Lines StepTable::step_lines(const TraceStep& step) const
{
    return lines(std::to_string(step.number), cells(step));
}

std::size_t StepTable::indent() const { return number_width_ + 2 * gap; }

Row StepTable::heading() const
{
    Row row;
    if (lanes_) row = lanes_->names();
    else if (with_place_) row = {"where", "who"};
    else row = {"who"};
    row.insert(row.end(), {"does", "answer"});
    return row;
}

Row StepTable::cells(const TraceStep& step) const
{
    Row row;
    if (lanes_) row = lanes_->cells(step);
    else if (with_place_) row = {printable(step.words.place), printable(step.words.actor)};
    else row = {printable(step.words.actor)};
    row.insert(row.end(), {printable(step.words.action), printable(step.words.answer)});
    return row;
}

Lines StepTable::lines(const std::string& number, const Row& row) const
{
    Lines result = table_row(row, widths_);
    for (std::size_t k = 0; k < result.size(); ++k)
        result[k].insert(0, fmt::format("{:>{}}  ", k == 0 ? number : "", number_width_));
    return result;
}

}  // namespace holdfast::reports
