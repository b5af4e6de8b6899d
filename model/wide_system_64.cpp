#include "model/profile_stepper.hpp"
#include "model/wide_system.hpp"

namespace holdfast::model {

template <>
std::unique_ptr<checker::System> wide_system<64>(Layout layout)
{
    return std::make_unique<checker::SystemOf<ProfileSystem<64>>>(ProfileSystem<64>(std::move(layout)));
}

}  // namespace holdfast::model
