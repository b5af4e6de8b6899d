#include "reports/cli/progress.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "reports/cli/output.hpp"
#include "reports/display_width.hpp"
#include "reports/layout.hpp"

namespace holdfast::reports::cli {

namespace {

constexpr double patience = 0.5;  // seconds before the first line, and between two
constexpr const char* erase_line = "\r\x1b[K";

std::size_t terminal_width()
{
    winsize size = {};
    const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : 80;
}

const char* trend(const checker::Progress& progress)
{
    // What a state of this level discovers on average, as far as the level is expanded.
    if (progress.discovered > progress.expanded) return "growing";
    return progress.discovered < progress.expanded ? "shrinking" : "steady";
}

}  // namespace

std::string progress_words(const std::string& what, const checker::Progress& progress, double rate,
                           double seconds)
{
    const std::uint64_t load = progress.slots == 0 ? 0 : progress.states * 100 / progress.slots;
    // The name comes last: it is what a narrow terminal cuts off.
    return fmt::format(
        "level {}, {}, {} new a second, frontier {} ({}), table {} % full, {} MB, {:.0f} s; {}",
        progress.level, counted(progress.states, "state"), grouped(static_cast<unsigned long long>(rate)),
        grouped(progress.frontier), trend(progress), load, progress.bytes / 1'000'000, seconds, what);
}

std::string progress_words(const std::vector<RunningSearch>& running, double rate, double seconds)
{
    std::uint64_t states = 0, bytes = 0;
    std::vector<std::string> names;
    for (const RunningSearch& each : running) {
        states += each.at.states;
        bytes += each.at.bytes;
        names.push_back(fmt::format("{} (level {})", each.what, each.at.level));
    }
    return fmt::format("{} side by side, {}, {} new a second, {} MB, {:.0f} s; {}", running.size(),
                       counted(states, "state"), grouped(static_cast<unsigned long long>(rate)),
                       bytes / 1'000'000, seconds, fmt::join(names, "; "));
}

ProgressLine::ProgressLine() : on_terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() { erase(); }

void ProgressLine::begin(std::size_t number, std::string what)
{
    const std::lock_guard lock(mutex_);
    if (running_.empty()) {
        erase();
        since_ = Stopwatch();
        last_shown_ = 0;
        states_ = last_states_ = 0;
    }
    running_[number].what = std::move(what);
}

void ProgressLine::end(std::size_t number)
{
    const std::lock_guard lock(mutex_);
    running_.erase(number);
}

void ProgressLine::show(std::size_t number, const checker::Progress& progress)
{
    if (!on_terminal_) return;
    const std::lock_guard lock(mutex_);
    RunningSearch& search = running_[number];
    states_ += progress.states - std::min(progress.states, search.at.states);
    search.at = progress;
    const double now = since_.seconds();
    if (now - last_shown_ < patience) return;
    const double rate = static_cast<double>(states_ - last_states_) / (now - last_shown_);
    std::vector<RunningSearch> running;
    for (const auto& [which, each] : running_) running.push_back(each);
    const std::string words = printable(running.size() == 1 ? progress_words(search.what, progress, rate, now)
                                                            : progress_words(running, rate, now));
    // One column stays free: a full line would make some terminals wrap.
    print_to_stderr(erase_line + wrap(words, terminal_width() - 1).front());
    visible_ = true;
    last_shown_ = now;
    last_states_ = states_;
}

void ProgressLine::erase()
{
    if (visible_) print_to_stderr(erase_line);
    visible_ = false;
}

}  // namespace holdfast::reports::cli
