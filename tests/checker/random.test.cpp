#include "checker/random.hpp"

#include <array>

#include <catch2/catch.hpp>

using holdfast::checker::Random;

TEST_CASE("The generator is splitmix64: its first numbers are those that its author gives")
{
    Random random(1234567);
    CHECK(random.next() == 6457827717110365317u);
    CHECK(random.next() == 3203168211198807973u);
    CHECK(random.next() == 9817491932198370423u);
    CHECK(random.next() == 4593380528125082431u);
    CHECK(random.next() == 16408922859458223821u);
}

TEST_CASE("A number below a bound is below it, and each comes about as often as the others")
{
    Random random(1);
    std::array<int, 6> seen{};
    for (int k = 0; k < 6000; ++k) ++seen.at(random.below(6));
    for (const int often : seen) {
        CHECK(often > 850);
        CHECK(often < 1150);
    }
    CHECK(Random(3).below(1) == 0);
}
