// Every run of the plain reference up to a last minute, and what is to be said of them: which properties
// are violated, and how long promises take. The last minute must be late enough for whatever can come to
// have come; the comparison with the model says whether it was.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "checker/property.hpp"
#include "checker/result.hpp"
#include "tests/model/minute_by_minute.hpp"

namespace holdfast::tests::plain {

/// Every moment of every run, with what follows on it.
class Runs {
public:
    struct Moment {
        World world;
        std::vector<Deed> deeds{};
        std::vector<std::size_t> next{};  ///< behind each deed
        std::optional<std::size_t> a_minute_later{};
        bool is_last = false;  ///< nobody looked what a minute later is
    };

    Runs(const Rules& rules, Minute last) : rules_(rules)
    {
        number_of(rules.start());
        for (std::size_t at = 0; at < moments_.size(); ++at) {
            std::vector<Deed> deeds = rules.deeds(moments_[at].world);
            const bool time_passes = !Rules::anything_urgent(deeds);
            std::vector<std::size_t> next;
            for (const Deed& deed : deeds) next.push_back(number_of(deed.after));
            std::optional<std::size_t> later;
            const bool is_last = time_passes && moments_[at].world.now == last;
            if (time_passes && !is_last) later = number_of(rules.later(moments_[at].world));
            Moment& moment = moments_[at];
            moment.deeds = std::move(deeds);
            moment.next = std::move(next);
            moment.a_minute_later = later;
            moment.is_last = is_last;
        }
    }

    [[nodiscard]] const Rules& rules() const { return rules_; }
    [[nodiscard]] const std::vector<Moment>& moments() const { return moments_; }

private:
    std::size_t number_of(const World& world)
    {
        const auto [place, is_new] = numbers_.emplace(world, moments_.size());
        if (is_new) moments_.push_back({.world = world});
        return place->second;
    }

    const Rules& rules_;
    std::map<World, std::size_t> numbers_;
    std::vector<Moment> moments_;
};

/// A promise: whenever `from`, then `to` within so many minutes.
struct Promise {
    std::function<bool(const World&)> from, to;
    Minute at_most = 0;
};

struct Kept {
    bool late = false;
    checker::Delays delays{};
};

/// Plays every promise that is made along every run. Who waits at the last minute for as long as half of
/// all time, and too long, waits for ever.
class Keeping {
public:
    Keeping(const Runs& runs, const Promise& promise, Minute last)
        : runs_(runs), promise_(promise), last_(last)
    {
    }

    [[nodiscard]] Kept judge()
    {
        enter(0);
        for (std::size_t k = 0; k < open_.size(); ++k) follow(open_[k]);
        note_what_is_never_kept();
        if (kept_.delays.without_end) kept_.delays.greatest.reset();
        return kept_;
    }

private:
    /// A moment, and since when something is owed there.
    using Owed = std::pair<std::size_t, std::optional<Minute>>;

    [[nodiscard]] const World& world(std::size_t moment) const { return runs_.moments()[moment].world; }

    Owed enter(std::size_t moment)
    {
        const bool begins = promise_.from(world(moment)) && !promise_.to(world(moment));
        return meet({moment, begins ? std::optional(world(moment).now) : std::nullopt});
    }

    Owed meet(const Owed& owed)
    {
        if (!met_.insert(owed).second) return owed;
        open_.push_back(owed);
        if (owed.second && minutes(owed) > promise_.at_most) kept_.late = true;
        return owed;
    }

    [[nodiscard]] Minute minutes(const Owed& owed) const { return world(owed.first).now - *owed.second; }

    void follow(const Owed owed)
    {
        const Runs::Moment& moment = runs_.moments()[owed.first];
        for (const std::size_t next : moment.next) go(owed, next);
        if (moment.a_minute_later) go(owed, *moment.a_minute_later);
    }

    void go(const Owed& owed, std::size_t next)
    {
        if (!owed.second) {
            enter(next);
        } else if (promise_.to(world(next))) {
            const std::uint64_t took = world(next).now - *owed.second;
            kept_.late = kept_.late || took > promise_.at_most;
            kept_.delays.add({.least = took, .greatest = took});
            kept_at_.insert(owed);
            meet({next, std::nullopt});
        } else {
            before_[meet({next, owed.second})].push_back(owed);
        }
    }

