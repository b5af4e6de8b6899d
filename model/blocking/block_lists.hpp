// Which clients each value of the registry blocks. All values that a scenario can write and all clients are
// known when it is compiled, so the text of a value is read once, and a state holds small numbers only.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "model/blocking/client.hpp"
#include "model/blocking/policy.hpp"
#include "model/blocking/registry_value.hpp"

namespace holdfast::model {

/// A list in force: who is on it. Lists that name the same clients are the same list.
struct BlockList {
    bool is_set = false;           ///< there is a list, though perhaps of nobody here
    std::uint64_t clients = 0;     ///< bit p stands for program p
    std::uint64_t by_no_name = 0;  ///< of them, those without a name that an empty item matched

    auto operator<=>(const BlockList&) const = default;
};

/// The values of one name, "Disable MAPI Client Processes" or "Disable MAPI Clients", and the lists that can
/// come to be in force through them.
class BlockLists {
public:
    using Number = std::uint16_t;  ///< of a value, or of a list

    enum class Kind : std::uint8_t { processes, versions };

    /// With more lists than this, nothing can be asked of it but that it has too many.
    static constexpr std::size_t most_lists = 4'096;

    BlockLists() = default;

    /// `values` are all that can stand in the registry, each once; the first is an absent one.
    BlockLists(Kind kind, std::vector<RegistryValue> values, const std::vector<Client>& clients,
               const BlockingPolicy& policy);

    [[nodiscard]] const std::vector<RegistryValue>& values() const { return values_; }
    [[nodiscard]] Number number_of_value(const RegistryValue& value) const;
    [[nodiscard]] std::size_t list_count() const { return lists_.size(); }
    [[nodiscard]] const BlockList& list(Number list) const { return lists_[list]; }

    /// The list in force behind a start of the store that read this value.
    [[nodiscard]] Number at_start(Number value) const { return at_start_[value]; }

    /// The list in force behind a poll that read this value while another was in force.
    [[nodiscard]] Number behind_poll(Number in_force, Number value) const
    {
        return behind_poll_[in_force][value];
    }

    [[nodiscard]] bool has_too_many() const { return lists_.size() > most_lists; }

    /// Whether the list in force follows from the value that was read last.
    [[nodiscard]] bool follows_from_value() const;

private:
    [[nodiscard]] Number number_of(const BlockList& list);

    std::vector<RegistryValue> values_;
    std::vector<BlockList> lists_;
    std::map<BlockList, Number> numbers_;           ///< of the lists
    std::vector<Number> at_start_;                  ///< by value
    std::vector<std::vector<Number>> behind_poll_;  ///< by list in force and value
};

}  // namespace holdfast::model
