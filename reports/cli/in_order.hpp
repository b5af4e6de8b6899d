// Pieces of work that are done side by side and told one after the other: each as soon as all before it are
// told, by whichever thread has the last that was missing. Who waits for the output sees the same whatever
// the number of threads, and from the first piece on behind which nothing is wanted nothing is told at all.
#pragma once

#include <atomic>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "checker/workers.hpp"

namespace holdfast::reports::cli {

template <class Result>
class InOrder {
public:
    /// False once nothing more is wanted: what is still at work may stop and give nothing.
    [[nodiscard]] bool wanted() const { return wanted_; }

    /// Calls `work(piece) -> std::optional<Result>` for every piece while more is wanted, and
    /// `tell(piece, Result) -> bool` for every result, in the order of the pieces and never two at a time;
    /// false means that nothing behind it is wanted. A piece that gives nothing is passed over. What `work`
    /// throws is thrown here, once all threads have stopped.
    template <class Work, class Tell>
    void run(unsigned jobs, std::size_t pieces, const Work& work, const Tell& tell)
    {
        checker::Workers workers(jobs);
        workers.share(pieces, [&](unsigned, std::size_t piece) {
            try {
                take(piece, wanted() ? work(piece) : std::nullopt, tell);
            } catch (...) {
                wanted_ = false;
                throw;
            }
        });
    }

private:
    template <class Tell>
    void take(std::size_t piece, std::optional<Result> result, const Tell& tell)
    {
        const std::lock_guard lock(mutex_);
        waiting_.emplace(piece, std::move(result));
        for (auto next = waiting_.find(told_); next != waiting_.end(); next = waiting_.find(told_)) {
            if (next->second && wanted_ && !tell(told_, std::move(*next->second))) wanted_ = false;
            waiting_.erase(next);
            ++told_;
        }
    }

    std::mutex mutex_;
    std::atomic<bool> wanted_ = true;
    std::map<std::size_t, std::optional<Result>> waiting_;
    std::size_t told_ = 0;  ///< every piece before this one
};

}  // namespace holdfast::reports::cli
