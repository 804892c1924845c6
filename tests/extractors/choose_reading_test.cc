#include "extractors/ocr/choose_reading.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "extractors/ocr/value_shape.h"
#include "text/han.h"

namespace gongwen {
namespace {

// A reading as recorded from an engine: its characters, all of one confidence but for some.
OcrText Read(std::string_view text, double confidence, std::size_t unsure = 99,
             double doubt = 0.3) {
  OcrText read{.text = std::string(text), .confidence = confidence, .lowest_word = confidence};
  while (!text.empty()) {
    const std::string_view before = text;
    TakeCodePoint(text);
    const bool is_unsure = read.glyphs.size() == unsure;
    read.glyphs.push_back({.text = std::string(before.substr(0, before.size() - text.size())),
                           .confidence = is_unsure ? doubt : confidence});
  }
  return read;
}

}  // namespace

TEST_CASE("what both engines read is surer than either", "[ocr]") {
  const LineText line = ChooseValue(Read("≥98%", 0.8), Read("≥98%", 0.9));
  CHECK(line.text == "≥98%");
  CHECK(line.confidence == Approx(0.98));
}

TEST_CASE("the value model gives the sign, the page model the unit that the other lacks", "[ocr]") {
  const LineText line = ChooseValue(Read("之726种", 0.9, 0, 0.4), Read("≥726〓", 0.95));
  CHECK(line.text == "≥726种");
  CHECK(line.confidence <= 0.85);
}

TEST_CASE("no number is put together from two readings", "[ocr]") {
  const LineText line = ChooseValue(Read("2.77", 0.9), Read("≥77", 0.7));
  CHECK((line.text == "2.77" || line.text == "≥77"));
  CHECK(line.confidence <= 0.5);
}

TEST_CASE("where digits differ, the number that a third engine confirms is taken", "[ocr]") {
  const OcrText third = Read("1472.53", 0.6);
  const LineText line = ChooseValue(Read("1472.53", 0.6), Read("472.53", 0.95), &third);
  CHECK(line.text == "1472.53");
  CHECK(line.confidence <= 0.8);
}

TEST_CASE("a point that both engines take for a comma is put right by the third", "[ocr]") {
  const OcrText third = Read("523.42", 0.9);
  CHECK(NeedsThirdReading(Read("523,42", 0.99), Read("523,42", 0.99)));
  CHECK_FALSE(NeedsThirdReading(Read("1,523", 0.99), Read("1,523", 0.99)));
  CHECK(ChooseValue(Read("523,42", 0.99), Read("523,42", 0.99), &third).text == "523.42");
}

TEST_CASE("the number of one engine keeps the sign of the value model", "[ocr]") {
  const OcrText third = Read("98%", 0.9);
  CHECK(ChooseValue(Read("之98%", 0.9), Read("≥93%", 0.9), &third).text == "≥98%");
  CHECK(ChooseValue(Read("98%", 0.9), Read("≥93%", 0.9), &third).text == "≥98%");
}

TEST_CASE("a second opinion wins as a whole and only where it is surer", "[ocr]") {
  CHECK(ChooseText(Read("床位使有率", 0.98, 3, 0.6), Read("床位使用率", 0.9)).text == "床位使用率");
  CHECK(ChooseText(Read("鄱阳县", 0.98, 0, 0.8), Read("都阳县", 0.9, 0, 0.5)).text == "鄱阳县");
}

TEST_CASE("confidence grows with the least sure character and is never certain", "[ocr]") {
  double last = -1;
  for (int i = 0; i <= 100; ++i) {
    const double stated = CalibratedConfidence(i / 100.0);
    CHECK(stated >= last);
    CHECK(stated < 1);
    last = stated;
  }
  CHECK(CalibratedConfidence(0.9) < 0.9);
}

TEST_CASE("the grammar of values knows what an engine's slips look like", "[ocr]") {
  for (const char* good : {"≥98%", "1,234.50", "2023年12月底前", "3—5天", "12.5万人", "≥4.2万亩",
                           "0起", "-37.5", "（1,234）", "不低于90%"}) {
    INFO(good);
    CHECK(ValueShape(good) >= 0.9);
  }
  for (const char* bad : {"98%%", "98≥%", "1198%0", "≥号", "1.2.3个", "523,42", "≥≤5", "〓98%"}) {
    INFO(bad);
    CHECK(ValueShape(bad) < 0.9);
  }
}

TEST_CASE("names are not shown to the value model", "[ocr]") {
  CHECK(MayBeValue("之98%"));
  CHECK(MayBeValue("2023年12月底前"));
  CHECK_FALSE(MayBeValue("序号"));
  CHECK_FALSE(MayBeValue("城镇新增就业人数"));
  CHECK_FALSE(MayBeValue(""));
}

}  // namespace gongwen
