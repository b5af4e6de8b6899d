// Whole outputs, stored once somebody has looked at them. A changed output fails the test; run it again with
// HOLDFAST_APPROVE=1 in the environment to accept the change, and look at the difference before committing
// it.
#pragma once

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <catch2/catch.hpp>

namespace holdfast::tests {

inline std::string approved_path(const std::string& name)
{
    return std::string(HOLDFAST_SOURCE_DIR) + "/tests/approved/" + name;
}

/// The content of a file; empty where there is none.
inline std::string content_of(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Requires that the text is what tests/approved/NAME holds.
inline void require_approved(const std::string& text, const std::string& name)
{
    const std::string path = approved_path(name);
    if (std::getenv("HOLDFAST_APPROVE") != nullptr) {
        std::ofstream(path, std::ios::binary) << text;
        SUCCEED("approved " << name);
        return;
    }
    INFO("compared with tests/approved/" << name << "; HOLDFAST_APPROVE=1 accepts the new text");
    REQUIRE(text == content_of(path));
}

}  // namespace holdfast::tests
