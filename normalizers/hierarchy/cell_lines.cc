#include "normalizers/hierarchy/cell_lines.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include "normalizers/hierarchy/row_alignment.h"
#include "normalizers/hierarchy/table_header.h"

namespace gongwen {
namespace {

// In the unit of RoleCost.
constexpr double kNewRow = 0.5;
constexpr double kNameWithoutValue = 2.5;
constexpr double kValueWithoutName = 6;
constexpr double kLabelsAlone = 1;
constexpr double kEmptyExtra = 0.6;
constexpr std::size_t kLeastTexts = 6;
constexpr std::size_t kMostColumns = 32;
constexpr std::size_t kMostTexts = 5'000;  // a list as long is no table of a notice

std::vector<HeaderColumn> UsualColumns() {
  constexpr std::array kRoles{ColumnRole::kLevel1, ColumnRole::kLevel2, ColumnRole::kLevel3,
                              ColumnRole::kValue};
  constexpr std::array kNames{"一级指标", "二级指标", "三级指标", "指标值"};
  std::vector<HeaderColumn> columns;
  for (std::size_t i = 0; i < kRoles.size(); ++i) {
    const int column = static_cast<int>(i);
    columns.push_back({kRoles[i], column, column + 1, kNames[i]});
  }
  return columns;
}

// The list of texts, dealt out over columns. State: the column of the text before, and whether its
// row has a name and a value so far.
class Dealer {
 public:
  explicit Dealer(const std::vector<HeaderColumn>& columns) : columns_(columns) {}

  // For each text its column; a column that is not right of the one before begins a row.
  [[nodiscard]] std::vector<std::size_t> Deal(const std::vector<RowCell>& texts) const {
    const std::size_t states = columns_.size() * 4;
    std::vector<std::vector<std::size_t>> from(texts.size(), std::vector<std::size_t>(states));
    std::vector<double> cost(states, kInfinity);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      std::vector<double> next(states, kInfinity);
      for (std::size_t j = 0; j < columns_.size(); ++j) {
        const double own = RoleCost(texts[i], columns_[j]);
        if (i == 0) next[j * 4 + Flag(j)] = own + Skipped(0, j);
        for (std::size_t before = 0; i > 0 && before < states; ++before) {
          if (cost[before] == kInfinity) continue;
          const std::size_t left = before / 4, flags = before % 4;
          if (j > left) {
            const double stay = cost[before] + own + Skipped(left + 1, j);
            Relax(next, from[i], j * 4 + (flags | Flag(j)), before, stay);
          }
          const double wrap = cost[before] + own + EndOfRow(left, flags) + Skipped(0, j);
          Relax(next, from[i], j * 4 + Flag(j), before, wrap);
        }
      }
      cost = std::move(next);
    }
    return Trace(cost, from);
  }

 private:
  static constexpr double kInfinity = std::numeric_limits<double>::infinity();

  static void Relax(std::vector<double>& next, std::vector<std::size_t>& from, std::size_t to,
                    std::size_t before, double cost) {
    if (cost >= next[to]) return;
    next[to] = cost;
    from[to] = before;
  }
  [[nodiscard]] std::size_t Flag(std::size_t j) const {
    const ColumnRole role = columns_[j].role;
    return role == ColumnRole::kLevel3 ? 1U : role == ColumnRole::kValue ? 2U : 0U;
  }
  // Empty columns from `begin` to `end`: labels are merged cells, so theirs are free.
  [[nodiscard]] double Skipped(std::size_t begin, std::size_t end) const {
    double cost = 0;
    for (std::size_t j = begin; j < end; ++j) {
      cost += columns_[j].role == ColumnRole::kExtra ? kEmptyExtra : 0;
    }
    return cost;
  }
  [[nodiscard]] double EndOfRow(std::size_t last, std::size_t flags) const {
    constexpr std::array kByFlags{kLabelsAlone, kNameWithoutValue, kValueWithoutName, 0.0};
    return kNewRow + kByFlags[flags] + (flags == 0 ? 0 : Skipped(last + 1, columns_.size()));
  }
  [[nodiscard]] std::vector<std::size_t> Trace(
      const std::vector<double>& cost, const std::vector<std::vector<std::size_t>>& from) const {
    std::size_t best = 0;
    double best_cost = kInfinity;
    for (std::size_t s = 0; s < cost.size(); ++s) {
      const double total = cost[s] + EndOfRow(s / 4, s % 4);
      if (total < best_cost) {
        best_cost = total;
        best = s;
      }
    }
    std::vector<std::size_t> columns(from.size());
    for (std::size_t i = from.size(); i-- > 0;) {
      columns[i] = best / 4;
      best = from[i][best];
    }
    return columns;
  }

