// A program's run as a graph of points. `choose` and `repeat` cost no step: a point lists the calls that may
// come next, each with where the program goes on if it succeeds and if it fails. Repeats are unrolled, but
// for those without end, which are loops of the graph; so a point is also the program's whole memory of
// where it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/world.hpp"

namespace holdfast::model {

/// Index of a Point within its Script.
using PointIndex = std::uint16_t;

/// One of the calls that a program may make at a point.
struct Possibility {
    Call call{};
    PointIndex on_success = 0;
    PointIndex on_failure = 0;
    /// At grain micro, atomic step k of this call (k > 0) has the point `inside + k`.
    PointIndex inside = 0;
    /// Which call of the run as it is written, from 0: repeats and branches that share it give it several
    /// times.
    std::uint16_t written = 0;
};

struct Point {
    enum class Kind : std::uint8_t {
        between,  ///< between two calls; one of `possibilities` comes next
        inside,   ///< inside a call, in front of its atomic step `step`
        end,      ///< nothing left to do; the process lives on
        crashed,  ///< the process is gone
    };
    Kind kind = Kind::between;
    std::uint16_t first = 0;  ///< of the possibilities: of this point, or the one it is inside of
    std::uint16_t count = 0;  ///< how many of them, for `between`
    std::uint8_t step = 0;    ///< for `inside`
};

struct Script {
    std::vector<Point> points;  ///< those between calls first, then all `inside`
    std::vector<Possibility> possibilities;
    PointIndex start = 0;
    PointIndex end = 0;
    PointIndex crashed = 0;
    bool endless = false;  ///< some of it is repeated for ever, if the program comes to it
};

/// The most points between calls that a run may unroll to; a longer one is refused, not cut.
inline constexpr std::size_t most_places = 4096;

/// The most calls over all those points; with the atomic steps of each a point still has a 16-bit number.
inline constexpr std::size_t most_possibilities = 6000;

/// Fails with a sentence where the run unrolls to too many points.
[[nodiscard]] tl::expected<Script, std::string> make_script(const Program& program, Grain grain);

/// The greatest number of MAPIInitialize that are not yet balanced at any time; none where rounds without end
/// let it grow without end. `at_start` is the number that the run begins with.
[[nodiscard]] std::optional<std::size_t> most_initialized(const Script& script, std::size_t at_start);

}  // namespace holdfast::model
