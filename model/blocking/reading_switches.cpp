#include "model/blocking/reading_switches.hpp"

#include <array>
#include <type_traits>

namespace holdfast::model {
namespace {

/// Reads and writes one switch of a Reading by the number of its alternative.
template <auto Member>
struct Access {
    static std::size_t get(const Reading& reading) { return static_cast<std::size_t>(reading.*Member); }

    static void set(Reading& reading, std::size_t alternative)
    {
        using Value = std::remove_reference_t<decltype(reading.*Member)>;
        reading.*Member = static_cast<Value>(alternative);
    }
};

template <auto Member>
constexpr ReadingSwitch make(std::string_view name, std::string_view assumption, std::string_view question,
                             std::string_view source, std::span<const Alternative> alternatives)
{
    return {name, assumption, question, source, alternatives, &Access<Member>::get, &Access<Member>::set};
}

using A = Alternative;

constexpr std::array separators{
    A{"semicolon", "", "semicolons only"},
    A{"comma", "", "commas only, as between versions"},
    A{"both", "", "semicolons and commas"},
};
constexpr std::array blanks{
    A{"trimmed", "a", "blanks at both ends of an item do not count"},
    A{"kept", "c", "they are part of the name, so program2.exe of the article's own example is never met"},
};
constexpr std::array empty_items{
    A{"ignored", "", "it stands for nobody"},
    A{"nameless", "", "it stands for a client that declares no name, and a separator at the end makes one"},
};
constexpr std::array duplicate_items{
    A{"ignored", "", "the second one adds nothing"},
    A{"unreadable", "", "the whole value cannot be read"},
};
constexpr std::array quotes{
    A{"literal", "", "a quote is a character like others"},
    A{"enclose", "", "an item in double quotes may contain separators and begin and end with blanks"},
};
constexpr std::array list_length{
    A{"unlimited", "", "as long as anybody likes"},
    A{"cut", "", "the first 255 characters count, and the item that is cut there as far as it goes"},
    A{"refused", "", "a value of more than 255 characters cannot be read"},
};
constexpr std::array name_case{
    A{"ignored", "a", "no: OUTLOOK.EXE is outlook.exe"},
    A{"exact", "b", "yes: they are two names"},
};
constexpr std::array non_ascii{
    A{"exact", "", "as they are: of letters only A to Z have another case"},
    A{"folded", "", "simple case folding of every letter, and no normalisation"},
    A{"normalised", "", "an accent is part of its letter however it is written, and every letter is folded"},
    A{"lost", "", "each is a ?, as in a conversion to a code page: names that differ only there are one"},
};
constexpr std::array suffix{
    A{"required", "", "yes: the item names the file, with its .exe"},
    A{"optional", "", "no: .exe at the end of either side does not matter"},
};
constexpr std::array paths{
    A{"base-name", "a", "what stands behind the last \\ or /, of the item and of the declared name"},
    A{"whole", "", "all of both texts"},
};
constexpr std::array wildcards{
    A{"literal", "", "they are characters like others"},
    A{"match", "", "* stands for any characters or none, ? for any one"},
};
constexpr std::array unreadable{
    A{"as-empty", "", "a list that blocks nobody"},
    A{"keeps-last", "", "nothing: the list in force stays"},
};
constexpr std::array absent{
    A{"as-empty", "", "a list that blocks nobody"},
    A{"keeps-last", "", "nothing: the list in force stays"},
};
constexpr std::array version_separators{
    A{"comma", "", "commas only"},
    A{"semicolon", "", "semicolons only"},
    A{"both", "", "commas and semicolons"},
};

constexpr std::array<ReadingSwitch, 14> all_switches{
    make<&Reading::separators>("process-separators", "6.5 no. 2", "What parts the names of processes?",
                               "KB 920185: \"program1.exe; program2.exe\"; KB 288894 has commas", separators),
    make<&Reading::blanks>("process-blanks", "A23", "Do blanks round the name of a process count?",
                           "KB 920185 has a blank behind the semicolon of its example", blanks),
    make<&Reading::empty_items>("process-empty-items", "6.5 no. 3", "Whom does an empty item stand for?",
                                "silent; MS-OXCRPC 2.2.2.2.6: a client may declare no name", empty_items),
    make<&Reading::duplicate_items>("process-duplicates", "6.5 no. 3",
                                    "What becomes of a list that has the same item twice?", "silent",
                                    duplicate_items),
    make<&Reading::quotes>("process-quotes", "6.5 no. 6",
                           "Can the name of a process be quoted, with separators and blanks in it?", "silent",
                           quotes),
    make<&Reading::list_length>("process-list-length", "6.5 no. 4", "How long may the list of processes be?",
                                "silent; 255 characters are the limit of the name of a registry key",
                                list_length),
    make<&Reading::name_case>("process-name-case", "A23", "Does the case of a process name matter?",
                              "silent; declared names are seen as OUTLOOK.EXE and MFCMapi.exe", name_case),
    make<&Reading::non_ascii>("process-non-ascii", "6.5 no. 7",
                              "How are characters beyond ASCII compared in the name of a process?",
                              "MS-OXCRPC 2.2.2.2.6: \"Unicode string\"; of their comparison nothing is said",
                              non_ascii),
    make<&Reading::suffix>("process-suffix", "6.5 no. 6", "Must an item have the .exe of the file?",
                           "KB 920185: \"according to the application executable name\"", suffix),
    make<&Reading::paths>("process-paths", "A23", "How much of a path is compared?",
                          "KB 920185: \"application executable name\"", paths),
    make<&Reading::wildcards>("process-wildcards", "6.5 no. 6", "Are * and ? in an item wildcards?", "silent",
                              wildcards),
    make<&Reading::unreadable>("value-unreadable", "6.5 no. 3",
                               "What does a value of a wrong type, or one that cannot be read, stand for?",
                               "KB 920185, KB 288894: REG_SZ; one page of Microsoft says \"DWORD Value\"",
                               unreadable),
    make<&Reading::absent>("value-absent", "6.5 no. 3", "What does a value that is not there stand for?",
                           "silent", absent),
    make<&Reading::version_separators>(
        "version-separators", "6.2 C6", "What parts the ranges of versions?",
        "KB 288894: commas; the Best Practices Analyzer: \"comma-separated or semicolon-separated\"",
        version_separators),
};

}  // namespace

std::span<const ReadingSwitch> reading_switches() { return all_switches; }

const ReadingSwitch* find_reading_switch(std::string_view name)
{
    for (const ReadingSwitch& each : all_switches) {
        if (each.name == name) return &each;
    }
    return nullptr;
}

}  // namespace holdfast::model
