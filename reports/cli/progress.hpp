// One line on standard error that says how far a long search is, rewritten in place. Only on a terminal, and
// only once a search takes long enough for somebody to wonder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "checker/options.hpp"
#include "reports/cli/clock.hpp"

namespace holdfast::reports::cli {

/// One search of those that run.
struct RunningSearch {
    std::string what;           ///< "2 of 7, kb303221.toml [mended]"
    checker::Progress at = {};  ///< as it was told last
};

/// May be used by several threads.
class ProgressLine {
public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// A search is shown as long as this lives.
    class Entry {
    public:
        Entry(ProgressLine& line, std::size_t number, std::string what) : line_(line), number_(number)
        {
            line_.begin(number_, std::move(what));
        }
        ~Entry() { line_.end(number_); }
        Entry(const Entry&) = delete;
        Entry& operator=(const Entry&) = delete;

    private:
        ProgressLine& line_;
        const std::size_t number_;
    };

    /// `number`: of the entry.
    void show(std::size_t number, const checker::Progress& progress);

    /// Does something while the line is not there, such as printing.
    template <class Deed>
    void away_for(const Deed& deed)
    {
        const std::lock_guard lock(mutex_);
        erase();
        deed();
    }

private:
    void begin(std::size_t number, std::string what);
    void end(std::size_t number);
    void erase();

    const bool on_terminal_;
    std::mutex mutex_;
    bool visible_ = false;
    std::map<std::size_t, RunningSearch> running_;
    Stopwatch since_;           ///< the first of those that run began
    double last_shown_ = 0;     ///< seconds
    std::uint64_t states_ = 0;  ///< found since then by all that run
    std::uint64_t last_states_ = 0;
};

/// The words of the line. `rate` is in new states a second, `seconds` since the search began.
[[nodiscard]] std::string progress_words(const std::string& what, const checker::Progress& progress,
                                         double rate, double seconds);

/// The same for several that run side by side.
[[nodiscard]] std::string progress_words(const std::vector<RunningSearch>& running, double rate,
                                         double seconds);

}  // namespace holdfast::reports::cli
