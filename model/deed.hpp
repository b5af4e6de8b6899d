// What a program's turn did, apart from the state it leads to.
#pragma once

#include "checker/footprint.hpp"
#include "checker/property.hpp"

namespace holdfast::model {

struct Deed {
    checker::Footprint footprint{};
    checker::PropertyMask triggered = 0;
    checker::PropertyMask violated = 0;
    unsigned picks = 1;          ///< in how many ways the step can go on
    bool blocked = false;        ///< not enabled, nothing was changed; of the rest only `picks` counts
    bool renumber = false;       ///< the instances of the hive are to be numbered again
    bool beyond_limit = false;   ///< no room for the successor
    bool urgent = false;         ///< no time passes while it can be done
    bool strongly_fair = false;  ///< it took a mutex, or its program is strongly fair
};

}  // namespace holdfast::model
