#include "scenarios/format/servers.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/format/quantities.hpp"
#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {
namespace {

using model::RegistryValue;

class ServerReader {
public:
    ServerReader(DraftExchange& exchange, Complaints& complaints)
        : exchange_(exchange), complaints_(complaints)
    {
    }

    void read(const Entry& entry, const Table& table)
    {
        model::Server server{.name = entry.name, .nodes = {}};
        const std::size_t processes = value_of(table, "processes").value_or(0);
        const std::size_t versions = value_of(table, "versions").value_or(0);
        if (const toml::array* const nodes = table.array("nodes")) {
            for (const toml::node& node : *nodes) read_node(node, {"", processes, versions}, server);
            if (nodes->empty()) complaints_.add(table.place_of_value("nodes"), "'nodes' has no node");
        } else if (is_new_node(entry.name, entry.where)) {
            server.nodes.push_back({entry.name, processes, versions});
        }
        read_polls(table, server);
        exchange_.servers.push_back(std::move(server));
    }

private:
    void read_polls(const Table& table, model::Server& server)
    {
        const auto poll = minutes_of(table, "poll");
        const auto first = minutes_of(table, "first_poll");
        server.poll = poll.value_or(server.poll);
        server.first_poll = first.value_or(server.poll);
        // Without a good time between polls nothing can be said of the first one.
        if (server.first_poll <= server.poll || (table.has("poll") && !poll)) return;
        complaints_.add(table.place_of_value("first_poll"),
                        fmt::format("the first poll comes later than a poll follows on another, {} minutes",
                                    server.poll));
    }

    void read_node(const toml::node& node, model::Node like, model::Server& server)
    {
        const Position where = position_of(node);
        if (const auto name = node.value_exact<std::string>()) return add_node(*name, where, like, server);
        const toml::table* const table = node.as_table();
        if (table == nullptr) {
            complaints_.add(where,
                            fmt::format("a node must be a string or a table, not {}", kind_in_words(node)));
            return;
        }
        const Table detailed{*table, "node", "a node", where, complaints_};
        like.processes = value_of(detailed, "processes").value_or(like.processes);
        like.versions = value_of(detailed, "versions").value_or(like.versions);
        if (const auto name = detailed.text("name"))
            add_node(*name, detailed.place_of_value("name"), like, server);
    }

    void add_node(const std::string& name, Position where, model::Node node, model::Server& server)
    {
        if (!is_good_name(name, "a node", where, complaints_) || !is_new_node(name, where)) return;
        node.name = name;
        server.nodes.push_back(std::move(node));
    }

    /// Nodes are known by their name alone, whichever server they belong to.
    bool is_new_node(const std::string& name, Position where)
    {
        const auto first = std::ranges::find(nodes_, name, &KnownNode::name);
        if (first != nodes_.end()) {
            complaints_.add(where, fmt::format("duplicate node {}", quoted(name)),
                            fmt::format("the first one is in line {}, column {}", first->where.line,
                                        first->where.column));
            return false;
        }
        nodes_.push_back({name, where});
        return true;
    }

    std::optional<std::size_t> value_of(const Table& table, std::string_view key)
    {
        return read_registry_value(table, key, exchange_);
    }

    std::optional<std::uint32_t> minutes_of(const Table& table, std::string_view key)
    {
        const auto text = table.text(key);
        return text ? read_minutes(*text, table.place_of_value(key), complaints_) : std::nullopt;
    }

    struct KnownNode {
        std::string name;
        Position where;
    };

    DraftExchange& exchange_;
    Complaints& complaints_;
    std::vector<KnownNode> nodes_;
};

}  // namespace

std::size_t DraftExchange::number_of(const RegistryValue& value)
{
    const auto number = std::ranges::find(values, value) - values.begin();
    if (number == std::ssize(values)) values.push_back(value);
    return static_cast<std::size_t>(number);
}

std::optional<std::size_t> read_registry_value(const Table& table, std::string_view key,
                                               DraftExchange& exchange)
{
    const toml::node* const node = table.value(key);
    if (node == nullptr) return std::nullopt;
    if (const auto text = node->value_exact<std::string>())
        return exchange.number_of(RegistryValue::of_text(*text));
    if (node->is_integer()) return exchange.number_of(RegistryValue::of_number());
    if (node->is_array()) return exchange.number_of(RegistryValue::of_several_texts());
    return exchange.number_of(RegistryValue::absent());
}

DraftExchange read_servers(const Table& file, Complaints& complaints)
{
    DraftExchange exchange;
    const auto table = file.child("servers", "servers", "[servers]");
    if (!table) return exchange;
    ServerReader reader{exchange, complaints};
    for (const Entry& entry : table->entries()) {
        const std::string label = fmt::format("[servers.{}]", harmless(entry.name, most_name_length));
        if (!is_good_name(entry.name, "a server", entry.where, complaints)) continue;
        if (exchange.servers.size() == most_servers) {
            complaints.add(entry.where, fmt::format("too many servers; there can be {}", most_servers));
            break;
        }
        if (!is_right_kind(*entry.node, key_of("servers", "*"), label, complaints)) continue;
        reader.read(entry, {*entry.node->as_table(), "server", label, entry.where, complaints});
    }
    return exchange;
}

}  // namespace holdfast::scenarios
