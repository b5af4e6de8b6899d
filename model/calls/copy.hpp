// IProfAdmin::CopyProfile: look, then insert, as CreateProfile does. Who uses the source does not matter.
#pragma once

#include "model/calls/atomic_steps.hpp"
#include "model/calls/outcome.hpp"
#include "model/in_use_table.hpp"

namespace holdfast::model {

class Copy {
public:
    Copy(Turn& turn, const Call& call)
        : turn_(turn), registry_(turn), name_(static_cast<Name>(turn.layout().name_of_profile[call.profile])),
          new_name_(static_cast<Name>(turn.layout().name_of_profile[call.target]))
    {
    }

    Outcome run(CopyStep step, unsigned) { return step == CopyStep::look_up ? look_up() : insert(); }

private:
    /// MAPI_E_NO_ACCESS is the same number as the E_ACCESSDENIED of the documentation.
    Outcome look_up()
    {
        if (registry_.live(name_).none()) return answered(Answer::not_found);
        if (registry_.is_taken(new_name_)) return answered(Answer::no_access);
        return go_on_with(CopyStep::insert);
    }

    Outcome insert()
    {
        const Reference source = registry_.live(name_);
        if (source.none()) return answered(Answer::not_found);
        if (registry_.is_taken(new_name_)) return answered(Answer::no_access);
        const Reference fresh = registry_.create(new_name_, registry_.is_dynamic(source), Status::live,
                                                 registry_.is_bare(source));
        if (fresh.none()) return no_room;
        if (turn_.narrator() != nullptr) turn_.narrator()->copied_to(turn_, name_, new_name_);
        return answered(Answer::s_ok);
    }

    Turn& turn_;
    Registry registry_;
    Name name_, new_name_;
};

}  // namespace holdfast::model
