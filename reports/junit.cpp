#include "reports/junit.hpp"

#include <sstream>
#include <string_view>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "reports/display_width.hpp"
#include "reports/layout.hpp"
#include "reports/text.hpp"
#include "reports/trace_text.hpp"
#include "reports/trace_words.hpp"

namespace holdfast::reports {

namespace {

using checker::Verdict;

/// What XML 1.0 can hold of a text. pugixml writes a control character as a reference, which no reader may
/// accept, and two code points that are no characters are not allowed either.
std::string xml(std::string_view text)
{
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        const bool line_end = character.code_point == '\n' && character.valid;
        const bool no_character = character.code_point == 0xfffe || character.code_point == 0xffff;
        const std::string_view bytes = text.substr(at, character.bytes);
        if (no_character) result += fmt::format("\\u{{{:04X}}}", character.code_point);
        else result += line_end ? std::string(bytes) : printable(bytes);
        at += character.bytes;
    }
    return result;
}

/// A single line: a name.
std::string name(std::string_view text) { return xml(printable(text)); }

void set(pugi::xml_node node, const char* attribute, const std::string& value)
{
    node.append_attribute(attribute).set_value(value.c_str());
}

void add_text(pugi::xml_node node, const std::string& text)
{
    node.append_child(pugi::node_pcdata).set_value(xml(text).c_str());
}

std::string plain_trace(const PropertyReport& property)
{
    if (!property.trace) return "";
    return "\n" + trace_text(property, {.traces = TracesShown::all, .colour = false, .times = false});
}

struct Totals {
    std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;

    void operator+=(const Totals& more)
    {
        tests += more.tests;
        failures += more.failures;
        errors += more.errors;
        skipped += more.skipped;
    }
};

void set(pugi::xml_node node, const Totals& totals)
{
    set(node, "tests", std::to_string(totals.tests));
    set(node, "failures", std::to_string(totals.failures));
    set(node, "errors", std::to_string(totals.errors));
    set(node, "skipped", std::to_string(totals.skipped));
    // Measured times would make two runs differ; the attribute itself many readers insist on.
    set(node, "time", "0");
}

/// The suite of one scenario, as its cases come in.
class Suite {
public:
    Suite(pugi::xml_node suites, const std::string& path) : node_(suites.append_child("testsuite"))
    {
        set(node_, "name", name(path));
    }

    void add(const CaseReport& one)
    {
        for (const PropertyReport& property : one.properties) add(one, property);
        for (const CountExpectation& count : one.wrong_counts) add(one, count);
    }

    /// All warnings of the file as one test: which there are changes, and tests that come and go confuse who
    /// counts them.
    void add_warnings(const Report& report, const std::string& path)
    {
        std::string lines;
        std::size_t count = 0;
        for (const Warning& warning : report.warnings) {
            if (warning.path != path) continue;
            lines += in_words(warning) + "\n";
            ++count;
        }
        if (count == 0) return;
        ++totals_.tests;
        pugi::xml_node node = node_.append_child("testcase");
        set(node, "name", "can fail");
        set(node, "classname", name(path));
        set(node, "time", "0");
        set(node, "file", name(path));
        if (report.strict) failure(node, counted(count, "warning"), "warning", lines);
        else add_text(node.append_child("system-out"), lines);
    }

    [[nodiscard]] Totals finish(const std::string& path)
    {
        set(node_, totals_);
        set(node_, "file", name(path));
        return totals_;
    }

private:
    pugi::xml_node test(const CaseReport& one, const std::string& what)
    {
        ++totals_.tests;
        pugi::xml_node node = node_.append_child("testcase");
        set(node, "name", name(what));
        set(node, "classname", xml(case_label(one)));
        set(node, "time", "0");
        set(node, "file", name(one.path));
        set(node, "line", std::to_string(one.line));
        return node;
    }

    void failure(pugi::xml_node node, const std::string& message, std::string_view type,
                 const std::string& body)
    {
        ++totals_.failures;
        complain(node, "failure", message, type, body);
    }

    void error(pugi::xml_node node, const std::string& message, const std::string& body)
    {
        ++totals_.errors;
        complain(node, "error", message, "inconclusive", body);
    }

    static void complain(pugi::xml_node test, const char* kind, const std::string& message,
                         std::string_view type, const std::string& body)
    {
        pugi::xml_node node = test.append_child(kind);
        set(node, "message", xml(message));
        set(node, "type", std::string(type));
        if (!body.empty()) add_text(node, body);
    }

    void skip(pugi::xml_node node, const std::string& message)
    {
        ++totals_.skipped;
        set(node.append_child("skipped"), "message", xml(message));
    }

    void add(const CaseReport& one, const PropertyReport& property)
    {
        const pugi::xml_node node = test(one, property.name);
        const bool open = property.verdict == Verdict::inconclusive;
        if (property.acceptance.accepted) {
            skip(node, judged_finding(property));
        } else if (!property.expectation.met && open) {
            error(node, judged_finding(property), "");
        } else if (!property.expectation.met) {
            failure(node, judged_finding(property), to_string(property.verdict), plain_trace(property));
        } else if (open || property.vacuous()) {
            skip(node, judged_finding(property));
        } else {
            pugi::xml_node out = pugi::xml_node(node).append_child("system-out");
            add_text(out, judged_finding(property) + "\n" + plain_trace(property));
        }
    }

    /// A count is wrong for sure where the search saw everything, or more than there should be.
    void add(const CaseReport& one, const CountExpectation& count)
    {
        const pugi::xml_node node = test(one, "number of " + count.what);
        const std::string words = fmt::format("expected {}, found {}{}", grouped(count.expected),
                                              grouped(count.found), standing_in_words(count.acceptance));
        if (count.acceptance.accepted) skip(node, words);
        else if (one.stop.empty() || count.found > count.expected) failure(node, words, "count", "");
        else error(node, words, "");
    }

    pugi::xml_node node_;
    Totals totals_;
};

}  // namespace

std::string to_junit(const Report& report)
{
    pugi::xml_document document;
    pugi::xml_node suites = document.append_child("testsuites");
    set(suites, "name", "holdfast");
    Totals totals;
    for (std::size_t k = 0; k < report.cases.size();) {
        const std::string& path = report.cases[k].path;
        Suite suite(suites, path);
        for (; k < report.cases.size() && report.cases[k].path == path; ++k) suite.add(report.cases[k]);
        suite.add_warnings(report, path);
        totals += suite.finish(path);
    }
    set(suites, totals);
    std::ostringstream text;
    document.save(text, "  ", pugi::format_indent, pugi::encoding_utf8);
    return text.str();
}

}  // namespace holdfast::reports
