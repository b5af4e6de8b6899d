// A scenario to start from, with comments for whoever has never written one.
#pragma once

#include <string_view>

namespace holdfast::scenarios {

enum class Starter {
    profiles,  ///< programs that share a profile over two sessions
    blocking,  ///< a client that Exchange blocks by the name of its executable
};

/// The text of a file that is as expected right away.
[[nodiscard]] std::string_view starter_text(Starter which);

}  // namespace holdfast::scenarios
