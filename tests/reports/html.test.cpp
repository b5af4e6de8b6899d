#include "reports/html.hpp"

#include <catch2/catch.hpp>

#include "tests/reports/sample_report.hpp"

using namespace holdfast;
using namespace holdfast::reports;

namespace {

std::size_t count(const std::string& text, const std::string& part)
{
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

}  // namespace

TEST_CASE("The page needs nothing besides itself")
{
    const std::string page = to_html(sample::whole_report());
    CHECK(page.starts_with("<!DOCTYPE html>"));
    CHECK(page.ends_with("</html>\n"));
    for (const char* outside : {" src=", "@import", "<link", "<iframe", "http://", "https://"}) {
        CAPTURE(outside);
        CHECK(count(page, outside) == (std::string(outside) == "http://" ? 1U : 0U));  // the name of SVG
    }
}

TEST_CASE("The page lets the browser run its own script and nothing else")
{
    const std::string page = to_html(sample::whole_report());
    CHECK(count(page, "default-src 'none'; style-src 'sha256-") == 1);
    CHECK(count(page, "; script-src 'sha256-") == 1);
    CHECK(count(page, "unsafe") == 0);
    for (const char* left_over : {"@DATA@", "@STYLE", "@SCRIPT"}) CHECK(count(page, left_over) == 0);
}

TEST_CASE("Names cannot add elements to the page")
{
    Report report = sample::whole_report();
    const std::size_t scripts = count(to_html(report), "</script>");
    report.cases.front().name = "</script><script>alert(1)</script>";
    report.cases.push_back(sample::hostile_case());
    CHECK(count(to_html(report), "</script>") == scripts);
    CHECK(scripts == 2);
}
