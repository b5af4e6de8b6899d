// What a model says about itself in words. Reports are made of these and of numbers alone, so one set
// of reports serves every model.
#pragma once

#include <string>
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

/// One line of a described state. Keys are stable from state to state, so that two states can be
/// compared row by row and only what changed be shown.
struct StateRow {
    std::string key;         ///< "profile Outlook"
    std::string value;       ///< "live, used by mailer"
    bool in_changes = true;  ///< false for rows that change at every step and would drown the rest

    bool operator==(const StateRow&) const = default;
};

using StateWords = std::vector<StateRow>;

}  // namespace holdfast::checker
