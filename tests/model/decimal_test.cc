#include "model/decimal.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <random>
#include <utility>

namespace gongwen {
namespace {

TEST_CASE("a decimal prints what it was parsed from, with the fewest digits", "[model]") {
  const std::pair<const char*, const char*> cases[] = {
      {"0", "0"},       {"4347", "4347"},   {"12.50", "12.5"},   {"-0.05", "-0.05"},
      {"+7", "7"},      {"007.10", "7.1"},  {"-0", "0"},         {"999999999999999999", "999999999999999999"},
  };
  for (const auto& [text, expected] : cases) {
    const auto decimal = Decimal::Parse(text);
    REQUIRE(decimal);
    CHECK(decimal->ToString() == expected);
  }
}

TEST_CASE("what is no plain number, or too long for exactness, is refused", "[model]") {
  for (const char* text : {"", "-", ".", "1.", "1,000", "1e5", "１２", "1 2", "0.0000000001",
                           "1234567890123456789", "--1"}) {
    INFO(text);
    CHECK_FALSE(Decimal::Parse(text));
  }
}

TEST_CASE("ten thousand yuan in yuan is exact", "[model]") {
  CHECK(Decimal::Parse("0.1")->Shift(4)->ToString() == "1000");
  CHECK(Decimal::Parse("1234.567891")->Shift(4)->ToString() == "12345678.91");
  CHECK(Decimal::Parse("5")->Shift(-3)->ToString() == "0.005");
  CHECK_FALSE(Decimal::Parse("999999999999999999")->Shift(1));
}

TEST_CASE("sums do not depend on order and have no rounding", "[model]") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 1000; ++round) {
    const auto cents_a = static_cast<std::int64_t>(random() % 2'000'000'000) - 1'000'000'000;
    const auto cents_b = static_cast<std::int64_t>(random() % 2'000'000'000) - 1'000'000'000;
    const Decimal a = *Decimal::FromInteger(cents_a).Shift(-2);
    const Decimal b = *Decimal::FromInteger(cents_b).Shift(-2);
    CHECK(*a.Plus(b) == *b.Plus(a));
    CHECK(*a.Plus(b)->Shift(2) == Decimal::FromInteger(cents_a + cents_b));
    CHECK((a < b) == (cents_a < cents_b));
    CHECK(*a.Plus(b)->Plus(b.Negated()) == a);
  }
}

}  // namespace
}  // namespace gongwen
