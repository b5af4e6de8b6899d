// The words of another world: what reports say instead of MAPI's.
#pragma once

#include "model/vocabulary.hpp"
#include "scenarios/format/reader.hpp"

namespace holdfast::scenarios {

/// The table [words], if the file has one.
[[nodiscard]] model::Vocabulary read_words(const Table& file, Complaints& complaints);

}  // namespace holdfast::scenarios
