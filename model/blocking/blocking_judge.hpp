// The properties on runs that are about servers of Exchange: what is owed in a state, and whether it is paid.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/layout.hpp"
#include "model/properties.hpp"
#include "model/snapshot.hpp"

namespace holdfast::model {

class BlockingJudge {
public:
    /// The layout must outlive it.
    explicit BlockingJudge(const Layout& layout);

    /// Into how many parts the property falls, at least one: a part of B1 is a client of a server, one of
    /// poll-starved a server.
    [[nodiscard]] std::size_t parts_of(PropertyIndex property) const;

    /// In minutes: whoever is newly blocked by a server is out when its next poll is over.
    void set_bounds(checker::Property& blocked_connected) const;

    /// Those among `asked` whose P is true of the state.
    [[nodiscard]] checker::PropertyMask owes(const std::uint64_t* words, checker::PropertyMask asked,
                                             std::size_t part) const;

    /// Those among `asked` whose Q is.
    [[nodiscard]] checker::PropertyMask pays(const std::uint64_t* words, checker::PropertyMask asked,
                                             std::size_t part) const;

    /// Whether a poll is still to come that will find what its store does not know.
    [[nodiscard]] bool polls_have_news(const std::uint64_t* words) const;

    struct ClientOfServer {
        std::size_t server = 0;
        std::size_t program = 0;
    };
    [[nodiscard]] const std::vector<ClientOfServer>& clients() const { return clients_; }

private:
    [[nodiscard]] bool will_be_blocked(const std::uint64_t* words, const ClientOfServer& client) const;
    [[nodiscard]] bool is_out_for_good(const std::uint64_t* words, const ClientOfServer& client) const;
    [[nodiscard]] bool is_past_its_check(const Snapshot& state, const ClientOfServer& client) const;
    [[nodiscard]] bool may_connect(const Snapshot& state, const ClientOfServer& client) const;
    [[nodiscard]] bool is_due(const std::uint64_t* words, std::size_t server) const;

    const Layout& layout_;
    std::vector<ClientOfServer> clients_;
};

}  // namespace holdfast::model
