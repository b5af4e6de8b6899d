#include "model/compiled_formula.hpp"

#include <algorithm>

#include "checker/assert.hpp"
#include "model/blocking/gate.hpp"
#include "model/in_use_table.hpp"

namespace holdfast::model {

class CompiledFormula::Asking {
public:
    Asking(const Layout& layout, const std::vector<Node>& nodes, const std::uint64_t* words,
           Bindings bindings)
        : layout_(layout), nodes_(nodes), words_(words), state_(layout, words), bindings_(bindings)
    {
    }

    [[nodiscard]] std::uint64_t value(std::size_t at)
    {
        using Kind = Formula::Kind;
        const Node& node = nodes_[at];
        switch (node.kind) {
        case Kind::negation: return value(at + 1) == 0 ? 1 : 0;
        case Kind::conjunction: return first_part_that_is(at, false) == node.end ? 1 : 0;
        case Kind::disjunction: return first_part_that_is(at, true) == node.end ? 0 : 1;
        case Kind::implication: return value(at + 1) == 0 || value(nodes_[at + 1].end) != 0 ? 1 : 0;
        case Kind::any: return counted(at, 1);
        case Kind::all: return counted_false(at) == 0 ? 1 : 0;
        case Kind::count: return counted(at, node.range.size());
        case Kind::comparison:
            return holds(node.comparison, value(at + 1), value(nodes_[at + 1].end)) ? 1 : 0;
        case Kind::number: return node.value;
        case Kind::users: return users(profile(node));
        case Kind::instances: return instances(node, profile(node));
        case Kind::is_absent:
        case Kind::is_live:
        case Kind::is_marked:
        case Kind::is_used: return is_so(node, profile(node)) ? 1 : 0;
        default: return is_so_of_program(node, who(node.program)) ? 1 : 0;
        }
    }

private:
    [[nodiscard]] std::uint16_t who(Place place) const
    {
        return place.bound ? bindings_[place.index] : place.index;
    }
    [[nodiscard]] std::uint16_t profile(const Node& node) const { return who(node.profile); }

    [[nodiscard]] std::size_t first_part_that_is(std::size_t at, bool wanted)
    {
        std::size_t part = at + 1;
        while (part < nodes_[at].end && (value(part) != 0) != wanted) part = nodes_[part].end;
        return part;
    }

    /// Of how many the part is true, at most so many.
    [[nodiscard]] std::uint64_t counted(std::size_t at, std::uint64_t most)
    {
        std::uint64_t found = 0;
        for (const std::uint16_t each : nodes_[at].range) {
            if (found == most) break;
            found += is_true_of(at, each) ? 1 : 0;
        }
        return found;
    }

    /// 1 as soon as the part is false of any.
    [[nodiscard]] std::uint64_t counted_false(std::size_t at)
    {
        const auto& range = nodes_[at].range;
        return std::ranges::any_of(range, [&](std::uint16_t each) { return !is_true_of(at, each); }) ? 1 : 0;
    }

    [[nodiscard]] bool is_true_of(std::size_t at, std::uint16_t each)
    {
        bindings_[nodes_[at].variable] = each;
        return value(at + 1) != 0;
    }

    [[nodiscard]] static bool holds(Comparison comparison, std::uint64_t one, std::uint64_t other)
    {
        switch (comparison) {
        case Comparison::less: return one < other;
        case Comparison::at_most: return one <= other;
        case Comparison::equal: return one == other;
        case Comparison::unequal: return one != other;
        case Comparison::at_least: return one >= other;
        case Comparison::more: return one > other;
        }
        return false;
    }

    // Profiles

    [[nodiscard]] const Hive& hive_of(std::uint16_t profile) const
    {
        return layout_.hives[layout_.world.profiles[profile].account];
    }
    [[nodiscard]] Name name_of(std::uint16_t profile) const
    {
        return static_cast<Name>(layout_.name_of_profile[profile]);
    }

