#include "normalizers/hierarchy/sheet_rows.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>

#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

constexpr std::size_t kMostPieces = 12;
constexpr std::size_t kLongestPiece = 10;  // code points
constexpr std::size_t kLongestName = 90;   // bytes
constexpr int kMostRowsBetween = 3;        // from one piece to the next

bool IsPiece(const SheetCell& cell) {
  return cell.text.size() <= 4 * kLongestPiece && CodePoints(cell.text).size() <= kLongestPiece;
}

// 经济效益 | 指标, 社会 | 效益指标
void JoinBeside(SheetRow& row, const LabelReader& reader) {
  for (std::size_t i = 0; i + 1 < row.cells.size();) {
    SheetCell& left = row.cells[i];
    const SheetCell& right = row.cells[i + 1];
    const bool may_join = IsPiece(left) && IsPiece(right) &&
                          reader.IsName(left.text + right.text) &&
                          !(reader.IsName(left.text) && reader.IsName(right.text));
    if (!may_join) {
      ++i;
      continue;
    }
    left.text += right.text;
    left.column_end = right.column_end;
    row.cells.erase(row.cells.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

struct Place {
  std::size_t row = 0, cell = 0;
};

// How many of the texts from `begin` on make one name; 1 = no more than itself.
std::size_t PiecesOfName(const std::vector<SheetRow>& rows, const std::vector<Place>& column,
                         std::size_t begin, const LabelReader& reader) {
  const auto cell_at = [&](std::size_t i) -> const SheetCell& {
    return rows[column[i].row].cells[column[i].cell];
  };
  std::size_t best = 1;
  std::string joined;
  bool all_names = true;
  for (std::size_t i = begin; i < std::min(column.size(), begin + kMostPieces); ++i) {
    if (!IsPiece(cell_at(i))) break;
    if (i > begin) {
      const int above = rows[column[i - 1].row].row + cell_at(i - 1).row_span - 1;
      if (rows[column[i].row].row - above > kMostRowsBetween) break;
    }
    joined += cell_at(i).text;
    if (joined.size() > kLongestName) break;
    all_names = all_names && reader.IsName(cell_at(i).text);
    if (i > begin && !all_names && reader.IsName(joined)) best = i - begin + 1;
  }
  return best;
}

// Joined cells are emptied here and taken out afterwards, so that places hold.
void JoinBelow(std::vector<SheetRow>& rows, const std::vector<Place>& column,
               const LabelReader& reader) {
  for (std::size_t i = 0; i < column.size();) {
    const std::size_t pieces = PiecesOfName(rows, column, i, reader);
    SheetCell& first = rows[column[i].row].cells[column[i].cell];
    for (std::size_t k = 1; k < pieces; ++k) {
      SheetCell& piece = rows[column[i + k].row].cells[column[i + k].cell];
      first.text += std::exchange(piece.text, {});
      first.row_span = rows[column[i + k].row].row + piece.row_span - rows[column[i].row].row;
    }
    i += pieces;
  }
}

}  // namespace

std::vector<SheetRow> RowsBelowHeader(const TableGrid& grid, const TableHeader& header,
                                      const Taxonomy& taxonomy) {
  const std::vector<std::vector<int>> cells = RowsOfCells(grid);
  std::vector<SheetRow> rows;
  for (std::size_t r = static_cast<std::size_t>(header.body_begin()); r < cells.size(); ++r) {
    if (cells[r].empty() || IsHeaderRow(grid, cells[r], header, taxonomy)) continue;
    SheetRow row{.row = static_cast<int>(r)};
    for (const int index : cells[r]) {
      const Cell& cell = grid.cells[static_cast<std::size_t>(index)];
      row.cells.push_back({.column = cell.column,
                           .column_end = cell.column + cell.column_span,
                           .row_span = cell.row_span,
                           .text = cell.text,
                           .from = &cell});
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

void JoinLabelPieces(std::vector<SheetRow>& rows, const LabelReader& reader) {
  for (SheetRow& row : rows) JoinBeside(row, reader);
  std::map<int, std::vector<Place>> columns;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < rows[r].cells.size(); ++c) {
      columns[rows[r].cells[c].column].push_back({r, c});
    }
  }
  for (const auto& [column, places] : columns) JoinBelow(rows, places, reader);
  for (SheetRow& row : rows) {
    std::erase_if(row.cells, [](const SheetCell& cell) { return cell.text.empty(); });
  }
  std::erase_if(rows, [](const SheetRow& row) { return row.cells.empty(); });
}

}  // namespace gongwen
