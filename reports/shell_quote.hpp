// A word as a shell takes it back: commands in reports are there to be pasted.
#pragma once

#include <string>
#include <string_view>

namespace holdfast::reports {

/// The word itself where no shell would touch it, else in single quotes; with characters in it that must not
/// reach a terminal, as $'...' with the bytes escaped, which bash, zsh and ksh read.
[[nodiscard]] std::string shell_quote(std::string_view word);

}  // namespace holdfast::reports
