#include "extractors/table/glyph_places.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/table/fill_cells.h"
#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

// Two rows of three cells: [0, 50), [50, 100), [100, 150).
TableGrid ThreeColumns() {
  TableGrid grid{.rows = 2, .columns = 3};
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 3; ++column) {
      const double x = 50.0 * column, y = 20.0 * row;
      grid.cells.push_back(
          {.row = row, .column = column, .page_no = 1, .box = {x, y, x + 50, y + 20}});
    }
  }
  return grid;
}

struct Page {
  std::vector<Glyph> glyphs{};
  int runs = 0;

  // One operator.
  void Show(double x, std::string_view text, double y = 5) {
    const std::size_t first = glyphs.size();
    SetText(glyphs, x, y, text);
    ++runs;
    for (std::size_t i = first; i < glyphs.size(); ++i) glyphs[i].run = runs;
  }
  // An operator for each glyph.
  void ShowOneByOne(double x, std::string_view text) {
    const std::size_t first = glyphs.size();
    SetText(glyphs, x, 5, text);
    for (std::size_t i = first; i < glyphs.size(); ++i) glyphs[i].run = ++runs;
  }
  TableGrid Fill() {
    TableGrid grid = ThreeColumns();
    rest = FillCells(grid, 1, glyphs);
    return grid;
  }
  std::vector<Glyph> rest{};
};

TEST_CASE("a number that runs over its ruling stays one number", "[table]") {
  Page page;
  page.Show(2, "county");
  page.Show(52, "12345678.00");  // 55 points in a cell of 50
  const TableGrid grid = page.Fill();
  CHECK(grid.cells[1].text == "12345678.00");
  CHECK(grid.cells[1].confidence == 1);
  CHECK(grid.cells[2].text.empty());
}

TEST_CASE("a number over the outer ruling keeps its last digit", "[table]") {
  Page page;
  page.Show(123.5, "≥12500");  // the last digit begins at 148.5 and ends outside
  const TableGrid grid = page.Fill();
  CHECK(grid.cells[2].text == "≥12500");
  CHECK(page.rest.empty());
}

TEST_CASE("a text shown glyph by glyph is one where the ruling goes through a glyph", "[table]") {
  Page page;
  page.ShowOneByOne(73, "1234567");  // the border at 100 goes through the 6
  const TableGrid grid = page.Fill();
  CHECK(grid.cells[1].text == "1234567");
  CHECK(grid.cells[2].text.empty());
}

TEST_CASE("two cells whose texts touch their ruling are two", "[table]") {
  Page page;
  page.Show(90, "80");
  page.Show(100, "90");
  const TableGrid grid = page.Fill();
  CHECK(grid.cells[1].text == "80");
  CHECK(grid.cells[2].text == "90");

  Page one_by_one;
  one_by_one.ShowOneByOne(90, "8090");
  CHECK(one_by_one.Fill().cells[1].text == "80");
}

TEST_CASE("a gap at the ruling parts two words of one operator", "[table]") {
  Page page;
  page.Show(87, "80");
  page.Show(100, "90");
  for (Glyph& glyph : page.glyphs) glyph.run = 1;
  const TableGrid grid = page.Fill();
  CHECK(grid.cells[1].text == "80");
  CHECK(grid.cells[2].text == "90");
}

TEST_CASE("where head and most of a word lie in two cells, the place is doubtful", "[table]") {
  Page page;
  page.Show(85, "123456789");  // 15 points in its cell, 30 beyond
  const TableGrid grid = page.Fill();
  CHECK(grid.cells[1].text == "123456789");
  CHECK(grid.cells[1].confidence < 0.9);
}

TEST_CASE("a number set flush right that runs out to the left belongs where it ends", "[table]") {
  Page page;
  page.Show(83, "1234567890123");  // 83 to 148: the border is at 150
  const TableGrid grid = page.Fill();
  CHECK(grid.cells[2].text == "1234567890123");
  CHECK(grid.cells[2].confidence < 0.9);
}

TEST_CASE("a text that lies over another cell's makes both doubtful", "[table]") {
  Page page;
  page.Show(60, "123456789");
  page.Show(101, "77");
  const TableGrid grid = page.Fill();
  CHECK(grid.cells[1].text == "123456789");
  CHECK(grid.cells[2].text == "77");
  CHECK(grid.cells[1].confidence < 0.9);
  CHECK(grid.cells[2].confidence < 0.9);
}

TEST_CASE("a turned label that is longer than its cell stays one label", "[table]") {
  Page page;
  for (int i = 0; i < 4; ++i) {  // upward, from the second row into the first
    page.glyphs.push_back({.text = std::string("ABCD").substr(static_cast<std::size_t>(i), 1),
                           .box = {10, 34.0 - 8 * i, 20, 42.0 - 8 * i},
                           .font_size_pt = 10,
                           .is_vertical = true,
                           .angle_deg = 270,
                           .run = 1});
  }
  const TableGrid grid = page.Fill();
  CHECK(grid.cells[3].text == "ABCD");
  CHECK(grid.cells[0].text.empty());
}

TEST_CASE("glyphs whose operator is not known stay where they lie", "[table]") {
  std::vector<Glyph> glyphs;
  SetText(glyphs, 52, 5, "12345678.00");
  const std::vector<GlyphPlace> places = PlacesOfGlyphs(ThreeColumns(), 1, glyphs);
  CHECK(places.front().cell == 1);
  CHECK(places.back().cell == 2);
}

}  // namespace
}  // namespace gongwen
