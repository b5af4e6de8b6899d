// A program's connection to a server of Exchange (domain: 8.7, K1 and K2). It is opened with the profile of
// the program's MAPI session, where it has one; so it can fail for three reasons: the profile is gone, the
// client is blocked, the server does not answer. Which one it was is what an administrator wants to know who
// hears only that "the program cannot reach the server".
#pragma once

#include "model/blocking/gate.hpp"
#include "model/calls/access.hpp"
#include "model/calls/atomic_steps.hpp"
#include "model/calls/outcome.hpp"

namespace holdfast::model {

class Connection {
public:
    Connection(Turn& turn, const Call& call) : turn_(turn), call_(call) {}

    Outcome connect(ConnectStep step, unsigned) { return step == ConnectStep::check ? check() : insert(); }

    Outcome disconnect()
    {
        turn_.set(turn_.fields().connection, stored_connection({}));
        return answered(Answer::s_ok);
    }

    /// Something that needs the server: reading mail, sending it.
    Outcome request()
    {
        const ConnectionOf connection = connection_of(turn_.get(turn_.fields().connection));
        if (connection.state == ConnectionState::none) return answered(Answer::invalid_object);
        if (const auto failed = failure_of_profile()) return *failed;
        turn_.reads(turn_.layout().servers[connection.server].store);
        const Gate<Turn> gate(turn_.layout(), turn_, connection.server);
        if (!gate.store_runs()) return failed(Answer::network_error, "the <server> is down", false);
        if (connection.state == ConnectionState::cut) return failed(refusal(), "its client is blocked", true);
        if (connection.state == ConnectionState::lost)
            return failed(Answer::network_error, "the <server> was down, and the connection is lost", false);
        note_access();
        return answered(Answer::s_ok);
    }

private:
    /// K1.
    Outcome check()
    {
        turn_.reads(turn_.layout().servers[call_.node.server].store);
        const Gate<Turn> gate(turn_.layout(), turn_, call_.node.server);
        if (gate.is_connected(turn_.who())) return answered(Answer::s_ok);
        turn_.set(turn_.fields().connection, stored_connection({}));
        if (const auto failed = failure_of_profile()) return *failed;
        if (!gate.store_runs()) return failed(Answer::network_error, "the <server> is down", false);
        judge_treatment(gate);
        if (gate.blocks(turn_.who())) return refused(gate);
        const bool at_once = turn_.policy().blocking.admission == Admission::one_step;
        return at_once ? insert() : go_on_with(ConnectStep::insert);
    }

    Outcome refused(const Gate<Turn>& gate)
    {
        turn_.triggers(PropertyIndex::unblocked_refused);
        if (!gate.has_read_to_block(turn_.who())) turn_.violates(PropertyIndex::unblocked_refused);
        return failed(refusal(), "its client is blocked", true);
    }

    /// B5: whether a client without a name is let in must not depend on the list.
    void judge_treatment(const Gate<Turn>& gate)
    {
        const Client& client = turn_.layout().world.programs[turn_.who()].client;
        const auto name = process_name(client, turn_.policy().blocking.process_name_from);
        if ((name && !name->empty()) || !gate.has_process_list()) return;
        turn_.triggers(PropertyIndex::nameless_differently);
        const bool let_in = turn_.policy().blocking.nameless_clients == NamelessClients::let_in;
        if (let_in && gate.blocks_for_no_name(turn_.who()))
            turn_.violates(PropertyIndex::nameless_differently);
    }

    /// K2. What was checked may be so no more, and nobody looks again.
    Outcome insert()
    {
        turn_.reads(turn_.layout().servers[call_.node.server].store);
        const Gate<Turn> gate(turn_.layout(), turn_, call_.node.server);
        if (!gate.store_runs()) return failed(Answer::network_error, "the <server> is down", false);
        turn_.triggers(PropertyIndex::blocked_admitted);
        if (gate.blocks(turn_.who())) turn_.violates(PropertyIndex::blocked_admitted);
        turn_.set(turn_.fields().connection, stored_connection({ConnectionState::open, call_.node.server}));
        note_access();
        return answered(Answer::s_ok);
    }

    [[nodiscard]] std::optional<Outcome> failure_of_profile()
    {
        if (!turn_.fields().session.present() || turn_.reference(turn_.fields().session).none())
            return std::nullopt;
        Call access;
        access.kind = CallKind::access;
        Outcome outcome = Access(turn_, access).run(AccessStep::use_handle, 0);
        if (outcome.kind == Outcome::Kind::next) outcome = Access(turn_, access).run(AccessStep::reopen, 0);
        if (outcome.answer == Answer::s_ok) return std::nullopt;
        return outcome;
    }

    void note_access()
    {
        turn_.triggers(PropertyIndex::failed_access);
        turn_.triggers(PropertyIndex::failed_access_unblocked);
    }

    Outcome failed(Answer answer, Sentence<0> why, bool is_blocked)
    {
        note_access();
        turn_.violates(PropertyIndex::failed_access);
        if (!is_blocked) turn_.violates(PropertyIndex::failed_access_unblocked);
        if (turn_.narrator() != nullptr) turn_.narrator()->request_failed(turn_, why);
        return answered(answer);
    }

    /// A24.
    [[nodiscard]] Answer refusal() const
    {
        switch (turn_.policy().blocking.refusal) {
        case Refusal::version: return Answer::version;
        case Refusal::client_version_disallowed: return Answer::client_version_disallowed;
        case Refusal::logon_failed: return Answer::logon_failed;
        case Refusal::network_error: return Answer::network_error;
        }
        return Answer::version;
    }

    Turn& turn_;
    const Call& call_;
};

}  // namespace holdfast::model
