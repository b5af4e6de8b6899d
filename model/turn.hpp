// One program's turn: the state it changes, and what it touches and breaks on the way. All reading and
// writing of the packed state goes through here, so footprints are a record of what happened, not a claim.
#pragma once

#include <vector>

#include "checker/assert.hpp"
#include "checker/footprint.hpp"
#include "checker/property.hpp"
#include "model/layout.hpp"
#include "model/properties.hpp"
#include "model/question.hpp"

namespace holdfast::model {

class Narrator;  // narrator.hpp: only a report listens

class Turn {
public:
    /// `words` is the state to change; `who` is the program whose turn it is. `questions` learns what the
    /// turn asks of the state before it.
    Turn(const Layout& layout, std::uint64_t* words, std::size_t who, Narrator* narrator = nullptr,
         Questions* questions = nullptr)
        : layout_(layout), words_(words), who_(who), narrator_(narrator), questions_(questions),
          scratch{static_cast<std::uint16_t>(get(layout.programs[who].fields.scratch))}
    {
    }

    /// Another program's turn on the same state, within this one: what happens to several at once. With
    /// `told` false nobody listens to it.
    [[nodiscard]] Turn turn_of(std::size_t other, bool told = true) const
    {
        return Turn(layout_, words_, other, told ? narrator_ : nullptr, questions_);
    }

    /// What such a turn did counts as done in this one.
    void take_over(Turn& other)
    {
        other.store_scratch();
        footprint.reads |= other.footprint.reads;
        footprint.writes |= other.footprint.writes;
        triggered |= other.triggered;
        violated |= other.violated;
        renumber = renumber || other.renumber;
    }

    [[nodiscard]] const Layout& layout() const { return layout_; }
    [[nodiscard]] const Policy& policy() const { return layout_.policy; }
    [[nodiscard]] bool micro() const { return layout_.grain == Grain::micro; }
    [[nodiscard]] std::size_t who() const { return who_; }
    [[nodiscard]] const ProgramLayout& program() const { return layout_.programs[who_]; }
    [[nodiscard]] const ProgramFields& fields() const { return program().fields; }
    [[nodiscard]] const Hive& hive() const { return layout_.hives[program().hive]; }
    /// Its in-use table; what it makes do with, where it could not have that.
    [[nodiscard]] const Table& table() const { return layout_.tables[table_of(who_)]; }
    [[nodiscard]] std::size_t table_of(std::size_t p) const
    {
        const ProgramLayout& other = layout_.programs[p];
        return other.own_table && get(other.fields.on_its_own) != 0 ? *other.own_table : other.table;
    }
    /// It could not create the global table and has none (A16 c).
    [[nodiscard]] bool has_no_table() const { return !program().own_table && get(fields().on_its_own) != 0; }
    [[nodiscard]] const Mutex& mutex() const { return layout_.mutexes[program().mutex]; }
    [[nodiscard]] Narrator* narrator() const { return narrator_; }

    [[nodiscard]] std::uint64_t get(Field field) const
    {
        if (questions_ != nullptr) questions_->ask_value(field);
        return (words_[field.word] >> field.shift) & field.mask;
    }

    /// Whether any field of the row has this value. Asks less than a look at each of them.
    [[nodiscard]] bool any_is(const Row& row, std::uint64_t value) const
    {
        if (questions_ != nullptr && questions_->ask_any(row, value)) return true;
        for (std::size_t word = 0; word < row.ones.size(); ++word) {
            const auto place = static_cast<std::uint8_t>(word);
            if (Question::any_of(place, row.ones[word], row.mask, value).answer(words_) != 0) return true;
        }
        return false;
    }

    void set(Field field, std::uint64_t value)
    {
        HOLDFAST_ASSERT((value & ~field.mask) == 0, "value {} does not fit mask {}", value, field.mask);
        if (questions_ != nullptr) questions_->note_written(field);
        words_[field.word] &= ~(field.mask << field.shift);
        words_[field.word] |= value << field.shift;
    }

    [[nodiscard]] Reference reference(Field field) const { return {static_cast<std::uint16_t>(get(field))}; }

    /// References decide how instances are numbered, so whoever writes one renumbers in the end.
    void set(Field field, Reference reference)
    {
        if (questions_ != nullptr) questions_->ask_value(field);  // what it referred to so far matters too
        set(field, std::uint64_t{reference.code});
        rewritten.push_back(field);
        renumber = true;
    }

    void reads(Resource resource) { footprint.reads |= resource; }
    void writes(Resource resource) { footprint.writes |= resource; }

    void triggers(PropertyIndex property) { triggered |= bit(property); }
    void violates(PropertyIndex property) { violated |= bit(property); }

    /// Keeps what an unfinished call works on; at grain call there is never one between two steps.
    void store_scratch()
    {
        if (scratch != reference(fields().scratch)) set(fields().scratch, scratch);
    }

    /// Another turn may have changed it, where this one does not work on it itself.
    void reload_scratch() { scratch = reference(fields().scratch); }

private:
    const Layout& layout_;
    std::uint64_t* words_;
    std::size_t who_;
    Narrator* narrator_;
    Questions* questions_;

public:
    Reference scratch;         ///< what the call works on, from one of its atomic steps to the next
    Reference own;             ///< the instance that the running call owns or is for, for wrong-instance
    unsigned picks = 1;        ///< set by an atomic step that can go on in several ways: how many
    bool renumber = false;     ///< references changed
    bool takes_mutex = false;  ///< a queue is served: see checker/fairness.hpp
    std::vector<Field> rewritten{};  ///< the references that were set
    checker::Footprint footprint;
    checker::PropertyMask triggered = 0;
    checker::PropertyMask violated = 0;
};

}  // namespace holdfast::model
