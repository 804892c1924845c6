#include "extractors/table/aligned_columns.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

// The columns of the given places.
std::vector<std::size_t> ColumnsOf(const std::vector<double>& borders,
                                   const std::vector<double>& places) {
  std::vector<std::size_t> columns;
  for (const double x : places) columns.push_back(ColumnAt(borders, x));
  return columns;
}

using Columns = std::vector<std::size_t>;

TEST_CASE("numbers at the right of a wide column belong to the header in its middle", "[table]") {
  std::vector<Glyph> glyphs;
  for (int r = 0; r < 3; ++r) {
    SetText(glyphs, 20, 40 + 20.0 * r, "和静县");
    SetRight(glyphs, 300, 40 + 20.0 * r, "90.5");
  }
  const std::vector<RectPt> leaves{{40, 10, 60, 20}, {200, 10, 220, 20}, {340, 10, 360, 20}};
  const std::vector<double> borders = ColumnBorders(leaves, BandsOf(glyphs), 10, 400);
  REQUIRE(borders.size() == 4);  // the third header stands over an empty column
  CHECK(ColumnsOf(borders, {35, 290, 350}) == Columns{0, 1, 2});
}

TEST_CASE("a column without a header is a column", "[table]") {
  std::vector<Glyph> glyphs;
  for (int r = 0; r < 4; ++r) {
    SetText(glyphs, 20, 40 + 20.0 * r, "north");
    SetRight(glyphs, 250, 40 + 20.0 * r, "12");
    SetRight(glyphs, 350, 40 + 20.0 * r, "34");
  }
  const std::vector<RectPt> leaves{{230, 10, 260, 20}, {330, 10, 360, 20}};
  const std::vector<double> borders = ColumnBorders(leaves, BandsOf(glyphs), 10, 400);
  CHECK(borders.size() == 4);
}

TEST_CASE("blanks that stand below each other by chance part no column under one header",
          "[table]") {
  std::vector<Glyph> glyphs;
  for (int r = 0; r < 3; ++r) {
    SetText(glyphs, 20, 40 + 20.0 * r, "road works");  // a blank in each row at the same place
    SetRight(glyphs, 250, 40 + 20.0 * r, "12");
  }
  const std::vector<RectPt> leaves{{30, 10, 60, 20}, {230, 10, 250, 20}};
  CHECK(ColumnBorders(leaves, BandsOf(glyphs), 10, 260).size() == 3);
}

TEST_CASE("borders of the page before move out of the way of words", "[table]") {
  std::vector<Glyph> glyphs;
  SetText(glyphs, 20, 40, "巴音郭楞蒙古自治州");  // ends at 110, beyond the border
  SetRight(glyphs, 250, 40, "12");
  const std::vector<Band> bands = BandsOf(glyphs);
  const std::vector<double> borders =
      AdjustedBorders(std::vector<double>{20, 100, 250}, bands, 20, 250);
  CHECK(borders[1] >= 110);
  CHECK(ShareCut(borders, bands) == 0);
}

}  // namespace
}  // namespace gongwen
