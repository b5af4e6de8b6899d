#include "model/landmarks.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "model/names.hpp"

namespace holdfast::model {
namespace {

using checker::Landmark;
using checker::Note;
using checker::Use;

/// The first program of those that are copies of one another, and all of them.
struct WrittenProgram {
    std::size_t first = 0;
    std::vector<std::size_t> copies;
};

std::vector<WrittenProgram> written_programs(const World& world)
{
    std::vector<WrittenProgram> written;
    for (std::size_t p = 0; p < world.programs.size(); ++p) {
        const auto same = std::ranges::find_if(written, [&](const WrittenProgram& each) {
            return world.programs[each.first].copies_of == world.programs[p].copies_of;
        });
        if (same == written.end()) written.push_back({p, {p}});
        else same->copies.push_back(p);
    }
    return written;
}

/// Lists the landmarks of a scenario, in the order in which it is written.
class LandmarkWriter {
public:
    LandmarkWriter(const Layout& layout, const Landmarks& notes) : layout_(layout), notes_(notes) {}

    void write()
    {
        for (const WrittenProgram& each : written_programs(layout_.world)) write_program(each);
        for (std::size_t k = 0; k < layout_.happenings.size(); ++k) write_event(k);
    }

    std::vector<Landmark> landmarks;
    std::vector<std::vector<std::uint32_t>> notes_of_landmark;

private:
    void write_program(const WrittenProgram& written)
    {
        const Program& program = layout_.world.programs[written.first];
        who_ = name_of_program(layout_, written.first);
        several_ = written.copies.size() > 1;
        copies_ = &written.copies;
        next_step_ = 0;
        const std::size_t landmark = add(Landmark::Kind::process,
                                         several_ ? say(layout_, "{} and its like never run", who_)
                                                  : say(layout_, "{} never runs", who_),
                                         program.written, std::nullopt);
        write_block(program.run, landmark);
        write_fates(program);
    }

    void write_block(const Block& block, std::size_t part_of)
    {
        for (const Item& item : block) {
            if (const auto* call = std::get_if<Call>(&item)) write_step(*call, part_of);
            else if (const auto* repeat = std::get_if<Repeat>(&item)) write_block(repeat->steps, part_of);
            else write_choose(std::get<Choose>(item), part_of);
        }
    }

    /// A choose of one branch leaves no choice.
    void write_choose(const Choose& choose, std::size_t part_of)
    {
        if (choose.branches.size() == 1) return write_block(choose.branches.front(), part_of);
        for (const Block& branch : choose.branches) {
            const Call& first = first_call(branch);
            const std::string begins = name_of_call(layout_, first);
            const std::size_t landmark =
                add(Landmark::Kind::branch,
                    several_ ? say(layout_, "{} and its like never take the branch that begins with '{}'",
                                   who_, begins)
                             : say(layout_, "{} never takes the branch that begins with '{}'", who_, begins),
                    first.written, part_of);
            write_block(branch, landmark);
        }
    }

    [[nodiscard]] static const Call& first_call(const Block& block)
    {
        const Item& item = block.front();
        if (const auto* call = std::get_if<Call>(&item)) return *call;
        if (const auto* repeat = std::get_if<Repeat>(&item)) return first_call(repeat->steps);
        return first_call(std::get<Choose>(item).branches.front());
    }

    void write_step(const Call& call, std::size_t part_of)
    {
        const std::string step = name_of_call(layout_, call);
        const std::size_t landmark =
            add(Landmark::Kind::step,
                several_ ? say(layout_, "{} and its like never take '{}'", who_, step)
                         : say(layout_, "{} never takes '{}'", who_, step),
                call.written, part_of);
        for (const std::size_t copy : *copies_) {
            const std::vector<Possibility>& all = layout_.programs[copy].script.possibilities;
            for (std::size_t k = 0; k < all.size(); ++k) {
                if (all[k].written == next_step_) note(landmark, notes_.note_of(copy, k));
            }
        }
        ++next_step_;
    }

