// `holdfast list`: what scenarios and command lines may name, from the tables that decide it.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "model/formula_words.hpp"
#include "model/policy.hpp"
#include "model/system.hpp"
#include "reports/cli/output.hpp"
#include "reports/cli/verbs.hpp"
#include "reports/colour.hpp"
#include "reports/formats.hpp"
#include "reports/layout.hpp"
#include "scenarios/format/key_table.hpp"

namespace holdfast::reports::cli {

namespace {

constexpr std::size_t width = 100;

/// Text under construction: headings, entries with a name, indented paragraphs.
class Page {
public:
    explicit Page(bool colour) : colour_(colour) {}

    void heading(std::string_view words, std::string_view explanation)
    {
        if (!text_.empty()) text_ += '\n';
        text_ += paint(words, Ink::strong, colour_) + "\n";
        paragraph("  ", explanation);
    }

    void entry(std::string_view name, std::string_view remark)
    {
        text_ += "\n  " + paint(name, Ink::strong, colour_);
        text_ += remark.empty() ? "\n" : fmt::format("  ({})\n", remark);
    }

    void paragraph(std::string_view first, std::string_view words)
    {
        text_ += joined(hanging(first, words, width));
    }

    void rows(const std::vector<std::vector<std::string>>& rows, std::size_t indent)
    {
        const auto widths = fit_columns(rows, width - indent);
        for (const auto& row : rows) {
            for (const std::string& line : table_row(row, widths))
                text_ += std::string(indent, ' ') + line + "\n";
        }
    }

