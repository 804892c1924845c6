#include "extractors/table/aligned_rows.h"

#include <catch2/catch.hpp>
#include <vector>

#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

using Starts = std::vector<bool>;
const std::vector<double> kBorders{0, 100, 200, 400};

TEST_CASE("a wrapped text is one row: nearer than rows, and full above", "[table]") {
  std::vector<Glyph> glyphs;
  SetText(glyphs, 10, 10, "和静县");
  SetRight(glyphs, 190, 10, "100");
  SetText(glyphs, 210, 10, "用于支持农村劳动力转移");
  SetText(glyphs, 210, 24, "就业");
  SetText(glyphs, 10, 50, "博湖县");
  SetRight(glyphs, 190, 50, "80");
  SetText(glyphs, 210, 50, "补助");
  CHECK(RowStarts(BandsOf(glyphs), kBorders, {}, false) == Starts{true, false, true});
}

TEST_CASE("dense rows stay apart, however near they are", "[table]") {
  std::vector<Glyph> glyphs;
  for (int r = 0; r < 5; ++r) {
    SetText(glyphs, 10, 10 + 11.0 * r, "和静县");
    SetRight(glyphs, 190, 10 + 11.0 * r, "100");
    SetText(glyphs, 210, 10 + 11.0 * r, "用于支持");
  }
  CHECK(RowStarts(BandsOf(glyphs), kBorders, {}, false) == Starts(5, true));
}

TEST_CASE("lines around the middle of a row belong to it", "[table]") {
  std::vector<Glyph> glyphs;
  SetText(glyphs, 210, 10, "第一行文字第一行文字");
  SetText(glyphs, 10, 17, "和静县");
  SetRight(glyphs, 190, 17, "100");
  SetText(glyphs, 210, 24, "第二行");
  SetText(glyphs, 10, 50, "博湖县");
  CHECK(RowStarts(BandsOf(glyphs), kBorders, {}, false) == Starts{true, false, false, true});
}

TEST_CASE("a label between two rows joins neither to the other, and values do not wrap",
          "[table]") {
  std::vector<Glyph> glyphs;
  SetText(glyphs, 110, 10, "参保人数");
  SetText(glyphs, 210, 10, "641户");
  SetText(glyphs, 10, 17, "数量指标");  // on the middle of both
  SetText(glyphs, 110, 24, "改造户数");
  SetText(glyphs, 210, 24, "239户");
  CHECK(RowStarts(BandsOf(glyphs), kBorders, {}, false) == Starts{true, false, true});
}

TEST_CASE("the first line of a label set on the middle of its row begins it", "[table]") {
  std::vector<Glyph> glyphs;
  SetText(glyphs, 110, 10, "氨氮削减量");
  SetText(glyphs, 210, 10, "26.8吨");
  SetText(glyphs, 10, 24, "社会公众或服");
  SetText(glyphs, 110, 31, "公众满意度");
  SetText(glyphs, 210, 31, "83%");
  SetText(glyphs, 10, 38, "务对象");
  for (const double y : {52.0, 68.0}) {
    SetText(glyphs, 110, y, "群众满意度");
    SetText(glyphs, 210, y, "85%");
  }
  CHECK(RowStarts(BandsOf(glyphs), kBorders, {}, false) == Starts{true, true, false, false, true, true});
}

TEST_CASE("where every row has a ruling, only rulings part rows", "[table]") {
  std::vector<Glyph> glyphs;
  SetText(glyphs, 10, 10, "甲");
  SetText(glyphs, 10, 30, "乙");
  SetText(glyphs, 10, 60, "丙");
  const std::vector<double> rulings{0, 50, 80};
  CHECK(RowStarts(BandsOf(glyphs), kBorders, rulings, true) == Starts{true, false, true});
}

}  // namespace
}  // namespace gongwen
