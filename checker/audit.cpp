#include "checker/audit.hpp"

#include "checker/schedule.hpp"

namespace holdfast::checker {

namespace {

std::string text_of(const std::optional<Trace>& trace)
{
    if (!trace) return "no trace";
    std::string text = fmt::format("{} ({} switches{})", to_text(trace->schedule), trace->switches,
                                   trace->switch_minimal ? "" : ", perhaps not the fewest");
    if (trace->loop) {
        text += trace->loop->stays ? ", staying there for ever"
                                   : fmt::format(", looping behind step {}", trace->loop->begin);
    }
    if (trace->part > 0) text += fmt::format(", part {}", trace->part);
    return text;
}

std::string text_of(const std::optional<Delays>& delays)
{
    if (!delays) return "not all seen";
    const auto text = [](const std::optional<std::uint64_t>& delay) {
        return delay ? fmt::to_string(*delay) : "none";
    };
    return fmt::format("{} to {}{}", text(delays->least), text(delays->greatest),
                       delays->without_end ? ", without end" : "");
}

}  // namespace

std::vector<std::string> differences(const Result& one, const Result& other)
{
    std::vector<std::string> found;
    const auto compare = [&](const std::string& what, const auto& mine, const auto& theirs) {
        if (mine != theirs) found.push_back(fmt::format("{}: {} and {}", what, mine, theirs));
    };
    compare("what ended the search", to_string(one.stop), to_string(other.stop));
    compare("states", one.counts.states, other.counts.states);
    compare("expanded states", one.counts.expanded, other.counts.expanded);
    compare("transitions", one.counts.transitions, other.counts.transitions);
    compare("terminal states", one.counts.terminal_states, other.counts.terminal_states);
    compare("depth", one.counts.depth, other.counts.depth);
    compare("widest level", one.counts.widest_level, other.counts.widest_level);
    compare("whole depth", one.counts.whole_depth, other.counts.whole_depth);
    compare("steps beyond a limit", one.counts.beyond_limit, other.counts.beyond_limit);
    for (std::size_t k = 0; k < one.properties.size(); ++k) {
        const PropertyResult& mine = one.properties[k];
        const PropertyResult& theirs = other.properties[k];
        compare(fmt::format("verdict of property {}", k), to_string(mine.verdict), to_string(theirs.verdict));
        compare(fmt::format("triggers of property {}", k), mine.triggers, theirs.triggers);
        compare(fmt::format("trace of property {}", k), text_of(mine.trace), text_of(theirs.trace));
        compare(fmt::format("delays of property {}", k), text_of(mine.delays), text_of(theirs.delays));
    }
    return found;
}

std::optional<Stop> what_cut_short(const Result& result, const Options& options)
{
    // An interruption may also have come behind the search itself, in its second pass.
    if (options.interrupted && options.interrupted()) return Stop::interrupted;
    if (result.stop == Stop::interrupted || result.stop == Stop::memory_limit) return result.stop;
    return std::nullopt;
}

Options plain_search(Options options)
{
    options.progress = {};
    options.out_of_time = {};
    options.most_memory = no_limit;
    options.sleep_sets = options.symmetry = false;
    options.threads = 1;
    return options;
}

std::vector<OtherSearch> other_searches(const Options& plain)
{
    std::vector<OtherSearch> others;
    for (const bool sleep_sets : {false, true}) {
        for (const bool symmetry : {false, true}) {
            for (const unsigned threads : {1u, 3u}) {
                Options options = plain;
                options.sleep_sets = sleep_sets;
                options.symmetry = symmetry;
                options.threads = threads;
                options.window_chunks = threads == 1 ? 0 : 2;
                others.push_back(
                    {std::move(options),
                     fmt::format("{}, {} and {} threads", sleep_sets ? "sleep sets" : "no sleep sets",
                                 symmetry ? "symmetry" : "no symmetry", threads)});
            }
        }
    }
    return others;
}

}  // namespace holdfast::checker
