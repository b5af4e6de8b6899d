#include "checker/winner_log.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "checker/assert.hpp"

namespace holdfast::checker {

void ChunkLog::clear()
{
    children_.clear();
    parents_ = 0;
    all_processes_ = all_alternatives_ = 0;
}

void WinnerLog::begin_where_needed(const ChunkLog& chunk)
{
    const auto process_bits = static_cast<unsigned>(std::bit_width(chunk.all_processes_));
    const auto alternative_bits = static_cast<unsigned>(std::bit_width(chunk.all_alternatives_));
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
    const unsigned choice_bits = 1 + begin.process_bits + begin.alternative_bits;
    std::uint64_t done = 0;  // parents
    for (const ChunkLog::Child& child : chunk.children_) {
        const std::uint64_t choice = 1u | std::uint64_t{child.choice.process} << 1 |
                                     std::uint64_t{child.choice.alternative} << (1 + begin.process_bits);
        const auto zeros = static_cast<unsigned>(child.parent - done);
        done = child.parent;
        if (zeros + choice_bits <= BitStream::most_width) {
            bits_.append(choice << zeros, zeros + choice_bits);
        } else {
            append_zeros(zeros);
            bits_.append(choice, choice_bits);
        }
    }
    append_zeros(chunk.parents_ - done);
    parents_ += chunk.parents_;
    children_ += chunk.children();
}

void WinnerLog::append_zeros(std::uint64_t count)
{
    for (; count > BitStream::most_width; count -= BitStream::most_width)
        bits_.append(0, BitStream::most_width);
    bits_.append(0, static_cast<unsigned>(count));
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
    return bits_.bytes() + begins_.size() * sizeof(Begin) + bytes_of_initial(initial_.size());
}

}  // namespace holdfast::checker
