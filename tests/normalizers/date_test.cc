#include "normalizers/value/date.h"

#include <catch2/catch.hpp>

namespace gongwen {
namespace {

TEST_CASE("dates in every usual form become ISO", "[normalizers]") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"2023年7月3日", "2023-07-03"},
      {"2023 年 7 月 3 日", "2023-07-03"},
      {"２０２３年７月３日", "2023-07-03"},
      {"二〇二三年七月三日", "2023-07-03"},
      {"二○二三年七月三日", "2023-07-03"},
      {"二O二三年十月十日", "2023-10-10"},
      {"二零二二年十一月二十八日", "2022-11-28"},
      {"二〇二二年十二月三十一日", "2022-12-31"},
      {"2O23年1O月3日", "2023-10-03"},
      {"2023.7.3", "2023-07-03"},
      {"2023-07-03", "2023-07-03"},
      {"2023/7/3", "2023-07-03"},
  };
  for (const auto& [text, iso] : rows) {
    CAPTURE(text);
    CHECK(ParseDate(text) == std::string(iso));
  }
}

TEST_CASE("dates that no calendar has are left out", "[normalizers]") {
  for (const std::string_view text :
       {"2023年2月30日", "2023年13月1日", "1023年1月1日", "2023年7月", "", "二十三年七月三日"}) {
    CAPTURE(text);
    CHECK(FindDates(text).empty());
  }
}

TEST_CASE("a date is found inside running text with its range", "[normalizers]") {
  const std::string text = "昌吉州财政局 2023 年 7 月 3 日印发";
  const std::vector<FoundDate> dates = FindDates(text);
  REQUIRE(dates.size() == 1);
  CHECK(text.substr(dates[0].begin, dates[0].end - dates[0].begin) == "2023 年 7 月 3 日");
  CHECK_FALSE(ParseDate(text));
}

TEST_CASE("the year of a caption is read alone", "[normalizers]") {
  CHECK(FindYear("（2023年度）") == 2023);
  CHECK(FindYear("二○二三年") == 2023);
  CHECK(FindYear("关于下达2024年资金的通知") == 2024);
  CHECK_FALSE(FindYear("产出指标"));
  CHECK_FALSE(FindYear("0000年"));
}

}  // namespace
}  // namespace gongwen
