#include "checker/workers.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>

namespace holdfast::checker {

/// One job at a time: pieces are handed out by a counter, which is all that the threads share beside the end.
class Workers::Team {
public:
    explicit Team(unsigned helpers) : yields_(helpers < hardware_threads() ? most_yields : 0)
    {
        threads_.reserve(helpers);
        try {
            for (unsigned helper = 0; helper < helpers; ++helper)
                threads_.emplace_back([this, helper] { serve(helper + 1); });
        } catch (const std::system_error&) {
            // The system gives no more threads. Those that there are do all the work, with the same results.
        } catch (const std::bad_alloc&) {
            // Nor memory for one. Whether there is enough for the work, the work itself finds out.
        }
    }

    ~Team()
    {
        {
            const std::lock_guard lock(mutex_);
            over_ = true;
        }
        job_given_.notify_all();
        for (std::thread& thread : threads_) thread.join();
    }

    Team(const Team&) = delete;
    Team& operator=(const Team&) = delete;

    void share(std::size_t pieces, const std::function<void(unsigned, std::size_t)>& work)
    {
        thrown_.assign(pieces, nullptr);
        {
            const std::lock_guard lock(mutex_);
            work_ = &work;
            pieces_ = pieces;
            next_ = 0;
            busy_ = threads_.size();
            ++job_;
        }
        job_given_.notify_all();
        do_pieces(0);
        wait_a_moment([&] { return busy_ == 0; });
        std::unique_lock lock(mutex_);
        job_done_.wait(lock, [&] { return busy_ == 0; });
        for (const std::exception_ptr& each : thrown_) {
            if (each) std::rethrow_exception(each);
        }
    }

private:
    void serve(unsigned worker)
    {
        std::size_t done = 0;
        std::unique_lock lock(mutex_);
        for (;;) {
            job_given_.wait(lock, [&] { return over_ || job_ != done; });
            if (over_) return;
            done = job_;
            lock.unlock();
            do_pieces(worker);
            lock.lock();
            if (--busy_ == 0) job_done_.notify_one();
            lock.unlock();
            wait_a_moment([&] { return job_ != done; });
            lock.lock();
        }
    }

    /// The next job comes mostly at once, and to be put to sleep and woken takes as long as a piece of work.
    /// Who yields keeps no core from anybody who has something to do.
    template <class Condition>
    void wait_a_moment(Condition has_come) const
    {
        for (int k = 0; k < yields_ && !has_come(); ++k) std::this_thread::yield();
    }

    void do_pieces(unsigned worker)
    {
        for (std::size_t piece = next_++; piece < pieces_; piece = next_++) {
            try {
                (*work_)(worker, piece);
            } catch (...) {
                thrown_[piece] = std::current_exception();
                // No piece is begun any more: what its worker has may be half changed. Those before this one
                // were all handed out.
                next_ = pieces_;
            }
        }
    }

    static constexpr int most_yields = 1000;  ///< half a millisecond

    const int yields_;  ///< none where there are more threads than cores
    std::mutex mutex_;
    std::condition_variable job_given_, job_done_;
    const std::function<void(unsigned, std::size_t)>* work_ = nullptr;
    std::size_t pieces_ = 0;
    std::atomic<std::size_t> next_ = 0;
    std::atomic<std::size_t> busy_ = 0;
    std::atomic<std::size_t> job_ = 0;
    bool over_ = false;
    std::vector<std::exception_ptr> thrown_;
    std::vector<std::thread> threads_;
};

Workers::Workers(unsigned count) : count_(std::max(1u, count)) {}

Workers::~Workers() = default;

void Workers::share(std::size_t pieces, const std::function<void(unsigned worker, std::size_t piece)>& work)
{
    if (count_ == 1 || pieces < 2) {
        for (std::size_t piece = 0; piece < pieces; ++piece) work(0, piece);
        return;
    }
    if (!team_) team_ = std::make_unique<Team>(count_ - 1);
    team_->share(pieces, work);
}

unsigned hardware_threads() { return std::max(1u, std::thread::hardware_concurrency()); }

}  // namespace holdfast::checker
