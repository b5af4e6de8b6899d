#include "reports/svg.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "reports/clock_time.hpp"
#include "reports/display_width.hpp"
#include "reports/embedded.hpp"
#include "reports/layout.hpp"
#include "reports/swim_lanes.hpp"

namespace holdfast::reports {

namespace {

constexpr std::size_t most_runs = 50;
constexpr std::size_t most_steps = 1000;  // of one run

// In pixels. Letters are all of one width, so that words can be broken before they are drawn.
constexpr int line = 18, above = 14, below = 8, margin = 16, number_column = 46;
constexpr int bar_width = 14, bar_step = 19, dot_column = 14, head = 52;
constexpr double letter = 7.83;

/// Text that means nothing to XML, and holds nothing that XML cannot.
std::string xml(std::string_view raw)
{
    const std::string text = printable(raw);
    std::string escaped;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        switch (character.code_point) {
        case '&': escaped += "&amp;"; break;
        case '<': escaped += "&lt;"; break;
        case '>': escaped += "&gt;"; break;
        case '"': escaped += "&quot;"; break;
        case 0xfffe:
        case 0xffff: escaped += fmt::format("\\u{{{:X}}}", character.code_point); break;
        default: escaped += text.substr(at, character.bytes);
        }
        at += character.bytes;
    }
    return escaped;
}

std::string note_of(const checker::Holding& holding)
{
    if (holding.words.empty()) return "holds " + holding.thing;
    return fmt::format("{}: {}", holding.thing, holding.words);
}

/// One run, drawn from `top` down.
class Picture {
public:
    Picture(const Trace& trace, int top)
        : trace_(trace), lanes_(swim_lanes(trace)), steps_(std::min(trace.steps.size(), most_steps)), at_(top)
    {
        choose_width();
        draw_head();
        lay_rows();
        for (const Row& row : rows_) draw_ground(row);
        for (std::size_t lane = 0; lane < lanes_.lanes.size(); ++lane) draw_life(lane);
        for (const Bar& bar : lanes_.bars) draw(bar);
        draw_loop();
        for (const Row& row : rows_) draw(row);
        if (steps_ < trace_.steps.size())
            text(margin, at_ += line, "faint",
                 counted(trace_.steps.size() - steps_, "more step") + " not drawn");
    }

    [[nodiscard]] int bottom() const { return at_; }
    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] const std::string& svg() const { return svg_; }

private:
    struct Cell {
        std::string words;
        std::string_view kind;
    };

    struct Row {
        std::size_t step = 0;  ///< 0 is the start
        std::string words{};   ///< of the line above a loop, which is no step
        int top = 0, middle = 0, height = 0;
        bool struck = false;
        std::map<std::size_t, std::vector<Cell>> cells{};  ///< by lane
    };

    [[nodiscard]] int besides() const
    {
        std::size_t slots = 0;
        for (const Lane& lane : lanes_.lanes) slots = std::max(slots, lane.slots);
        return static_cast<int>(slots) * bar_step + dot_column + 24;
    }

    /// As wide as what is said needs, within reason.
    void choose_width()
    {
        std::size_t widest = 16;
        const auto look_at = [&](const std::string& words) {
            widest = std::max(widest, display_width(printable(words)));
        };
        for (const TraceStep& step : trace_.steps) {
            look_at(step.words.action);
            look_at("-> " + step.words.answer);
        }
        for (const Lane& lane : lanes_.lanes) look_at(lane.who);
        columns_ = std::min<std::size_t>(widest, 34);
        lane_width_ = besides() + static_cast<int>(std::ceil(static_cast<double>(columns_) * letter));
        width_ = 2 * margin + number_column + static_cast<int>(lanes_.lanes.size()) * lane_width_;
    }

    [[nodiscard]] int left_of(std::size_t lane) const
    {
        return margin + number_column + static_cast<int>(lane) * lane_width_;
    }

    [[nodiscard]] int line_of(std::size_t lane) const
    {
        return left_of(lane) + 8 + static_cast<int>(lanes_.lanes[lane].slots) * bar_step + dot_column / 2;
    }

    void text(int x, int y, std::string_view kind, std::string_view words)
    {
        svg_ += fmt::format("<text x=\"{}\" y=\"{}\" class=\"{}\">{}</text>\n", x, y, kind, xml(words));
    }

