// What reading the two values has in common: which text there is to read, what becomes of a value that cannot
// be read, and what a blank is.
#pragma once

#include <optional>
#include <string_view>

#include "model/blocking/reading.hpp"
#include "model/blocking/registry_value.hpp"

namespace holdfast::model {

/// The list that a value stands for, or nothing where the one in force stays. `empty` blocks nobody; `parse`
/// makes a list of a text, or nothing where the text cannot be read.
template <class List, class Parse>
[[nodiscard]] std::optional<List> list_of(const RegistryValue& value, const Reading& reading,
                                          const List& empty, Parse parse)
{
    if (value.type == RegistryValue::Type::absent) {
        return reading.absent == Reading::Absent::as_empty ? std::optional<List>(empty) : std::nullopt;
    }
    if (value.type == RegistryValue::Type::text) {
        if (std::optional<List> list = parse(value.text)) return list;
    }
    return reading.unreadable == Reading::Unreadable::as_empty ? std::optional<List>(empty) : std::nullopt;
}

/// Blanks are spaces and tabs.
template <class Char>
[[nodiscard]] constexpr bool is_blank(Char character)
{
    return character == Char{' '} || character == Char{'\t'};
}

template <class Char>
[[nodiscard]] constexpr std::basic_string_view<Char> without_last_blanks(std::basic_string_view<Char> text)
{
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

/// Without the blanks at both ends.
template <class Char>
[[nodiscard]] constexpr std::basic_string_view<Char> trimmed(std::basic_string_view<Char> text)
{
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    return without_last_blanks(text);
}

}  // namespace holdfast::model
