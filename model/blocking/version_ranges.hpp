// The value "Disable MAPI Clients" (KB 288894): `v1, v2-v3, -v4, v5-`, the versions of Emsmdb32 whose
// connections the store refuses. Bounds are inclusive: KB 328240 reads `6.0.0-7.0.0` as 6.0.0 through 7.0.0.
//
// A version has two spellings. System Manager lists X.0.Y.Z, and "this version must be entered as X.Y.Z"
// (KB 288894). So the zero is dropped where a client's version is read, and nowhere else: whoever enters
// X.0.Y.Z has entered another version, which is what makes the article's sentence a must.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "model/blocking/reading.hpp"
#include "model/blocking/registry_value.hpp"

namespace holdfast::model {

/// Two to four numbers with points between them, each from 0 to 65535; missing ones are 0. Two versions are
/// compared number by number from the left.
struct ClientVersion {
    std::array<std::uint16_t, 4> numbers{};

    auto operator<=>(const ClientVersion&) const = default;

    /// As a client has it and System Manager lists it: X.0.Y.Z is X.Y.Z. Fails with a sentence.
    [[nodiscard]] static tl::expected<ClientVersion, std::string> parse(std::string_view text);
    /// As entered in the registry, number by number. Fails with a sentence.
    [[nodiscard]] static tl::expected<ClientVersion, std::string> parse_entered(std::string_view text);

    /// As it is to be entered: "11.5604.0", with the fourth number where that is not 0.
    [[nodiscard]] std::string text() const;
};

/// At least one bound is there. Where the lower one is above the upper one, no version lies between them.
struct VersionRange {
    std::optional<ClientVersion> lowest;   ///< nothing: open below
    std::optional<ClientVersion> highest;  ///< nothing: open above

    bool operator==(const VersionRange&) const = default;

    [[nodiscard]] bool contains(const ClientVersion& version) const
    {
        return (!lowest || *lowest <= version) && (!highest || version <= *highest);
    }
};

/// A list that is in force. The default one is empty and blocks nobody.
class VersionRanges {
public:
    /// Nothing where the list in force stays: with `keeps_last`, of a value that is absent or unreadable. One
    /// item that is neither a version nor a range makes the whole value unreadable, since a store that passed
    /// over a range it does not understand would let in whom it should keep out. Blanks round items and round
    /// the hyphen do not matter, and empty items neither.
    [[nodiscard]] static std::optional<VersionRanges> read(const RegistryValue& value,
                                                           const Reading& reading);

    [[nodiscard]] bool blocks(const ClientVersion& version) const;

    /// In the order of the value.
    [[nodiscard]] const std::vector<VersionRange>& ranges() const { return ranges_; }

    bool operator==(const VersionRanges&) const = default;

private:
    [[nodiscard]] static std::optional<VersionRanges> parse(std::string_view text, const Reading& reading);

    std::vector<VersionRange> ranges_;
};

}  // namespace holdfast::model
