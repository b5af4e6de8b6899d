// What is wrong with a text, collected while it is read: whoever finds something complains and reads on, so
// that an author sees all errors of a file at once.
#pragma once

#include <string>
#include <vector>

#include "scenarios/format/parse.hpp"
#include "scenarios/format/source_text.hpp"

namespace holdfast::scenarios {

class Complaints {
public:
    explicit Complaints(const SourceText& text) : text_(text) {}

    void add(Position where, std::string message, std::string advice = {});

    [[nodiscard]] bool none() const { return found_.empty(); }
    [[nodiscard]] std::size_t count() const { return found_.size(); }
    [[nodiscard]] const SourceText& text() const { return text_; }

    /// In the order of their places (of one place: as they were found), each once, with the lines that will
    /// be shown.
    [[nodiscard]] Diagnostics in_order(const std::string& path) &&;

private:
    const SourceText& text_;
    Diagnostics found_;
};

}  // namespace holdfast::scenarios