    void draw_head()
    {
        for (std::size_t k = 0; k < lanes_.lanes.size(); ++k) {
            const Lane& lane = lanes_.lanes[k];
            if (!lane.where.empty() && (k == 0 || lanes_.lanes[k - 1].where != lane.where)) draw_place(k);
            text(left_of(k) + 10, at_ + 42, "who", wrap(printable(lane.who), columns_ + 3).front());
        }
        at_ += head;
    }

    void draw_place(std::size_t first)
    {
        std::size_t end = first;
        while (end < lanes_.lanes.size() && lanes_.lanes[end].where == lanes_.lanes[first].where) ++end;
        const int width = static_cast<int>(end - first) * lane_width_ - 6;
        svg_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"20\" rx=\"4\" class=\"place\"/>\n",
                            left_of(first) + 3, at_ + 2, width);
        text(left_of(first) + 10, at_ + 16, "place-name",
             wrap(printable(lanes_.lanes[first].where), (end - first) * columns_ + 3).front());
    }

    void lay_rows()
    {
        begin_ = at_;
        for (std::size_t step = 0; step <= steps_; ++step) {
            if (step > 0 && trace_.loop && trace_.loop->begin == step - 1)
                lay_loop_head("from here on, for ever:");
            lay_row(step);
        }
        const bool stays = trace_.loop && trace_.loop->begin == trace_.steps.size();
        if (stays && steps_ == trace_.steps.size()) lay_loop_head("from here on nothing happens, for ever");
    }

    void lay_loop_head(const char* words)
    {
        rows_.push_back({.words = words, .top = at_, .middle = at_ + 15, .height = 30});
        at_ += 30;
    }

    void lay_row(std::size_t step)
    {
        Row row{.step = step, .top = at_};
        if (step > 0) say(row, trace_.steps[step - 1]);
        for (const Bar& bar : lanes_.bars) {
            if (bar.tenure->from != step) continue;
            add(row, bar.lane, note_of(bar.tenure->holding), to_string(bar.tenure->holding.hold));
            row.struck = row.struck || is_struck(lanes_, bar);
        }
        std::size_t lines = 1;
        for (const auto& [lane, cells] : row.cells) lines = std::max(lines, cells.size());
        const int room = above + (row.struck ? 12 : 0);
        row.middle = at_ + room + 4;
        row.height = room + static_cast<int>(lines) * line + below;
        at_ += row.height;
        rows_.push_back(std::move(row));
        row_of_step_.push_back(rows_.size() - 1);
    }

    void say(Row& row, const TraceStep& step)
    {
        const std::size_t lane = lanes_.lane_of_step[row.step - 1];
        add(row, lane, step.words.action, "does");
        if (!step.words.answer.empty()) add(row, lane, "-> " + step.words.answer, "answer");
        for (const std::string& alarm : step.words.alarms) add(row, lane, alarm, "alarm");
    }

    void add(Row& row, std::size_t lane, const std::string& words, std::string_view kind)
    {
        for (const std::string& part : wrap(printable(words), columns_))
            row.cells[lane].push_back({part, kind});
    }

    void draw_ground(const Row& row)
    {
        const bool decisive = row.step > 0 && trace_.steps[row.step - 1].decisive;
        if (row.words.empty() && !decisive) return;
        svg_ += fmt::format("<rect x=\"0\" y=\"{}\" width=\"100%\" height=\"{}\" class=\"{}\"/>\n", row.top,
                            row.height, decisive ? "ground decisive" : "loop-head");
    }

    void draw_life(std::size_t lane)
    {
        svg_ += fmt::format("<line x1=\"{0}\" x2=\"{0}\" y1=\"{1}\" y2=\"{2}\" class=\"life\"/>\n",
                            line_of(lane), begin_, at_);
    }

    /// Where a change of this step stands: a little above the words where somebody else struck.
    [[nodiscard]] int level_of(std::size_t step) const
    {
        const Row& row = rows_[row_of_step_[step]];
        return row.struck ? row.middle - 13 : row.middle;
    }

    void draw(const Bar& bar)
    {
        const Tenure& tenure = *bar.tenure;
        if (tenure.from > steps_) return;
        const std::string_view hold = to_string(tenure.holding.hold);
        const int x = left_of(bar.lane) + 8 + static_cast<int>(bar.slot) * bar_step;
        const int level = level_of(tenure.from);
        const bool torn = bar.goes_on && tenure.holding.hold == checker::Hold::broken;
        const int top = level + (torn ? 4 : 0);
        const int end = tenure.to && *tenure.to <= steps_ ? level_of(*tenure.to) : at_;
        svg_ += fmt::format(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" class=\"bar {}\"><title>{}"
            "</title></rect>\n",
            x, top, bar_width, std::max(3, end - top), bar.goes_on ? 0 : 3, hold,
            xml(note_of(tenure.holding)));
        if (torn) {
            svg_ += fmt::format("<path d=\"M{},{} l4,6 l4,-6 l4,6 l4,-6 l4,6 l4,-6\" class=\"tear\"/>\n",
                                x + bar_width / 2 - 12, level - 3);
        }
        if (is_struck(lanes_, bar)) draw_strike(tenure.from, x, level, hold);
    }

    /// From whoever did it to the bar that it hit.
    void draw_strike(std::size_t step, int x, int level, std::string_view hold)
    {
        const int start = line_of(lanes_.lane_of_step[step - 1]);
        const int tip = start < x ? x - 5 : x + bar_width + 5;
        const int back = start < x ? tip - 9 : tip + 9;
        svg_ += fmt::format("<path d=\"M{},{} V{} H{}\" class=\"strike {}\"/>\n", start,
                            rows_[row_of_step_[step]].middle, level, back, hold);
        svg_ += fmt::format("<path d=\"M{},{} L{},{} V{} Z\" class=\"strike-head {}\"/>\n", tip, level, back,
                            level - 5, level + 5, hold);
    }

    void draw_loop()
    {
        if (!trace_.loop || trace_.loop->begin >= steps_) return;
        const int from = rows_[row_of_step_[trace_.loop->begin + 1]].middle,
                  to = rows_[row_of_step_[steps_]].middle;
        svg_ += fmt::format("<path d=\"M{0},{2} H{1} V{3} H{0}\" class=\"loop\"/>\n", margin - 4, margin - 10,
                            to, from);
        svg_ += fmt::format("<path d=\"M{},{} l-6,-4 v8 Z\" class=\"loop-tip\"/>\n", margin, from);
    }

    void draw(const Row& row)
    {
        if (!row.words.empty()) return text(margin + 4, row.middle + 5, "loop-words", row.words);
        for (const auto& [lane, cells] : row.cells) {
            int y = row.middle + 5;
            for (const Cell& cell : cells) {
                text(line_of(lane) + dot_column, y, cell.kind, cell.words);
                y += line;
            }
        }
        if (row.step == 0) return text(margin, row.middle + 5, "number", "start");
        const TraceStep& step = trace_.steps[row.step - 1];
        text(margin + 4, row.middle + 5, step.decisive ? "number bad" : "number",
             std::to_string(step.number));
        minutes_ += step.words.minutes;
        if (step.words.minutes != 0) text(margin + 4, row.middle + 5 + line, "time", clock_time(minutes_));
        draw_dot(row, step);
    }

    void draw_dot(const Row& row, const TraceStep& step)
    {
        const int x = line_of(lanes_.lane_of_step[row.step - 1]);
        if (step.environment) {
            svg_ += fmt::format("<path d=\"M{},{} l7,7 l-7,7 l-7,-7 Z\" class=\"dot environment\"/>\n", x,
                                row.middle - 7);
            return;
        }
        svg_ += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\" class=\"dot{}\"/>\n", x, row.middle,
                            step.decisive ? 7 : 5, step.decisive ? " decisive" : "");
    }

    const Trace& trace_;
    SwimLanes lanes_;
    std::size_t steps_;
    int at_;         ///< how far down the picture is
    int begin_ = 0;  ///< of the rows
    int width_ = 0, lane_width_ = 0;
    std::size_t columns_ = 0;
    std::uint64_t minutes_ = 0;
    std::vector<Row> rows_;
    std::vector<std::size_t> row_of_step_;
    std::string svg_;
};