    /// Calls `visit` with the status of each instance that is there, and who it is. A hive that no program
    /// uses is not stored, because nothing in it ever changes.
    template <class Visit>
    void for_each_instance(std::uint16_t profile, Visit visit) const
    {
        const Hive& hive = hive_of(profile);
        if (hive.programs.empty()) {
            const InitialState initial = layout_.world.profiles[profile].state;
            if (initial != InitialState::absent)
                visit(initial == InitialState::live ? Status::live : Status::marked, Reference{});
            return;
        }
        const Name name = name_of(profile);
        for (std::uint16_t slot = hive.first_slot(name);
             slot < std::min(hive.end_slot(name), hive.slot_count()); ++slot) {
            const Status status = state_.status(hive.slots[slot]);
            const Reference instance{static_cast<std::uint16_t>(slot + 1)};
            if (status != Status::none && state_.name_of(hive, instance) == name) visit(status, instance);
        }
    }

    [[nodiscard]] bool is_so(const Node& node, std::uint16_t profile) const
    {
        if (node.kind == Formula::Kind::is_used) return users(profile) != 0;
        bool live = false, marked = false;
        for_each_instance(profile,
                          [&](Status status, Reference) { (status == Status::live ? live : marked) = true; });
        if (node.kind == Formula::Kind::is_absent) return !live && !marked;
        return node.kind == Formula::Kind::is_live ? live : marked;
    }

    [[nodiscard]] std::uint64_t instances(const Node& node, std::uint16_t profile) const
    {
        std::uint64_t found = 0;
        for_each_instance(profile, [&](Status status, Reference instance) {
            const bool fits = !node.marked || *node.marked == (status == Status::marked);
            found += fits && (!node.used || *node.used == has_users(profile, instance)) ? 1 : 0;
        });
        return found;
    }

    [[nodiscard]] bool has_users(std::uint16_t profile, Reference instance) const
    {
        return std::ranges::any_of(hive_of(profile).programs, [&](std::uint16_t program) {
            return !instance.none() && state_.session(program) == instance;
        });
    }

    [[nodiscard]] std::uint64_t users(std::uint16_t profile) const
    {
        return static_cast<std::uint64_t>(std::ranges::count_if(
            hive_of(profile).programs, [&](std::uint16_t program) { return uses(program, profile); }));
    }

    // Programs

    [[nodiscard]] bool uses(std::uint16_t program, std::uint16_t profile) const
    {
        const Reference session = state_.session(program);
        const Hive& hive = hive_of(profile);
        return !session.none() && &hive == &layout_.hives[layout_.programs[program].hive] &&
               state_.name_of(hive, session) == name_of(profile);
    }

    /// The table is asked as a call would ask it, so that whoever reads this sees what MAPI sees.
    [[nodiscard]] bool sees_used(std::uint16_t program, std::uint16_t profile) const
    {
        if (&hive_of(profile) != &layout_.hives[layout_.programs[program].hive]) return false;
        std::array<std::uint64_t, most_words> copy{};
        std::copy_n(words_, layout_.words, copy.begin());
        Turn turn(layout_, copy.data(), program);
        InUseTable table(turn);
        bool seen = false;
        for_each_instance(profile,
                          [&](Status, Reference instance) { seen = seen || table.shows_use_of(instance); });
        return seen;
    }

    [[nodiscard]] bool is_on_purged(std::uint16_t program) const
    {
        const Reference session = state_.session(program);
        return !session.none() && state_.is_purged(layout_.hives[layout_.programs[program].hive], session);
    }

    [[nodiscard]] bool is_initialized(std::uint16_t program) const
    {
        const ProgramLayout& layout = layout_.programs[program];
        if (state_.point(program).kind == Point::Kind::crashed) return false;
        return !layout.counts_initialize || state_.get(layout.fields.initialized) != 0;
    }

    template <class Predicate>
    [[nodiscard]] bool any_server_of(std::uint16_t program, const Predicate& is_so) const
    {
        for (std::size_t server = 0; server < layout_.servers.size(); ++server) {
            const auto& clients = layout_.servers[server].clients;
            const bool connects = std::ranges::find(clients, program) != clients.end();
            if (connects && is_so(Gate(layout_, state_, server))) return true;
        }
        return false;
    }

    /// Whether any of the calls that the program's place speaks of is the one that the node means.
    [[nodiscard]] bool is_at(const Node& node, std::uint16_t program, Point::Kind kind) const
    {
        const Point& point = state_.point(program);
        if (point.kind != kind) return false;
        const auto& possibilities = layout_.programs[program].script.possibilities;
        const std::size_t ways = kind == Point::Kind::inside ? 1 : point.count;
        for (std::size_t way = point.first; way < point.first + ways; ++way) {
            const Call& call = possibilities[way].call;
            const bool same_call = !node.call || call.kind == *node.call;
            if (same_call && (!node.names_profile || call.profile == profile(node))) return true;
        }
        return false;
    }

