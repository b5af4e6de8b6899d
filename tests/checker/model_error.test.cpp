#include "checker/model_error.hpp"

#include <new>
#include <stdexcept>
#include <string>

#include <catch2/catch.hpp>

using namespace holdfast::checker;

namespace {

Schedule somewhere() { return {0, {{0, 0}, {1, 2}}}; }

/// What the exception says, and behind a colon what the one nested in it says.
template <class Call>
std::string complaint_of(Call&& call)
{
    try {
        blaming_model(call, somewhere);
    } catch (const ModelError& error) {
        try {
            std::rethrow_if_nested(error);
        } catch (const std::exception& inner) {
            return std::string(error.what()) + " | " + inner.what();
        } catch (...) {
            return std::string(error.what()) + " | ?";
        }
        return error.what();
    }
    return "nothing";
}

}  // namespace

TEST_CASE("what a model throws comes out with the schedule that leads there, and keeps what was thrown")
{
    CHECK(complaint_of([] { throw std::out_of_range("too far"); }) ==
          "in the state behind schedule 1:0,1.2: too far | too far");
    CHECK(complaint_of([] { throw 7; }) ==
          "in the state behind schedule 1:0,1.2: the model threw something that is no std::exception | ?");
    CHECK(complaint_of([] {}) == "nothing");
}

TEST_CASE("running out of memory is not blamed on the model")
{
    CHECK_THROWS_AS(blaming_model([] { throw std::bad_alloc(); }, somewhere), std::bad_alloc);
}

TEST_CASE("what a model returns passes through")
{
    CHECK(blaming_model([] { return 7; }, somewhere) == 7);
}
