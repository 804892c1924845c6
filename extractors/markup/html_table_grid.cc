// For each column the first row that is free again is enough to know what spans from above cover:
// rows are placed top down, so a column is covered from the present row on or not at all.
// Tested by html_reader_test.cc.
#include "extractors/markup/html_table_grid.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "extractors/markup/grid_from_rows.h"

namespace gongwen {
namespace {

constexpr int kMaxColumnSpan = 1000;  // HTML standard, 4.9.11
constexpr int kMaxRowSpan = 65534;

class GridBuilder {
 public:
  explicit GridBuilder(std::vector<HtmlRow> rows) : rows_(std::move(rows)) {}

  Result<TableGrid> Build() && {
    for (row_ = 0; row_ < static_cast<int>(rows_.size()); ++row_) {
      if (auto placed = PlaceRow(); !placed) {
        return tl::make_unexpected(std::move(placed).error());
      }
    }
    const auto columns = static_cast<int>(std::max<std::size_t>(free_from_.size(), 1));
    TableGrid grid{.rows = static_cast<int>(rows_.size()),
                   .columns = columns,
                   .source = TextSource::kMarkup,
                   .cells = std::move(cells_)};
    const bool is_ragged = FillBareSlots(grid);
    grid.origin = !has_spans_ && is_ragged ? GridOrigin::kPipes : GridOrigin::kSpans;
    return grid;
  }

 private:
  [[nodiscard]] bool IsFree(std::size_t column) const {
    return column >= free_from_.size() || free_from_[column] <= row_;
  }

  Result<void> PlaceRow() {
    HtmlRow& row = rows_[static_cast<std::size_t>(row_)];
    std::size_t column = 0;
    for (HtmlCell& cell : row.cells) {
      while (!IsFree(column)) ++column;
      const int row_span = RowSpan(cell, row.group_end);
      const std::size_t wanted =
          static_cast<std::size_t>(std::clamp(cell.column_span, 1, kMaxColumnSpan));
      std::size_t span = 1;
      while (span < wanted && IsFree(column + span)) ++span;
      const std::size_t end = column + span;
      if (end > free_from_.size()) free_from_.resize(end, 0);
      if (auto size = CheckTableSize(rows_.size(), free_from_.size()); !size) return size;
      std::fill_n(free_from_.begin() + static_cast<std::ptrdiff_t>(column), span, row_ + row_span);
      has_spans_ = has_spans_ || span > 1 || row_span > 1;
      cells_.push_back({.row = row_,
                        .column = static_cast<int>(column),
                        .row_span = row_span,
                        .column_span = static_cast<int>(span),
                        .text = std::move(cell.text)});
      column = end;
    }
    return {};
  }

  [[nodiscard]] int RowSpan(const HtmlCell& cell, int group_end) const {
    const int left = static_cast<int>(rows_.size()) - row_;
    if (cell.row_span == 0) return std::clamp(group_end - row_, 1, left);
    return std::clamp(std::min(cell.row_span, kMaxRowSpan), 1, left);
  }

  // Adds padding cells for bare slots, restores row-major order; true when there were any.
  static bool FillBareSlots(TableGrid& grid) {
    const std::vector<int> slots = SlotMap(grid);
    const std::size_t placed = grid.cells.size();
    for (std::size_t slot = 0; slot < slots.size(); ++slot) {
      if (slots[slot] >= 0) continue;
      const auto columns = static_cast<std::size_t>(grid.columns);
      Cell cell{.row = static_cast<int>(slot / columns),
                .column = static_cast<int>(slot % columns)};
      cell.is_padding = true;
      grid.cells.push_back(std::move(cell));
    }
    std::ranges::sort(grid.cells, {}, [](const Cell& cell) {
      return std::pair{cell.row, cell.column};
    });
    return grid.cells.size() > placed;
  }

  std::vector<HtmlRow> rows_;
  std::vector<Cell> cells_;
  std::vector<int> free_from_;  // by column: the first row that spans from above leave free
  int row_ = 0;
  bool has_spans_ = false;
};

bool HasPadding(const TableGrid& grid) {
  return std::ranges::any_of(grid.cells, [](const Cell& cell) { return cell.is_padding; });
}

std::vector<HtmlRow> WithoutEmptyRows(const std::vector<HtmlRow>& rows) {
  std::vector<HtmlRow> filled;
  std::vector<int> before;  // filled rows in front of each row
  for (const HtmlRow& row : rows) {
    before.push_back(static_cast<int>(filled.size()));
    if (!row.cells.empty()) filled.push_back(row);
  }
  before.push_back(static_cast<int>(filled.size()));
  for (HtmlRow& row : filled) {
    const auto end = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(row.group_end, 0)),
                                             0, rows.size());
    row.group_end = before[end];
  }
  return filled;
}

}  // namespace

Result<TableGrid> GridFromHtmlRows(std::vector<HtmlRow> rows) {
  std::vector<HtmlRow> filled = WithoutEmptyRows(rows);
  const bool has_empty = filled.size() < rows.size() && !filled.empty();
  Result<TableGrid> grid = GridBuilder(std::move(rows)).Build();
  if (!has_empty || !grid || !HasPadding(*grid)) return grid;
  Result<TableGrid> without = GridBuilder(std::move(filled)).Build();
  return without && !HasPadding(*without) ? std::move(without) : std::move(grid);
}

}  // namespace gongwen
