#include "reports/formats.hpp"

#include <algorithm>
#include <array>

#include "reports/github_actions.hpp"
#include "reports/html.hpp"
#include "reports/itf.hpp"
#include "reports/json.hpp"
#include "reports/junit.hpp"
#include "reports/markdown.hpp"
#include "reports/mermaid.hpp"
#include "reports/plantuml.hpp"
#include "reports/sarif.hpp"
#include "reports/svg.hpp"
#include "reports/text.hpp"

namespace holdfast::reports {

namespace {

/// For a file: every trace, no colour and no times, so that two of them can be compared.
std::string plain_text(const Report& report)
{
    return to_text(report, {.traces = TracesShown::all, .colour = false, .times = false});
}

constexpr auto all_formats = std::to_array<Format>({
    {"annotations", "commands to the runner of GitHub Actions, for what is not as expected", to_annotations},
    {.name = "html",
     .meaning = "one page for people: every case, and each violation as a picture to step through",
     .render = to_html,
     .draws_graphs = true},
    {"itf", "traces for the tools of Apalache and Quint; a folder takes them all, a file the first", to_itf,
     itf_files},
    {"json", "everything, for programs: results apart from measurements, after reports/report.schema.json",
     to_json},
    {"junit", "JUnit XML for servers of continuous integration: a suite for each scenario", to_junit},
    {"markdown", "for a comment or a page, with a table and a diagram for each trace", to_markdown},
    {"mermaid", "sequence diagrams; a folder takes one for each trace, a file the first", to_mermaid,
     mermaid_files},
    {"plantuml", "sequence diagrams, all in one file", to_plantuml},
    {"sarif", "SARIF 2.1.0 for editors: every verdict, and each trace as a code flow", to_sarif},
    {"sarif-alerts", "the same of what is not as expected alone, for GitHub's code scanning",
     to_sarif_alerts},
    {"svg", "the runs of all violations as one picture: lanes, and who holds what", to_svg},
    {"text", "as on the terminal, with every trace, without colour and times", plain_text},
});

}  // namespace

std::span<const Format> formats() { return all_formats; }

const Format* find_format(std::string_view name)
{
    const auto found = std::find_if(all_formats.begin(), all_formats.end(),
                                    [&](const Format& format) { return format.name == name; });
    return found == all_formats.end() ? nullptr : &*found;
}

}  // namespace holdfast::reports
