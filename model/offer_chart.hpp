// What each program can do where it stands, looked up at once. All questions that steps from one place ask
// (step_memory.hpp), answered together, are a number, and a table by that number holds the steps. To walk the
// trees instead would be right too; but what a processor guesses worst is a walk.
//
// A table lasts until a step from its place asks something new. A place whose steps ask too much has none;
// its trees are walked. Tried instead: one table by a hash of place and number, for places of any width,
// which was slower where tables are narrow and no faster where they are wide.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#ifdef __BMI2__
#include <immintrin.h>
#endif

#include "checker/footprint.hpp"
#include "checker/hot.hpp"
#include "checker/property.hpp"
#include "checker/schedule.hpp"
#include "model/question.hpp"

namespace holdfast::model {

/// One step that a state enables, but for what it leads to, which is (before & keep) | put.
template <std::size_t Words>
struct Offered {
    std::array<std::uint64_t, Words> keep{};
    std::array<std::uint64_t, Words> put{};
    checker::Footprint footprint{};
    checker::PropertyMask triggered = 0;
    checker::PropertyMask violated = 0;
    checker::Choice choice{};
    bool renumber = false;
    bool beyond_limit = false;
    bool urgent = false;
    bool strongly_fair = false;
};

template <std::size_t Words>
class OfferChart {
public:
    using Place = std::uint32_t;

    /// Which steps there are; unknown where nobody has looked before.
    struct Row {
        std::uint32_t begin = 0;
        std::uint32_t count = unknown_count;

        [[nodiscard]] bool is_known() const { return count != unknown_count; }
    };

    [[nodiscard]] Place add_place()
    {
        charts_.push_back({});
        plans_.push_back({});
        return static_cast<Place>(charts_.size() - 1);
    }

    [[nodiscard]] HOLDFAST_HOT Row find(Place place, const std::uint64_t* state) const
    {
        return rows_[answers(charts_[place], state)];
    }

    /// Rows say where in these they begin; until the next `note`.
    [[nodiscard]] HOLDFAST_HOT const Offered<Words>* offers() const { return offers_.data(); }

    /// From here on these questions are among those of the place.
    void ask(Place place, std::span<const Question> questions)
    {
        Plan& plan = plans_[place];
        for (const Question& question : questions) {
            if (std::find(plan.asked.begin(), plan.asked.end(), question) != plan.asked.end()) continue;
            plan.asked.push_back(question);
            plan.is_drawn = false;
        }
    }

    /// What the place offers in states that answer as this one does: the steps of these lessons. All that
    /// they ask must have been asked. Where the place asks too much to have a table, or where too much is
    /// noted already, nothing is noted.
    void note(Place place, const std::uint64_t* state, std::span<const Offered<Words>> offers,
              const std::vector<std::uint32_t>& lessons)
    {
        Chart& chart = charts_[place];
        if (!plans_[place].is_drawn) draw(chart, plans_[place]);
        if (chart.rows == 0 || offers_.size() >= most_offers || stored_.size() >= most_offers) return;
        rows_[answers(chart, state)] = {store(place, offers, lessons),
                                        static_cast<std::uint32_t>(offers.size())};
    }

private:
    static constexpr std::uint32_t unknown_count = ~std::uint32_t{0};
    static constexpr unsigned most_bits = 12;
    static constexpr std::size_t most_rows = std::size_t{1} << 18;                               // 2 MB
    static constexpr std::size_t most_offers = (std::size_t{1} << 20) / sizeof(Offered<Words>);  // 1 MB

    /// Fields side by side, asked for their values: a part of the number.
    struct Run {
        std::uint64_t mask = 0;
        std::uint8_t word = 0;
        std::uint8_t shift = 0;
        std::uint8_t place = 0;  ///< within the number
    };

    /// A question of the kind `any`: a bit of the number.
    struct Any {
        Question question{};
        std::uint8_t place = 0;
    };

    struct Chart {
        std::uint32_t rows = 0;  ///< where they begin; where nothing is drawn, the one that nobody knows
        std::uint16_t run_count = 0;
        std::uint16_t more_anys_count = 0;
        std::uint32_t runs = 0;
        std::uint32_t more_anys = 0;
        std::array<std::uint64_t, Words> values{};  ///< the bits of all runs
        /// Nearly no chart has more than two, and which has fewer is what a processor cannot guess: so there
        /// are always two, which may be about no field.
        std::array<Any, 2> anys{};
    };

    /// What a chart is drawn from.
    struct Plan {
        std::vector<Question> asked{};
        bool is_drawn = false;
    };

    [[nodiscard]] HOLDFAST_HOT std::size_t answers(const Chart& chart, const std::uint64_t* state) const
    {
        std::size_t number =
            chart.rows + values(chart, state) + answer(chart.anys[0], state) + answer(chart.anys[1], state);
        const Any* const anys = anys_.data() + chart.more_anys;
        for (unsigned k = 0; k < chart.more_anys_count; ++k) number += answer(anys[k], state);
        return number;
    }

