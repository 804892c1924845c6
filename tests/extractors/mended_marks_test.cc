#include "extractors/ocr/mended_marks.h"

#include <catch2/catch.hpp>

#include "tests/extractors/made_reading.h"

namespace gongwen {
namespace {

std::string Mended(std::string_view text) {
  OcrText read = MadeReading(text, 0.9);
  MendThousands(read);
  std::string glyphs;
  for (const OcrGlyph& glyph : read.glyphs) glyphs += glyph.text;
  CHECK(glyphs == read.text);
  return read.text;
}

}  // namespace

TEST_CASE("points that can only be the commas between thousands become commas", "[ocr]") {
  CHECK(Mended("9.647.2") == "9,647.2");
  CHECK(Mended("1.344.96万元") == "1,344.96万元");
  CHECK(Mended("466.115.040") == "466,115,040");
  CHECK(Mended("102.350,500") == "102,350,500");
  CHECK(Mended("≥46.610,008") == "≥46,610,008");
}

TEST_CASE("points that may be points stay", "[ocr]") {
  for (const char* right : {"9.647", "2023.1.5", "2023.12.31", "1.2.3", "12,350.500", "3.5",
                            "1,234", "98.", ".5", "1.2345.6"}) {
    INFO(right);
    CHECK(Mended(right) == right);
  }
}

TEST_CASE("numbers of two columns that were read as one line stay two", "[ocr]") {
  OcrText read = MadeReading("728.544.2", 0.9);
  for (std::size_t i = 0; i < read.glyphs.size(); ++i) {
    read.glyphs[i].x0 = static_cast<int>(10 * i + (i < 6 ? 0 : 60));
    read.glyphs[i].x1 = read.glyphs[i].x0 + 10;
  }
  MendThousands(read);
  CHECK(read.text == "728.544.2");
}

TEST_CASE("a book mark that a round bracket closes was a round bracket", "[ocr]") {
  CHECK(WithMatchingBrackets("资金〈第二批)预算") == "资金(第二批)预算");
  CHECK(WithMatchingBrackets("各县《市）财政局") == "各县(市）财政局");
  CHECK(WithMatchingBrackets("根据《关于〈办法〉的通知》(财预)") ==
        "根据《关于〈办法〉的通知》(财预)");
  CHECK(WithMatchingBrackets("《未完") == "《未完");
  CHECK(WithMatchingBrackets("").empty());
}

}  // namespace gongwen