struct Shown {
    const CaseReport* one;
    const PropertyReport* property;
};

std::vector<Shown> runs_of(const Report& report, checker::Verdict verdict)
{
    std::vector<Shown> runs;
    for (const CaseReport& one : report.cases) {
        for (const PropertyReport& property : one.properties) {
            if (property.trace && property.verdict == verdict) runs.push_back({&one, &property});
        }
    }
    return runs;
}

/// The pictures below each other, each with its words above it.
class Sheet {
public:
    void show(const Shown& run)
    {
        const Trace& trace = *run.property->trace;
        const Picture measured(trace, 0);
        const auto columns = static_cast<std::size_t>(std::max(measured.width(), least_width) / letter) - 6;
        const bool holds = run.property->verdict == checker::Verdict::holds;
        at_ += margin;
        say("title", fmt::format("{} {}", run.property->name, holds ? "holds" : "is violated"),
            columns * 5 / 6);
        say("faint", fmt::format("{} [{}]", run.one->path, run.one->name), columns);
        say(holds ? "sentence good" : "sentence", trace.sentence, columns);
        const Picture picture(trace, at_ + 12);
        svg_ += picture.svg();
        width_ = std::max(width_, picture.width());
        at_ = picture.bottom() + margin;
    }

    void say(std::string_view kind, const std::string& words, std::size_t columns = 70)
    {
        for (const std::string& part : wrap(printable(words), columns)) {
            at_ += 20;
            svg_ +=
                fmt::format("<text x=\"{}\" y=\"{}\" class=\"{}\">{}</text>\n", margin, at_, kind, xml(part));
        }
    }

