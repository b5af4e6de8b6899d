// IProfAdmin::CreateProfile: look, then insert. The caller gets no entry in the in-use table (A5 asks whether
// it should).
#pragma once

#include "model/calls/atomic_steps.hpp"
#include "model/calls/outcome.hpp"
#include "model/in_use_table.hpp"

namespace holdfast::model {

class Create {
public:
    Create(Turn& turn, const Call& call)
        : turn_(turn), call_(call), registry_(turn),
          name_(static_cast<Name>(turn.layout().name_of_profile[call.profile]))
    {
    }

    Outcome run(CreateStep step, unsigned) { return step == CreateStep::look_up ? look_up() : insert(); }

private:
    /// C1.
    Outcome look_up()
    {
        if (is_taken()) return answered(Answer::no_access);
        return go_on_with(CreateStep::insert);
    }

    /// C2. Creating a registry key tells whether it was there already, so one that came in between is
    /// noticed.
    Outcome insert()
    {
        if (is_taken()) return answered(Answer::no_access);
        const Reference fresh = registry_.create(name_, call_.dynamic, Status::live, !call_.services);
        if (fresh.none()) return no_room;
        if (turn_.narrator() != nullptr) turn_.narrator()->created(turn_, name_, call_);
        InUseTable(turn_).count_creator(fresh);
        return answered(Answer::s_ok);
    }

    [[nodiscard]] bool is_taken() { return registry_.is_taken(name_); }

    Turn& turn_;
    const Call& call_;
    Registry registry_;
    Name name_;
};

}  // namespace holdfast::model
