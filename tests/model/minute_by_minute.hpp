// Servers, clients and administrators played plainly, minute by minute: the domain's reading of client
// blocking (8.7), written down a second time. Minutes are those of a calendar and pass one at a time; a
// poll has a timer that counts them down; a run is a stack of lists of steps. Nothing is packed, skipped or
// shared, and no code of the model is used but the words in which a scenario is given. For small scenarios
// without profiles: see `why_not`.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/system.hpp"

namespace holdfast::tests::plain {

using Minute = std::uint32_t;

/// A list of steps, and which of them is next.
struct Frame {
    const model::Block* steps = nullptr;
    std::size_t next = 0;
    std::uint32_t more_rounds = 0;
    bool forever = false;

    auto operator<=>(const Frame&) const = default;
};

enum class Link : std::uint8_t { none, cut, lost, open };

struct Program {
    std::vector<Frame> frames;            ///< the innermost list last; none where nothing is left to do
    const model::Call* inside = nullptr;  ///< a call that it has begun
    Minute wait_is_over = 0;              ///< inside a wait
    bool lives = true;
    Minute started = 0;
    std::uint32_t restarts = 0;
    Link link = Link::none;
    std::size_t server = 0;                 ///< that it is connected to, or was
    std::optional<model::Answer> answer{};  ///< of its last call

    auto operator<=>(const Program&) const = default;
};

enum class Poll : std::uint8_t { over, has_read, cuts };

struct Server {
    bool runs = true;
    std::size_t node = 0;  ///< that runs the store
    Minute to_poll = 0;    ///< 0: now, or there is none to come
    Poll poll = Poll::over;
    std::size_t just_read = 0;        ///< by a poll that is not over
    std::vector<std::size_t> values;  ///< by node, what stands in its registry: index into World::values
    std::optional<std::size_t> seen;  ///< what a poll or a start has read last
    bool written = false;             ///< something was written since then
    bool read_written = false;        ///< likewise, by when a poll has read that is not over

    auto operator<=>(const Server&) const = default;
};

struct World {
    Minute now = 0;
    std::vector<Program> programs;
    std::vector<Server> servers;

    auto operator<=>(const World&) const = default;
};

/// Somebody does something.
struct Deed {
    std::string who;  ///< as in a list of processes
    World after;
    std::set<std::string> violated{};  ///< properties of steps
    bool urgent = false;
    bool of_environment = false;
};

class Rules {
public:
    explicit Rules(const model::Setup& setup) : setup_(setup), policy_(setup.policy.blocking) {}

    /// What of the setup is not played here; empty where all is.
    [[nodiscard]] std::string why_not() const
    {
        if (!setup_.world.profiles.empty()) return "profiles";
        if (!setup_.world.events.empty()) return "events";
        for (const model::Server& server : setup_.world.servers) {
            for (const model::Node& node : server.nodes) {
                if (value(node.versions).type != model::RegistryValue::Type::absent) return "versions";
            }
        }
        return {};
    }

    [[nodiscard]] World start() const
    {
        World world;
        for (const model::Program& program : setup_.world.programs) {
            Program each;
            each.frames = settled({{&program.run}});
            world.programs.push_back(std::move(each));
        }
        for (std::size_t s = 0; s < setup_.world.servers.size(); ++s) {
            const model::Server& stated = setup_.world.servers[s];
            Server server;
            for (const model::Node& node : stated.nodes) server.values.push_back(node.processes);
            world.servers.push_back(std::move(server));
            start_store(world, s);
            if (polls()) world.servers[s].to_poll = stated.first_poll;
        }
        return world;
    }

    /// In the order of processes, those of one process in the order of its choices.
    [[nodiscard]] std::vector<Deed> deeds(const World& world) const
    {
        std::vector<Deed> all;
        for (std::size_t p = 0; p < world.programs.size(); ++p) add_calls(world, p, all);
        for (std::size_t p = 0; p < world.programs.size(); ++p) add_crash(world, p, all);
        for (std::size_t p = 0; p < world.programs.size(); ++p) add_restart(world, p, all);
        for (std::size_t s = 0; s < world.servers.size(); ++s) add_poll(world, s, all);
        return all;
    }

