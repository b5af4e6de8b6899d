// Decides the leads_to properties of a model, "whenever P then eventually Q", under fairness. All states of
// the system are stored once, with nothing reduced: sleep sets keep states but not runs, and symmetry
// forgets who it is that is passed over. Then each obligation is decided for itself (owed_for_ever.hpp).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "checker/levels.hpp"
#include "checker/model.hpp"
#include "checker/options.hpp"
#include "checker/owed_for_ever.hpp"
#include "checker/result.hpp"
#include "checker/symmetry.hpp"

namespace holdfast::checker {

template <ModelWithGoals M>
class Liveness {
public:
    /// `bytes_beside` are charged to the memory limit before anything of this.
    Liveness(const M& model, const Options& options, std::uint64_t bytes_beside)
        : model_(model), options_(options), levels_(model, options, bytes_beside)
    {
    }

    /// `search_stop` says what ended the search: what it did not see is not judged here either. Of the
    /// property's parts the first that is violated is told, in their order; later ones are not looked at.
    [[nodiscard]] PropertyResult result(std::size_t property, Stop search_stop)
    {
        const bool whole = search_stop == Stop::complete || search_stop == Stop::model_limit;
        if (!whole) return open(search_stop);
        if (!store_states()) return open(levels_.stop());
        PropertyResult all = of_part(property, 0, search_stop);
        const std::size_t parts = model_.properties()[property].parts;
        for (std::size_t part = 1; part < parts && all.verdict != Verdict::violated; ++part)
            add(all, of_part(property, part, search_stop));
        const Stop stop = all.liveness->stop;
        if (stop != Stop::complete && stop != Stop::model_limit) all.triggers = 0;  // not all were seen
        return all;
    }

private:
    [[nodiscard]] PropertyResult open(Stop stop) const
    {
        PropertyResult result;
        result.liveness = LivenessPass{.stop = stop, .states = levels_.seen().size(), .bytes = bytes_};
        return result;
    }

    /// Once for all properties.
    [[nodiscard]] bool store_states()
    {
        while (!complete_ && levels_.extend_to(depth_)) {
            complete_ = levels_.seen().level(depth_++).width() == 0;
            bytes_ = levels_.bytes();
        }
        return complete_;
    }

    [[nodiscard]] PropertyResult of_part(std::size_t property, std::size_t part, Stop search_stop)
    {
        return OwedForEver<M>(model_, options_, levels_, property, part)
            .result(search_stop == Stop::complete);
    }

    /// A violation counts more than what could not be told, and that more than what holds.
    static void add(PropertyResult& all, PropertyResult part)
    {
        LivenessPass pass = *all.liveness;
        add_up(pass.owing, part.liveness->owing);
        pass.bytes = std::max(pass.bytes, part.liveness->bytes);
        if (pass.stop == Stop::complete) pass.stop = part.liveness->stop;
        add_up(part.triggers, all.triggers);
        if (part.verdict == Verdict::violated) pass.stop = Stop::complete;
        else if (all.verdict == Verdict::inconclusive) part.verdict = Verdict::inconclusive;
        all = std::move(part);
        all.liveness = pass;
    }

    const M& model_;
    const Options& options_;
    Levels<M> levels_;
    std::size_t depth_ = 0;
    bool complete_ = false;
    std::uint64_t bytes_ = 0;
};

}  // namespace holdfast::checker
