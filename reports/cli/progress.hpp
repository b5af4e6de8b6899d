// One line on standard error that says how far a long search is, rewritten in place. Only on a terminal, and
// only once a search takes long enough for somebody to wonder.
#pragma once

#include <cstdint>
#include <string>

#include "checker/options.hpp"
#include "reports/cli/clock.hpp"

namespace holdfast::reports::cli {

class ProgressLine {
public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// A search begins: "2 of 7, kb303221.toml [mended]".
    void begin(std::string what);

    void show(const checker::Progress& progress);

    /// Takes the line away, so that something else can be printed.
    void clear();

private:
    const bool on_terminal_;
    bool visible_ = false;
    std::string what_;
    Stopwatch search_;       ///< since begin()
    double last_shown_ = 0;  ///< seconds
    std::uint64_t last_states_ = 0;
};

/// The words of the line. `rate` is in new states a second, `seconds` since the search began.
[[nodiscard]] std::string progress_words(const std::string& what, const checker::Progress& progress,
                                         double rate, double seconds);

}  // namespace holdfast::reports::cli
