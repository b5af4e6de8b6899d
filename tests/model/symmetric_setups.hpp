// What the tests of symmetry share: setups in which programs or profiles are interchangeable.
#pragma once

#include <string_view>

#include "model/layout.hpp"
#include "model/symmetry.hpp"
#include "tests/model/stage.hpp"

namespace holdfast::tests {

inline model::Layout layout_of(const model::Setup& setup)
{
    return model::make_layout(setup.world, setup.policy, setup.grain, setup.most_instances,
                              setup.own_properties)
        .value();
}

inline const Mapi one_per_name{.assume = {{"create-over-marked", "no-access"}}};
inline const Mapi one_per_name_micro{.assume = {{"create-over-marked", "no-access"}}, .grain = micro};

inline model::Symmetries symmetries_of(const model::Setup& setup)
{
    return model::find_symmetries(layout_of(setup));
}

inline model::Symmetries symmetries_of(std::string_view text, const Mapi& mapi = one_per_name)
{
    return model::find_symmetries(layout_of(setup_of(text, mapi)));
}

inline constexpr std::string_view copies = R"(
[profiles]
p = { state = "live" }
[programs.user]
session = "remote"
count = 3
each_in_own_session = true
run = ["logon p", "delete p", "access", "logoff"]
)";

/// Two copies in sessions of their own, each of which may crash.
inline constexpr std::string_view two_that_may_crash = R"(
[profiles]
p = { state = "live" }
[programs.user]
session = "remote"
count = 2
each_in_own_session = true
may = ["crash"]
run = ["logon p"]
)";

}  // namespace holdfast::tests
