// Threads that share out numbered pieces of work. Which thread does which piece is chance, so nothing may
// depend on it: pieces write to places of their own, and whoever waits for all of them puts the results
// together in the order of the pieces. This is the only file that knows threads.
#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <vector>

namespace holdfast::checker {

class Workers {
public:
    /// At least one; the caller is one of them. No thread is started before there is work for two.
    explicit Workers(unsigned count);
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// As many as were asked for; where the system gives fewer threads, some of them have no work.
    [[nodiscard]] unsigned count() const { return count_; }

    /// Calls `work(worker, piece)` for every piece below `pieces`, and returns when all are done. A worker
    /// does one piece at a time. What the first piece (by number) throws is thrown here; pieces behind it may
    /// have been left out.
    void share(std::size_t pieces, const std::function<void(unsigned worker, std::size_t piece)>& work);

private:
    class Team;

    unsigned count_;
    std::unique_ptr<Team> team_;
};

/// What the machine offers, at least 1.
[[nodiscard]] unsigned hardware_threads();

}  // namespace holdfast::checker
