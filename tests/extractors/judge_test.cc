#include "extractors/ocr/judge.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "extractors/ocr/merged_reading.h"
#include "tests/extractors/made_reading.h"

namespace gongwen {
namespace {

LineReadings Readings(LineKind kind) { return {.kind = kind, .glyph_px = 30}; }

// Who trusts what is the table's; these hold whatever was fitted.
const JudgeTable& Simple() {
  static const JudgeTable table = JudgeTable::Parse(
                                      "neural\twords\tlowest\t1\nneural\twords\tpages agrees\t2\n"
                                      "pages\twords\tlowest\t1\npages\twords\tneural agrees\t2\n"
                                      "neural\tvalue\tlowest\t1\npages\tvalue\tlowest\t1\n"
                                      "values\tvalue\tlowest\t1\nstock\tvalue\tlowest\t1\n"
                                      "neural+signs\tvalue\tone\t1\n")
                                      .value();
  return table;
}

}  // namespace

TEST_CASE("what two engines read is surer than what one reads", "[ocr]") {
  LineReadings both = Readings(LineKind::kWords);
  both[Witness::kNeural] = MadeReading("城镇新增就业", 0.9);
  const LineText alone = Judge(both, Simple());
  both[Witness::kPages] = MadeReading("城镇新增就业", 0.9);
  const LineText together = Judge(both, Simple());
  CHECK(alone.text == "城镇新增就业");
  CHECK(together.text == alone.text);
  CHECK(together.confidence > alone.confidence);
}

TEST_CASE("the likelier reading is taken whole", "[ocr]") {
  LineReadings readings = Readings(LineKind::kWords);
  readings[Witness::kNeural] = MadeReading("床位使用率", 0.95);
  readings[Witness::kPages] = MadeReading("床位使有率", 0.98, 3, 0.6);
  CHECK(Judge(readings, Simple()).text == "床位使用率");
}

TEST_CASE("a number that only one engine read is never sure", "[ocr]") {
  LineReadings readings = Readings(LineKind::kValue);
  readings[Witness::kNeural] = MadeReading("472.53", 0.6);
  readings[Witness::kPages] = MadeReading("1472.53", 0.7);
  readings[Witness::kValues] = MadeReading("147253", 0.99);
  const LineText line = Judge(readings, Simple());
  CHECK(line.text == "147253");
  CHECK(line.confidence <= 0.85);
}

TEST_CASE("no number is put together from two readings", "[ocr]") {
  CHECK_FALSE(MergedReading(MadeReading("2.77", 0.9), MadeReading("≥77", 0.7)));
  LineReadings readings = Readings(LineKind::kValue);
  readings[Witness::kPages] = MadeReading("2.77", 0.9);
  readings[Witness::kValues] = MadeReading("≥77", 0.7);
  const LineText line = Judge(readings, Simple());
  CHECK((line.text == "2.77" || line.text == "≥77"));
  CHECK(line.confidence <= 0.85);
}

TEST_CASE("the value engine gives the sign, the other the unit that it lacks", "[ocr]") {
  LineReadings readings = Readings(LineKind::kValue);
  readings[Witness::kNeural] = MadeReading("V726种", 0.6);
  readings[Witness::kValues] = MadeReading("≥726〓", 0.95);
  CHECK(MergedReading(*readings[Witness::kNeural], *readings[Witness::kValues])->text == "≥726种");
  CHECK(Judge(readings, Simple()).text == "≥726种");
}

TEST_CASE("a point before three digits may be a comma between thousands, and is doubtful",
          "[ocr]") {
  LineReadings readings = Readings(LineKind::kValue);
  for (const Witness witness : {Witness::kNeural, Witness::kPages, Witness::kValues}) {
    readings[witness] = MadeReading("7.103", 0.99);
  }
  CHECK(Judge(readings, JudgeTable::Default()).confidence <= 0.85);
}

TEST_CASE("what was read by nobody says nothing and is not sure", "[ocr]") {
  LineReadings readings = Readings(LineKind::kWords);
  readings[Witness::kNeural] = OcrText{};
  const LineText line = Judge(readings, Simple());
  CHECK(line.text.empty());
  CHECK(line.confidence == 0);
}

TEST_CASE("what the reader of real print sees nothing in is text only if two others agree",
          "[ocr]") {
  LineReadings readings = Readings(LineKind::kWords);
  readings[Witness::kNeural] = OcrText{};
  readings[Witness::kPages] = MadeReading("----", 0.9);
  readings[Witness::kStock] = MadeReading("EEE", 0.9);
  CHECK(Judge(readings, Simple()).text.empty());
  readings[Witness::kStock] = MadeReading("----", 0.9);
  CHECK(Judge(readings, Simple()).text == "----");
  readings[Witness::kStock] = std::nullopt;
  readings[Witness::kPages] = MadeReading("1234", 0.9);
  const LineText figure = Judge(readings, Simple());
  CHECK(figure.text == "1234");  // a figure is never lost, and not sure
  CHECK(figure.confidence <= 0.85);
}

TEST_CASE("a judge's table with an error is refused with the line", "[ocr]") {
  CHECK(JudgeTable::Parse("# a remark\n\nneural\twords\tone\t0.5\n"));
  for (const char* bad : {"nobody\twords\tone\t1", "neural\tpoem\tone\t1", "neural\twords\tluck\t1",
                          "neural\twords\tone\tmuch", "neural\twords\tone", "neural"}) {
    INFO(bad);
    const Result<JudgeTable> table = JudgeTable::Parse(std::string("# a remark\n") + bad);
    REQUIRE_FALSE(table);
    CHECK(table.error().message.find("line 2") != std::string::npos);
  }
}

TEST_CASE("the built-in table prefers readings that agree and are sure", "[ocr]") {
  for (const LineKind kind : {LineKind::kWords, LineKind::kValue}) {
    LineReadings readings = Readings(kind);
    readings[Witness::kNeural] = MadeReading("95%", 0.99);
    readings[Witness::kPages] = MadeReading("95%", 0.99);
    if (kind == LineKind::kValue) readings[Witness::kValues] = MadeReading("95%", 0.99);
    const double sure = Judge(readings, JudgeTable::Default()).confidence;
    readings[Witness::kPages] = MadeReading("96%", 0.99);
    const LineText line = Judge(readings, JudgeTable::Default());
    CHECK(sure > line.confidence);
  }
}

}  // namespace gongwen