    [[nodiscard]] HOLDFAST_HOT static std::size_t answer(const Any& any, const std::uint64_t* state)
    {
        return any.question.any_answer(state[word_of(any.question.word)]) << any.place;
    }

    /// The values of all runs, side by side.
    [[nodiscard]] HOLDFAST_HOT std::size_t values(const Chart& chart, const std::uint64_t* state) const
    {
#ifdef __BMI2__
        // One instruction for a word, and no loop of unforeseen length. Processors that have it and are slow
        // at it (Zen and Zen 2 of AMD) take about as long as for the loop.
        if constexpr (Words <= 2) {
            std::size_t number = _pext_u64(state[0], chart.values[0]);
            if constexpr (Words == 2)
                number += _pext_u64(state[1], chart.values[1]) << std::popcount(chart.values[0]);
            return number;
        }
#endif
        std::size_t number = 0;
        const Run* const runs = runs_.data() + chart.runs;
        for (unsigned k = 0; k < chart.run_count; ++k)
            number += (state[word_of(runs[k].word)] >> runs[k].shift & runs[k].mask) << runs[k].place;
        return number;
    }

    [[nodiscard]] static std::size_t word_of(std::size_t word) { return Words == 1 ? 0 : word; }

    /// Lays the chart out anew, all of it unknown; where too much is asked it stays without rows.
    void draw(Chart& chart, Plan& plan)
    {
        plan.is_drawn = true;
        chart = {};
        const std::vector<Run> runs = runs_of(plan.asked);
        std::size_t bits = 0;
        chart.runs = static_cast<std::uint32_t>(runs_.size());
        chart.run_count = static_cast<std::uint16_t>(runs.size());
        for (Run run : runs) {
            run.place = static_cast<std::uint8_t>(std::min<std::size_t>(bits, most_bits));
            bits += static_cast<std::size_t>(std::bit_width(run.mask));
            runs_.push_back(run);
            chart.values[word_of(run.word)] |= run.mask << run.shift;
        }
        chart.more_anys = static_cast<std::uint32_t>(anys_.size());
        std::size_t count = 0;
        for (const Question& question : plan.asked) {
            if (question.kind != Question::Kind::any) continue;
            const Any any{question, static_cast<std::uint8_t>(std::min<std::size_t>(bits, most_bits))};
            if (count < chart.anys.size()) chart.anys[count] = any;
            else anys_.push_back(any);
            ++count;
            ++bits;
        }
        chart.more_anys_count = static_cast<std::uint16_t>(anys_.size() - chart.more_anys);
        if (bits > most_bits || rows_.size() >= most_rows) {
            chart = {};
            return;
        }
        chart.rows = static_cast<std::uint32_t>(rows_.size());
        rows_.resize(rows_.size() + (std::size_t{1} << bits));
    }

    /// The fields whose values are asked, each bit once.
    [[nodiscard]] static std::vector<Run> runs_of(const std::vector<Question>& asked)
    {
        std::array<std::uint64_t, most_words> values{};
        for (const Question& question : asked) {
            if (question.kind == Question::Kind::value)
                values[question.word] |= question.mask << question.shift;
        }
        std::vector<Run> runs;
        for (std::uint8_t word = 0; word < most_words; ++word) {
            for (std::uint64_t left = values[word]; left != 0;) {
                const auto shift = static_cast<std::uint8_t>(std::countr_zero(left));
                const auto length = static_cast<unsigned>(std::countr_one(left >> shift));
                const std::uint64_t mask = ~std::uint64_t{0} >> (64 - length);
                runs.push_back({mask, word, shift, 0});
                left &= ~(mask << shift);
            }
        }
        return runs;
    }

    /// Where the same steps are offered for several lists of answers, they stand in memory once.
    [[nodiscard]] std::uint32_t store(Place place, std::span<const Offered<Words>> offers,
                                      const std::vector<std::uint32_t>& lessons)
    {
        const auto [found, fresh] =
            stored_.try_emplace({place, lessons}, static_cast<std::uint32_t>(offers_.size()));
        if (fresh) offers_.insert(offers_.end(), offers.begin(), offers.end());
        return found->second;
    }

    std::vector<Chart> charts_;  ///< by place
    std::vector<Plan> plans_;    ///< the same
    std::vector<Run> runs_;
    std::vector<Any> anys_;
    std::vector<Row> rows_{Row{}};  ///< the first is nobody's
    std::vector<Offered<Words>> offers_;
    std::map<std::pair<Place, std::vector<std::uint32_t>>, std::uint32_t> stored_;  ///< by place and lessons
};

}  // namespace holdfast::model
