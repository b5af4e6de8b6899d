// `holdfast format`: scenario files laid out as all of them are.
#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "reports/cli/find_scenarios.hpp"
#include "reports/cli/interrupt.hpp"
#include "reports/cli/output.hpp"
#include "reports/cli/replace_file.hpp"
#include "reports/cli/scenario_case.hpp"
#include "reports/cli/verbs.hpp"
#include "reports/display_width.hpp"
#include "reports/layout.hpp"
#include "scenarios/format/canonical_text.hpp"
#include "scenarios/format/parse.hpp"

namespace holdfast::reports::cli {

namespace {

tl::expected<std::string, scenarios::Diagnostics> text_of(const std::string& file)
{
    const ImpatientlyWaiting for_writer(file);
    return scenarios::text_of_file(file, "a scenario");
}

/// The first line that is not as it should be.
std::size_t first_difference(std::string_view text, std::string_view form)
{
    const auto [at, other] = std::mismatch(text.begin(), text.end(), form.begin(), form.end());
    return 1 + static_cast<std::size_t>(std::count(text.begin(), at, '\n'));
}

class Format {
public:
    explicit Format(const FormatRequest& request) : request_(request) {}

    ExitCode run()
    {
        std::vector<std::string> paths;
        for (const std::string& path : request_.paths) {
            if (path == "-") format_input();
            else paths.push_back(path);
        }
        const FoundScenarios found = find_scenarios(paths);
        for (const std::string& error : found.errors) complain(error);
        for (const std::string& file : found.files) format_file(file);
        return finished(output_, code_);
    }

private:
    void complain(const std::string& message)
    {
        print_error(message);
        code_ = graver(code_, ExitCode::wrong_input);
    }

    /// What is wrong is told, and the text stays as it is.
    void refuse(const scenarios::Diagnostics& diagnostics)
    {
        for (const scenarios::Diagnostic& diagnostic : diagnostics) print_diagnostic(diagnostic);
        code_ = graver(code_, ExitCode::wrong_input);
    }

    /// The canonical form of a good text; nothing where the text has errors, or where we make one: a form
    /// that says something else or has a form of its own is never written.
    std::optional<std::string> canonical(const std::string& text, const std::string& name)
    {
        const auto scenario = scenarios::parse(text, name);
        if (!scenario) {
            refuse(scenario.error());
            return std::nullopt;
        }
        std::string form = scenarios::canonical_text(text);
        if (scenarios::says_the_same(text, form) && scenarios::canonical_text(form) == form) return form;
        print_error(
            fmt::format("{}: its canonical form is not good. This is a fault of the program, not of the "
                        "scenario, which stays as it is.",
                        printable(name)));
        code_ = graver(code_, ExitCode::our_fault);
        return std::nullopt;
    }

    void format_input()
    {
        auto text = text_of("/dev/stdin");
        if (!text) {
            for (scenarios::Diagnostic& diagnostic : text.error()) diagnostic.path = "standard input";
            refuse(text.error());
            return;
        }
        const auto form = canonical(*text, "standard input");
        if (!form) return;
        if (!request_.check) output_.write_report(*form);
        else if (*form != *text) note_difference("standard input", *text, *form);
    }

    void format_file(const std::string& file)
    {
        const auto text = text_of(file);
        if (!text) {
            refuse(text.error());
            return;
        }
        const auto form = canonical(*text, file);
        if (!form || *form == *text) return;
        if (request_.check) {
            note_difference(file, *text, *form);
        } else if (const auto reason = replace_file(file, *form)) {
            complain(fmt::format("{}: cannot be written: {}", printable(file), *reason));
        } else {
            output_.write(fmt::format("{}\n", printable(file)));
        }
    }

    void note_difference(const std::string& name, const std::string& text, const std::string& form)
    {
        output_.write(fmt::format("{}:{}: from here on it is not in canonical form\n", printable(name),
                                  first_difference(text, form)));
        code_ = graver(code_, ExitCode::unmet);
    }

    const FormatRequest& request_;
    Output output_;
    ExitCode code_ = ExitCode::met;
};

}  // namespace

ExitCode format(const FormatRequest& request) { return Format(request).run(); }

}  // namespace holdfast::reports::cli