    /// What the bars mean.
    void explain()
    {
        at_ += 10;
        for (const auto& [hold, words] : meanings) {
            svg_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"24\" height=\"12\" class=\"bar {}\"/>\n",
                                margin, at_ + 9, hold);
            svg_ += fmt::format("<text x=\"{}\" y=\"{}\" class=\"faint\">{}</text>\n", margin + 34, at_ + 20,
                                words);
            at_ += 20;
        }
    }

    [[nodiscard]] std::string svg() const
    {
        return fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\""
            " role=\"img\">\n<style>\n{2}</style>\n{3}<rect width=\"100%\" height=\"100%\" "
            "class=\"paper\"/>\n{4}</svg>\n",
            width_, at_ + margin, embedded::picture_style, hatches, svg_);
    }

private:
    static constexpr int least_width = 620;
    static constexpr std::array<std::array<const char*, 2>, 3> meanings{{
        {"sound", "in use"},
        {"doomed", "in use, though marked to go away"},
        {"broken", "gone or out of reach, though never given back"},
    }};
    static constexpr std::string_view hatches = "<defs>\n"
                                                "<pattern id=\"hatch-doomed\" width=\"8\" height=\"8\" "
                                                "patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
                                                "height=\"8\" class=\"ground-doomed\"/><path d=\"M-2,2 l4,-4 "
                                                "M0,8 l8,-8 M6,10 l4,-4\" class=\"lines-doomed\"/>"
                                                "</pattern>\n"
                                                "<pattern id=\"hatch-broken\" width=\"8\" height=\"8\" "
                                                "patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
                                                "height=\"8\" class=\"ground-broken\"/><path d=\"M0,0 l8,8 "
                                                "M8,0 l-8,8\" class=\"lines-broken\"/></pattern>\n"
                                                "</defs>\n";

    int width_ = least_width;
    int at_ = 0;
    std::string svg_;
};

}  // namespace

std::string to_svg(const Report& report)
{
    std::vector<Shown> runs = runs_of(report, checker::Verdict::violated);
    if (runs.empty()) runs = runs_of(report, checker::Verdict::holds);
    Sheet sheet;
    if (runs.empty()) sheet.say("title", "There is no run to draw: nothing is violated.");
    for (std::size_t k = 0; k < std::min(runs.size(), most_runs); ++k) sheet.show(runs[k]);
    if (runs.size() > most_runs)
        sheet.say("faint", counted(runs.size() - most_runs, "more run") + " of this report not drawn");
    if (!runs.empty()) sheet.explain();
    return sheet.svg();
}

}  // namespace holdfast::reports