    [[nodiscard]] static bool anything_urgent(const std::vector<Deed>& deeds)
    {
        return std::ranges::any_of(deeds, &Deed::urgent);
    }

    /// A minute passes.
    [[nodiscard]] World later(World world) const
    {
        ++world.now;
        for (std::size_t s = 0; s < world.servers.size(); ++s) {
            Server& server = world.servers[s];
            if (server.to_poll == 0) continue;
            --server.to_poll;
            // Nobody polls while the store is down: the poll is missed.
            if (server.to_poll == 0 && !server.runs) server.to_poll = setup_.world.servers[s].poll;
        }
        return world;
    }

    /// Somebody goes on when time has passed.
    [[nodiscard]] bool somebody_waits(const World& world) const
    {
        for (const Program& program : world.programs) {
            if (is_waiting(world, program)) return true;
            for (const auto& next : nexts(program)) {
                const model::Call& call = next.call();
                if (call.when && world.now - program.started < call.when->from) return true;
            }
        }
        return false;
    }

    /// A poll is to come that finds what its store does not know.
    [[nodiscard]] bool polls_have_news(const World& world) const
    {
        return polls() && std::ranges::any_of(world.servers, [&](const Server& server) {
                   return server.runs &&
                          (server.written || value(server.values[server.node]) != value(*server.seen));
               });
    }

    /// Some step that it has still to make connects to the server; or could, if it were started anew.
    [[nodiscard]] bool may_connect(const World& world, std::size_t p, std::size_t s) const
    {
        const model::Program& stated = setup_.world.programs[p];
        const auto connects = [&](const model::Call& call) {
            return call.kind == CallKind::connect && call.node.server == s;
        };
        const auto exits = [](const model::Call& call) { return call.kind == CallKind::exit; };
        const bool can_end = stated.may_crash || has_call(stated.run, 0, exits);
        if (can_end && world.programs[p].restarts < stated.restarts && has_call(stated.run, 0, connects))
            return true;
        return std::ranges::any_of(world.programs[p].frames, [&](const Frame& frame) {
            const bool again = frame.forever || frame.more_rounds > 0;
            return has_call(*frame.steps, again ? 0 : frame.next, connects);
        });
    }

    // What a reader sees

    [[nodiscard]] bool is_connected(const World& world, std::size_t p, std::size_t s) const
    {
        return world.programs[p].link == Link::open && world.programs[p].server == s;
    }

    /// By the list in force, which is that of what was read last.
    [[nodiscard]] bool is_blocked(const World& world, std::size_t p, std::size_t s) const
    {
        return world.servers[s].seen && is_on(*world.servers[s].seen, p);
    }

    /// By the registry of the node that runs the store.
    [[nodiscard]] bool is_listed(const World& world, std::size_t p, std::size_t s) const
    {
        return is_on(world.servers[s].values[world.servers[s].node], p);
    }

    [[nodiscard]] static bool is_waiting(const World& world, const Program& program)
    {
        return program.inside != nullptr && program.inside->kind == model::CallKind::wait &&
               program.wait_is_over > world.now;
    }

    [[nodiscard]] bool is_due(const World& world, std::size_t s) const
    {
        return polls() && world.servers[s].runs && world.servers[s].to_poll == 0;
    }

    /// Between the check and the insertion of a connect to the server.
    [[nodiscard]] static bool is_on_the_way_in(const World& world, std::size_t p, std::size_t s)
    {
        const model::Call* const call = world.programs[p].inside;
        return call != nullptr && call->kind == model::CallKind::connect && call->node.server == s;
    }

    /// Whether its run connects to the server anywhere.
    [[nodiscard]] bool is_client_of(std::size_t p, std::size_t s) const
    {
        return connects(setup_.world.programs[p].run, s);
    }

