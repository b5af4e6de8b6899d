// The checker's doubt in itself: the first levels of a system searched with and without each reduction, by
// one thread and by several. All that is found must be the same, to the last count and the last step of a
// trace. Only searches that went all the way are compared: where the clock, memory or Ctrl-C ends one depends
// on what it took, and that may differ.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
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
    std::vector<std::string> differences{};  ///< empty where all is well, as far as was compared
    /// What ended the audit before all was compared: `interrupted`, or `memory_limit` where the system had no
    /// memory left.
    std::optional<Stop> cut_short{};
};

/// An audit compares no more levels than have about so many states.
inline constexpr std::uint64_t audited_states = 100'000;

/// What two results say differently of the same system; empty where they say the same.
[[nodiscard]] std::vector<std::string> differences(const Result& one, const Result& other);

/// What kept a search from going as deep as it should; nothing where it did.
[[nodiscard]] std::optional<Stop> what_cut_short(const Result& result, const Options& options);

/// The search that all others are held against: one thread, nothing reduced, and no limit but those that end
/// every search at the same place.
[[nodiscard]] Options plain_search(Options options);

/// A search that must find the same, and what is particular about it.
struct OtherSearch {
    Options options;
    std::string words;
};

[[nodiscard]] std::vector<OtherSearch> other_searches(const Options& plain);

template <Model M>
[[nodiscard]] Audit audit(const M& model, const Options& asked)
{
    Audit audit;
    const auto search = [&](const Options& options) {
        std::optional<Result> result = check(model, options);
        audit.cut_short = what_cut_short(*result, options);
        if (audit.cut_short) result.reset();
        return result;
    };
    Options options = plain_search(asked);
    options.most_states = std::min(asked.most_states, audited_states);
    const auto first_levels = search(options);
    if (!first_levels) return audit;
    // A small system is compared whole, the ends of its last level included.
    if (first_levels->stop == Stop::state_limit)
        options.most_depth = std::min(asked.most_depth, first_levels->counts.whole_depth);
    options.most_states = no_limit;  // it counts stored states, and of these a reduction has fewer
    const auto plain = search(options);
    if (!plain) return audit;
    audit.depth = plain->counts.whole_depth;
    audit.states = plain->counts.states;
    for (const OtherSearch& other : other_searches(options)) {
        const auto result = search(other.options);
        if (!result) return audit;
        ++audit.searches;
        for (const std::string& difference : differences(*plain, *result))
            audit.differences.push_back(fmt::format("with {}: {}", other.words, difference));
    }
    return audit;
}

}  // namespace holdfast::checker