    /// Late, and from there on no run keeps it, nor do runs go on to the last minute; or late and still
    /// waiting when so much time is over that it may be any.
    void note_what_is_never_kept()
    {
        std::set<Owed> may_be_kept;
        std::vector<Owed> open;
        for (const Owed& owed : met_) {
            if (!owed.second) continue;
            const bool is_last = runs_.moments()[owed.first].is_last;
            const bool for_ever = is_last && minutes(owed) > promise_.at_most && minutes(owed) >= last_ / 2;
            kept_.delays.without_end = kept_.delays.without_end || for_ever;
            if (is_last || kept_at_.contains(owed)) open.push_back(owed);
        }
        while (!open.empty()) {
            const Owed owed = open.back();
            open.pop_back();
            if (!may_be_kept.insert(owed).second) continue;
            const auto before = before_.find(owed);
            if (before != before_.end())
                open.insert(open.end(), before->second.begin(), before->second.end());
        }
        for (const Owed& owed : met_) {
            if (owed.second && minutes(owed) > promise_.at_most && !may_be_kept.contains(owed))
                kept_.delays.without_end = true;
        }
    }

    const Runs& runs_;
    const Promise& promise_;
    const Minute last_;
    std::set<Owed> met_;
    std::vector<Owed> open_;
    std::set<Owed> kept_at_;  ///< from where some step keeps it
    std::map<Owed, std::vector<Owed>> before_;
    Kept kept_;
};

/// What the plain reference says of a property: whether it is violated, and how long it takes.
struct Judgement {
    bool violated = false;
    std::optional<checker::Delays> delays{};
};

/// Whoever the registry says is blocked is out when the next poll is over (B1): each client of each server
/// for itself, within the minutes from one poll of that server to the next.
inline Judgement judge_blocked_connected(const model::Setup& setup, const Runs& runs, Minute last)
{
    const Rules& rules = runs.rules();
    Judgement all{.delays = checker::Delays{}};
    for (std::size_t s = 0; s < setup.world.servers.size(); ++s) {
        for (std::size_t p = 0; p < setup.world.programs.size(); ++p) {
            if (!rules.is_client_of(p, s)) continue;
            const auto listed = [&, p, s](const World& world) { return rules.is_listed(world, p, s); };
            const auto out = [&, p, s](const World& world) {
                const bool in = rules.is_connected(world, p, s) || Rules::is_on_the_way_in(world, p, s);
                const bool is_kept_out = !world.servers[s].runs || rules.is_blocked(world, p, s) ||
                                         !rules.may_connect(world, p, s);
                return !listed(world) || (!in && is_kept_out);
            };
            const Kept kept = Keeping(runs, {listed, out, setup.world.servers[s].poll}, last).judge();
            all.violated = all.violated || kept.late;
            all.delays->add(kept.delays);
        }
    }
    return all;
}

inline Judgement judge_own(const model::OwnProperty& own, const Runs& runs, Minute last)
{
    const Rules& rules = runs.rules();
    const auto is_true = [&](const model::Formula& formula) {
        return [&](const World& world) { return rules.is_true(world, formula); };
    };
    const auto somewhere = [&](auto&& question) { return std::ranges::any_of(runs.moments(), question); };
    using checker::PropertyKind;
    switch (own.kind) {
    case PropertyKind::within: {
        const Kept kept =
            Keeping(runs, {is_true(own.formula), is_true(own.goal), static_cast<Minute>(own.minutes)}, last)
                .judge();
        return {kept.late, kept.delays};
    }
    case PropertyKind::never:
        return {somewhere([&](const auto& moment) { return rules.is_true(moment.world, own.formula); })};
    case PropertyKind::reachable:
        return {!somewhere([&](const auto& moment) { return rules.is_true(moment.world, own.formula); })};
    case PropertyKind::at_end:
        return {somewhere([&](const auto& moment) {
            const bool goes_on =
                std::ranges::any_of(moment.deeds, [](const Deed& deed) { return !deed.of_environment; });
            return !goes_on && !rules.somebody_waits(moment.world) && !rules.polls_have_news(moment.world) &&
                   !rules.is_true(moment.world, own.formula);
        })};
    default: throw std::invalid_argument("a property that is not played here");
    }
}

/// Of a property of steps.
inline Judgement judge_steps(const std::string& name, const Runs& runs)
{
    for (const Runs::Moment& moment : runs.moments()) {
        for (const Deed& deed : moment.deeds) {
            if (deed.violated.contains(name)) return {.violated = true};
        }
    }
    return {};
}

}  // namespace holdfast::tests::plain
