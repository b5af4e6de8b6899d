// A room that many may be in at a time, or one alone. Whoever wants to be alone is let in before others that
// come later, so that nobody waits for ever; std::shared_mutex promises nothing of the kind.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace holdfast::reports::cli {

/// To be locked by std::shared_lock and std::unique_lock.
class SharedRoom {
public:
    void lock_shared()
    {
        std::unique_lock guard(mutex_);
        changed_.wait(guard, [&] { return !alone_ && wish_to_be_alone_ == 0; });
        ++inside_;
    }

    void unlock_shared()
    {
        const std::lock_guard guard(mutex_);
        --inside_;
        changed_.notify_all();
    }

    void lock()
    {
        std::unique_lock guard(mutex_);
        ++wish_to_be_alone_;
        changed_.wait(guard, [&] { return !alone_ && inside_ == 0; });
        --wish_to_be_alone_;
        alone_ = true;
    }

    void unlock()
    {
        const std::lock_guard guard(mutex_);
        alone_ = false;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t inside_ = 0, wish_to_be_alone_ = 0;
    bool alone_ = false;
};

}  // namespace holdfast::reports::cli
