// What a call answers, with MAPI's own names and numbers (domain: 2.2, from MAPICode.h).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace holdfast::model {

enum class Answer : std::uint8_t {
    s_ok,
    call_failed,
    no_access,
    not_found,
    logon_failed,
    session_limit,
    not_initialized,
    invalid_object,
    user_cancel,
    timeout,
    not_enough_resources,
    no_support,
    version,
    network_error,
    client_version_disallowed,
};

struct AnswerWords {
    Answer answer;
    std::string_view name;  ///< as in MAPICode.h
    std::uint32_t code;
};

inline constexpr std::array<AnswerWords, 15> answers{{
    {Answer::s_ok, "S_OK", 0x00000000},
    {Answer::call_failed, "MAPI_E_CALL_FAILED", 0x80004005},
    {Answer::no_access, "MAPI_E_NO_ACCESS", 0x80070005},
    {Answer::not_found, "MAPI_E_NOT_FOUND", 0x8004010F},
    {Answer::logon_failed, "MAPI_E_LOGON_FAILED", 0x80040111},
    {Answer::session_limit, "MAPI_E_SESSION_LIMIT", 0x80040112},
    {Answer::not_initialized, "MAPI_E_NOT_INITIALIZED", 0x80040605},
    {Answer::invalid_object, "MAPI_E_INVALID_OBJECT", 0x80040108},
    {Answer::user_cancel, "MAPI_E_USER_CANCEL", 0x80040113},
    {Answer::timeout, "MAPI_E_TIMEOUT", 0x80040401},
    {Answer::not_enough_resources, "MAPI_E_NOT_ENOUGH_RESOURCES", 0x8004010E},
    {Answer::no_support, "MAPI_E_NO_SUPPORT", 0x80040102},
    {Answer::version, "MAPI_E_VERSION", 0x80040110},
    {Answer::network_error, "MAPI_E_NETWORK_ERROR", 0x80040115},
    {Answer::client_version_disallowed, "ecClientVerDisallowed", 0x000004DF},
}};

[[nodiscard]] constexpr std::string_view to_string(Answer answer)
{
    return answers[static_cast<std::size_t>(answer)].name;
}

[[nodiscard]] constexpr std::optional<Answer> answer_named(std::string_view name)
{
    for (const AnswerWords& words : answers) {
        if (words.name == name) return words.answer;
    }
    return std::nullopt;
}

}  // namespace holdfast::model
