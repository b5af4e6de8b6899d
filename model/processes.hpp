// Who can move, in the order of choices: the programs, their crashes, and whatever else may happen to them.
#pragma once

#include <vector>

#include "checker/model.hpp"
#include "model/layout.hpp"

namespace holdfast::model {

[[nodiscard]] std::vector<checker::Process> make_processes(const Layout& layout);

}  // namespace holdfast::model
