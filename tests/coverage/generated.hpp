// Parts of pages that are made by tests. A page has them between two marks:
//     <!-- generated: NAME -->
//     <!-- end of NAME -->
// HOLDFAST_APPROVE=1 in the environment writes what is there now, as for tests/approved.
#pragma once

#include <string>

namespace holdfast::tests {

/// Requires that the part of that name in the page holds this text.
void require_generated(const std::string& page, const std::string& name, const std::string& text);

}  // namespace holdfast::tests
