// The value "Disable MAPI Client Processes" (KB 920185): `program1.exe; program2.exe`, the processes whose
// connections the store refuses, by the names that the clients themselves declare. The article has this one
// example; whatever a reader must decide besides is a switch of Reading.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/blocking/reading.hpp"
#include "model/blocking/registry_value.hpp"

namespace holdfast::model {

/// A list that is in force. The default one is empty and blocks nobody.
class ProcessList {
public:
    ProcessList() = default;

    /// Nothing where the list in force stays: with `keeps_last`, of a value that is absent or unreadable.
    /// What the sources leave open beyond the switches is decided so:
    /// - n separators part n + 1 items, the empty ones included; but a text of no characters has no item.
    /// - A quotation is one only at the start of an item. It has no escapes, and what stands between its end
    ///   and the next separator belongs to the item too. Without a partner, `"` is a character like others.
    /// - Two items are duplicates that are the same as compared: without regard to case where case is
    /// ignored,
    ///   by base name where that counts; `a` and `a.exe` are two, whatever the suffix means.
    /// - What is cut off in the middle of a character leaves a half that no name contains.
    [[nodiscard]] static std::optional<ProcessList> read(const RegistryValue& value, const Reading& reading);

    /// Whether a client is blocked that declares this name. Nothing and the empty text are the same: no name
    /// (MS-OXCRPC 2.2.2.2.6). Of such a client no item speaks, not even `*`, but an empty one that counts as
    /// nameless.
    [[nodiscard]] bool blocks(const std::optional<std::string>& declared) const;

    /// The items that count, in the order of the value: trimmed, unquoted and cut as the reading says, and
    /// otherwise as written. An empty one stands for clients that declare no name.
    [[nodiscard]] const std::vector<std::string>& items() const { return items_; }

    bool operator==(const ProcessList&) const = default;

private:
    explicit ProcessList(const Reading& reading) : reading_(reading) {}

    /// Nothing where the text cannot be read.
    [[nodiscard]] static std::optional<ProcessList> parse(std::string_view text, const Reading& reading);

    Reading reading_;
    std::vector<std::string> items_;
    std::vector<std::u16string>
        compared_;           ///< the items with a name, as a declared name is compared with them
    bool nameless_ = false;  ///< an empty item counts
};

}  // namespace holdfast::model
