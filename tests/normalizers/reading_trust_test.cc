#include "normalizers/value/reading_trust.h"

#include <catch2/catch.hpp>
#include <string_view>

#include "normalizers/value/indicator_value.h"

namespace gongwen {
namespace {

double Trust(std::string_view text, TextSource source = TextSource::kOcr) {
  return ValueReadingTrust(text, ParseIndicatorValue(text), source);
}

TEST_CASE("what OCR makes of a sign that it cannot write is never taken for sure",
          "[normalizers]") {
  for (const char* text : {"之98%", "二95%", ">98%", "198%", "1198%0", "98%"}) {
    INFO(text);
    CHECK(Trust(text) < 0.9);
  }
}

TEST_CASE("numbers and words of OCR, and everything of a text layer, keep their confidence",
          "[normalizers]") {
  for (const char* text : {"750", "0起", "保持稳定", "1,200", ""}) CHECK(Trust(text) == 1);
  CHECK(Trust("≥98%") == 1);
  CHECK(Trust(">98%", TextSource::kTextLayer) == 1);
  CHECK(Trust("98%", TextSource::kMarkup) == 1);
}

TEST_CASE("what is meant as a number and is read as none is doubtful from any source",
          "[normalizers]") {
  for (const char* text :
       {"12,34.5", "1.234.567,8", "O.5", "l20", "约50", "90%左右", "2 88.8", "≥9 5%", "12..5", "5-",
        "不少于2O人", "达到9O%以上", "1O0%", "I5天", "¥1,500", "≥10⁴", "±5%", "100/20"}) {
    INFO(text);
    CHECK(Trust(text, TextSource::kMarkup) < 0.9);
    CHECK_FALSE(ParseIndicatorValue(text).number);
  }
  for (const char* text : {"显著提升", "6月底前", "2023年12月底前", "1:3", "3-5天", "提高2%以上",
                           "符合第5条", "12.5万", "A3类", "PM2.5达标", "90%~95%"}) {
    INFO(text);
    CHECK(Trust(text, TextSource::kMarkup) == 1);
  }
}

}  // namespace
}  // namespace gongwen
