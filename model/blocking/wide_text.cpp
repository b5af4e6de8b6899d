#include "model/blocking/wide_text.hpp"

#include <array>
#include <cstdlib>
#include <memory>
#include <new>

#include <utf8proc.h>

namespace holdfast::model {
namespace {

using CodePoint = utf8proc_int32_t;

constexpr CodePoint replacement = 0xfffd;
constexpr CodePoint capital_i_with_dot = 0x130;

void append_wide(std::u16string& wide, CodePoint point)
{
    if (point < 0x10000) {
        wide += static_cast<char16_t>(point);
    } else {
        wide += static_cast<char16_t>(0xd800 + ((point - 0x10000) >> 10));
        wide += static_cast<char16_t>(0xdc00 + ((point - 0x10000) & 0x3ff));
    }
}

void append_utf8(std::string& utf8, CodePoint point)
{
    std::array<utf8proc_uint8_t, 4> bytes{};
    const utf8proc_ssize_t length = utf8proc_encode_char(point, bytes.data());
    for (utf8proc_ssize_t k = 0; k < length; ++k) {
        utf8 += static_cast<char>(bytes.at(static_cast<std::size_t>(k)));
    }
}

constexpr bool is_high_half(char16_t unit) { return unit >= 0xd800 && unit < 0xdc00; }
constexpr bool is_low_half(char16_t unit) { return unit >= 0xdc00 && unit < 0xe000; }

/// Takes the first code point off the text, which is not empty. A lone half is handed out as it is.
CodePoint take_code_point(std::u16string_view& wide)
{
    const char16_t first = wide.front();
    wide.remove_prefix(1);
    if (!is_high_half(first) || wide.empty() || !is_low_half(wide.front())) return first;
    const char16_t second = wide.front();
    wide.remove_prefix(1);
    return 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
}

/// utf8proc folds fully. Where that makes several letters of one, simple folding either goes to the small
/// letter or leaves it, and then the letter is small already; of the one exception, full folding is all there
/// is.
CodePoint folded(CodePoint point)
{
    if (utf8proc_codepoint_valid(point) == 0 || point == capital_i_with_dot) return point;
    std::array<CodePoint, 8> letters{};
    int bound_class = 0;
    const utf8proc_ssize_t count =
        utf8proc_decompose_char(point, letters.data(), static_cast<utf8proc_ssize_t>(letters.size()),
                                UTF8PROC_CASEFOLD, &bound_class);
    return count == 1 ? letters.front() : utf8proc_tolower(point);
}

/// STABLE keeps apart what Unicode says must not be composed.
std::u16string normalised(std::u16string_view wide, utf8proc_option_t form)
{
    // Options are bits to be joined. NOLINTNEXTLINE(clang-analyzer-optin.core.EnumCastOutOfRange)
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | form);
    const std::string utf8 = to_utf8(wide);
    utf8proc_uint8_t* bytes = nullptr;
    const utf8proc_ssize_t length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                                                 static_cast<utf8proc_ssize_t>(utf8.size()), &bytes, options);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(bytes, &std::free);
    if (length < 0) throw std::bad_alloc();  // the text is valid, so nothing else can have gone wrong
    return to_wide({reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length)});
}

}  // namespace

std::u16string to_wide(std::string_view utf8)
{
    std::u16string wide;
    wide.reserve(utf8.size());
    while (!utf8.empty()) {
        CodePoint point = 0;
        const auto* const bytes = reinterpret_cast<const utf8proc_uint8_t*>(utf8.data());
        const utf8proc_ssize_t length =
            utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(utf8.size()), &point);
        append_wide(wide, length > 0 ? point : replacement);
        utf8.remove_prefix(length > 0 ? static_cast<std::size_t>(length) : 1);
    }
    return wide;
}

std::string to_utf8(std::u16string_view wide)
{
    std::string utf8;
    utf8.reserve(wide.size());
    while (!wide.empty()) {
        const CodePoint point = take_code_point(wide);
        append_utf8(utf8, utf8proc_codepoint_valid(point) != 0 ? point : replacement);
    }
    return utf8;
}

std::u16string folded(std::u16string_view wide)
{
    std::u16string result;
    result.reserve(wide.size());
    while (!wide.empty()) append_wide(result, folded(take_code_point(wide)));
    return result;
}

std::u16string composed(std::u16string_view wide) { return normalised(wide, UTF8PROC_COMPOSE); }

std::u16string decomposed(std::u16string_view wide) { return normalised(wide, UTF8PROC_DECOMPOSE); }

}  // namespace holdfast::model