    [[nodiscard]] bool is_true(const World& world, const model::Formula& formula) const
    {
        using Kind = model::Formula::Kind;
        const std::size_t p = formula.program.index;
        const auto part_is_true = [&](const model::Formula& part) { return is_true(world, part); };
        switch (formula.kind) {
        case Kind::negation: return !is_true(world, formula.parts[0]);
        case Kind::conjunction: return std::ranges::all_of(formula.parts, part_is_true);
        case Kind::disjunction: return std::ranges::any_of(formula.parts, part_is_true);
        case Kind::is_connected: return world.programs[p].link == Link::open;
        case Kind::is_cut: return world.programs[p].link == Link::cut;
        case Kind::is_blocked: return is_so_of_some_server(world, p, &Rules::is_blocked);
        case Kind::is_listed: return is_so_of_some_server(world, p, &Rules::is_listed);
        case Kind::is_waiting: return is_waiting(world, world.programs[p]);
        case Kind::is_ended: return has_ended(world.programs[p]);
        case Kind::is_crashed: return !world.programs[p].lives;
        case Kind::answered: return world.programs[p].answer == formula.answer;
        default: throw std::invalid_argument("a formula that is not played here");
        }
    }

    /// All that a reader sees at a moment, but for the time of day.
    [[nodiscard]] std::string seen(const World& world) const
    {
        std::string text;
        for (std::size_t p = 0; p < world.programs.size(); ++p) {
            const Program& program = world.programs[p];
            std::vector<std::string> next;
            for (const auto& each : nexts(program)) next.push_back(words_of(each.call()));
            const std::string place = !program.lives       ? "crashed"
                                      : has_ended(program) ? "ended"
                                      : program.inside == nullptr
                                          ? fmt::format("before {}", fmt::join(next, " or "))
                                          : fmt::format("inside {}", words_of(*program.inside));
            const Minute waits = is_waiting(world, program) ? program.wait_is_over - world.now : 0;
            text += line_of_program(p, place, words_of(program.link, program.server), waits, program.answer);
        }
        for (std::size_t s = 0; s < world.servers.size(); ++s) {
            const Server& server = world.servers[s];
            std::set<std::size_t> blocked, listed;
            for (std::size_t p = 0; p < world.programs.size(); ++p) {
                if (is_blocked(world, p, s)) blocked.insert(p);
                if (is_listed(world, p, s)) listed.insert(p);
            }
            text += line_of_server(s, server.runs, server.node, server.to_poll,
                                   static_cast<unsigned>(server.poll), blocked, listed);
        }
        return text;
    }

    [[nodiscard]] static std::string line_of_program(std::size_t p, const std::string& place,
                                                     const std::string& link, Minute waits,
                                                     std::optional<model::Answer> answer)
    {
        return fmt::format("{}: {}; {}; waits {}; was answered {}\n", p, place, link, waits,
                           answer ? to_string(*answer) : "nothing");
    }

    [[nodiscard]] static std::string line_of_server(std::size_t s, bool runs, std::size_t node,
                                                    Minute to_poll, unsigned stage,
                                                    const std::set<std::size_t>& blocked,
                                                    const std::set<std::size_t>& listed)
    {
        return fmt::format("server {}: {}, node {}, poll in {}, stage {}, blocks {}, listed {}\n", s,
                           runs ? "runs" : "is down", node, to_poll, stage, blocked, listed);
    }

    [[nodiscard]] static std::string words_of(Link link, std::size_t server)
    {
        if (link == Link::open) return fmt::format("connected to {}", server);
        return link == Link::none ? "not connected" : link == Link::cut ? "cut" : "lost";
    }

    [[nodiscard]] static std::string words_of(const model::Call& call)
    {
        std::string text =
            fmt::format("{} {}.{}", static_cast<unsigned>(call.kind), call.node.server, call.node.node);
        if (call.processes) text += fmt::format(" value {}", *call.processes);
        if (call.minutes != 0) text += fmt::format(" for {}", call.minutes);
        if (call.when) text += fmt::format(" from {} to {}", call.when->from, call.when->until);
        return text;
    }

private:
    using CallKind = model::CallKind;

    /// A call that may be next, with the way to it: its list is the innermost.
    struct Next {
        std::vector<Frame> frames;

        [[nodiscard]] const model::Call& call() const
        {
            return std::get<model::Call>((*frames.back().steps)[frames.back().next]);
        }
    };

