#include "reports/cli/interrupt.hpp"

#include <atomic>
#include <csignal>
#include <filesystem>
#include <system_error>

#include <unistd.h>

#include "reports/cli/exit_code.hpp"

namespace holdfast::reports::cli {

namespace {

// Asked by every thread that searches.
std::atomic<bool> asked_to_stop = false;
std::atomic<bool> impatient = false;
static_assert(std::atomic<bool>::is_always_lock_free);

void stop_politely(int)
{
    if (asked_to_stop.exchange(true) || impatient) _exit(static_cast<int>(ExitCode::interrupted));
}

void end_as_our_fault(int) { _exit(static_cast<int>(ExitCode::our_fault)); }

void handle(int signal, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(signal, &action, nullptr);
}

}  // namespace

void watch_for_signals()
{
    handle(SIGINT, stop_politely);
    handle(SIGTERM, stop_politely);
    handle(SIGABRT, end_as_our_fault);
    handle(SIGPIPE, SIG_IGN);
}

bool interrupted() { return asked_to_stop; }

ImpatientlyWaiting::ImpatientlyWaiting(const std::string& path)
{
    std::error_code unknown;
    impatient = std::filesystem::is_other(path, unknown);
}

ImpatientlyWaiting::~ImpatientlyWaiting() { impatient = false; }

}  // namespace holdfast::reports::cli
