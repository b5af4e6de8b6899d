// `holdfast graph`: the states and steps of one case, for Graphviz or for tools that compare such graphs.
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "checker/schedule.hpp"
#include "reports/aut.hpp"
#include "reports/cli/case_limits.hpp"
#include "reports/cli/interrupt.hpp"
#include "reports/cli/one_case.hpp"
#include "reports/cli/output.hpp"
#include "reports/cli/verbs.hpp"
#include "reports/display_width.hpp"
#include "reports/dot.hpp"
#include "reports/state_graph.hpp"
#include "scenarios/format/nearest.hpp"

namespace holdfast::reports::cli {

namespace {

/// More than these, and nobody finds anything in the picture.
constexpr std::size_t most_drawn = 250;

/// A file for a program may have more.
constexpr std::size_t most_written = 100'000;

class Graph {
public:
    explicit Graph(const GraphRequest& request) : request_(request) {}

    ExitCode run()
    {
        if (!output_is_writable()) return ExitCode::wrong_input;
        const auto chosen = open_case(request_.file, request_.case_name);
        if (!chosen) return ExitCode::wrong_input;
        checker::GraphRequest wanted{.most_states = request_.states.value_or(
                                         request_.format == GraphFormat::dot ? most_drawn : most_written),
                                     .around = std::nullopt,
                                     .within = request_.within};
        if (request_.around) {
            wanted.around = run_meant(*chosen, *request_.around);
            if (!wanted.around) return code_;
        }
        const StateGraph graph = describe_graph(chosen->head, *chosen->system, wanted);
        if (graph.misfit) return refuse(misfit_complaint(*graph.misfit));
        write(request_.format == GraphFormat::dot ? to_dot(graph) : to_aut(graph));
        tell_what_is_missing(graph);
        return finished(output_, code_);
    }

private:
    ExitCode refuse(const std::string& message)
    {
        print_error(message);
        code_ = graver(code_, ExitCode::wrong_input);
        return code_;
    }

    bool output_is_writable()
    {
        const auto reason = why_not_writable(request_.output);
        if (reason) refuse(fmt::format("{}: cannot be written: {}", printable(request_.output), *reason));
        return !reason;
    }

    /// A schedule as it is written, or the trace of a property.
    std::optional<checker::Schedule> run_meant(const OneCase& chosen, const std::string& word)
    {
        const std::vector<checker::Property> properties = chosen.system->properties();
        for (std::size_t k = 0; k < properties.size(); ++k) {
            if (properties[k].name == word) return trace_of(chosen, k);
        }
        const auto written = checker::parse_run(word);
        if (written) return written->schedule;
        if (word.find(':') != std::string::npos) refuse(schedule_complaint(word, written.error()));
        else refuse(no_such_property(word, properties));
        return std::nullopt;
    }

    static std::string no_such_property(const std::string& word,
                                        const std::vector<checker::Property>& properties)
    {
        std::vector<std::string> names;
        for (const checker::Property& property : properties) names.push_back(property.name);
        const std::string advice = scenarios::did_you_mean(word, names);
        return fmt::format("'{}' is neither a schedule, such as 1:0,0,1, nor a property of this case; {}",
                           printable(word),
                           printable(advice.empty() ? "there is " + scenarios::listed(names) : advice));
    }

    std::optional<checker::Schedule> trace_of(const OneCase& chosen, std::size_t property)
    {
        checker::Options options;
        set_limits(options, chosen.one->limits);
        options.interrupted = interrupted;
        const checker::Result result = chosen.system->check(options);
        const checker::PropertyResult& found = result.properties[property];
        if (found.trace) return found.trace->schedule;
        if (interrupted()) {
            code_ = ExitCode::interrupted;
            return std::nullopt;
        }
        refuse(fmt::format("{} {}, so there is no run of it to draw a graph around",
                           chosen.system->properties()[property].name, without_a_trace(found.verdict)));
        if (found.verdict == checker::Verdict::inconclusive) code_ = ExitCode::inconclusive;
        return std::nullopt;
    }

    static const char* without_a_trace(checker::Verdict verdict)
    {
        switch (verdict) {
        case checker::Verdict::holds: return "holds";
        case checker::Verdict::violated: return "is reached in no state";
        case checker::Verdict::inconclusive: break;
        }
        return "is inconclusive: a limit ended the search first";
    }

    void write(const std::string& text)
    {
        if (request_.output == "-") {
            output_.write_report(text);
            return;
        }
        if (const auto reason = write_file(request_.output, text))
            refuse(fmt::format("{}: cannot be written: {}", printable(request_.output), *reason));
    }

    /// A picture says itself what is missing in it. A file for a program cannot, and whoever compares it
    /// would take it for the whole.
    void tell_what_is_missing(const StateGraph& graph)
    {
        if (graph.whole() || (!graph.cut_off && graph.beyond_limit() == 0)) return;
        print_to_stderr(fmt::format("holdfast: the graph is cut off: {}{}\n", extent_in_words(graph),
                                    graph.cut_off ? "; --states N takes more" : ""));
        if (request_.format == GraphFormat::aut) code_ = graver(code_, ExitCode::inconclusive);
    }

    const GraphRequest& request_;
    Output output_;
    ExitCode code_ = ExitCode::met;
};

}  // namespace

ExitCode graph(const GraphRequest& request) { return Graph(request).run(); }

}  // namespace holdfast::reports::cli
