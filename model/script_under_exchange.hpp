// What a script becomes where two profiles change their names: itself, with its points in another order, or
// another script.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "model/script.hpp"

namespace holdfast::model {

/// Exchanges two profiles in a script and looks how its points correspond: none where it becomes another
/// script.
class ScriptUnderExchange {
public:
    ScriptUnderExchange(const Script& script, std::size_t one, std::size_t other)
        : script_(script), one_(one), other_(other), becomes_(script.points.size(), unknown)
    {
    }

    [[nodiscard]] std::optional<std::vector<PointIndex>> points()
    {
        match(script_.start, script_.start);
        match(script_.end, script_.end);
        match(script_.crashed, script_.crashed);
        while (fits_ && !open_.empty()) {
            const PointIndex point = open_.back();
            open_.pop_back();
            match_ways(script_.points[point], script_.points[becomes_[point]]);
        }
        if (!fits_ || !is_permutation()) return std::nullopt;
        return becomes_;
    }

private:
    static constexpr PointIndex unknown = std::numeric_limits<PointIndex>::max();

    void match(PointIndex point, PointIndex image)
    {
        if (becomes_[point] == unknown) {
            becomes_[point] = image;
            if (script_.points[point].kind == Point::Kind::between) open_.push_back(point);
        }
        fits_ = fits_ && becomes_[point] == image && script_.points[point].kind == script_.points[image].kind;
    }

    void match_ways(const Point& point, const Point& image)
    {
        fits_ = fits_ && point.count == image.count;
        for (unsigned way = 0; fits_ && way < point.count; ++way) {
            const Possibility& mine = script_.possibilities[point.first + way];
            const Possibility* const theirs = only_one_like(exchanged(mine.call), image);
            fits_ = theirs != nullptr;
            if (fits_) match_possibilities(mine, *theirs);
        }
    }

    void match_possibilities(const Possibility& mine, const Possibility& theirs)
    {
        match(mine.on_success, theirs.on_success);
        match(mine.on_failure, theirs.on_failure);
        if (mine.inside == 0) return;
        for (std::size_t step = 1; step < atomic_steps_inside(mine); ++step)
            match(static_cast<PointIndex>(mine.inside + step), static_cast<PointIndex>(theirs.inside + step));
    }

    /// Points inside a call stand in a row, each with the number of its atomic step.
    [[nodiscard]] std::size_t atomic_steps_inside(const Possibility& possibility) const
    {
        std::size_t step = 1;
        while (possibility.inside + step < script_.points.size()) {
            const Point& point = script_.points[possibility.inside + step];
            if (point.kind != Point::Kind::inside || point.step != step ||
                &script_.possibilities[point.first] != &possibility)
                break;
            ++step;
        }
        return step;
    }

    [[nodiscard]] Call exchanged(Call call) const
    {
        if (call.profile == one_) call.profile = other_;
        else if (call.profile == other_) call.profile = one_;
        if (!names_target(call.kind)) return call;
        if (call.target == one_) call.target = other_;
        else if (call.target == other_) call.target = one_;
        return call;
    }

    /// The way of the point that makes this call; none where several do, which would leave a choice.
    [[nodiscard]] const Possibility* only_one_like(const Call& call, const Point& point) const
    {
        const Possibility* found = nullptr;
        for (unsigned way = 0; way < point.count; ++way) {
            const Possibility& each = script_.possibilities[point.first + way];
            if (each.call != call && !is_same_without_profile(each.call, call)) continue;
            if (found != nullptr) return nullptr;
            found = &each;
        }
        return found;
    }

    /// Calls without a profile carry a meaningless number of one.
    [[nodiscard]] static bool is_same_without_profile(const Call& one, Call other)
    {
        if (names_profile(one.kind)) return false;
        other.profile = one.profile;
        other.target = one.target;
        return one == other;
    }

    /// Points that no run comes by stay where they are.
    [[nodiscard]] bool is_permutation()
    {
        std::vector<bool> taken(becomes_.size());
        for (const PointIndex image : becomes_) {
            if (image == unknown) continue;
            if (taken[image]) return false;
            taken[image] = true;
        }
        for (std::size_t point = 0; point < becomes_.size(); ++point) {
            if (becomes_[point] != unknown) continue;
            if (taken[point]) return false;
            becomes_[point] = static_cast<PointIndex>(point);
        }
        return true;
    }

    const Script& script_;
    const std::size_t one_, other_;
    std::vector<PointIndex> becomes_;
    std::vector<PointIndex> open_;
    bool fits_ = true;
};

}  // namespace holdfast::model
