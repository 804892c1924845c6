#include "model/table_grid.h"

#include <cstddef>
#include <utility>

namespace gongwen {

std::string_view ToString(GridOrigin origin) {
  switch (origin) {
    case GridOrigin::kRulings:
      return "rulings";
    case GridOrigin::kSpans:
      return "spans";
    case GridOrigin::kAlignment:
      return "alignment";
    case GridOrigin::kPipes:
      break;
  }
  return "pipes";
}
namespace {

std::string SlotName(int row, int column) {
  return "row " + std::to_string(row) + ", column " + std::to_string(column);
}

}  // namespace

Result<void> CheckTiling(const TableGrid& grid) {
  if (grid.rows < 0 || grid.columns < 0) return Fail(ErrorCode::kInternal, "negative grid size");
  const auto columns = static_cast<std::size_t>(grid.columns);
  std::vector<bool> covered(static_cast<std::size_t>(grid.rows) * columns, false);
  std::pair<int, int> last{-1, -1};
  for (const Cell& cell : grid.cells) {
    if (cell.row < 0 || cell.column < 0 || cell.row_span < 1 || cell.column_span < 1 ||
        cell.row + cell.row_span > grid.rows || cell.column + cell.column_span > grid.columns) {
      return Fail(ErrorCode::kInternal,
                  "cell at " + SlotName(cell.row, cell.column) + " leaves the grid");
    }
    if (std::pair{cell.row, cell.column} <= last) {
      return Fail(ErrorCode::kInternal,
                  "cell at " + SlotName(cell.row, cell.column) + " is out of order");
    }
    last = {cell.row, cell.column};
    for (int r = cell.row; r < cell.row + cell.row_span; ++r) {
      for (int c = cell.column; c < cell.column + cell.column_span; ++c) {
        const std::size_t slot =
            static_cast<std::size_t>(r) * columns + static_cast<std::size_t>(c);
        if (covered[slot]) {
          return Fail(ErrorCode::kInternal, "slot at " + SlotName(r, c) + " is covered twice");
        }
        covered[slot] = true;
      }
    }
  }
  for (std::size_t slot = 0; slot < covered.size(); ++slot) {
    if (!covered[slot]) {
      return Fail(ErrorCode::kInternal,
                  "slot at " +
                      SlotName(static_cast<int>(slot / columns), static_cast<int>(slot % columns)) +
                      " is bare");
    }
  }
  return {};
}

std::vector<int> SlotMap(const TableGrid& grid) {
  const auto columns = static_cast<std::size_t>(grid.columns);
  std::vector<int> map(static_cast<std::size_t>(grid.rows) * columns, -1);
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    const Cell& cell = grid.cells[i];
    for (int r = cell.row; r < cell.row + cell.row_span && r < grid.rows; ++r) {
      for (int c = cell.column; c < cell.column + cell.column_span && c < grid.columns; ++c) {
        if (r < 0 || c < 0) continue;
        map[static_cast<std::size_t>(r) * columns + static_cast<std::size_t>(c)] =
            static_cast<int>(i);
      }
    }
  }
  return map;
}

std::string Dump(const TableGrid& grid) {
  std::string text;
  for (const Cell& cell : grid.cells) {
    text += "r" + std::to_string(cell.row) + " c" + std::to_string(cell.column) + " " +
            std::to_string(cell.row_span) + "x" + std::to_string(cell.column_span);
    if (cell.is_padding) text += " padding";
    if (!cell.text.empty()) text += " " + cell.text;
    text += "\n";
  }
  return text;
}

}  // namespace gongwen
