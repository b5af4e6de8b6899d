// Signals. The first Ctrl-C (or SIGTERM) asks the search to stop, which it does behind the level that it is
// in, so that what was found so far is whole and still reported; the second ends the program at once, and
// nothing more is written.
#pragma once

#include <string>

namespace holdfast::reports::cli {

/// From now on signals are caught; a reader that goes away shows as a failed write, not as a signal; and an
/// assertion that breaks ends with ExitCode::our_fault, after its message.
void watch_for_signals();

[[nodiscard]] bool interrupted();

/// While one lives and the path is that of a pipe or a device, the first signal ends the program at once:
/// what is waited for, such as somebody who writes into a named pipe, may never come.
class ImpatientlyWaiting {
public:
    explicit ImpatientlyWaiting(const std::string& path);
    ~ImpatientlyWaiting();
    ImpatientlyWaiting(const ImpatientlyWaiting&) = delete;
    ImpatientlyWaiting& operator=(const ImpatientlyWaiting&) = delete;
};

}  // namespace holdfast::reports::cli
