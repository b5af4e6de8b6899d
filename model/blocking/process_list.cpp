#include "model/blocking/process_list.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "model/blocking/value_text.hpp"
#include "model/blocking/wide_text.hpp"

namespace holdfast::model {
namespace {

bool parts_items(char16_t character, Reading::Separators separators)
{
    switch (separators) {
    case Reading::Separators::semicolon: return character == u';';
    case Reading::Separators::comma: return character == u',';
    case Reading::Separators::both: return character == u';' || character == u',';
    }
    return false;
}

/// Takes items off the front of a text, one after the other.
class Splitter {
public:
    Splitter(std::u16string_view text, const Reading& reading)
        : rest_(text), reading_(reading), done_(text.empty())
    {
    }

    [[nodiscard]] bool done() const { return done_; }

    std::u16string next()
    {
        const bool trims = reading_.blanks == Reading::Blanks::trimmed;
        if (reading_.quotes == Reading::Quotes::enclose) {
            if (const auto quoted = take_quotation()) {
                const std::u16string_view behind = take_up_to_separator();
                return std::u16string(*quoted).append(trims ? without_last_blanks(behind) : behind);
            }
        }
        const std::u16string_view item = take_up_to_separator();
        return std::u16string(trims ? trimmed(item) : item);
    }

private:
    /// What stands between the quotes that the rest begins with, if it does and both are there.
    std::optional<std::u16string_view> take_quotation()
    {
        std::size_t begin = 0;
        if (reading_.blanks == Reading::Blanks::trimmed) {
            while (begin < rest_.size() && is_blank(rest_[begin])) ++begin;
        }
        if (begin == rest_.size() || rest_[begin] != u'"') return std::nullopt;
        const std::size_t end = rest_.find(u'"', begin + 1);
        if (end == std::u16string_view::npos) return std::nullopt;
        const std::u16string_view quoted = rest_.substr(begin + 1, end - begin - 1);
        rest_.remove_prefix(end + 1);
        return quoted;
    }

    std::u16string_view take_up_to_separator()
    {
        std::size_t length = 0;
        while (length < rest_.size() && !parts_items(rest_[length], reading_.separators)) ++length;
        const std::u16string_view taken = rest_.substr(0, length);
        done_ = length == rest_.size();
        rest_.remove_prefix(done_ ? length : length + 1);
        return taken;
    }

    std::u16string_view rest_;
    const Reading& reading_;
    bool done_;
};

std::u16string_view base_name(std::u16string_view path)
{
    const std::size_t last = path.find_last_of(u"\\/");
    return last == std::u16string_view::npos ? path : path.substr(last + 1);
}

void fold_ascii(std::u16string& text)
{
    for (char16_t& character : text) {
        if (character >= u'A' && character <= u'Z') character = static_cast<char16_t>(character + 32);
    }
}

void lose_non_ascii(std::u16string& text)
{
    std::ranges::replace_if(text, [](char16_t character) { return character > 0x7f; }, u'?');
}

/// Of an item and of a declared name what is compared.
std::u16string as_compared(std::u16string_view name, const Reading& reading)
{
    std::u16string text(reading.paths == Reading::Paths::base_name ? base_name(name) : name);
    if (reading.non_ascii == Reading::NonAscii::lost) lose_non_ascii(text);
    if (reading.name_case == Reading::NameCase::exact) {
        return reading.non_ascii == Reading::NonAscii::normalised ? composed(text) : text;
    }
    if (reading.non_ascii == Reading::NonAscii::folded) return folded(text);
    // Folded apart from its accents: some letters are one character with their accent in one case only.
    if (reading.non_ascii == Reading::NonAscii::normalised) return composed(folded(decomposed(text)));
    fold_ascii(text);
    return text;
}

/// Without `.exe` at the end, unless that is all there is.
std::u16string_view stem(std::u16string_view name)
{
    constexpr std::u16string_view suffix = u".exe";
    return name.size() > suffix.size() && name.ends_with(suffix) ? name.substr(0, name.size() - suffix.size())
                                                                 : name;
}

/// Whether `*` (any characters, or none) and `?` (any one) make the pattern the name. Where a part fits no
/// longer, only the last `*` can take more: what an earlier one took, it took as little as it could.
bool fits(std::u16string_view pattern, std::u16string_view name)
{
    constexpr std::size_t none = std::u16string_view::npos;
    std::size_t p = 0;
    std::size_t n = 0;
    std::size_t behind_star = none;  // in the pattern
    std::size_t star_takes_to = 0;   // in the name
    while (n < name.size()) {
        if (p < pattern.size() && pattern[p] == u'*') {
            behind_star = ++p;
            star_takes_to = n;
        } else if (p < pattern.size() && (pattern[p] == u'?' || pattern[p] == name[n])) {
            ++p;
            ++n;
        } else if (behind_star != none) {
            p = behind_star;
            n = ++star_takes_to;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of(u'*', p) == none;
}

}  // namespace

std::optional<ProcessList> ProcessList::read(const RegistryValue& value, const Reading& reading)
{
    return list_of(value, reading, ProcessList(reading),
                   [&](std::string_view text) { return parse(text, reading); });
}

std::optional<ProcessList> ProcessList::parse(std::string_view text, const Reading& reading)
{
    std::u16string wide = to_wide(text);
    if (wide.size() > Reading::longest_list) {
        if (reading.list_length == Reading::ListLength::refused) return std::nullopt;
        if (reading.list_length == Reading::ListLength::cut) wide.resize(Reading::longest_list);
    }
    ProcessList list(reading);
    std::set<std::u16string> met;
    for (Splitter splitter(wide, reading); !splitter.done();) {
        const std::u16string item = splitter.next();
        if (item.empty() && reading.empty_items == Reading::EmptyItems::ignored) continue;
        std::u16string compared = as_compared(item, reading);
        const bool duplicate = item.empty() ? list.nameless_ : !met.insert(compared).second;
        if (duplicate) {
            if (reading.duplicate_items == Reading::DuplicateItems::unreadable) return std::nullopt;
            continue;
        }
        list.items_.push_back(to_utf8(item));
        if (item.empty()) list.nameless_ = true;
        else list.compared_.push_back(std::move(compared));
    }
    return list;
}

bool ProcessList::blocks(const std::optional<std::string>& declared) const
{
    if (!declared || declared->empty()) return nameless_;
    const std::u16string name = as_compared(to_wide(*declared), reading_);
    const auto meets = [&](std::u16string_view item, std::u16string_view text) {
        return reading_.wildcards == Reading::Wildcards::match ? fits(item, text) : item == text;
    };
    return std::ranges::any_of(compared_, [&](const std::u16string& item) {
        const bool suffix_matters = reading_.suffix == Reading::Suffix::required;
        return meets(item, name) || (!suffix_matters && meets(stem(item), stem(name)));
    });
}

}  // namespace holdfast::model