    /// What may befall the program, as its author has it; where nothing could ever bring it about it is noted
    /// nowhere.
    void write_fates(const Program& program)
    {
        using Kind = Happening::Kind;
        if (program.may_crash) {
            const std::size_t crash =
                add_fate(say(layout_, "the <crash> of {} never happens", who_), program);
            for (std::size_t k = 0; k < layout_.crashers.size(); ++k) {
                if (is_copy(layout_.crashers[k])) note(crash, notes_.note_of_deed(k));
            }
        }
        if (program.restarts > 0)
            note_fate(Kind::restart,
                      add_fate(say(layout_, "the <restart> of {} never happens", who_), program));
        if (program.leaves_when_asked) {
            note_fate(Kind::leave_when_asked,
                      add_fate(say(layout_, "{} never leaves because it was asked to", who_), program));
        }
    }

    std::size_t add_fate(std::string words, const Program& program)
    {
        return add(Landmark::Kind::deed, std::move(words), program.written, std::nullopt);
    }

    void note_fate(Happening::Kind kind, std::size_t landmark)
    {
        for (std::size_t k = 0; k < layout_.happenings.size(); ++k) {
            const Happening& each = layout_.happenings[k];
            if (each.kind == kind && is_copy(each.target))
                note(landmark, notes_.note_of_deed(layout_.crashers.size() + k));
        }
    }

    [[nodiscard]] bool is_copy(std::size_t program) const
    {
        return std::ranges::find(*copies_, program) != copies_->end();
    }

    void write_event(std::size_t number)
    {
        const Happening& happening = layout_.happenings[number];
        if (happening.kind != Happening::Kind::event) return;
        const std::size_t landmark = add(
            Landmark::Kind::deed, say(layout_, "'{}' never happens", name_of_happening(layout_, happening)),
            layout_.world.events[happening.target].written, std::nullopt);
        note(landmark, notes_.note_of_deed(layout_.crashers.size() + number));
    }

    std::size_t add(Landmark::Kind kind, std::string words, Written written,
                    std::optional<std::size_t> part_of)
    {
        landmarks.push_back(
            {kind, std::move(words), written.line, written.column, part_of, written.never_taken});
        notes_of_landmark.emplace_back();
        return landmarks.size() - 1;
    }

    void note(std::size_t landmark, std::size_t at)
    {
        notes_of_landmark[landmark].push_back(static_cast<std::uint32_t>(at));
    }

    const Layout& layout_;
    const Landmarks& notes_;
    std::string who_;  ///< the program at hand
    bool several_ = false;
    const std::vector<std::size_t>* copies_ = nullptr;
    std::size_t next_step_ = 0;  ///< of its run as it is written
};

/// Which notes symmetry does not tell apart: a state in which one of them is made stands for states in which
/// the others are.
class LikeNotes {
public:
    LikeNotes(const Layout& layout, const Landmarks& landmarks)
        : layout_(layout), landmarks_(landmarks), like_(landmarks.notes())
    {
        std::iota(like_.begin(), like_.end(), 0);
    }

    std::vector<std::uint32_t> like(const Symmetries& symmetries) &&
    {
        for (const ProgramClass& each : symmetries.classes) join_members(each);
        for (const NameOrder& order : symmetries.orders) {
            for (std::size_t p = 0; p < layout_.programs.size(); ++p) join_images(order, p);
        }
        for (std::size_t k = 0; k < like_.size(); ++k) like_[k] = first_like(k);
        return std::move(like_);
    }

private:
    void join_members(const ProgramClass& members)
    {
        for (std::size_t member = 1; member < members.members(); ++member) {
            for (std::size_t place = 0; place < members.width; ++place)
                join_programs(members.program(0, place), members.program(member, place));
        }
    }