    [[nodiscard]] bool polls() const { return policy_.value_read == model::ValueRead::polled; }
    [[nodiscard]] bool micro() const { return setup_.grain == model::Grain::micro; }

    // Lists

    [[nodiscard]] const model::RegistryValue& value(std::size_t index) const
    {
        return setup_.world.values[index];
    }

    static std::string plain_name(std::string_view text)
    {
        std::string name;
        for (const char letter : text)
            name += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
        while (name.starts_with(' ')) name.erase(0, 1);
        while (name.ends_with(' ')) name.pop_back();
        return name;
    }

    /// Names parted by semicolons; blanks round them do not count, nor does case, nor do empty items.
    [[nodiscard]] std::set<std::string> names_in(std::size_t index) const
    {
        std::set<std::string> names;
        std::string_view rest = value(index).text;
        while (!rest.empty()) {
            const std::size_t length = std::min(rest.find(';'), rest.size());
            if (const std::string name = plain_name(rest.substr(0, length)); !name.empty())
                names.insert(name);
            rest.remove_prefix(std::min(length + 1, rest.size()));
        }
        return names;
    }

    [[nodiscard]] bool is_on(std::size_t index, std::size_t p) const
    {
        const auto& declared = setup_.world.programs[p].client.declares;
        const std::set<std::string> names = names_in(index);
        if (declared && !declared->empty()) return names.contains(plain_name(*declared));
        return policy_.nameless_clients == model::NamelessClients::kept_out && !names.empty();
    }

    template <class Question>
    [[nodiscard]] bool is_so_of_some_server(const World& world, std::size_t p, Question question) const
    {
        for (std::size_t s = 0; s < world.servers.size(); ++s) {
            if (is_client_of(p, s) && (this->*question)(world, p, s)) return true;
        }
        return false;
    }

    // Runs

    [[nodiscard]] static bool connects(const model::Block& block, std::size_t s)
    {
        return has_call(block, 0, [&](const model::Call& call) {
            return call.kind == CallKind::connect && call.node.server == s;
        });
    }

    /// Among the steps from that one on.
    template <class Wanted>
    [[nodiscard]] static bool has_call(const model::Block& block, std::size_t from, const Wanted& wanted)
    {
        return std::any_of(block.begin() + static_cast<std::ptrdiff_t>(from), block.end(),
                           [&](const model::Item& item) {
                               if (const auto* const call = std::get_if<model::Call>(&item))
                                   return wanted(*call);
                               if (const auto* const repeat = std::get_if<model::Repeat>(&item))
                                   return has_call(repeat->steps, 0, wanted);
                               return std::ranges::any_of(
                                   std::get<model::Choose>(item).branches,
                                   [&](const model::Block& branch) { return has_call(branch, 0, wanted); });
                           });
    }

    /// Leaves lists that are done, or begins them anew.
    [[nodiscard]] static std::vector<Frame> settled(std::vector<Frame> frames)
    {
        while (!frames.empty() && frames.back().next == frames.back().steps->size()) {
            Frame& frame = frames.back();
            if (frame.forever || frame.more_rounds > 0) {
                frame.next = 0;
                frame.more_rounds -= frame.forever ? 0 : 1;
            } else {
                frames.pop_back();
            }
        }
        return frames;
    }

    [[nodiscard]] static bool has_ended(const Program& program)
    {
        return program.lives && program.inside == nullptr && program.frames.empty();
    }

    [[nodiscard]] static std::vector<Next> nexts(const Program& program)
    {
        std::vector<Next> found;
        if (program.lives && program.inside == nullptr && !program.frames.empty())
            add_nexts(program.frames, found);
        return found;
    }

    /// `frames` has a next step. Into a list that is entered the one round it is not asked for again.
    static void add_nexts(std::vector<Frame> frames, std::vector<Next>& found)
    {
        const model::Item& item = (*frames.back().steps)[frames.back().next];
        if (std::holds_alternative<model::Call>(item)) {
            found.push_back({std::move(frames)});
            return;
        }
        ++frames.back().next;
        if (const auto* const repeat = std::get_if<model::Repeat>(&item)) {
            frames.push_back({&repeat->steps, 0, repeat->times - 1, repeat->forever});
            return add_nexts(std::move(frames), found);
        }
        for (const model::Block& branch : std::get<model::Choose>(item).branches) {
            std::vector<Frame> inside = frames;
            inside.push_back({&branch});
            add_nexts(std::move(inside), found);
        }
    }