    [[nodiscard]] bool is_so_of_program(const Node& node, std::uint16_t program) const
    {
        using Kind = Formula::Kind;
        const ProgramFields& fields = layout_.programs[program].fields;
        switch (node.kind) {
        case Kind::uses: return uses(program, profile(node));
        case Kind::sees_used: return sees_used(program, profile(node));
        case Kind::is_logged_on: return !state_.session(program).none();
        case Kind::is_on_purged: return is_on_purged(program);
        case Kind::is_initialized: return is_initialized(program);
        case Kind::is_ended: return state_.point(program).kind == Point::Kind::end;
        case Kind::is_crashed: return state_.point(program).kind == Point::Kind::crashed;
        case Kind::is_between_calls: return state_.point(program).kind == Point::Kind::between;
        case Kind::is_before: return is_at(node, program, Point::Kind::between);
        case Kind::is_inside: return is_at(node, program, Point::Kind::inside);
        case Kind::is_in_session: return layout_.world.programs[program].session == node.session;
        case Kind::is_connected:
            return connection_of(state_.get(fields.connection)).state == ConnectionState::open;
        case Kind::is_cut: return connection_of(state_.get(fields.connection)).state == ConnectionState::cut;
        case Kind::is_blocked:
            return any_server_of(program, [&](const auto& gate) { return gate.blocks(program); });
        case Kind::is_listed:
            return any_server_of(program, [&](const auto& gate) { return gate.is_told_to_block(program); });
        case Kind::is_waiting: return state_.get(fields.waiting) != 0;
        case Kind::holds_mutex: return state_.get(fields.holds_mutex) != 0;
        case Kind::answered: return state_.get(fields.answer) == node.value;
        default: break;
        }
        HOLDFAST_ASSERT(false, "node of kind {} says nothing of a program", static_cast<int>(node.kind));
        return false;
    }

    const Layout& layout_;
    const std::vector<Node>& nodes_;
    const std::uint64_t* words_;
    const Snapshot state_;
    Bindings bindings_;
};

CompiledFormula::CompiledFormula(const Layout& layout, const Formula& formula, std::size_t depth)
    : layout_(layout)
{
    add(formula, depth);
}

std::uint64_t CompiledFormula::value(const std::uint64_t* words, Bindings bindings) const
{
    return Asking(layout_, nodes_, words, bindings).value(0);
}

void CompiledFormula::add(const Formula& formula, std::size_t depth)
{
    const auto place = [](const Term& term) {
        return Place{term.bound, static_cast<std::uint16_t>(term.index)};
    };
    const std::size_t at = nodes_.size();
    Node node{.kind = formula.kind,
              .comparison = formula.comparison,
              .call = formula.call,
              .marked = formula.marked,
              .used = formula.used,
              .names_profile = formula.profile.has_value(),
              .program = place(formula.program),
              .profile = place(formula.profile.value_or(Term{})),
              .variable = static_cast<std::uint16_t>(depth),
              .session = static_cast<std::uint16_t>(formula.session)};
    node.value = formula.kind == Formula::Kind::answered ? stored_answer(formula.answer) : formula.value;
    const bool binds = is_quantifier(formula.kind);
    HOLDFAST_ASSERT(!binds || depth < most_variables, "{} variables at a time", depth + 1);
    if (binds) node.range = range_of(layout_.world, formula);
    nodes_.push_back(std::move(node));
    for (const Formula& part : formula.parts) add(part, binds ? depth + 1 : depth);
    nodes_[at].end = nodes_.size();
}

std::vector<std::uint16_t> range_of(const World& world, const Formula& quantifier)
{
    const bool programs = quantifier.domain == Domain::programs;
    std::vector<std::uint16_t> range;
    for (std::size_t k = 0; k < (programs ? world.programs.size() : world.profiles.size()); ++k) {
        const std::size_t account =
            programs ? world.sessions[world.programs[k].session].account : world.profiles[k].account;
        if (!quantifier.account || account == *quantifier.account)
            range.push_back(static_cast<std::uint16_t>(k));
    }
    return range;
}

}  // namespace holdfast::model