    /// They run the same script.
    void join_programs(std::size_t one, std::size_t other)
    {
        for (std::size_t k = 0; k < layout_.programs[one].script.possibilities.size(); ++k)
            join(landmarks_.note_of(one, k), landmarks_.note_of(other, k));
        const auto crash_of = [&](std::size_t program) {
            return std::ranges::find(layout_.crashers, program) - layout_.crashers.begin();
        };
        const auto crash = static_cast<std::size_t>(crash_of(one));
        if (crash == layout_.crashers.size()) return;
        join(landmarks_.note_of_deed(crash),
             landmarks_.note_of_deed(static_cast<std::size_t>(crash_of(other))));
    }

    void join_images(const NameOrder& order, std::size_t p)
    {
        const Script& script = layout_.programs[p].script;
        for (std::size_t at = 0; at < script.points.size(); ++at) {
            const Point& point = script.points[at];
            if (point.kind != Point::Kind::between) continue;
            const Point& image = script.points[order.points[p][at]];
            for (unsigned way = 0; way < point.count; ++way) {
                for (unsigned other = 0; other < image.count; ++other) {
                    if (is_image(order, p, point.first + way, image.first + other))
                        join(landmarks_.note_of(p, point.first + way),
                             landmarks_.note_of(p, image.first + other));
                }
            }
        }
    }

    [[nodiscard]] bool is_image(const NameOrder& order, std::size_t p, std::size_t one,
                                std::size_t other) const
    {
        const std::vector<Possibility>& all = layout_.programs[p].script.possibilities;
        const std::vector<PointIndex>& becomes = order.points[p];
        const std::vector<std::uint16_t>& names = order.hives[layout_.programs[p].hive].names;
        const auto renamed = [&](std::size_t profile, std::size_t image) {
            return names[layout_.name_of_profile[profile]] == layout_.name_of_profile[image];
        };
        const Call& call = all[one].call;
        Call image = all[other].call;
        if (becomes[all[one].on_success] != all[other].on_success ||
            becomes[all[one].on_failure] != all[other].on_failure)
            return false;
        if (names_profile(call.kind) && call.named && !renamed(call.profile, image.profile)) return false;
        if (names_target(call.kind) && !renamed(call.target, image.target)) return false;
        image.profile = call.profile;
        image.target = call.target;
        return image == call;
    }

    void join(std::size_t one, std::size_t other)
    {
        const std::uint32_t a = first_like(one), b = first_like(other);
        like_[std::max(a, b)] = std::min(a, b);
    }

    [[nodiscard]] std::uint32_t first_like(std::size_t note) const
    {
        auto first = static_cast<std::uint32_t>(note);
        while (like_[first] != first) first = like_[first];
        return first;
    }

    const Layout& layout_;
    const Landmarks& landmarks_;
    std::vector<std::uint32_t> like_;
};

/// How far somebody came with something who noted this.
Use use_of(Note note) { return static_cast<Use>(note); }

}  // namespace

Landmarks::Landmarks(const Layout& layout, const Symmetries& symmetries)
{
    for (const ProgramLayout& program : layout.programs) {
        first_note_.push_back(note_count_);
        note_count_ += program.script.possibilities.size();
    }
    first_deed_ = note_count_;
    note_count_ += layout.crashers.size() + layout.happenings.size();
    LandmarkWriter writer(layout, *this);
    writer.write();
    landmarks_ = std::move(writer.landmarks);
    notes_of_landmark_ = std::move(writer.notes_of_landmark);
    like_ = LikeNotes(layout, *this).like(symmetries);
}

std::vector<Use> Landmarks::uses(std::span<const Note> notes) const
{
    std::vector<Note> together(note_count_);
    for (std::size_t k = 0; k < notes.size(); ++k)
        together[like_[k]] = std::max(together[like_[k]], notes[k]);
    std::vector<Use> uses(landmarks_.size(), Use::unreached);
    for (std::size_t landmark = landmarks_.size(); landmark-- > 0;) {
        for (const std::uint32_t note : notes_of_landmark_[landmark])
            uses[landmark] = std::max(uses[landmark], use_of(together[like_[note]]));
        if (const auto whole = landmarks_[landmark].part_of)
            uses[*whole] = std::max(uses[*whole], uses[landmark]);
    }
    return uses;
}

}  // namespace holdfast::model
