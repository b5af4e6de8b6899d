#include "reports/github_actions.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "reports/display_width.hpp"
#include "reports/layout.hpp"
#include "reports/markdown.hpp"
#include "reports/trace_words.hpp"

namespace holdfast::reports {

namespace {

/// A value in a command. In a property commas and colons have a meaning, too.
std::string escaped(std::string_view text, bool in_property)
{
    std::string result;
    for (const char letter : text) {
        switch (letter) {
        case '%': result += "%25"; break;
        case '\r': result += "%0D"; break;
        case '\n': result += "%0A"; break;
        case ':': result += in_property ? "%3A" : ":"; break;
        case ',': result += in_property ? "%2C" : ","; break;
        default: result += letter;
        }
    }
    return result;
}

std::string property(std::string_view text) { return escaped(printable(text), true); }

Annotation annotation_for(const CaseReport& one, const PropertyReport& missed)
{
    const bool open = missed.verdict == checker::Verdict::inconclusive;
    Annotation annotation{open ? AnnotationKind::warning : AnnotationKind::error,
                          one.path,
                          one.line,
                          0,
                          fmt::format("{} [{}]", missed.name, one.name),
                          judged_finding(missed)};
    if (!missed.trace) return annotation;
    annotation.message += "\n" + printable(missed.trace->sentence);
    const std::string loop = repetition_in_words(*missed.trace);
    if (!loop.empty()) annotation.message += "\n" + loop;
    annotation.message += "\nreplay: " + printable(missed.trace->replay);
    return annotation;
}

Annotation annotation_for(const CaseReport& one, const CountExpectation& count)
{
    const bool definite = one.stop.empty() || count.found > count.expected;
    return {definite ? AnnotationKind::error : AnnotationKind::warning,
            one.path,
            one.line,
            0,
            fmt::format("number of {} [{}]", count.what, one.name),
            fmt::format("expected {}, found {}{}", grouped(count.expected), grouped(count.found),
                        standing_in_words(count.acceptance))};
}

Annotation annotation_for(const Warning& warning, bool strict)
{
    return {strict ? AnnotationKind::error : AnnotationKind::warning,
            warning.path,
            warning.line,
            warning.column,
            std::string(to_string(warning.kind)),
            printable(warning.sentence)};
}

std::vector<Annotation> annotations_of(const Report& report, AnnotationKind kind)
{
    std::vector<Annotation> found;
    const auto add = [&](Annotation annotation) {
        if (annotation.kind == kind) found.push_back(std::move(annotation));
    };
    for (const CaseReport& one : report.cases) {
        for (const PropertyReport& each : one.properties) {
            if (each.unaccepted()) add(annotation_for(one, each));
        }
        for (const CountExpectation& count : one.wrong_counts) {
            if (!count.acceptance.accepted) add(annotation_for(one, count));
        }
    }
    for (const Warning& warning : report.warnings) add(annotation_for(warning, report.strict));
    return found;
}

/// As many as are shown; where there are more, the last place is for their number.
std::string shown(const std::vector<Annotation>& all)
{
    const bool too_many = all.size() > most_annotations;
    const std::size_t whole = too_many ? most_annotations - 1 : all.size();
    std::string text;
    for (std::size_t k = 0; k < whole; ++k) text += to_text(all[k]);
    if (!too_many) return text;
    Annotation rest = all[whole];
    rest.title = "and more";
    rest.message = fmt::format("{} more like this; the summary of the job has them all", all.size() - whole);
    return text + to_text(rest);
}

/// The runner takes a line that begins with :: for a command, behind any spaces, and its older form anywhere.
bool has_command(std::string_view text)
{
    if (text.find("##[") != std::string_view::npos) return true;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t word = text.find_first_not_of(" \t\r\v\f", at);
        if (word != std::string_view::npos && text.substr(word).starts_with("::")) return true;
        const std::size_t end = text.find('\n', at);
        if (end == std::string_view::npos) return false;
        at = end + 1;
    }
    return false;
}

}  // namespace

std::string to_text(const Annotation& annotation)
{
    const char* const kind = annotation.kind == AnnotationKind::error ? "error" : "warning";
    const std::string column = annotation.column == 0 ? "" : fmt::format(",col={}", annotation.column);
    return fmt::format("::{} file={},line={}{},title={}::{}\n", kind, property(annotation.path),
                       annotation.line, column, property(annotation.title),
                       escaped(annotation.message, false));
}

std::string to_annotations(const Report& report)
{
    return shown(annotations_of(report, AnnotationKind::error)) +
           shown(annotations_of(report, AnnotationKind::warning));
}

std::string job_summary(const Report& report, std::size_t bytes_before)
{
    constexpr std::size_t least = 1024;
    if (bytes_before + least > longest_job_summary) return "";
    return markdown(report, longest_job_summary - bytes_before);
}

std::string without_commands(std::string_view text)
{
    if (!has_command(text)) return std::string(text);
    // A word that the text does not have, so that nothing in it can end the silence.
    std::size_t number = 0;
    std::string word = "holdfast-0";
    while (text.find(word) != std::string_view::npos) word = fmt::format("holdfast-{}", ++number);
    const char* const newline = text.ends_with('\n') ? "" : "\n";
    return fmt::format("::stop-commands::{0}\n{1}{2}::{0}::\n", word, text, newline);
}

}  // namespace holdfast::reports
