#include "extractors/image/rulings_from_image.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "draw_page.h"
#include "extractors/image/clean_page.h"
#include "extractors/image/close_ruling_gaps.h"
#include "extractors/table/grid_from_rulings.h"

namespace gongwen {
namespace {

PageRulings RulingsOf(const PageDrawing& drawing) {
  const Result<CleanPage> page = CleanScan(drawing.raster());
  REQUIRE(page);
  return RulingsFromImage(page->binary.get(), page->dpi, page->glyph_px);
}

std::ptrdiff_t Count(const PageRulings& found, Orientation orientation) {
  return std::count_if(found.rulings.begin(), found.rulings.end(),
                       [&](const Ruling& r) { return r.orientation == orientation; });
}

// Three columns, rows 40 px apart, with text in every cell.
void DrawText(PageDrawing& page, int rows) {
  for (int row = 0; row < rows; ++row) {
    for (const int x : {120, 420, 820}) page.Characters(x, 210 + 40 * row, 8, 20);
  }
}

const CrossesText kNoText = [](Orientation, double, double, double) { return false; };

BrokenRuling Across(double y, std::vector<Interval> drawn) {
  return {.orientation = Orientation::kHorizontal, .position = y, .drawn = std::move(drawn)};
}
BrokenRuling Down(double x, std::vector<Interval> drawn) {
  return {.orientation = Orientation::kVertical, .position = x, .drawn = std::move(drawn)};
}

}  // namespace

TEST_CASE("a ruled table gives its rulings and nothing of its text", "[extractors]") {
  PageDrawing page;
  for (int i = 0; i <= 5; ++i) page.Horizontal(100, 1100, 200 + 40 * i);
  for (const int x : {100, 400, 800, 1097}) page.Vertical(x, 200, 403);
  DrawText(page, 5);
  const PageRulings found = RulingsOf(page);
  CHECK(Count(found, Orientation::kHorizontal) == 6);
  CHECK(Count(found, Orientation::kVertical) == 4);
  const Result<std::vector<TableGrid>> grids = GridsFromRulings(found.rulings, 1);
  REQUIRE(grids);
  REQUIRE(grids->size() == 1);
  CHECK(grids->front().rows == 5);
  CHECK(grids->front().columns == 3);
}

TEST_CASE("rulings that the scan broke into pieces still make the grid", "[extractors]") {
  PageDrawing page;
  for (int i = 0; i <= 5; ++i) page.BrokenHorizontal(100 + 7 * (i % 2), 1100, 200 + 40 * i);
  for (const int x : {100, 400, 800, 1097}) page.Vertical(x, 200, 403, 2);
  DrawText(page, 5);
  const Result<std::vector<TableGrid>> grids = GridsFromRulings(RulingsOf(page).rulings, 1);
  REQUIRE(grids);
  REQUIRE(grids->size() == 1);
  CHECK(grids->front().cells.size() == 15);
}

TEST_CASE("rows of text are no rulings", "[extractors]") {
  PageDrawing page;
  for (int row = 0; row < 20; ++row) page.Characters(100, 200 + 48 * row, 30, 32);
  CHECK(RulingsOf(page).rulings.empty());
}

TEST_CASE("a column of ones and the dashes of a page number are no rulings", "[extractors]") {
  PageDrawing page;
  for (int i = 0; i <= 8; ++i) page.Horizontal(100, 1100, 200 + 40 * i);
  for (const int x : {100, 1097}) page.Vertical(x, 200, 523);
  for (int row = 0; row < 8; ++row) page.Vertical(600, 212 + 40 * row, 228 + 40 * row, 2);
  page.Horizontal(560, 590, 1650);
  page.Horizontal(640, 670, 1650);
  const PageRulings found = RulingsOf(page);
  CHECK(Count(found, Orientation::kHorizontal) == 9);
  CHECK(Count(found, Orientation::kVertical) == 2);
}

TEST_CASE("a thick bar is no ruling", "[extractors]") {
  PageDrawing page;
  page.Horizontal(100, 1100, 300, 30);
  page.Characters(100, 400, 20);
  CHECK(RulingsOf(page).rulings.empty());
}

TEST_CASE("a solid line keeps its gaps: they are merged cells", "[extractors]") {
  const std::vector<BrokenRuling> lines{Across(0, {{0, 300}}),  Across(20, {{0, 100}, {200, 300}}),
                                        Across(40, {{0, 300}}), Down(0, {{0, 40}}),
                                        Down(100, {{0, 40}}),   Down(200, {{0, 40}}),
                                        Down(300, {{0, 40}})};
  const std::vector<Ruling> rulings = CloseRulingGaps(lines, kNoText);
  CHECK(std::count_if(rulings.begin(), rulings.end(), [](const Ruling& r) {
          return r.orientation == Orientation::kHorizontal && r.position == 20;
        }) == 2);
}

TEST_CASE("a line with gaps is drawn wherever a side shows some ink", "[extractors]") {
  const std::vector<BrokenRuling> lines{
      Across(0, {{0, 300}}), Across(40, {{0, 300}}), Across(20, {{5, 40}, {130, 150}, {210, 280}}),
      Down(0, {{0, 40}}),    Down(100, {{0, 40}}),   Down(200, {{0, 40}}),
      Down(300, {{0, 40}})};
  const std::vector<Ruling> rulings = CloseRulingGaps(lines, kNoText);
  const auto middle = std::find_if(rulings.begin(), rulings.end(),
                                   [](const Ruling& r) { return r.position == 20; });
  REQUIRE(middle != rulings.end());
  CHECK(middle->start == 0);
  CHECK(middle->end == 300);
}

TEST_CASE("text across a bare side speaks against a wall", "[extractors]") {
  const std::vector<BrokenRuling> lines{Across(0, {{0, 100}}), Across(20, {{0, 100}}),
                                        Across(40, {{0, 100}}), Across(60, {{0, 100}}),
                                        Down(50, {{2, 12}, {45, 55}})};
  const auto walls = [&](const CrossesText& crosses) {
    const std::vector<Ruling> rulings = CloseRulingGaps(lines, crosses);
    return std::count_if(rulings.begin(), rulings.end(),
                         [](const Ruling& r) { return r.orientation == Orientation::kVertical; });
  };
  CHECK(walls(kNoText) == 1);  // through the bare row in the middle
  CHECK(walls([](Orientation, double, double from, double) { return from == 20; }) == 2);
}

TEST_CASE("a wall ends where it ends, though strokes of text above stand in line", "[extractors]") {
  PageDrawing page;
  for (int i = 0; i <= 8; ++i) page.Horizontal(100, 1100, 200 + 40 * i);
  for (const int x : {100, 800, 1097}) page.Vertical(x, 200, 523);
  for (int row = 0; row < 8; ++row) page.Vertical(300, 210 + 40 * row, 232 + 40 * row);
  for (const int y : {620, 664}) page.Horizontal(100, 1100, y);
  for (const int x : {100, 300, 1097}) page.Vertical(x, 620, 667);
  const PageRulings found = RulingsOf(page);
  for (const Ruling& r : found.rulings) {
    const bool is_at_300 =
        r.orientation == Orientation::kVertical && std::abs(r.position - 301 * 72 / 150.0) < 3;
    if (is_at_300) CHECK(r.start > 600 * 72 / 150.0);
  }
}

TEST_CASE("strokes below each other in rows set tight are no wall", "[extractors]") {
  PageDrawing page;
  for (int i = 0; i <= 12; ++i) page.Horizontal(100, 1100, 200 + 28 * i, 2);
  for (const int x : {100, 600, 1098}) page.Vertical(x, 200, 538, 2);
  for (int row = 0; row < 12; ++row) {
    page.Vertical(900, 205 + 28 * row, 225 + 28 * row, 3);
    page.Characters(120, 206 + 28 * row, 8, 18);
  }
  const PageRulings found = RulingsOf(page);
  CHECK(Count(found, Orientation::kVertical) == 3);
}

}  // namespace gongwen
