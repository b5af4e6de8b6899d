// Profile names, hive by hive. Duplicates are found later, when a case says how names are compared.
#include <algorithm>

#include <fmt/format.h>

#include "scenarios/format/utf8.hpp"
#include "scenarios/format/world.hpp"

namespace holdfast::scenarios {
namespace {

/// A profile entry is one table, or one of several under [[profiles.NAME]].
std::vector<Entry> profile_entries(const Table& table)
{
    std::vector<Entry> entries;
    for (const Entry& entry : table.entries()) {
        const toml::array* const several = entry.node->as_array();
        if (several == nullptr || !several->is_array_of_tables()) {
            entries.push_back(entry);
        } else {
            for (const toml::node& each : *several) entries.push_back({entry.name, position_of(each), &each});
        }
    }
    std::ranges::sort(entries, {}, &Entry::where);
    return entries;
}

bool is_good_profile_name(const Entry& entry, Complaints& complaints)
{
    if (!is_good_name(entry.name, "a profile", entry.where, complaints)) return false;
    const bool blank = entry.name.starts_with(' ') || entry.name.ends_with(' ');
    if (blank) {
        complaints.add(entry.where,
                       fmt::format("the name of profile {} starts or ends with a blank", quoted(entry.name)),
                       "MAPI allows blanks only inside a name");
    }
    return !blank;
}

std::vector<std::size_t> accounts_of(const toml::array& array, const std::vector<DraftAccount>& accounts,
                                     Complaints& complaints)
{
    std::vector<std::size_t> found;
    if (array.empty())
        complaints.add(position_of(array), "'account' is empty; a profile is in at least one hive");
    for (const toml::node& node : array) {
        const auto name = node.value_exact<std::string>();
        if (!name) {
            complaints.add(position_of(node),
                           fmt::format("an account must be a string, not {}", kind_in_words(node)));
            continue;
        }
        const auto account = account_named(*name, position_of(node), accounts, complaints);
        if (account && std::ranges::find(found, *account) != found.end()) {
            complaints.add(position_of(node), fmt::format("duplicate account {}", quoted(*name)));
        } else if (account) {
            found.push_back(*account);
        }
    }
    return found;
}

std::vector<std::size_t> hives_of(const Table& table, const std::vector<DraftAccount>& accounts,
                                  Complaints& complaints)
{
    const toml::node* const value = table.value("account");
    if (value != nullptr && value->is_array()) return accounts_of(*value->as_array(), accounts, complaints);
    if (value != nullptr) {
        const auto account = account_named(*table.text("account"), position_of(*value), accounts, complaints);
        return account ? std::vector{*account} : std::vector<std::size_t>{};
    }
    if (table.has("account") || accounts.empty()) return {};
    if (accounts.size() == 1) return {0};
    complaints.add(table.where(),
                   fmt::format("{} does not say in whose hive it is, and there are {} accounts",
                               table.label(), accounts.size()),
                   fmt::format("write account = \"{}\", or an array of several",
                               harmless(accounts.front().name, most_name_length)));
    return {};
}

void add_broken(const Entry& entry, const std::vector<DraftAccount>& accounts,
                std::vector<DraftProfile>& profiles)
{
    for (std::size_t account = 0; account < accounts.size(); ++account) {
        profiles.push_back({entry.name, entry.where, account, model::InitialState::absent, false, true});
    }
}

void read_profile(const Entry& entry, const Table& table, const std::vector<DraftAccount>& accounts,
                  std::vector<DraftProfile>& profiles, Complaints& complaints)
{
    const auto state = static_cast<model::InitialState>(table.word("state").value_or(0));
    const bool dynamic = table.truth("dynamic").value_or(false);
    const std::vector<std::size_t> hives = hives_of(table, accounts, complaints);
    for (const std::size_t account : hives) {
        profiles.push_back({entry.name, entry.where, account, state, dynamic, false});
    }
    if (hives.empty()) add_broken(entry, accounts, profiles);
}

}  // namespace

std::vector<DraftProfile> read_profiles(const Table& file, const std::vector<DraftAccount>& accounts,
                                        Complaints& complaints)
{
    std::vector<DraftProfile> profiles;
    const auto table = file.child("profiles", "profiles", "[profiles]");
    if (!table) return profiles;
    for (const Entry& entry : profile_entries(*table)) {
        const std::string label = fmt::format("[profiles.{}]", harmless(entry.name, most_name_length));
        if (!is_good_profile_name(entry, complaints)) continue;
        if (const toml::table* const node = entry.node->as_table()) {
            read_profile(entry, {*node, "profile", label, entry.where, complaints}, accounts, profiles,
                         complaints);
        } else {
            const auto message = fmt::format("{} must be {}, not {}", quoted(label),
                                             key_of("profiles", "*").type, kind_in_words(*entry.node));
            complaints.add(position_of(*entry.node), message);
            add_broken(entry, accounts, profiles);
        }
        if (profiles.size() <= most_profiles) continue;
        complaints.add(entry.where, fmt::format("too many profiles; there can be {}, counted hive by hive",
                                                most_profiles));
        break;
    }
    return profiles;
}

}  // namespace holdfast::scenarios
