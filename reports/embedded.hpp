// The page of html/ and the style of svg/ as they are built into the program: see embed.cmake, which makes
// the definitions.
#pragma once

#include <string_view>

namespace holdfast::reports::embedded {

extern const std::string_view page_before_data;
extern const std::string_view page_after_data;
extern const std::string_view picture_style;

}  // namespace holdfast::reports::embedded
