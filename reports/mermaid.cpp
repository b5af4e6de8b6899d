#include "reports/mermaid.hpp"

#include <fmt/format.h>

#include "reports/display_width.hpp"
#include "reports/layout.hpp"
#include "reports/trace_lanes.hpp"
#include "reports/trace_words.hpp"

namespace holdfast::reports {

namespace {

constexpr std::size_t note_width = 56;
constexpr std::string_view shared = "shared";

/// What Mermaid would read as its own: a separator, an entity, a tag, a directive, a formula, a colon behind
/// "wrap". As numbers they are what they look like.
bool is_special(char letter)
{
    return std::string_view("#;<>&\"`%$:{}|\\^~@").find(letter) != std::string_view::npos;
}

std::string escaped(std::string_view text)
{
    std::string result;
    for (const char letter : text) {
        if (is_special(letter)) result += fmt::format("#{};", static_cast<int>(letter));
        else result += letter;
    }
    // A word that ends a block elsewhere in the language would end it here, too, for older readers.
    if (result == "end") return "(end)";
    return result.empty() ? " " : result;
}

/// Several lines, each broken where it is too wide for a note.
std::string note(const Lines& lines)
{
    std::string text;
    for (const std::string& line : lines) {
        for (const std::string& part : wrap(line, note_width)) {
            if (!text.empty()) text += "<br/>";
            text += escaped(part);
        }
    }
    return text;
}

class Diagram {
public:
    Diagram(const PropertyReport& property, bool with_notes)
        : property_(property), trace_(*property.trace), lanes_(trace_), with_notes_(with_notes)
    {
    }

    [[nodiscard]] std::string draw()
    {
        text_ = "sequenceDiagram\n";
        line("title " + escaped(finding(property_)));
        participants();
        start();
        for (const TraceStep& step : trace_.steps) {
            if (trace_.loop && step.number == trace_.loop->begin + 1) line("loop for ever");
            this->step(step);
        }
        ending();
        return std::move(text_);
    }

private:
    void line(const std::string& words) { text_ += "    " + words + "\n"; }

    [[nodiscard]] static std::string id(std::size_t lane) { return fmt::format("p{}", lane + 1); }

    [[nodiscard]] std::string everybody() const
    {
        if (lanes_.count() == 0) return std::string(shared);
        return fmt::format("{},{}", id(0), shared);
    }

    void participants()
    {
        for (const Place& place : lanes_.places()) {
            // The first word is a colour, so that no name is taken for one.
            if (!place.name.empty()) line("box transparent " + escaped(printable(place.name)));
            for (std::size_t k = 0; k < place.actors.size(); ++k) {
                line(fmt::format("participant {} as {}", id(place.first + k),
                                 escaped(printable(place.actors[k]))));
            }
            if (!place.name.empty()) line("end");
        }
        line(fmt::format("participant {} as what they share", shared));
    }

    void start()
    {
        Lines rows;
        for (const checker::StateRow& row : rows_that_matter(trace_))
            rows.push_back(fmt::format("{}: {}", printable(row.key), printable(row.value)));
        if (rows.empty() || !with_notes_) return;
        rows.insert(rows.begin(), "At the start");
        line(fmt::format("Note over {}: {}", everybody(), note(rows)));
    }

    void step(const TraceStep& step)
    {
        const bool stands_out = step.decisive || !step.words.alarms.empty();
        const std::string who = id(lanes_.of(step));
        if (stands_out) line("rect rgb(255, 221, 221)");
        line(fmt::format("{}{}{}: {}. {}", who, step.environment ? "-)" : "->>", shared, step.number,
                         escaped(printable(step.words.action))));
        inside(step);
        if (!step.words.answer.empty())
            line(fmt::format("{}-->>{}: {}", shared, who, escaped(printable(step.words.answer))));
        if (stands_out) line("end");
    }

    /// What happened inside a step: alarms first, they must not be overlooked.
    void inside(const TraceStep& step)
    {
        Lines words;
        for (const std::string& alarm : step.words.alarms) words.push_back("‼ " + printable(alarm));
        if (with_notes_) {
            for (const std::string& event : step.words.events) words.push_back(printable(event));
            for (const Change& change : step.changes) words.push_back(in_words(change));
        }
        if (!words.empty()) line(fmt::format("Note right of {}: {}", shared, note(words)));
    }

    void ending()
    {
        const bool stays = trace_.loop && trace_.loop->begin == trace_.steps.size();
        if (trace_.loop && !stays) line("end");
        if (stays) line(fmt::format("Note over {}: {}", everybody(), note({repetition_in_words(trace_)})));
        Lines words{printable(trace_.sentence)};
        for (const std::string& turn : fairness_in_words(trace_)) words.push_back(turn);
        if (with_notes_) line(fmt::format("Note over {}: {}", everybody(), note(words)));
        // Only what looks like a directive would not be a comment.
        const bool is_comment = trace_.replay.find("%%{") == std::string::npos;
        if (is_comment) line("%% replay: " + printable(trace_.replay));
    }

    const PropertyReport& property_;
    const Trace& trace_;
    TraceLanes lanes_;
    bool with_notes_;
    std::string text_;
};

}  // namespace

std::string mermaid_diagram(const PropertyReport& property)
{
    std::string whole = Diagram(property, true).draw();
    return whole.size() <= longest_mermaid ? whole : Diagram(property, false).draw();
}

std::string to_mermaid(const Report& report)
{
    const std::vector<TraceOrigin> traces = traces_of(report);
    if (!traces.empty()) return mermaid_diagram(*traces.front().property);
    return fmt::format("sequenceDiagram\n    participant {0} as no trace\n    Note over {0}: {1}\n", shared,
                       escaped(summary_in_words(report)));
}

std::vector<TraceFile> mermaid_files(const Report& report)
{
    std::vector<TraceFile> files;
    for (const TraceOrigin& origin : traces_of(report)) {
        files.push_back(
            {trace_file_name(files.size() + 1, origin, ".mmd"), mermaid_diagram(*origin.property)});
    }
    return files;
}

}  // namespace holdfast::reports
