// The shared MAPI session: one that a program has opened with MAPI_ALLOW_OTHERS. Who logs on without
// MAPI_NEW_SESSION gets it, and with it its profile (domain: 2.2). Each who shares it has an entry of its own
// here, so it lasts until the last one has left.
#pragma once

#include <cstdint>
#include <optional>

#include "model/turn.hpp"

namespace holdfast::model {

class SharedSession {
public:
    explicit SharedSession(Turn& turn) : turn_(turn) {}

    /// Another program that has it, or nothing where there is none.
    [[nodiscard]] std::optional<std::uint16_t> holder()
    {
        turn_.reads(turn_.hive().uses);
        for (const std::uint16_t p : turn_.hive().programs) {
            if (is_other_in_scope(p) && shares(p)) return p;
        }
        return std::nullopt;
    }

    /// The caller's new session becomes the shared one; one that was shared before stays with those who have
    /// it.
    void share_own()
    {
        turn_.writes(turn_.hive().uses);
        for (const std::uint16_t p : turn_.hive().programs) {
            if (is_other_in_scope(p)) turn_.set(turn_.layout().programs[p].fields.shared, std::uint64_t{0});
        }
        turn_.set(turn_.fields().shared, std::uint64_t{1});
    }

    /// MAPI_LOGOFF_SHARED: everybody else who shares it is asked to log off.
    void ask_others_to_leave()
    {
        if (turn_.get(turn_.fields().shared) == 0) return;
        turn_.writes(turn_.hive().uses);
        for (const std::uint16_t p : turn_.hive().programs) {
            const Field asked = turn_.layout().programs[p].fields.asked;
            if (asked.present() && is_other_in_scope(p) && shares(p)) turn_.set(asked, std::uint64_t{1});
        }
    }

private:
    [[nodiscard]] bool shares(std::uint16_t p) const
    {
        return turn_.get(turn_.layout().programs[p].fields.shared) != 0;
    }

    /// A13.
    [[nodiscard]] bool is_other_in_scope(std::uint16_t p) const
    {
        if (p == turn_.who()) return false;
        if (turn_.policy().shared_session_scope == SharedSessionScope::machine) return true;
        const auto& programs = turn_.layout().world.programs;
        return programs[p].session == programs[turn_.who()].session;
    }

    Turn& turn_;
};

}  // namespace holdfast::model
