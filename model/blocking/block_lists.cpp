#include "model/blocking/block_lists.hpp"

#include <algorithm>
#include <utility>

#include "model/blocking/process_list.hpp"

namespace holdfast::model {
namespace {

bool is_longer_kept(const BlockingPolicy& policy) { return policy.removal_seen == RemovalSeen::at_restart; }

/// Whether the process list, once there is one, is about a client without a name, whoever is on it.
bool is_about(const Client& client, const BlockingPolicy& policy)
{
    if (is_older(client)) return policy.older_clients == OlderClients::kept_out;
    return policy.nameless_clients == NamelessClients::kept_out;
}

BlockList both(const BlockList& one, const BlockList& other)
{
    return {one.is_set || other.is_set, one.clients | other.clients, one.by_no_name | other.by_no_name};
}

/// Reads the values of one kind for the clients of one scenario.
class Reader {
public:
    Reader(BlockLists::Kind kind, const std::vector<Client>& clients, const BlockingPolicy& policy)
        : kind_(kind), clients_(clients), policy_(policy)
    {
    }

    /// Nothing where the list in force stays.
    [[nodiscard]] std::optional<BlockList> read(const RegistryValue& value) const
    {
        return kind_ == BlockLists::Kind::processes ? read_processes(value) : read_versions(value);
    }

private:
    [[nodiscard]] std::optional<BlockList> read_processes(const RegistryValue& value) const
    {
        const auto named = ProcessList::read(value, policy_.reading);
        if (!named) return std::nullopt;
        BlockList list{.is_set = !named->items().empty()};
        for (std::size_t p = 0; p < clients_.size(); ++p) {
            if (is_exempt(clients_[p])) continue;
            const auto name = process_name(clients_[p], policy_.process_name_from);
            const bool has_name = name && !name->empty();
            const bool matched = named->blocks(name) && !is_older(clients_[p]);
            const bool as_nameless = !has_name && list.is_set && is_about(clients_[p], policy_);
            if (matched || as_nameless) list.clients |= std::uint64_t{1} << p;
            if (matched && !has_name) list.by_no_name |= std::uint64_t{1} << p;
        }
        return list;
    }

    [[nodiscard]] std::optional<BlockList> read_versions(const RegistryValue& value) const
    {
        const auto ranges = VersionRanges::read(value, policy_.reading);
        if (!ranges) return std::nullopt;
        BlockList list{.is_set = !ranges->ranges().empty()};
        for (std::size_t p = 0; p < clients_.size(); ++p) {
            if (!is_exempt(clients_[p]) && ranges->blocks(clients_[p].version))
                list.clients |= std::uint64_t{1} << p;
        }
        return list;
    }

    [[nodiscard]] bool is_exempt(const Client& client) const
    {
        return client.is_part_of_server && policy_.server_components == ServerComponents::exempt;
    }

    BlockLists::Kind kind_;
    const std::vector<Client>& clients_;
    const BlockingPolicy& policy_;
};

}  // namespace

BlockLists::BlockLists(Kind kind, std::vector<RegistryValue> values, const std::vector<Client>& clients,
                       const BlockingPolicy& policy)
    : values_(std::move(values))
{
    const Reader reader(kind, clients, policy);
    std::vector<std::optional<BlockList>> read;
    for (const RegistryValue& value : values_) {
        read.push_back(reader.read(value));
        // A start keeps nothing, for there is nothing to keep.
        at_start_.push_back(number_of(read.back().value_or(BlockList{})));
    }
    // Lists are found while those known are gone through, until no poll leads to another one.
    for (std::size_t in_force = 0; in_force < lists_.size() && !has_too_many(); ++in_force) {
        std::vector<Number> behind;
        for (const auto& list : read) {
            const BlockList before = lists_[in_force];
            const BlockList after = !list ? before : is_longer_kept(policy) ? both(before, *list) : *list;
            behind.push_back(number_of(after));
        }
        behind_poll_.push_back(std::move(behind));
    }
}

BlockLists::Number BlockLists::number_of(const BlockList& list)
{
    const auto [known, is_new] = numbers_.try_emplace(list, static_cast<Number>(lists_.size()));
    if (is_new) lists_.push_back(list);
    return known->second;
}

BlockLists::Number BlockLists::number_of_value(const RegistryValue& value) const
{
    return static_cast<Number>(std::ranges::find(values_, value) - values_.begin());
}

bool BlockLists::follows_from_value() const
{
    return std::ranges::all_of(behind_poll_, [&](const auto& behind) { return behind == at_start_; });
}

}  // namespace holdfast::model
