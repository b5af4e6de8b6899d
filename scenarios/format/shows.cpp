#include "scenarios/format/shows.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {
namespace {

constexpr std::array all{
    Showable{"T1", "a program logs on with a profile and then deletes it before ending the session; a user "
                   "logs on remotely by using the same MAPI account"},
    Showable{"T2",
             "a profile that is deleted while the session is still active is moved to Deleted Profiles, "
             "and the program that is in session can still use it"},
    Showable{"T3", "when the session ends, the registry entry is cleaned up"},
    Showable{"T4", "a user, or a service or a program, logs on by using Terminal Services before the MAPI "
                   "program logs off; additionally, when that user uses the same MAPI profile"},
    Showable{"T5", "MAPI determines that a profile with the same name has been marked for deletion, and then "
                   "deletes that profile"},
    Showable{"T6", "MAPI does not consider that a program may still be using the profile in another virtual "
                   "server"},

    Showable{"W1", "a logon of the same name finds the mark and purges"},
    Showable{"W2", "an initialization in another session sweeps"},
    Showable{"W3", "a delete from another session sees no use"},
    Showable{"W4", "the last logoff of another session purges"},
    Showable{"W5", "the deleter leaves first, and its logoff purges"},
    Showable{"W6", "a sweep between a create and the logon"},
    Showable{"W7", "check, then act: a logon slips in between a question and its deed"},
    Showable{"W8", "a name that passed from one profile to another"},
    Showable{"W9", "an impersonating thread looks into another table of the same hive"},
    Showable{"W10", "a peer crashes, and its restart sweeps"},
    Showable{"W11", "recovery from a crash takes a profile in use for an orphan"},
    Showable{"W12", "the registry hive is unloaded under a service"},
    Showable{"W13", "a rename from another session sees no use"},
    Showable{"W14", "all message services are deleted, and nobody is asked"},
    Showable{"W15", "an error path deletes by name what somebody else created"},
    Showable{"W16", "somebody edits the registry"},
    Showable{"W17", "a logon obtains a shared session on another profile"},
    Showable{"W18", "a move in two steps is torn apart"},
    Showable{"W19", "one table for two hives, entries not told apart"},

    Showable{"P1", "safety: no purge of a profile in use"},
    Showable{"P2", "access: an open session can use its profile"},
    Showable{"P3", "clean-up: what is marked and unused goes in the end"},
    Showable{"P4", "isolation: an owner of one instance of a name purges no other"},
    Showable{"P5", "visibility: a marked profile is not to be had any more"},
    Showable{"P6", "crash: all of it holds after a crash too"},

    Showable{"B1", "no blocked client is connected later than 15 minutes after the edit"},
    Showable{"B2", "after a poll none that it blocks gets in until the list changes"},
    Showable{"B3", "whoever is taken off the list gets in again after the next poll"},
    Showable{"B4", "a client that is not on the list is never cut"},
    Showable{"B5", "a client without a name is treated alike at all times"},

    Showable{"R1", "a client that was checked before a poll is let in behind it, and stays"},
    Showable{"R2", "the list is changed and changed back between two polls"},
    Showable{"R3", "an edit just after a poll"},
    Showable{"R4", "a restart between an edit and the poll"},
    Showable{"R5", "a fail-over to a node with the old value"},
    Showable{"R6", "cached clients that connect again and again"},
    Showable{"R7", "the same program under another name"},
    Showable{"R8", "a client that is older than the list of processes"},

    Showable{"C1", "what sweeps: any initialization, or a logon of the same name"},
    Showable{"C2", "a delete \"marks\", or it \"moves\""},
    Showable{"C3", "cleaned up when \"the session\" ends, or when \"all of its active sessions\" have"},
    Showable{"C4", "client blocking: a restart is required, or it is not"},
    Showable{"C5", "client blocking: of versions, or of processes"},
    Showable{"C6", "client blocking: what separates the items of the list"},
    Showable{"C7", "client blocking: read every 15 minutes, or at the start only"},
    Showable{"C8", "client blocking: the type of the value"},
    Showable{"C9", "others \"will be unable to use\" a marked profile, or log on with it"},
    Showable{"C10", "KB 817375: which of two tables was the fault"},
    Showable{"C11", "the same account, or the same profile"},

    Showable{"S1", "git worktrees: a collection does not see the roots of other worktrees"},
    Showable{"S2", "git alternates: a collection does not see who borrows"},
    Showable{"S3", "git: an object in use that no reference names yet"},
    Showable{"S4", "Kubernetes: a claim is released by a stale list of pods"},
    Showable{"S5", "Kubernetes: a pod of the same name masks a deletion"},
    Showable{"S6", "kubelet: an image is collected by an old list of pods"},
    Showable{"S7", "containerd: a prune deletes the leases of a running pull"},
    Showable{"S8", "Nix: roots inside a container are not seen from the host"},
    Showable{"S9", "systemd-logind: the end of a second login removes shared memory in use"},
    Showable{"S10", "/run/user is torn down under running processes"},
    Showable{"S11", "Windows: a user's hive is unloaded under a service"},
    Showable{"S12", "a process number is looked up in another namespace"},
    Showable{"S13", "NFS: a file that another client has open is removed"},
    Showable{"S14", "WebView2: a profile is marked for deletion, and its name used again"},
    Showable{"S15", "VS Code: an extension marked obsolete is reinstalled before it is removed"},
    Showable{"S16", "Terminal Services: all sessions share a temporary folder that a logoff deletes"},
};

std::vector<std::string> known_letters()
{
    std::vector<std::string> letters;
    for (const Showable& each : all) letters.emplace_back(each.letter);
    return letters;
}

}  // namespace

std::span<const Showable> showables() { return all; }

std::vector<std::string> read_shows(const Table& file, Complaints& complaints)
{
    std::vector<std::string> shows;
    const toml::array* const letters = file.array("shows");
    if (letters == nullptr) return shows;
    for (const toml::node& node : *letters) {
        const auto letter = node.value_exact<std::string>();
        if (!letter) {
            complaints.add(position_of(node),
                           fmt::format("an item of 'shows' must be a string, not {}", kind_in_words(node)));
        } else if (std::ranges::find(all, *letter, &Showable::letter) == all.end()) {
            unknown_word(complaints, position_of(node), "item of 'shows'", *letter, known_letters());
        } else if (std::ranges::find(shows, *letter) != shows.end()) {
            complaints.add(position_of(node), fmt::format("duplicate item {} of 'shows'", quoted(*letter)));
        } else {
            shows.push_back(*letter);
        }
    }
    return shows;
}

}  // namespace holdfast::scenarios