    // Deeds

    void add_calls(const World& world, std::size_t p, std::vector<Deed>& all) const
    {
        const Program& program = world.programs[p];
        if (program.inside != nullptr) {
            if (!is_waiting(world, program)) all.push_back(go_on(world, p));
            return;
        }
        const auto all_nexts = nexts(program);
        const Minute age = world.now - program.started;
        // The last minute of all that could be done, if all of it has one.
        const bool all_have_one =
            std::ranges::all_of(all_nexts, [](const Next& next) { return next.call().when.has_value(); });
        Minute last = 0;
        for (const Next& next : all_nexts)
            if (next.call().when) last = std::max<Minute>(last, next.call().when->until);
        for (const Next& next : all_nexts) {
            const model::Call& call = next.call();
            const bool is_last = all_have_one && age >= last;
            if (call.when && (age < call.when->from || (age > call.when->until && !is_last))) continue;
            Deed deed = deed_of(world, p);
            deed.after.programs[p].frames = next.frames;
            deed.urgent = deed.urgent || is_last;
            begin(deed, p, call);
            all.push_back(std::move(deed));
        }
    }

    [[nodiscard]] Deed deed_of(const World& world, std::size_t p) const
    {
        return {
            .who = setup_.world.programs[p].name, .after = world, .urgent = setup_.world.programs[p].urgent};
    }

    [[nodiscard]] Deed go_on(const World& world, std::size_t p) const
    {
        Deed deed = deed_of(world, p);
        const model::Call& call = *world.programs[p].inside;
        deed.after.programs[p].inside = nullptr;
        deed.after.programs[p].wait_is_over = 0;
        if (call.kind == CallKind::wait) {
            deed.urgent = true;
            answer(deed, p, call, model::Answer::s_ok);
        } else {
            insert(deed, p, call);
        }
        return deed;
    }

    void begin(Deed& deed, std::size_t p, const model::Call& call) const
    {
        Program& program = deed.after.programs[p];
        switch (call.kind) {
        case CallKind::wait:
            program.inside = &call;
            program.wait_is_over = deed.after.now + call.minutes;
            return;
        case CallKind::connect: return connect(deed, p, call);
        case CallKind::request: return answer(deed, p, call, answer_to_request(deed, p));
        case CallKind::disconnect: program.link = Link::none; break;
        case CallKind::edit: edit(deed.after, call); break;
        case CallKind::stop_store: stop_store(deed.after, call.node.server); break;
        case CallKind::start_store:
            if (!deed.after.servers[call.node.server].runs) start_store(deed.after, call.node.server);
            break;
        case CallKind::restart_store: start_store(deed.after, call.node.server); break;
        case CallKind::fail_over: fail_over(deed.after, call); break;
        case CallKind::exit: answer(deed, p, call, model::Answer::s_ok); return end_process(program);
        case CallKind::idle: break;
        default: throw std::invalid_argument("a call that is not played here");
        }
        answer(deed, p, call, model::Answer::s_ok);
    }

    void answer(Deed& deed, std::size_t p, const model::Call& call, model::Answer with) const
    {
        Program& program = deed.after.programs[p];
        program.answer = with;
        if (call.must && *call.must != with) deed.violated.insert("unexpected-answer");
        ++program.frames.back().next;
        const bool failed = with != model::Answer::s_ok;
        if (failed && call.on_failure == model::OnFailure::stop) program.frames.clear();
        else if (failed && call.on_failure == model::OnFailure::leave)
            program.frames.back().next = program.frames.back().steps->size();
        program.frames = settled(std::move(program.frames));
    }