  const std::vector<HeaderColumn>& columns_;
};

struct CellList {
  std::vector<const Cell*> cells{};  // not empty, top to bottom
  std::size_t header_begin = 0, header_end = 0;
};

std::optional<CellList> ListOf(const TableGrid& grid, const LabelReader& reader) {
  CellList list;
  bool has_label = false;
  for (const std::vector<int>& row : RowsOfCells(grid)) {
    if (row.size() > 1) return std::nullopt;
    if (row.empty()) continue;
    const Cell& cell = grid.cells[static_cast<std::size_t>(row.front())];
    list.cells.push_back(&cell);
    has_label = has_label || reader.Read(cell.text).has_value();
  }
  const bool may_be_table = list.cells.size() >= kLeastTexts && list.cells.size() <= kMostTexts;
  if (!may_be_table || !has_label) return std::nullopt;
  const auto is_header = [&](std::size_t i) {
    return reader.taxonomy().HeaderRole(list.cells[i]->text) != ColumnRole::kNone;
  };
  for (std::size_t i = 0; i + 1 < list.cells.size(); ++i) {
    if (!is_header(i) || !is_header(i + 1)) continue;
    list.header_begin = list.header_end = i;
    while (list.header_end < list.cells.size() && is_header(list.header_end)) ++list.header_end;
    if (list.header_end - list.header_begin >= 3) return list;
    i = list.header_end;
  }
  list.header_begin = list.header_end = 0;
  return list;
}

TableGrid EmptyGrid(const TableGrid& like, std::size_t columns) {
  return {
      .columns = static_cast<int>(columns), .origin = GridOrigin::kPipes, .source = like.source};
}

void AddRow(TableGrid& grid, const std::vector<std::pair<std::size_t, const Cell*>>& cells) {
  std::size_t at = 0;
  for (int column = 0; column < grid.columns; ++column) {
    const bool is_filled = at < cells.size() && cells[at].first == static_cast<std::size_t>(column);
    Cell cell = is_filled ? *cells[at].second : Cell{};
    cell.row = grid.rows;
    cell.column = column;
    cell.row_span = cell.column_span = 1;
    cell.is_padding = !is_filled;
    at += is_filled ? 1U : 0U;
    grid.cells.push_back(std::move(cell));
  }
  ++grid.rows;
}

}  // namespace

std::optional<TableGrid> FoldCellLines(const TableGrid& grid, const LabelReader& reader) {
  const std::optional<CellList> list = ListOf(grid, reader);
  if (!list) return std::nullopt;
  TableGrid head = EmptyGrid(grid, list->header_end - list->header_begin);
  std::vector<std::pair<std::size_t, const Cell*>> row;
  for (std::size_t i = list->header_begin; i < list->header_end; ++i) {
    row.emplace_back(row.size(), list->cells[i]);
  }
  if (!row.empty()) AddRow(head, row);
  const std::vector<HeaderColumn> columns =
      row.empty() ? UsualColumns() : FindTableHeader(head, reader.taxonomy()).columns;
  if (columns.empty() || columns.size() > kMostColumns) return std::nullopt;

  TableGrid folded = EmptyGrid(grid, std::max<std::size_t>(columns.size(), 2));
  for (std::size_t i = 0; i < list->header_begin; ++i) AddRow(folded, {{0, list->cells[i]}});
  if (!row.empty()) AddRow(folded, row);
  std::vector<RowCell> texts;
  for (std::size_t i = list->header_end; i < list->cells.size(); ++i) {
    texts.push_back(DescribeCell(0, 1, list->cells[i]->text, reader));
  }
  if (texts.empty()) return std::nullopt;
  const std::vector<std::size_t> dealt = Dealer(columns).Deal(texts);
  row.clear();
  for (std::size_t i = 0; i < dealt.size(); ++i) {
    if (!row.empty() && dealt[i] <= row.back().first) AddRow(folded, std::exchange(row, {}));
    row.emplace_back(dealt[i], list->cells[list->header_end + i]);
  }
  AddRow(folded, row);
  return folded;
}

}  // namespace gongwen
