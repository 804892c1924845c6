#include "normalizers/value/indicator_value.h"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

namespace gongwen {
namespace {

struct Example {
  std::string text, hint, comparator;
  std::optional<double> number;
  std::string unit;
};

void Check(const std::vector<Example>& examples) {
  for (const Example& example : examples) {
    CAPTURE(example.text, example.hint);
    const Value value = ParseIndicatorValue(example.text, example.hint);
    CHECK(value.comparator == example.comparator);
    CHECK(value.number == example.number);
    CHECK(value.unit == example.unit);
  }
}

TEST_CASE("a value is read without the mark of a note behind it", "[normalizers]") {
  for (const std::string text : {"≥24¹", "≥24①", "≥24*", "≥24[1]", "≥24（注2）", "≥24（含）"}) {
    INFO(text);
    CHECK(ParseIndicatorValue(text).number == 24);
    CHECK(ParseIndicatorValue(text).comparator == ">=");
  }
  CHECK(ParseIndicatorValue("183个②").unit == "个");
  CHECK(ParseIndicatorValue("12.5km²").unit == "km²");
  CHECK_FALSE(ParseIndicatorValue("≥10⁴").number);
}

TEST_CASE("a comparator before or behind the number is read", "[normalizers]") {
  Check({
      {"≥95%", "", ">=", 95, "%"},
      {"≥ 95 %", "", ">=", 95, "%"},
      {"≧95％", "", ">=", 95, "%"},
      {">=95%", "", ">=", 95, "%"},
      {"95%以上", "", ">=", 95, "%"},
      {"95%及以上", "", ">=", 95, "%"},
      {"95%(含)以上", "", ">=", 95, "%"},
      {"不低于95%", "", ">=", 95, "%"},
      {"不少于20人", "", ">=", 20, "人"},
      {"不小于 3 个", "", ">=", 3, "个"},
      {"达到90%以上", "", ">=", 90, "%"},
      {"不得低于80%", "", ">=", 80, "%"},
      {"5.5%以内", "", "<=", 5.5, "%"},
      {"控制在5.5%以内", "", "<=", 5.5, "%"},
      {"不超过3年", "", "<=", 3, "年"},
      {"不高于5%", "", "<=", 5, "%"},
      {"≤3", "", "<=", 3, ""},
      {"5个以下", "", "<=", 5, "个"},
      {"10个工作日内", "", "<=", 10, "个工作日"},
      {"＞95%", "", ">", 95, "%"},
      {"大于3次", "", ">", 3, "次"},
      {"超过100人", "", ">", 100, "人"},
      {"超过95%以上", "", ">=", 95, "%"},
      {"＜5%", "", "<", 5, "%"},
      {"小于5‰", "", "<", 5, "‰"},
      {"低于4.5%", "", "<", 4.5, "%"},
      {"≥-2%", "", ">=", -2, "%"},
  });
}

TEST_CASE("a number alone is equal, in every way it is written", "[normalizers]") {
  Check({
      {"500", "", "=", 500, ""},
      {"0起", "", "=", 0, "起"},
      {"1,234.50", "", "=", 1234.5, ""},
      {"１２３４", "", "=", 1234, ""},
      {"1 200", "", "=", 1200, ""},
      {"-5%", "", "=", -5, "%"},
      {"100%。", "", "=", 100, "%"},
      {"2次/年", "", "=", 2, "次/年"},
      {"50元/人·月", "", "=", 50, "元/人·月"},
      {"3个村", "", "=", 3, "个村"},
      {"2.5个百分点", "", "=", 2.5, "个百分点"},
  });
}

TEST_CASE("ten thousands and hundred millions are multiplied out", "[normalizers]") {
  Check({
      {"12.5万人", "", "=", 125000, "人"},
      {"0.7万人次", "", "=", 7000, "人次"},
      {"3.2亿元", "", "=", 320000000, "元"},
      {"≤30万元/公里", "", "<=", 300000, "元/公里"},
      {"≥1.2万亩", "", ">=", 12000, "亩"},
      {"0.5万", "人", "=", 5000, "人"},
      {"九成", "", "=", 90, "%"},
      {"九成以上", "", ">=", 90, "%"},
      {"百分之九十五", "", "=", 95, "%"},
      {"不低于百分之95", "", ">=", 95, "%"},
      {"千分之三以内", "", "<=", 3, "‰"},
  });
}

TEST_CASE("the unit in the name counts where the text has none", "[normalizers]") {
  Check({
      {"0.7", "万人次", "=", 7000, "人次"},
      {"1.74", "万人次", "=", 17400, "人次"},
      {"0.7万", "万人次", "=", 7000, "人次"},
      {"750", "人", "=", 750, "人"},
      {"≥98%", "%", ">=", 98, "%"},
      {"98", "%", "=", 98, "%"},
      {"7000人次", "万人次", "=", 7000, "人次"},
      {"5户", "人", "=", 5, "户"},
      {"100", "万元", "=", 1000000, "元"},
      {"100", "必填", "=", 100, ""},
  });
}

TEST_CASE("a subject is passed over only before a comparator", "[normalizers]") {
  Check({
      {"服务年限10年以上", "", ">=", 10, "年"},
      {"就业率不低于95%", "", ">=", 95, "%"},
      {"原则上不超过3年", "", "<=", 3, "年"},
      {"辅助提升就业率2%", "", "", std::nullopt, ""},
      {"就业率95%", "", "", std::nullopt, ""},
      {"就业率提高2%以上", "", "", std::nullopt, ""},
      {"较上年增长5%以上", "", "", std::nullopt, ""},
      {"下降5%以内", "", "", std::nullopt, ""},
  });
}

TEST_CASE("what is not surely one number is words", "[normalizers]") {
  for (const std::string text : {"",
                                 "以自治区最终评审文件为准",
                                 "保持稳定",
                                 "持续提升",
                                 "是",
                                 "12月底前",
                                 "6月",
                                 "1:3",
                                 "2/3",
                                 "12,34",
                                 "9 5%",
                                 "约100人",
                                 "100人左右",
                                 "≥95%且≤98%",
                                 "第1名",
                                 "A级",
                                 "3级",
                                 "单位应缴纳的三项社会保险费或原则上不超过"
                                 "社会保险费实际缴费金额的三分之二",
                                 "原则上不高于当地最低工资标准",
                                 "12345678901234567890",
                                 "超过95%以下",
                                 "98%的人员满意",
                                 "一成不变",
                                 "1.2.3",
                                 "95%o",
                                 "+5%"}) {
    CAPTURE(text);
    CHECK(ParseIndicatorValue(text, "%") == Value{});
  }
}

TEST_CASE("a range has two ends in one unit and no number", "[normalizers]") {
  const auto [text, low, high, unit] = GENERATE(table<std::string, double, double, std::string>({
      {"3—5天", 3, 5, "天"},
      {"3-5天", 3, 5, "天"},
      {"95%-98%", 95, 98, "%"},
      {"10%至15%", 10, 15, "%"},
      {"1.2万~1.5万人", 12000, 15000, "人"},
      {"1～2万人", 10000, 20000, "人"},
      {"控制在3-5天", 3, 5, "天"},
      {"１０－２０人", 10, 20, "人"},
  }));
  CAPTURE(text);
  const Value value = ParseIndicatorValue(text);
  CHECK_FALSE(value.number);
  CHECK(value.comparator.empty());
  REQUIRE(value.low);
  CHECK(*value.low == low);
  CHECK(*value.high == high);
  CHECK(value.unit == unit);
}

TEST_CASE("what only looks like a range is words", "[normalizers]") {
  for (const std::string text : {"5-3天", "2021-2025年", "不低于3-5天", "3人-5天", "3-5-8天",
                                 "A1-2型", "13999-12345678901234567890"}) {
    CAPTURE(text);
    CHECK(ParseIndicatorValue(text) == Value{});
  }
}

TEST_CASE("a date has its year, and its side", "[normalizers]") {
  const auto [text, comparator, date] = GENERATE(table<std::string, std::string, std::string>({
      {"2023年12月底前", "<=", "2023-12-31"},
      {"2023年2月底前完成", "<=", "2023-02-28"},
      {"2024年6月30日前", "<=", "2024-06-30"},
      {"2023年", "=", "2023"},
      {"2023年度", "=", "2023"},
      {"2023年底", "=", "2023-12-31"},
      {"2023年9月起", ">=", "2023-09"},
      {"于2023年7月3日完成", "=", "2023-07-03"},
  }));
  CAPTURE(text);
  const Value value = ParseIndicatorValue(text);
  CHECK(value.comparator == comparator);
  CHECK(value.date == date);
  CHECK_FALSE(value.number);
}

TEST_CASE("a date that no calendar has, or without its year, is words", "[normalizers]") {
  for (const std::string text : {"2023年13月", "2023年2月30日前", "12月底前", "6月"}) {
    CAPTURE(text);
    CHECK(ParseIndicatorValue(text) == Value{});
  }
}

TEST_CASE("a spreadsheet's number of a day is a date where it can be one", "[normalizers]") {
  CHECK(DateOfSerial("45291") == "2023-12-31");
  CHECK(DateOfSerial("43831") == "2020-01-01");
  CHECK_FALSE(DateOfSerial("12345"));
  CHECK_FALSE(DateOfSerial("45291人"));
  CHECK_FALSE(DateOfSerial(""));
}

TEST_CASE("the unit hint is the bracket at the end of the name", "[normalizers]") {
  CHECK(UnitHintFromName("享受职业技能培训补贴人员数量(万人次)") == "万人次");
  CHECK(UnitHintFromName("城镇新增就业人数（人）") == "人");
  CHECK(UnitHintFromName("证书(或专项职业能力证书、培训合格证书)人员的比例(%)") == "%");
  CHECK(UnitHintFromName("人均标准（元/人·月）★") == "元/人·月");
  CHECK(UnitHintFromName("建设数量(单位：个)") == "个");
  CHECK(UnitHintFromName("就业率").empty());
  CHECK(UnitHintFromName("数量指标（必填）").empty());
  CHECK(UnitHintFromName("产出指标(50分)").empty());
  CHECK(UnitHintFromName("县(市)数量").empty());
}

}  // namespace
}  // namespace gongwen
