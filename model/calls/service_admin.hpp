// IProfAdmin::AdminServices and what is done through it. It opens no MAPI session; whether it counts as use
// is A5. "MAPI can prevent you from deleting a profile in use, but cannot prevent you from deleting every
// message service in it."
#pragma once

#include "model/calls/atomic_steps.hpp"
#include "model/calls/outcome.hpp"
#include "model/in_use_table.hpp"

namespace holdfast::model {

class ServiceAdmin {
public:
    explicit ServiceAdmin(Turn& turn) : turn_(turn), registry_(turn), table_(turn) {}

    /// One at a time; a profile that is not there answers MAPI_E_LOGON_FAILED.
    Outcome open(const Call& call)
    {
        if (!admin().none()) return answered(Answer::no_access);
        const auto name = static_cast<Name>(turn_.layout().name_of_profile[call.profile]);
        const Reference instance = registry_.live(name);
        if (instance.none()) return answered(Answer::logon_failed);
        table_.administer(instance);
        return answered(Answer::s_ok);
    }

    /// CreateMsgService and ConfigureMsgService, for all that the profile should have.
    Outcome add_services()
    {
        return admin().none() ? answered(Answer::invalid_object) : give_services(false);
    }

    /// DeleteMsgService for every service. Nobody is asked who uses them.
    Outcome delete_services(DeleteServicesStep step)
    {
        if (admin().none()) return answered(Answer::invalid_object);
        if (step == DeleteServicesStep::look_up) return go_on_with(DeleteServicesStep::remove);
        return give_services(true);
    }

    Outcome close()
    {
        if (admin().none()) return answered(Answer::invalid_object);
        table_.administer({});
        return answered(Answer::s_ok);
    }

private:
    Outcome give_services(bool none)
    {
        if (registry_.status_of(admin()) == Status::purged) return answered(Answer::call_failed);
        if (turn_.narrator() != nullptr) turn_.narrator()->gave_services(turn_, admin(), none);
        registry_.set_bare(admin(), none);
        return answered(Answer::s_ok);
    }

    [[nodiscard]] Reference admin() const { return turn_.reference(turn_.fields().admin); }

    Turn& turn_;
    Registry registry_;
    InUseTable table_;
};

}  // namespace holdfast::model
