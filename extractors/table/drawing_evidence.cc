// Tested by drawing_evidence_test.cc.
#include "extractors/table/drawing_evidence.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace gongwen {
namespace {

constexpr std::size_t kFewestCells = 20;  // of a grid that is asked
constexpr double kWithText = 0.15;        // of the cells, at least, of a table
constexpr double kFullRow = 0.6;          // of a row's cells hold text: a head
constexpr int kFewestInRow = 3;
constexpr double kMostCut = 0.4;  // of the words, by the lines of a table
constexpr std::size_t kFewestCut = 4;
constexpr double kCutSlackPt = 2;

bool HasFullRow(const TableGrid& grid) {
  std::vector<int> all(static_cast<std::size_t>(grid.rows), 0), full(all);
  for (const Cell& cell : grid.cells) {
    ++all[static_cast<std::size_t>(cell.row)];
    if (!cell.text.empty()) ++full[static_cast<std::size_t>(cell.row)];
  }
  for (std::size_t row = 0; row < all.size(); ++row) {
    if (full[row] >= kFewestInRow && full[row] >= kFullRow * all[row]) return true;
  }
  return false;
}

// Where the lines down of the grid cross the line at `y`, left to right.
std::vector<double> BordersAt(const TableGrid& grid, int page_no, double y) {
  std::vector<double> borders;
  for (const Cell& cell : grid.cells) {
    if (cell.page_no == page_no && cell.column > 0 && cell.box.y0 < y && cell.box.y1 > y) {
      borders.push_back(cell.box.x0);
    }
  }
  std::ranges::sort(borders);
  return borders;
}

bool IsCut(const Word& word, std::span<const double> borders) {
  const auto border = std::ranges::upper_bound(borders, word.box.x0 + kCutSlackPt);
  return border != borders.end() && *border < word.box.x1 - kCutSlackPt;
}

}  // namespace

bool IsDrawing(const TableGrid& grid, int page_no, std::span<const Band> bands) {
  if (grid.cells.size() < kFewestCells) return false;
  const auto filled =
      std::ranges::count_if(grid.cells, [](const Cell& cell) { return !cell.text.empty(); });
  if (static_cast<double>(filled) < kWithText * static_cast<double>(grid.cells.size())) {
    return !HasFullRow(grid);
  }
  std::size_t words = 0, cut = 0;
  for (const Band& band : bands) {
    const std::vector<double> borders = BordersAt(grid, page_no, band.center_y);
    words += band.words.size();
    cut += static_cast<std::size_t>(std::ranges::count_if(
        band.words, [&](const Word& word) { return IsCut(word, borders); }));
  }
  return cut >= kFewestCut && static_cast<double>(cut) > kMostCut * static_cast<double>(words);
}

}  // namespace gongwen
