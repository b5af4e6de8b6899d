// A value of the server's registry as it stands there, before anybody reads anything into it: what an
// administrator may have left behind, the wrong type included (domain: 6.5, no. 3; C8 has a page of Microsoft
// call a REG_SZ a "DWORD Value").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace holdfast::model {

/// The names of the two values (KB 920185, KB 288894).
inline constexpr std::string_view name_of_process_list = "Disable MAPI Client Processes";
inline constexpr std::string_view name_of_version_list = "Disable MAPI Clients";

/// What a value of a wrong type contains is not kept: nobody can make a list of it.
struct RegistryValue {
    enum class Type : std::uint8_t { absent, text, number, several_texts };

    Type type = Type::absent;
    std::string text;  ///< UTF-8, without a terminating zero; empty unless `type` is `text`

    bool operator==(const RegistryValue&) const = default;

    [[nodiscard]] static RegistryValue absent() { return {}; }
    [[nodiscard]] static RegistryValue of_text(std::string text) { return {Type::text, std::move(text)}; }
    [[nodiscard]] static RegistryValue of_number() { return {Type::number, {}}; }
    [[nodiscard]] static RegistryValue of_several_texts() { return {Type::several_texts, {}}; }

    /// The type as the registry names it, "REG_SZ"; "absent" where there is no value.
    [[nodiscard]] constexpr std::string_view name_of_type() const
    {
        switch (type) {
        case Type::absent: return "absent";
        case Type::text: return "REG_SZ";
        case Type::number: return "REG_DWORD";
        case Type::several_texts: return "REG_MULTI_SZ";
        }
        return "?";
    }
};

}  // namespace holdfast::model
