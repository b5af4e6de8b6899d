// MAPIUninitialize: the last of a process gives the in-use table up. No purge is documented here.
#pragma once

#include "model/calls/atomic_steps.hpp"
#include "model/calls/outcome.hpp"
#include "model/in_use_table.hpp"

namespace holdfast::model {

class Uninitialize {
public:
    Uninitialize(Turn& turn, const Call&) : turn_(turn) {}

    /// A session that is still open ends with it, as at the end of a process.
    Outcome run(UninitializeStep, unsigned)
    {
        const std::uint64_t before = turn_.get(turn_.fields().initialized);
        if (before == 0) return answered(Answer::not_initialized);
        if (before == 1) InUseTable(turn_).detach();
        turn_.writes(turn_.table().resource);
        turn_.set(turn_.fields().initialized, before - 1);
        return answered(Answer::s_ok);
    }

private:
    Turn& turn_;
};

}  // namespace holdfast::model