    [[nodiscard]] const std::string& text() const { return text_; }

private:
    bool colour_;
    std::string text_;
};

/// What can be said of a call besides its name.
void list_call_in_full(Page& page)
{
    page.entry("{ call = \"STEP\", KEY = VALUE, ... }", "");
    page.paragraph("    ", scenarios::shape_of("call").meaning);
    std::vector<std::vector<std::string>> rows;
    for (const scenarios::Key& key : scenarios::keys()) {
        if (key.shape == "call" && key.name != "call")
            rows.push_back({std::string(key.name), std::string(key.type), std::string(key.meaning)});
    }
    page.rows(rows, 4);
}

/// Steps that are made of steps: how they are written, and what the keys of their tables mean.
void list_blocks(Page& page)
{
    page.entry("{ repeat = N, steps = [...] }", "N may be \"forever\"");
    page.paragraph("    ", scenarios::shape_of("repeat").meaning);
    page.paragraph("    ", fmt::format("repeat: {}", scenarios::key_of("repeat", "repeat").meaning));
    page.entry("{ choose = [[...], [...]] }", "");
    page.paragraph("    ", scenarios::shape_of("choose").meaning);
}

void list_steps(Page& page)
{
    page.heading(
        "STEPS",
        "What a program can do. With grain \"call\" a call is one step, with grain \"micro\" each of "
        "its atomic steps is one.");
    for (const model::CallWords& call : model::call_words()) {
        page.entry(call.usage, "");
        page.paragraph("    ", call.meaning);
        for (std::size_t k = 0; k < call.atomic_steps.size(); ++k) {
            page.paragraph(fmt::format("    {:>2}. ", k + 1), call.atomic_steps[k]);
        }
    }
    list_call_in_full(page);
    list_blocks(page);
}

/// "use-scope = hive, ...": where a policy is not as the other.
std::string differences(const model::Policy& policy, const model::Policy& other)
{
    std::vector<std::string> found;
    for (const model::Switch& one : model::switches()) {
        const std::size_t chosen = one.get(policy);
        if (chosen != one.get(other))
            found.push_back(fmt::format("{} = {}", one.name, one.alternatives[chosen].name));
    }
    return fmt::format("{}", fmt::join(found, ", "));
}

void list_presets(Page& page)
{
    page.heading("POLICIES",
                 "Each is a name for one choice of all assumptions below. A case names one and may set "
                 "single assumptions on top of it.");
    for (const model::Preset& preset : model::presets()) {
        page.entry(preset.name, "");
        page.paragraph("    ", preset.meaning);
        if (!preset.source.empty()) page.paragraph("    source: ", preset.source);
        const std::string others = differences(preset.policy, model::Policy{});
        page.paragraph("    differs from unpatched: ", others.empty() ? "in nothing" : others);
    }
}

void list_switches(Page& page)
{
    page.heading("ASSUMPTIONS",
                 "Where the sources are silent, each assumption is a switch. The default, marked with *, "
                 "is that of the policy unpatched. What stands in brackets is its number in "
                 "model/README.md.");
    for (const model::Switch& one : model::switches()) {
        page.entry(one.name, one.assumption);
        page.paragraph("    ", one.question);
        if (!one.source.empty()) page.paragraph("    source: ", one.source);
        std::vector<std::vector<std::string>> rows;
        for (std::size_t k = 0; k < one.alternatives.size(); ++k) {
            const model::Alternative& alternative = one.alternatives[k];
            rows.push_back({one.get(model::Policy{}) == k ? "*" : "", std::string(alternative.name),
                            std::string(alternative.letter), std::string(alternative.meaning)});
        }
        page.rows(rows, 2);
    }
}

void list_policies(Page& page)
{
    list_presets(page);
    list_switches(page);
}

/// How a kind of property is read.
std::string_view kind_in_words(checker::PropertyKind kind)
{
    switch (kind) {
    case checker::PropertyKind::never: return "judged in every reachable state";
    case checker::PropertyKind::never_step: return "judged in every atomic step of every run";
    case checker::PropertyKind::reachable: return "holds if some reachable state shows it";
    case checker::PropertyKind::at_end: return "judged in every state in which no program can move";
    case checker::PropertyKind::leads_to: return "judged on every fair run";
    case checker::PropertyKind::within: return "judged on every run, by the model's clock";
    }
    return "";
}

/// What is built in, as a scenario with a server is judged by it.
std::vector<checker::Property> properties_with_a_server()
{
    model::Setup setup;
    setup.world.servers.push_back({});
    return model::properties_of(setup);
}

void list_properties_of_profiles(Page& page)
{
    page.heading(
        "PROPERTIES",
        "Every case is judged by all of them and by those that its scenario states itself; one that a "
        "scenario does not mention must hold.");
    const auto without_end = model::properties_without_end(model::built_in_properties(), 1, {});
    const auto with_a_server = properties_with_a_server();
    for (std::size_t k = 0; k < without_end.size(); ++k) {
        const checker::Property& property = model::built_in_properties()[k];
        page.entry(property.name, kind_in_words(property.kind));
        page.paragraph("    ", property.meaning);
        if (with_a_server[k].meaning != property.meaning)
            page.paragraph("    ", fmt::format("where there are servers: {}", with_a_server[k].meaning));
        if (without_end[k].kind == property.kind) continue;
        page.paragraph("    ", fmt::format("where some program repeats for ever, {}: {}",
                                           kind_in_words(without_end[k].kind), without_end[k].meaning));
    }
}

void list_properties_of_time(Page& page)
{
    page.heading("PROPERTIES OF CLIENT BLOCKING AND TIME",
                 "Where there are servers of Exchange, or time passes, every case is judged by these, too.");
    for (const checker::Property& property : model::properties_of_time()) {
        page.entry(property.name, kind_in_words(property.kind));
        page.paragraph("    ", property.meaning);
    }
}

/// How a scenario states one itself, and what it may say of runs without end.
void list_own_properties(Page& page)
{
    page.heading("PROPERTIES OF A SCENARIO'S OWN",
                 fmt::format("Under [properties.NAME]. {}", scenarios::shape_of("property").meaning));
    std::vector<std::vector<std::string>> rows;
    for (const scenarios::Key& key : scenarios::keys()) {
        if (key.shape == "property")
            rows.push_back({std::string(key.name), std::string(key.type), std::string(key.meaning)});
    }
    page.rows(rows, 2);
    page.entry("within = { from = FORMULA, to = FORMULA, at_most = TIME }", "");
    page.paragraph("    ", scenarios::shape_of("within").meaning);
    page.entry("[fairness]", "in a scenario: what runs without end owe to whom");
    page.paragraph("    ", scenarios::key_of("fairness", "*").meaning);
}

void list_properties(Page& page)
{
    list_properties_of_profiles(page);
    list_properties_of_time(page);
    list_own_properties(page);
}

void list_formulas(Page& page)
{
    page.heading(
        "FORMULAS",
        "What a property of a scenario's own can say of a state: [properties.NAME] with never, reachable, "
        "at_end, leads_to or within. PROGRAM and PROFILE are names or variables.");
    for (const model::FormulaPhrase& phrase : model::formula_phrases()) {
        page.entry(phrase.usage, "");
        page.paragraph("    ", phrase.meaning);
    }
}

/// "follows logon", with the word that it follows; empty where it follows none.
std::string follows_in_words(const model::Word& word)
{
    return word.base.empty() ? "" : fmt::format("follows {}", word.base);
}

void list_words(Page& page)
{
    page.heading("WORDS",
                 "What a scenario may rename under [words]: reports then say so. A word that follows another "
                 "one does so where only the other one is renamed.");
    std::vector<std::vector<std::string>> rows;
    for (const model::Word& word : model::renamable_words)
        rows.push_back({std::string(word.name),
                        word.name == word.text ? "" : fmt::format("said as {}", word.text),
                        follows_in_words(word)});
    page.rows(rows, 0);
}

void list_formats(Page& page)
{
    page.heading("FORMATS", "For --report FORMAT=FILE; the FILE - is standard output.");
    for (const Format& format : formats()) {
        page.entry(format.name, "");
        page.paragraph("    ", format.meaning);
    }
}

struct Topic {
    std::string_view name;
    void (*write)(Page&);
};

constexpr std::array<Topic, 6> topics{{
    {"steps", list_steps},
    {"policies", list_policies},
    {"properties", list_properties},
    {"formulas", list_formulas},
    {"words", list_words},
    {"formats", list_formats},
}};

constexpr std::array<std::string_view, 6> topic_names{topics[0].name, topics[1].name, topics[2].name,
                                                      topics[3].name, topics[4].name, topics[5].name};

bool is_asked_for(const Topic& topic, const std::vector<std::string>& names)
{
    return names.empty() || std::find(names.begin(), names.end(), topic.name) != names.end();
}

}  // namespace

std::span<const std::string_view> list_topics() { return topic_names; }

ExitCode list(const ListRequest& request)
{
    Page page(wants_colour(request.colour));
    for (const Topic& topic : topics) {
        if (is_asked_for(topic, request.topics)) topic.write(page);
    }
    Output output;
    output.write(page.text());
    return finished(output, ExitCode::met);
}

}  // namespace holdfast::reports::cli
