// Signals. The first Ctrl-C (or SIGTERM) asks the search to stop, so that what was found so far is still
// reported; the second ends the program at once.
#pragma once

namespace holdfast::reports::cli {

/// From now on signals are caught; a reader that goes away shows as a failed write, not as a signal; and an
/// assertion that breaks ends with ExitCode::our_fault, after its message.
void watch_for_signals();

[[nodiscard]] bool interrupted();

}  // namespace holdfast::reports::cli
