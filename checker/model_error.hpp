// What is thrown when a model does not keep its duties (model.hpp): it states what cannot be checked, it
// throws, it changes its mind. Neither our own mistake (assert.hpp) nor a result: whoever wrote the model
// must hear of it, with a schedule that leads to the place.
#pragma once

#include <exception>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "checker/schedule.hpp"

namespace holdfast::checker {

/// The message names the duty, the likely cause and, where there is one, the schedule that leads to the
/// state. What the model itself threw is nested inside.
class ModelError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Calls the model; what it throws comes out as a ModelError that tells the schedule which `where()` returns.
/// Running out of memory is nobody's broken duty and passes as it is.
template <class Call, class Where>
decltype(auto) blaming_model(Call&& call, Where&& where)
{
    const auto message = [&](const char* what) {
        return fmt::format("in the state behind schedule {}: {}", to_text(where()), what);
    };
    try {
        return std::forward<Call>(call)();
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& thrown) {
        std::throw_with_nested(ModelError(message(thrown.what())));
    } catch (...) {
        std::throw_with_nested(ModelError(message("the model threw something that is no std::exception")));
    }
}

}  // namespace holdfast::checker
