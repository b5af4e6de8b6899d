// `holdfast bench`: how fast searches are, and a signature over all that they count. A change that should
// change nothing proves it by the signature; times are for a reader who compares them within one run. What a
// scenario expects is judged as by `holdfast check`, but told on standard error: output is for measurements.
#pragma once

#include <cstdint>
#include <string>

#include "checker/result.hpp"

namespace holdfast::reports::cli {

/// A number that any difference in what was found changes: counts, verdicts, triggers, traces. It does not
/// depend on threads or the machine, nor on reductions, unless a limit of states or memory ended a search.
class Signature {
public:
    void add(const std::string& name, const checker::Result& result);

    [[nodiscard]] std::string text() const;  ///< 16 hexadecimal digits

private:
    void add(std::uint64_t number);
    void add(const std::string& text);

    std::uint64_t value_ = 0;
};

}  // namespace holdfast::reports::cli
