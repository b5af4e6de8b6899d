// Who gets through to a server, as a state says it: by the lists in force, by what the store has read last,
// and by what stands in its registry. A turn asks it on its way, a report and a property from outside.
#pragma once

#include <cstddef>
#include <cstdint>

#include "model/layout.hpp"

namespace holdfast::model {

/// `State` is a Turn or a Snapshot.
template <class State>
class Gate {
public:
    using Number = BlockLists::Number;

    Gate(const Layout& layout, const State& state, std::size_t server)
        : layout_(layout), state_(state), number_(server), server_(layout.servers[server])
    {
    }

    [[nodiscard]] bool store_runs() const { return get(server_.down) == 0; }

    /// A poll is to begin, or has not come to its end.
    [[nodiscard]] bool poll_is_due() const
    {
        return server_.poll_in.present() && store_runs() && get(server_.poll_in) == 0;
    }

    [[nodiscard]] bool is_connected(std::size_t program) const
    {
        return get(layout_.programs[program].fields.connection) ==
               stored_connection({ConnectionState::open, number_});
    }

    /// By the lists in force.
    [[nodiscard]] bool blocks(std::size_t program) const
    {
        return keeps_out(program, processes_in_force(), versions_in_force());
    }

    /// By what stands in the registry of the node that runs the store.
    [[nodiscard]] bool is_told_to_block(std::size_t program) const
    {
        const ServerLayout::Node& node = active_node();
        return keeps_out(program, server_.processes.at_start(get(node.processes)),
                         server_.versions.at_start(get(node.versions)));
    }

    /// By what the last poll or start has read.
    [[nodiscard]] bool has_read_to_block(std::size_t program) const
    {
        return keeps_out(program, server_.processes.at_start(get(server_.seen_processes)),
                         server_.versions.at_start(get(server_.seen_versions)));
    }

    /// Kept out because it has no name, by an item that is none.
    [[nodiscard]] bool blocks_for_no_name(std::size_t program) const
    {
        return (server_.processes.list(processes_in_force()).by_no_name >> program & 1) != 0;
    }

    [[nodiscard]] bool has_process_list() const
    {
        return server_.processes.list(processes_in_force()).is_set;
    }

    [[nodiscard]] bool blocks_version(std::size_t program) const
    {
        return (server_.versions.list(versions_in_force()).clients >> program & 1) != 0;
    }

    /// What the store finds under the key where it looks for the process list, which is not in doubt for the
    /// versions (A20). The first value is that of an absent one.
    [[nodiscard]] Number processes_to_read() const
    {
        const bool elsewhere = layout_.policy.blocking.process_list_key == ProcessListKey::elsewhere;
        return elsewhere ? Number{0} : get(active_node().processes);
    }

    [[nodiscard]] Number versions_to_read() const { return get(active_node().versions); }

    /// Whether a poll that is still to come will find something that it does not know.
    [[nodiscard]] bool has_news() const
    {
        if (!server_.poll_in.present() || !store_runs()) return false;
        return get(server_.written) != 0 || processes_to_read() != get(server_.seen_processes) ||
               versions_to_read() != get(server_.seen_versions);
    }

    [[nodiscard]] const ServerLayout::Node& active_node() const { return server_.nodes[get(server_.active)]; }

    [[nodiscard]] Number processes_in_force() const
    {
        return server_.process_list.present() ? get(server_.process_list)
                                              : server_.processes.at_start(get(server_.seen_processes));
    }

    [[nodiscard]] Number versions_in_force() const
    {
        return server_.version_list.present() ? get(server_.version_list)
                                              : server_.versions.at_start(get(server_.seen_versions));
    }

private:
    [[nodiscard]] Number get(Field field) const { return static_cast<Number>(state_.get(field)); }

    [[nodiscard]] bool keeps_out(std::size_t program, Number processes, Number versions) const
    {
        const BlockList& by_name = server_.processes.list(processes);
        if ((by_name.clients >> program & 1) != 0) return true;
        const bool first = layout_.policy.blocking.both_values == BothValues::processes_first;
        if (first && by_name.is_set) return false;
        return (server_.versions.list(versions).clients >> program & 1) != 0;
    }

    const Layout& layout_;
    const State& state_;
    const std::size_t number_;
    const ServerLayout& server_;
};

}  // namespace holdfast::model
