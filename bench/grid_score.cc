#include "bench/grid_score.h"

#include <algorithm>
#include <compare>
#include <map>
#include <tuple>
#include <variant>

namespace gongwen::bench {
namespace {

std::string WithoutBlanks(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\t') out += c;
  }
  return out;
}

struct Place {
  int row = 0, column = 0, row_span = 1, column_span = 1;
  auto operator<=>(const Place&) const = default;
};
using Cells = std::map<Place, std::string>;

template <typename Table>
Cells CellsOf(const Table& table) {
  Cells cells;
  for (const auto& cell : table.cells) {
    cells[{cell.row, cell.column, cell.row_span, cell.column_span}] = WithoutBlanks(cell.text);
  }
  return cells;
}

std::string Describe(const Place& p, const std::string& text) {
  return "r" + std::to_string(p.row) + " c" + std::to_string(p.column) + " " +
         std::to_string(p.row_span) + "x" + std::to_string(p.column_span) + " " + text;
}

GridScore CompareGrid(const fixtures::SpanTable& truth, const TableGrid* grid) {
  GridScore score{.tables = 1};
  const Cells expected = CellsOf(truth), found = grid == nullptr ? Cells{} : CellsOf(*grid);
  score.cells = expected.size();
  for (const auto& [place, text] : expected) {
    const auto it = found.find(place);
    if (it != found.end() && it->second == text) {
      ++score.exact_cells;
    } else if (score.misses.empty()) {
      std::string miss = "missed " + Describe(place, text);
      const auto near = std::find_if(found.begin(), found.end(), [&](const auto& cell) {
        return cell.first.row == place.row && cell.first.column == place.column;
      });
      if (near != found.end()) miss += "; found " + Describe(near->first, near->second);
      miss += grid == nullptr
                  ? "; no table"
                  : "; " + std::to_string(grid->rows) + "x" + std::to_string(grid->columns) +
                        " for " + std::to_string(truth.rows) + "x" + std::to_string(truth.columns);
      score.misses.push_back(std::move(miss));
    }
  }
  if (expected == found) score.exact_tables = 1;
  return score;
}

}  // namespace

GridScore& GridScore::operator+=(const GridScore& other) {
  tables += other.tables;
  exact_tables += other.exact_tables;
  cells += other.cells;
  exact_cells += other.exact_cells;
  extra_tables += other.extra_tables;
  misses.insert(misses.end(), other.misses.begin(), other.misses.end());
  return *this;
}

GridScore CompareGrids(std::span<const fixtures::SpanTable> truth, const Reading& reading) {
  std::vector<const TableGrid*> grids;
  for (const Block& block : reading.blocks) {
    if (const TableGrid* grid = std::get_if<TableGrid>(&block)) grids.push_back(grid);
  }
  GridScore score;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    score += CompareGrid(truth[i], i < grids.size() ? grids[i] : nullptr);
  }
  score.extra_tables = grids.size() - std::min(grids.size(), truth.size());
  return score;
}

}  // namespace gongwen::bench
