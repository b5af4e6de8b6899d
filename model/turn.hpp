// One program's turn: the state it changes, and what it touches and breaks on the way. All reading and
// writing of the packed state goes through here, so footprints are a record of what happened, not a claim.
#pragma once

#include "checker/assert.hpp"
#include "checker/footprint.hpp"
#include "checker/property.hpp"
#include "model/layout.hpp"
#include "model/properties.hpp"

namespace holdfast::model {

class Narrator;  // narrator.hpp: only a report listens

class Turn {
public:
    /// `words` is the state to change; `who` is the program whose turn it is.
    Turn(const Layout& layout, std::uint64_t* words, std::size_t who, Narrator* narrator = nullptr)
        : layout_(layout), words_(words), who_(who), narrator_(narrator),
          scratch{static_cast<std::uint16_t>(get(layout.programs[who].fields.scratch))}
    {
    }

    [[nodiscard]] const Layout& layout() const { return layout_; }
    [[nodiscard]] const Policy& policy() const { return layout_.policy; }
    [[nodiscard]] bool micro() const { return layout_.grain == Grain::micro; }
    [[nodiscard]] std::size_t who() const { return who_; }
    [[nodiscard]] const ProgramLayout& program() const { return layout_.programs[who_]; }
    [[nodiscard]] const ProgramFields& fields() const { return program().fields; }
    [[nodiscard]] const Hive& hive() const { return layout_.hives[program().hive]; }
    [[nodiscard]] const Table& table() const { return layout_.tables[program().table]; }
    [[nodiscard]] const Mutex& mutex() const { return layout_.mutexes[program().mutex]; }
    [[nodiscard]] Narrator* narrator() const { return narrator_; }

    [[nodiscard]] std::uint64_t get(Field field) const
    {
        return (words_[field.word] >> field.shift) & field.mask;
    }

    void set(Field field, std::uint64_t value)
    {
        HOLDFAST_ASSERT((value & ~field.mask) == 0, "value {} does not fit mask {}", value, field.mask);
        words_[field.word] &= ~(field.mask << field.shift);
        words_[field.word] |= value << field.shift;
    }

    [[nodiscard]] Reference reference(Field field) const { return {static_cast<std::uint16_t>(get(field))}; }

    /// References decide how instances are numbered, so whoever writes one renumbers in the end.
    void set(Field field, Reference reference)
    {
        set(field, std::uint64_t{reference.code});
        renumber = true;
    }

    void reads(Resource resource) { footprint.reads |= resource; }
    void writes(Resource resource) { footprint.writes |= resource; }

    void triggers(PropertyIndex property) { triggered |= bit(property); }
    void violates(PropertyIndex property) { violated |= bit(property); }

    /// Keeps what an unfinished call works on; at grain call there is never one between two steps.
    void store_scratch()
    {
        if (fields().scratch.present()) set(fields().scratch, scratch);
    }

private:
    const Layout& layout_;
    std::uint64_t* words_;
    std::size_t who_;
    Narrator* narrator_;

public:
    Reference scratch;      ///< what the call works on, from one of its atomic steps to the next
    Reference own;          ///< the instance that the running call owns or is for, for wrong-instance
    unsigned picks = 1;     ///< set by an atomic step that can go on in several ways: how many
    bool renumber = false;  ///< references changed
    checker::Footprint footprint;
    checker::PropertyMask triggered = 0;
    checker::PropertyMask violated = 0;
};

}  // namespace holdfast::model
