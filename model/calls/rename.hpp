// IProfAdmin::RenameProfile: a profile in use keeps its name until it is no longer used, any other gets the
// new one at once. Both answer S_OK, as with DeleteProfile.
#pragma once

#include "model/calls/atomic_steps.hpp"
#include "model/calls/outcome.hpp"
#include "model/in_use_table.hpp"

namespace holdfast::model {

class Rename {
public:
    Rename(Turn& turn, const Call& call)
        : turn_(turn), registry_(turn), table_(turn),
          name_(static_cast<Name>(turn.layout().name_of_profile[call.profile])),
          new_name_(static_cast<Name>(turn.layout().name_of_profile[call.target]))
    {
    }

    Outcome run(RenameStep step, unsigned)
    {
        switch (step) {
        case RenameStep::look_up: return look_up();
        case RenameStep::ask_use: return ask_use();
        case RenameStep::defer: return defer();
        case RenameStep::rename: return rename();
        case RenameStep::count: break;
        }
        return answered(Answer::call_failed);
    }

private:
    /// No answer is documented for a name that is not there.
    Outcome look_up()
    {
        turn_.scratch = registry_.live(name_);
        if (turn_.scratch.none()) return finish(Answer::not_found);
        return go_on_with(RenameStep::ask_use);
    }

    Outcome ask_use()
    {
        if (registry_.status_of(turn_.scratch) != Status::live) return finish(Answer::not_found);
        const bool in_use = table_.shows_use_to_delete_and_logoff(turn_.scratch);
        return go_on_with(in_use ? RenameStep::defer : RenameStep::rename);
    }

    Outcome defer()
    {
        if (registry_.status_of(turn_.scratch) != Status::live) return finish(Answer::not_found);
        if (turn_.narrator() != nullptr) turn_.narrator()->put_off(turn_, turn_.scratch, new_name_);
        registry_.rename_later(turn_.scratch, new_name_);
        return finish(Answer::s_ok);
    }

    /// Whoever came to use it since it was looked at is not noticed.
    Outcome rename()
    {
        if (registry_.status_of(turn_.scratch) != Status::live) return finish(Answer::not_found);
        const bool done = registry_.rename(turn_.scratch, new_name_);
        return finish(done ? Answer::s_ok : Answer::no_access);
    }

    Outcome finish(Answer answer)
    {
        turn_.scratch = {};
        return answered(answer);
    }

    Turn& turn_;
    Registry registry_;
    InUseTable table_;
    Name name_, new_name_;
};

}  // namespace holdfast::model
