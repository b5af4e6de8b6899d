#include "checker/winner_log.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "checker/assert.hpp"

namespace holdfast::checker {

void ChunkLog::clear()
{
    children_of_.clear();
    choices_.clear();
    parents_ = 0;
    since_parent_ = 0;
    greatest_process_ = greatest_alternative_ = 0;
}

void ChunkLog::found(Choice choice)
{
    choices_.push_back(choice);
    ++since_parent_;
    greatest_process_ = std::max(greatest_process_, choice.process);
    greatest_alternative_ = std::max(greatest_alternative_, choice.alternative);
}

void ChunkLog::next_parent()
{
    children_of_.push_back(since_parent_);
    since_parent_ = 0;
    ++parents_;
}

void WinnerLog::begin_where_needed(const ChunkLog& chunk)
{
    const auto process_bits = static_cast<unsigned>(std::bit_width(chunk.greatest_process_));
    const auto alternative_bits = static_cast<unsigned>(std::bit_width(chunk.greatest_alternative_));
    const Begin last = begins_.empty() ? Begin{} : begins_.back();
    const bool wide_enough = process_bits <= last.process_bits && alternative_bits <= last.alternative_bits;
    if (!begins_.empty() && wide_enough && parents_ - last.parent < parents_between_begins) return;
    begins_.push_back({parents_, children_, bits_.size(), std::max(process_bits, last.process_bits),
                       std::max(alternative_bits, last.alternative_bits)});
}

void WinnerLog::append(const ChunkLog& chunk)
{
    begin_where_needed(chunk);
    const Begin& begin = begins_.back();
    std::size_t next = 0;
    for (const std::uint32_t children : chunk.children_of_) {
        for (std::uint32_t child = 0; child < children; ++child) {
            const Choice choice = chunk.choices_[next++];
            bits_.append(1u | std::uint64_t{choice.process} << 1, 1 + begin.process_bits);
            bits_.append(choice.alternative, begin.alternative_bits);
        }
        bits_.append(0, 1);
    }
    parents_ += chunk.parents_;
    children_ += chunk.choices_.size();
}

Schedule WinnerLog::schedule_to(StateNumber state) const
{
    Schedule schedule;
    while (state >= initial_.size()) {
        const Origin origin = origin_of(state - initial_.size());
        schedule.choices.push_back(origin.choice);
        state = origin.parent;
    }
    std::reverse(schedule.choices.begin(), schedule.choices.end());
    schedule.initial = initial_[state];
    return schedule;
}

WinnerLog::Origin WinnerLog::origin_of(StateNumber child) const
{
    HOLDFAST_ASSERT(child < children_, "child {} of {}", child, children_);
    const auto behind =
        std::upper_bound(begins_.begin(), begins_.end(), child,
                         [](StateNumber wanted, const Begin& begin) { return wanted < begin.child; });
    const Begin& begin = *(behind - 1);
    const auto [process_bits, alternative_bits] = std::pair(begin.process_bits, begin.alternative_bits);
    StateNumber parent = begin.parent, next = begin.child;
    for (std::uint64_t at = begin.bit;;) {
        if (bits_.read(at++, 1) == 0) {
            ++parent;
        } else {
            if (next++ == child) {
                return {parent,
                        {static_cast<std::uint16_t>(bits_.read(at, process_bits)),
                         static_cast<std::uint16_t>(bits_.read(at + process_bits, alternative_bits))}};
            }
            at += process_bits + alternative_bits;
        }
    }
}

std::uint64_t WinnerLog::bytes() const
{
    return bits_.bytes() + begins_.size() * sizeof(Begin) + initial_.size() * sizeof(std::uint32_t);
}

}  // namespace holdfast::checker
