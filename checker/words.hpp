// What a model says about itself in words. Reports are made of these and of numbers alone, so one set
// of reports serves every model.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace holdfast::checker {

/// One step as a reader meets it.
struct StepWords {
    std::string place;                ///< where the actor lives: "console (admin)"; may be empty
    std::string actor;                ///< who moved: "mailer"
    std::string action;               ///< what it did: "logon Outlook"
    std::string answer;               ///< what it got: "S_OK"; empty where nothing is answered
    std::vector<std::string> events;  ///< what happened inside, in order, each a short clause
    std::vector<std::string> alarms;  ///< not to be overlooked: "Outlook is purged while mailer uses it"
    std::uint32_t minutes = 0;        ///< that it took on the model's clock

    bool operator==(const StepWords&) const = default;
};

/// How well somebody holds a thing.
enum class Hold {
    sound,   ///< as it should be
    doomed,  ///< the thing is to go away, and is still used
    broken,  ///< the thing is gone or out of reach, though its holder never gave it back
};

[[nodiscard]] constexpr std::string_view to_string(Hold hold)
{
    switch (hold) {
    case Hold::sound: return "sound";
    case Hold::doomed: return "doomed";
    case Hold::broken: return "broken";
    }
    return "?";
}

/// That somebody has a thing in use: a program a profile, or a mutex. Pictures of a run draw it as a bar.
struct Holding {
    std::string place;  ///< of the holder, as in StepWords
    std::string actor;  ///< the holder, likewise
    std::string thing;  ///< "profile Outlook"
    Hold hold = Hold::sound;
    std::string words;  ///< what is to be said of the thing: "in Deleted Profiles"; may be empty

    bool operator==(const Holding&) const = default;
};

/// One line of a described state. Keys are stable from state to state, so that two states can be
/// compared row by row and only what changed be shown.
struct StateRow {
    std::string key;         ///< "profile Outlook"
    std::string value;       ///< "live, used by mailer"
    bool in_changes = true;  ///< false for rows that change at every step and would drown the rest
    std::vector<Holding> holdings = {};  ///< what the row is about has these things in use

    bool operator==(const StateRow&) const = default;
};

using StateWords = std::vector<StateRow>;

}  // namespace holdfast::checker
