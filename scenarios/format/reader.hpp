// Typed access to the nodes of toml++, with complaints instead of exceptions. What is required, which kind a
// value must be, its range and its words all come from the key table, so that no check is written twice.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "scenarios/format/complaints.hpp"
#include "scenarios/format/key_table.hpp"

namespace holdfast::scenarios {

[[nodiscard]] Position position_of(const toml::node& node);

/// A named child of a table.
struct Entry {
    std::string name;
    Position where;  ///< of the name
    const toml::node* node = nullptr;
};

/// The children in the order in which the file names them; toml++ keeps them by name.
[[nodiscard]] std::vector<Entry> in_file_order(const toml::table& table);

/// "a whole number", "a string", ...: what stands there, for messages.
[[nodiscard]] std::string_view kind_in_words(const toml::node& node);

/// A word of the author that is not among those known: says what was expected, and the nearest.
void unknown_word(Complaints& complaints, Position where, std::string_view what, std::string_view word,
                  const std::vector<std::string>& known, std::string_view whose = {});

/// One table of the file, read as a shape of the key table. Making one checks for unknown and missing keys,
/// unless the author chooses the names.
class Table {
public:
    /// `label` is how messages call it: "[accounts.admin]"; `where` is the place of its name.
    Table(const toml::table& node, std::string_view shape, std::string label, Position where,
          Complaints& complaints);

    [[nodiscard]] bool has(std::string_view key) const { return node_.contains(key); }
    [[nodiscard]] const std::string& label() const { return label_; }
    [[nodiscard]] Position where() const { return where_; }
    [[nodiscard]] Position place_of_key(std::string_view key) const;
    [[nodiscard]] Position place_of_value(std::string_view key) const;
    [[nodiscard]] std::vector<Entry> entries() const { return in_file_order(node_); }

    // Each gives nothing where the key is missing, or where its value is wrong, which has then been
    // complained about.
    [[nodiscard]] std::optional<std::string> text(std::string_view key) const;
    [[nodiscard]] std::optional<std::int64_t> number(std::string_view key) const;
    [[nodiscard]] std::optional<bool> truth(std::string_view key) const;
    [[nodiscard]] const toml::array* array(std::string_view key) const;
    [[nodiscard]] const toml::table* table(std::string_view key) const;
    /// A value of any of the kinds that the key accepts.
    [[nodiscard]] const toml::node* value(std::string_view key) const;
    /// The index of a word of the key's list.
    [[nodiscard]] std::optional<std::size_t> word(std::string_view key) const;

    /// The table of that key, read as a shape in its turn.
    [[nodiscard]] std::optional<Table> child(std::string_view key, std::string_view shape,
                                             std::string label) const;

private:
    void check_keys() const;

    const toml::table& node_;
    std::string_view shape_;
    std::string label_;
    Position where_;
    Complaints& complaints_;
};

/// "missing 'title' in the file (one line that says what the scenario shows)"
[[nodiscard]] std::string missing_in_words(const Key& key, std::string_view label);

/// Whether a value is of a kind that the key accepts; complains where it is not. `name` is for the message.
[[nodiscard]] bool is_right_kind(const toml::node& node, const Key& key, std::string_view name,
                                 Complaints& complaints);

/// The index of a string in the list of words that a key accepts. `what` is for the message: "verdict".
[[nodiscard]] std::optional<std::size_t> word_in(const toml::node& text, const Key& key,
                                                 std::string_view what, Complaints& complaints);

/// A name of the author's choosing; complains about one that is empty, too long or holds control characters.
[[nodiscard]] bool is_good_name(std::string_view name, std::string_view what, Position where,
                                Complaints& complaints);

}  // namespace holdfast::scenarios
