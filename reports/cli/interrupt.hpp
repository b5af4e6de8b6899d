// Signals. The first Ctrl-C (or SIGTERM) asks the search to stop, which it does behind the level that it is
// in, so that what was found so far is whole and still reported; the second ends the program at once, and
// nothing more is written.
#pragma once

namespace holdfast::reports::cli {

/// From now on signals are caught; a reader that goes away shows as a failed write, not as a signal; and an
/// assertion that breaks ends with ExitCode::our_fault, after its message.
void watch_for_signals();

[[nodiscard]] bool interrupted();

}  // namespace holdfast::reports::cli
