#include "reports/plantuml.hpp"

#include <fmt/format.h>

#include "reports/display_width.hpp"
#include "reports/layout.hpp"
#include "reports/one_trace.hpp"
#include "reports/trace_lanes.hpp"
#include "reports/trace_words.hpp"

namespace holdfast::reports {

namespace {

constexpr std::size_t note_width = 56;
constexpr std::string_view shared = "shared";

/// Creole, the preprocessor, comments and `\n` have a meaning for nearly every sign, and some by their
/// repetition alone, so all signs but the plainest are written by their numbers.
bool is_special(char letter)
{
    return std::string_view("!\"#$%&'*+/:;<=>@[\\]^_`{|}~").find(letter) != std::string_view::npos;
}

std::string escaped(std::string_view text)
{
    std::string result;
    for (std::size_t k = 0; k < text.size(); ++k) {
        const bool doubled = text[k] == '-' && k + 1 < text.size() && text[k + 1] == '-';
        if (is_special(text[k]) || doubled) result += fmt::format("<U+{:04X}>", static_cast<int>(text[k]));
        else result += text[k];
    }
    return result.empty() ? " " : result;
}

/// Several lines as one, each broken where it is too wide for a note.
std::string note(const Lines& lines)
{
    std::string text;
    for (const std::string& line : lines) {
        for (const std::string& part : wrap(line, note_width)) {
            if (!text.empty()) text += "\\n";
            text += escaped(part);
        }
    }
    return text;
}

class Page {
public:
    explicit Page(const TraceOrigin& origin)
        : origin_(origin), trace_(*origin.property->trace), lanes_(trace_)
    {
    }

    [[nodiscard]] std::string draw()
    {
        line("@startuml");
        // PlantUML reads comments up to the end of the line and nothing in them.
        line("' replay: " + printable(trace_.replay));
        line(fmt::format("title {}\\n{}", escaped(case_label(*origin_.of_case)),
                         escaped(finding(*origin_.property))));
        line("hide footbox");
        participants();
        start();
        for (const TraceStep& step : trace_.steps) {
            if (trace_.loop && step.number == trace_.loop->begin + 1) line("loop for ever");
            this->step(step);
        }
        ending();
        line("@enduml");
        return std::move(text_);
    }

private:
    void line(const std::string& words) { text_ += words + "\n"; }

    [[nodiscard]] static std::string id(std::size_t lane) { return fmt::format("p{}", lane + 1); }

    void over_everybody(const Lines& words)
    {
        const std::string first = lanes_.count() == 0 ? "" : id(0) + ", ";
        line(fmt::format("note over {}{} : {}", first, shared, note(words)));
    }

    void participants()
    {
        for (const Place& place : lanes_.places()) {
            if (!place.name.empty()) line(fmt::format("box \"{}\"", escaped(printable(place.name))));
            for (std::size_t k = 0; k < place.actors.size(); ++k) {
                line(fmt::format("participant \"{}\" as {}", escaped(printable(place.actors[k])),
                                 id(place.first + k)));
            }
            if (!place.name.empty()) line("end box");
        }
        line(fmt::format("participant \"what they share\" as {}", shared));
    }

    void start()
    {
        Lines rows{"At the start"};
        for (const checker::StateRow& row : rows_that_matter(trace_))
            rows.push_back(fmt::format("{}: {}", printable(row.key), printable(row.value)));
        if (rows.size() > 1) over_everybody(rows);
    }

    void step(const TraceStep& step)
    {
        const bool stands_out = step.decisive || !step.words.alarms.empty();
        const std::string who = id(lanes_.of(step));
        const char* const arrow = stands_out ? "-[#red]>" : step.environment ? "->>" : "->";
        line(fmt::format("{} {} {} : {}. {}", who, arrow, shared, step.number,
                         escaped(printable(step.words.action))));
        inside(step, stands_out);
        if (!step.words.answer.empty())
            line(fmt::format("{} --> {} : {}", shared, who, escaped(printable(step.words.answer))));
    }

    /// What happened inside a step: alarms first, they must not be overlooked.
    void inside(const TraceStep& step, bool stands_out)
    {
        Lines words;
        for (const std::string& alarm : step.words.alarms) words.push_back("‼ " + printable(alarm));
        for (const std::string& event : step.words.events) words.push_back(printable(event));
        for (const Change& change : step.changes) words.push_back(in_words(change));
        if (words.empty()) return;
        line(fmt::format("note right of {}{} : {}", shared, stands_out ? " #FFDDDD" : "", note(words)));
    }

    void ending()
    {
        const bool stays = trace_.loop && trace_.loop->begin == trace_.steps.size();
        if (trace_.loop && !stays) line("end");
        Lines words;
        if (stays) words.push_back(repetition_in_words(trace_));
        words.push_back(printable(trace_.sentence));
        for (const std::string& turn : fairness_in_words(trace_)) words.push_back(turn);
        over_everybody(words);
    }

    TraceOrigin origin_;
    const Trace& trace_;
    TraceLanes lanes_;
    std::string text_;
};

}  // namespace

std::string to_plantuml(const Report& report)
{
    const std::vector<TraceOrigin> traces = traces_of(report);
    std::string text;
    for (const TraceOrigin& origin : traces) text += (text.empty() ? "" : "\n") + Page(origin).draw();
    if (!traces.empty()) return text;
    return fmt::format("@startuml\ntitle {}\nparticipant \"no trace\" as {}\n@enduml\n",
                       escaped(summary_in_words(report)), shared);
}

}  // namespace holdfast::reports
