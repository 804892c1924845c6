#include "normalizers/value/legal_number.h"

#include <catch2/catch.hpp>
#include <string>

namespace gongwen {

TEST_CASE("capital numerals are read to the cent", "[value]") {
  const auto [text, yuan] = GENERATE(table<std::string, std::string>({
      {"肆仟叁佰肆拾柒万元整", "43470000"},
      {"人民币壹佰元整", "100"},
      {"拾万元", "100000"},
      {"壹亿零伍佰万元", "105000000"},
      {"贰仟零伍元叁角整", "2005.3"},
      {"玖元零伍分", "9.05"},
      {"壹万贰仟叁佰肆拾伍圆陆角柒分", "12345.67"},
  }));
  CAPTURE(text);
  const std::optional<Decimal> read = ParseLegalAmount(text);
  REQUIRE(read);
  CHECK(read->ToString() == yuan);
}

TEST_CASE("what is no amount in words is none", "[value]") {
  for (const char* text : {"", "元", "叁肆元", "一百元", "补助壹佰元", "壹佰"}) {
    CAPTURE(text);
    CHECK_FALSE(ParseLegalAmount(text));
  }
}

TEST_CASE("amounts in words are found in a sentence", "[value]") {
  CHECK(FindLegalAmounts("现下达你市资金4347万元（大写：肆仟叁佰肆拾柒万元整），请查收。") ==
        std::vector<std::string>{"肆仟叁佰肆拾柒万元整"});
  CHECK(FindLegalAmounts("零星支出、万元户、贰拾").empty());
}

}  // namespace gongwen
