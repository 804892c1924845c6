#include "normalizers/value/amount.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

namespace gongwen {
namespace {

TEST_CASE("amounts are read as tables write them", "[normalizers]") {
  const std::vector<std::pair<std::string, std::string>> examples = {
      {"4347", "4347"},          {"4,347", "4347"},        {"1,200.50", "1200.5"},
      {"－35", "-35"},           {"−35", "-35"},           {"(35)", "-35"},
      {"（35）", "-35"},         {"4347.00", "4347"},      {"１，２００", "1200"},
      {"1 200", "1200"},         {"1 234 567", "1234567"}, {" 50 ", "50"},
      {"4347万元", "4347"},      {"￥1,200.50", "1200.5"}, {"0", "0"},
      {"-0.5", "-0.5"},          {"￥-35", "-35"},         {"+35", "35"},
      {"(1,200.50)", "-1200.5"},
  };
  for (const auto& [text, expected] : examples) {
    CAPTURE(text);
    const auto amount = ParseAmount(text);
    REQUIRE(amount);
    CHECK(amount->ToString() == expected);
  }
}

TEST_CASE("what is no amount gives none", "[normalizers]") {
  for (const std::string text : {"",         " ",
                                 "－",       "—",
                                 "-",        "/",
                                 "无",       "合计",
                                 "12,34",    "1 20",
                                 "1,2345",   "1.2.3",
                                 "(35",      "35)",
                                 "(-35)",    "()",
                                 "--35",     "4347人",
                                 "2023年",   "1,200 300",
                                 "12a",      "1234567890123456789012",
                                 "4347\n400"}) {
    CAPTURE(text);
    CHECK_FALSE(ParseAmount(text));
  }
}

TEST_CASE("units of money are powers of ten", "[normalizers]") {
  CHECK(UnitExponent("元") == 0);
  CHECK(UnitExponent("千元") == 3);
  CHECK(UnitExponent(" 万 元") == 4);
  CHECK(UnitExponent("人民币万元") == 4);
  CHECK(UnitExponent("百万元") == 6);
  CHECK(UnitExponent("亿元") == 8);
  CHECK(UnitExponent("人") == -1);
  CHECK(UnitExponent("") == -1);
  CHECK(ToYuan(*Decimal::Parse("1200.5"), "万元")->ToString() == "12005000");
  CHECK(ToYuan(*Decimal::Parse("-0.00005"), "亿元")->ToString() == "-5000");
  CHECK_FALSE(ToYuan(*Decimal::Parse("1"), "美元"));
  CHECK_FALSE(ToYuan(*Decimal::Parse("999999999999999999"), "亿元"));
}

TEST_CASE("a caption tells the unit", "[normalizers]") {
  const std::vector<std::pair<std::string, std::string>> examples = {
      {"单位：万元", "万元"},
      {"单位: 万元", "万元"},
      {"单位: 人民币万元", "万元"},
      {"金额单位:元", "元"},
      {"单 位 ： 万 元", "万元"},
      {"补助资金（万元）", "万元"},
      {"（单位：百万元）", "百万元"},
      {"编制单位：昌吉州财政局　　单位：万元 序号", "万元"},
      {"单位：万元、人", "万元"},
      {"单位：元宝山区财政局", ""},
      {"单位：元/人", ""},
      {"单位名称", ""},
      {"补助资金", ""},
      {"", ""},
  };
  for (const auto& [caption, unit] : examples) {
    CAPTURE(caption);
    CHECK(UnitFromCaption(caption) == unit);
  }
}

}  // namespace
}  // namespace gongwen