    /// K1.
    void connect(Deed& deed, std::size_t p, const model::Call& call) const
    {
        const std::size_t s = call.node.server;
        Program& program = deed.after.programs[p];
        if (is_connected(deed.after, p, s)) return answer(deed, p, call, model::Answer::s_ok);
        program.link = Link::none;
        if (!deed.after.servers[s].runs) return fail(deed, p, call, model::Answer::network_error);
        if (is_blocked(deed.after, p, s)) return fail(deed, p, call, model::Answer::version);
        const bool at_once = !micro() || policy_.admission == model::Admission::one_step;
        if (at_once) return insert(deed, p, call);
        program.inside = &call;
    }

    /// K2: nobody looks again.
    void insert(Deed& deed, std::size_t p, const model::Call& call) const
    {
        const std::size_t s = call.node.server;
        if (!deed.after.servers[s].runs) return fail(deed, p, call, model::Answer::network_error);
        if (is_blocked(deed.after, p, s)) deed.violated.insert("blocked-admitted");
        deed.after.programs[p].link = Link::open;
        deed.after.programs[p].server = s;
        answer(deed, p, call, model::Answer::s_ok);
    }

    void fail(Deed& deed, std::size_t p, const model::Call& call, model::Answer with) const
    {
        note_failure(deed, with);
        answer(deed, p, call, with);
    }

    static void note_failure(Deed& deed, model::Answer with)
    {
        deed.violated.insert("failed-access");
        if (with != model::Answer::version) deed.violated.insert("failed-access-unblocked");
    }

    /// That the store does not run is told before anything else.
    [[nodiscard]] static model::Answer answer_to_request(Deed& deed, std::size_t p)
    {
        const Link link = deed.after.programs[p].link;
        const bool runs = deed.after.servers[deed.after.programs[p].server].runs;
        if (link == Link::none) return model::Answer::invalid_object;
        if (link == Link::open && runs) return model::Answer::s_ok;
        const auto with = link == Link::cut && runs ? model::Answer::version : model::Answer::network_error;
        note_failure(deed, with);
        return with;
    }

    static void end_process(Program& program)
    {
        program.lives = false;
        program.frames.clear();
        program.inside = nullptr;
        program.wait_is_over = 0;
        program.link = Link::none;
        program.server = 0;
        program.started = 0;
    }

    void add_crash(const World& world, std::size_t p, std::vector<Deed>& all) const
    {
        if (!setup_.world.programs[p].may_crash || !world.programs[p].lives) return;
        Deed deed{.who = "crash of " + setup_.world.programs[p].name, .after = world, .of_environment = true};
        end_process(deed.after.programs[p]);
        all.push_back(std::move(deed));
    }

    void add_restart(const World& world, std::size_t p, std::vector<Deed>& all) const
    {
        const model::Program& stated = setup_.world.programs[p];
        if (world.programs[p].lives || world.programs[p].restarts == stated.restarts) return;
        Deed deed{.who = "restart of " + stated.name, .after = world, .of_environment = true};
        Program& program = deed.after.programs[p];
        ++program.restarts;
        program.lives = true;
        program.started = world.now;
        program.frames = settled({{&stated.run}});
        all.push_back(std::move(deed));
    }

    // Servers

    void lose_all(World& world, std::size_t s) const
    {
        for (std::size_t p = 0; p < world.programs.size(); ++p) {
            if (is_connected(world, p, s)) disconnect(world, p, Link::lost);
        }
    }

    static void disconnect(World& world, std::size_t p, Link how) { world.programs[p].link = how; }

    /// It reads its registry; polls are counted from here, or go on at the minutes at which they are due.
    void start_store(World& world, std::size_t s) const
    {
        lose_all(world, s);
        Server& server = world.servers[s];
        server.runs = true;
        server.seen = server.values[server.node];
        server.written = false;
        forget_poll(server);
        const bool by_the_clock = policy_.poll_phase == model::PollPhase::by_the_clock;
        if (polls() && (!by_the_clock || server.to_poll == 0)) server.to_poll = setup_.world.servers[s].poll;
    }

    /// Its lists are forgotten.
    void stop_store(World& world, std::size_t s) const
    {
        Server& server = world.servers[s];
        if (!server.runs) return;
        lose_all(world, s);
        server.runs = false;
        server.seen.reset();
        server.written = false;
        forget_poll(server);
        if (policy_.poll_phase == model::PollPhase::from_start) server.to_poll = 0;
        else if (polls() && server.to_poll == 0) server.to_poll = setup_.world.servers[s].poll;
    }

