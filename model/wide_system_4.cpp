#include "model/profile_stepper.hpp"
#include "model/wide_system.hpp"

namespace holdfast::model {

template <>
std::unique_ptr<checker::System> wide_system<4>(Layout layout)
{
    return std::make_unique<checker::SystemOf<ProfileSystem<4>>>(ProfileSystem<4>(std::move(layout)));
}

}  // namespace holdfast::model
