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

}  // namespace
}  // namespace gongwen