    static void forget_poll(Server& server)
    {
        server.poll = Poll::over;
        server.just_read = 0;
        server.read_written = false;
    }

    void fail_over(World& world, const model::Call& call) const
    {
        Server& server = world.servers[call.node.server];
        if (server.runs && server.node == call.node.node) return;
        server.node = call.node.node;
        start_store(world, call.node.server);
    }

    void edit(World& world, const model::Call& call) const
    {
        Server& server = world.servers[call.node.server];
        const bool everywhere = policy_.cluster_registry == model::ClusterRegistry::replicated;
        for (std::size_t node = 0; node < server.values.size(); ++node) {
            if (call.processes && (everywhere || node == call.node.node))
                server.values[node] = *call.processes;
        }
        const bool is_write_seen = policy_.change_seen_by == model::ChangeSeenBy::write && polls();
        if (is_write_seen && (everywhere || server.node == call.node.node)) server.written = true;
    }

    void add_poll(const World& world, std::size_t s, std::vector<Deed>& all) const
    {
        if (!is_due(world, s)) return;
        Deed deed{
            .who = fmt::format("store of {}", setup_.world.servers[s].name), .after = world, .urgent = true};
        Server& server = deed.after.servers[s];
        if (!micro()) {
            const bool cuts = apply(server, server.values[server.node], std::exchange(server.written, false));
            for (const std::size_t p : to_be_cut(deed.after, s)) {
                if (cuts) cut(deed, p, s);
            }
            end_poll(server, s);
            all.push_back(std::move(deed));
        } else if (server.poll == Poll::over) {
            server.just_read = server.values[server.node];  // Q1
            server.read_written = std::exchange(server.written, false);
            server.poll = Poll::has_read;
            all.push_back(std::move(deed));
        } else if (server.poll == Poll::has_read) {
            const bool cuts = apply(server, server.just_read, server.read_written);  // Q2
            server.just_read = 0;
            server.read_written = false;
            server.poll = Poll::cuts;
            if (!cuts || to_be_cut(deed.after, s).empty()) end_poll(server, s);
            all.push_back(std::move(deed));
        } else {
            add_cuts(deed, s, all);
        }
    }

    /// Q3: one after another, any of those who are left.
    void add_cuts(const Deed& poll, std::size_t s, std::vector<Deed>& all) const
    {
        const std::vector<std::size_t> left = to_be_cut(poll.after, s);
        for (const std::size_t p : left) {
            Deed deed = poll;
            cut(deed, p, s);
            if (left.size() == 1) end_poll(deed.after.servers[s], s);
            all.push_back(std::move(deed));
        }
        if (!left.empty()) return;
        Deed deed = poll;
        end_poll(deed.after.servers[s], s);
        all.push_back(std::move(deed));
    }

    /// Puts what was read into force; whether connections are to be cut now.
    [[nodiscard]] bool apply(Server& server, std::size_t read, bool written) const
    {
        const bool changed = value(read) != value(*server.seen) || written;
        server.seen = read;
        return policy_.open_connections == model::OpenConnections::cut &&
               (changed || policy_.cuts_at == model::CutsAt::every_poll);
    }

    [[nodiscard]] std::vector<std::size_t> to_be_cut(const World& world, std::size_t s) const
    {
        std::vector<std::size_t> found;
        for (std::size_t p = 0; p < world.programs.size(); ++p) {
            if (is_connected(world, p, s) && is_blocked(world, p, s)) found.push_back(p);
        }
        return found;
    }

    void cut(Deed& deed, std::size_t p, std::size_t s) const
    {
        if (!is_listed(deed.after, p, s)) deed.violated.insert("unlisted-cut");
        disconnect(deed.after, p, Link::cut);
    }

    void end_poll(Server& server, std::size_t s) const
    {
        server.poll = Poll::over;
        server.to_poll = setup_.world.servers[s].poll;
    }

    const model::Setup& setup_;
    const model::BlockingPolicy& policy_;
};

}  // namespace holdfast::tests::plain
