// The checker's doubt in itself: the first levels of a system searched with and without each reduction, by
// one thread and by several. All that is found must be the same, to the last count and the last step of a
// trace.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "checker/check.hpp"
#include "checker/model.hpp"
#include "checker/options.hpp"
#include "checker/result.hpp"

namespace holdfast::checker {

struct Audit {
    std::uint64_t depth = 0;                 ///< levels 0 to this one were compared
    std::uint64_t states = 0;                ///< of those levels
    std::size_t searches = 0;                ///< that were compared with the plain one
    std::vector<std::string> differences{};  ///< empty where all is well
};

/// An audit compares no more levels than have about so many states.
inline constexpr std::uint64_t audited_states = 100'000;

/// What two results say differently of the same system; empty where they say the same.
[[nodiscard]] std::vector<std::string> differences(const Result& one, const Result& other);

template <Model M>
[[nodiscard]] Audit audit(const M& model, Options options)
{
    options.progress = {};
    options.sleep_sets = options.symmetry = false;
    options.threads = 1;
    Options prefix = options;
    prefix.most_states = std::min(options.most_states, audited_states);
    options.most_depth = std::min(options.most_depth, check(model, prefix).counts.whole_depth);
    const Result plain = check(model, options);
    Audit audit{.depth = plain.counts.whole_depth, .states = plain.counts.states};
    for (const bool sleep_sets : {false, true}) {
        for (const bool symmetry : {false, true}) {
            for (const unsigned threads : {1u, 3u}) {
                Options other = options;
                other.sleep_sets = sleep_sets;
                other.symmetry = symmetry;
                other.threads = threads;
                other.window_chunks = threads == 1 ? 0 : 2;
                ++audit.searches;
                for (const std::string& difference : differences(plain, check(model, other))) {
                    audit.differences.push_back(fmt::format(
                        "with {}, {} and {} threads: {}", sleep_sets ? "sleep sets" : "no sleep sets",
                        symmetry ? "symmetry" : "no symmetry", threads, difference));
                }
            }
        }
    }
    return audit;
}

}  // namespace holdfast::checker
