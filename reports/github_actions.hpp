// What GitHub Actions shows of a run: annotations at the lines of the cases, and a summary of the job. And
// what keeps a name in a scenario from giving commands to the runner, which reads them from all that is
// printed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "reports/report.hpp"

namespace holdfast::reports {

/// More of one kind are not shown for a step of a job.
inline constexpr std::size_t most_annotations = 10;

/// A larger summary is refused as a whole.
inline constexpr std::size_t longest_job_summary = std::size_t{1024} * 1024;

enum class AnnotationKind { error, warning };

struct Annotation {
    AnnotationKind kind = AnnotationKind::error;
    std::string path;
    std::size_t line = 1;
    std::size_t column = 0;  ///< from 1; 0 where there is none
    std::string title;
    std::string message;
};

/// One command to the runner, with its newline.
[[nodiscard]] std::string to_text(const Annotation& annotation);

/// An error for each expectation that is definitely not met, a warning for each that nobody could find out
/// about and for each that can no longer fail (an error, where that is one); of each kind at most
/// `most_annotations`, the last of which counts the rest. Empty where all is as expected.
[[nodiscard]] std::string to_annotations(const Report& report);

/// The Markdown to append to a summary that has so many bytes already; empty where nothing fits any more.
[[nodiscard]] std::string job_summary(const Report& report, std::size_t bytes_before);

/// The text itself, unless the runner would find a command in it: then between two lines that tell it to look
/// for none.
[[nodiscard]] std::string without_commands(std::string_view text);

}  // namespace holdfast::reports
