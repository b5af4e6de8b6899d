// The model's own clock, in whole minutes (domain: 8.7, Tick). A state holds no time of day, only what is
// left until something is due; so time may go on for ever in few states. Whether time can pass at all is not
// asked here: it passes only where nothing is left to do that is urgent. It passes to the next thing that is
// due, or by one minute, so that whoever takes his time may move at any minute; minutes in which nobody could
// do anything are not told apart (Henzinger, Manna and Pnueli, 1992, on why whole minutes are exact here).
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "model/layout.hpp"

namespace holdfast::model {

class Clock {
public:
    Clock(const Layout& layout, std::uint64_t* words) : layout_(layout), words_(words) {}

    /// Minutes to the next thing that is due; none where nothing ever is.
    [[nodiscard]] std::optional<std::uint32_t> next() const
    {
        std::optional<std::uint32_t> least;
        const auto offer = [&](std::uint64_t minutes) {
            if (minutes > 0)
                least = std::min(least.value_or(static_cast<std::uint32_t>(minutes)),
                                 static_cast<std::uint32_t>(minutes));
        };
        for (const ServerLayout& server : layout_.servers) offer(get(server.poll_in));
        for (std::size_t p = 0; p < layout_.programs.size(); ++p) {
            offer(get(layout_.programs[p].fields.waiting));
            for_each_window(p, [&](const Window& window) {
                const std::uint64_t age = get(layout_.programs[p].fields.age);
                if (age < window.from) offer(window.from - age);
                if (age < window.until) offer(window.until - age);
            });
        }
        return least;
    }

    /// Whether some program goes on when time has passed.
    [[nodiscard]] bool somebody_waits() const
    {
        bool waits = false;
        for (std::size_t p = 0; p < layout_.programs.size(); ++p) {
            waits = waits || get(layout_.programs[p].fields.waiting) > 0;
            for_each_window(p, [&](const Window& window) {
                waits = waits || get(layout_.programs[p].fields.age) < window.from;
            });
        }
        return waits;
    }

    /// At most as many as `next` says.
    void pass(std::uint32_t minutes)
    {
        for (std::size_t k = 0; k < layout_.servers.size(); ++k) pass(k, minutes);
        for (const ProgramLayout& program : layout_.programs) {
            if (get(program.fields.waiting) > 0)
                set(program.fields.waiting, get(program.fields.waiting) - minutes);
            if (!program.looks_at_its_age.empty() && program.looks_at_its_age[get(program.fields.at)])
                set(program.fields.age,
                    std::min<std::uint64_t>(get(program.fields.age) + minutes, program.oldest));
        }
    }

private:
    [[nodiscard]] std::uint64_t get(Field field) const
    {
        return (words_[field.word] >> field.shift) & field.mask;
    }

    void set(Field field, std::uint64_t value)
    {
        words_[field.word] &= ~(field.mask << field.shift);
        words_[field.word] |= value << field.shift;
    }

    /// A store that does not run misses its poll.
    void pass(std::size_t number, std::uint32_t minutes)
    {
        const ServerLayout& server = layout_.servers[number];
        const std::uint64_t left = get(server.poll_in);
        if (left == 0) return;
        const bool missed = left == minutes && get(server.down) != 0;
        set(server.poll_in, missed ? layout_.world.servers[number].poll : left - minutes);
    }

    /// Of the steps that the program may take next.
    template <class Use>
    void for_each_window(std::size_t p, const Use& use) const
    {
        const Script& script = layout_.programs[p].script;
        const Point& point = script.points[get(layout_.programs[p].fields.at)];
        if (point.kind != Point::Kind::between) return;
        for (std::size_t k = point.first; k < std::size_t{point.first} + point.count; ++k) {
            if (script.possibilities[k].call.when) use(*script.possibilities[k].call.when);
        }
    }

    const Layout& layout_;
    std::uint64_t* words_;
};

}  // namespace holdfast::model
