#include "tests/coverage/generated.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "tests/approved.hpp"

namespace holdfast::tests {

void require_generated(const std::string& page, const std::string& name, const std::string& text)
{
    const std::string path = HOLDFAST_SOURCE_DIR "/" + page;
    const std::string whole = content_of(path);
    const std::string begin = fmt::format("<!-- generated: {} -->\n", name);
    const std::string end = fmt::format("<!-- end of {} -->\n", name);
    const std::size_t first = whole.find(begin);
    const std::size_t last = whole.find(end);
    if (first == std::string::npos || last == std::string::npos)
        FAIL(page << " lacks the marks of the part '" << name << "'");
    const std::size_t from = first + begin.size();
    if (std::getenv("HOLDFAST_APPROVE") != nullptr) {
        std::ofstream(path, std::ios::binary) << whole.substr(0, from) << text << whole.substr(last);
        SUCCEED("wrote " << name << " into " << page);
        return;
    }
    INFO(page << " is stale: its part '" << name << "' is made from the scenarios. Run the test again with\n"
              << "    HOLDFAST_APPROVE=1 ctest --test-dir build/dev -R coverage_tests\n"
              << "and look at the difference before you commit it.");
    REQUIRE(whole.substr(from, last - from) == text);
}

}  // namespace holdfast::tests
