#include "normalizers/hierarchy/mended_grid.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "normalizers/hierarchy/indicator_sheet.h"
#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

std::string_view UsualName(ColumnRole role) {
  switch (role) {
    case ColumnRole::kLevel1:
      return "一级指标";
    case ColumnRole::kLevel2:
      return "二级指标";
    case ColumnRole::kLevel3:
      return "三级指标";
    case ColumnRole::kValue:
      return "指标值";
    default:
      return "";
  }
}

// One leaf's rows of the table: one for each of its values.
struct MendedLeaf {
  const Leaf* leaf = nullptr;
  const IndicatorRow* first = nullptr;
  std::vector<const IndicatorRow*> next{};
};

std::vector<MendedLeaf> LeavesOf(const IndicatorSheet& sheet, const IndicatorTable& table) {
  std::vector<MendedLeaf> leaves;
  std::size_t row = 0;
  for (const Leaf& leaf : sheet.leaves) {
    if (row + leaf.next_values.size() >= table.rows.size()) break;
    leaves.push_back({&leaf, &table.rows[row++]});
    for (std::size_t i = 0; i < leaf.next_values.size(); ++i) {
      leaves.back().next.push_back(&table.rows[row++]);
    }
  }
  return leaves;
}

class GridMender {
 public:
  GridMender(const TableGrid& read, const IndicatorSheet& sheet, const IndicatorTable& table)
      : read_(read),
        sheet_(sheet),
        leaves_(LeavesOf(sheet_, table)),
        rows_of_cells_(RowsOfCells(read)) {
    ChooseColumns();
  }

  MendedGrid Mend() && {
    MendedGrid mended;
    open_.resize(columns_.size());
    CopyHead();
    mended.header_row = grid_.rows;
    AddHeader();
    mended.header_rows = grid_.rows - mended.header_row;
    mended.has_read_header = sheet_.header.row >= 0;
    AddBody();
    FillGaps();
    mended.grid = std::move(grid_);
    return mended;
  }

 private:
  // Columns of the header that have something to show, then one for what fits nowhere.
  void ChooseColumns() {
    const std::vector<HeaderColumn>& header = sheet_.header.columns;
    const bool is_told = sheet_.header.row >= 0;
    std::vector<bool> is_shown(header.size());
    const auto show = [&](const BesideLeaf& cell) {
      if (cell.column >= 0) is_shown[static_cast<std::size_t>(cell.column)] = true;
      has_misfits_ = has_misfits_ || cell.column < 0;
    };
    for (const MendedLeaf& leaf : leaves_) {
      for (const BesideLeaf& cell : leaf.leaf->extras) show(cell);
      for (const BesideLeaf& cell : leaf.leaf->next_values) show(cell);
    }
    const auto has_level = [&](ColumnRole role) {
      return std::any_of(leaves_.begin(), leaves_.end(), [&](const MendedLeaf& leaf) {
        return !(role == ColumnRole::kLevel1 ? leaf.first->level1 : leaf.first->level2).empty();
      });
    };
    const auto is_there = [&](ColumnRole role) {
      return std::any_of(header.begin(), header.end(),
                         [&](const HeaderColumn& c) { return c.role == role; });
    };
    for (const ColumnRole level : {ColumnRole::kLevel1, ColumnRole::kLevel2}) {
      if (!is_there(level) && has_level(level)) columns_.push_back({.role = level});
    }
    for (std::size_t i = 0; i < header.size(); ++i) {
      const ColumnRole role = header[i].role;
      const bool is_needed = role == ColumnRole::kLevel1 || role == ColumnRole::kLevel2
                                 ? has_level(role)
                                 : role == ColumnRole::kLevel3 || role == ColumnRole::kValue;
      if (!is_shown[i] && !is_needed && (!is_told || header[i].text.empty())) continue;
      columns_.push_back({.role = role, .header = static_cast<int>(i)});
    }
    for (const ColumnRole role : {ColumnRole::kLevel3, ColumnRole::kValue}) {
      if (!is_there(role)) columns_.push_back({.role = role});
    }
    int width = static_cast<int>(columns_.size()) + (has_misfits_ ? 1 : 0);
    for (int row = 0; row < std::max(sheet_.header.row, 0); ++row) {
      width = std::max(width, static_cast<int>(CellsOf(row).size()));
    }
    grid_.columns = width;
    grid_.origin = GridOrigin::kSpans;
    grid_.source = read_.source;
  }

  [[nodiscard]] const std::vector<int>& CellsOf(int row) const {
    return rows_of_cells_[static_cast<std::size_t>(row)];
  }
  [[nodiscard]] const Cell& ReadCell(int index) const {
    return read_.cells[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] const HeaderColumn* HeaderOf(std::size_t column) const {
    const int header = columns_[column].header;
    return header < 0 ? nullptr : &sheet_.header.columns[static_cast<std::size_t>(header)];
  }

  // Where a cell of the read grid goes: below the header that it stood below.
  [[nodiscard]] int ColumnOf(int read_column) const {
    int best = read_column;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const HeaderColumn* header = HeaderOf(c);
      if (header != nullptr && header->column <= read_column) best = static_cast<int>(c);
    }
    return std::min(best, grid_.columns - 1);
  }

  Cell& Add(int row, int column, std::string text, int row_span = 1, int column_span = 1) {
    grid_.cells.push_back({.row = row,
                           .column = column,
                           .row_span = row_span,
                           .column_span = column_span,
                           .text = std::move(text)});
    return grid_.cells.back();
  }

  // The rows above the header: with their spans where there are as many columns as before.
  void CopyHead() {
    const int end = std::max(sheet_.header.row, 0);
    if (grid_.columns != read_.columns) {
      for (int row = 0; row < end; ++row) CopyRow(row);
      return;
    }
    for (const Cell& cell : read_.cells) {
      if (cell.row >= end || TrimmedView(cell.text).empty()) continue;
      Add(cell.row, cell.column, cell.text, std::min(cell.row_span, end - cell.row),
          cell.column_span);
    }
    grid_.rows = end;
  }

  // A row as it was read: its cells keep their order.
  void CopyRow(int read_row) {
    const std::vector<int>& cells = CellsOf(read_row);
    const std::vector<bool> taken = GoOnSpanning(read_row);
    const auto is_taken = [&](int column) {
      return column < static_cast<int>(taken.size()) && taken[static_cast<std::size_t>(column)];
    };
    const std::size_t first_cell = grid_.cells.size();
    int free = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Cell& cell = ReadCell(cells[i]);
      while (is_taken(free)) ++free;
      const int left = static_cast<int>(cells.size() - i) - 1;
      if (free >= grid_.columns && grid_.cells.size() > first_cell) {
        grid_.cells.back().text += " " + cell.text;  // more cells than columns: none is lost
        continue;
      }
      const int last = std::max(free, grid_.columns - 1 - left);
      int column = std::clamp(ColumnOf(cell.column), free, last);
      while (column > free && is_taken(column)) --column;
      int end = column + 1;
      const int wanted = std::min(ColumnOf(cell.column + cell.column_span - 1) + 1, last + 1);
      while (end < wanted && !is_taken(end)) ++end;
      Add(grid_.rows, column, cell.text, 1, end - column);
      free = end;
    }
    ++grid_.rows;
  }

  // Lets merged cells of extra columns go on over a copied row; tells which columns they take.
  std::vector<bool> GoOnSpanning(int read_row) {
    std::vector<bool> taken(columns_.size());
    for (std::size_t c = 0; c < open_.size(); ++c) {
      if (open_[c].cell == 0 || read_row >= open_[c].read_row_end) continue;
      ++grid_.cells[open_[c].cell - 1].row_span;
      taken[c] = true;
    }
    return taken;
  }

  void AddHeader() {
    const TableHeader& header = sheet_.header;
    if (header.row < 0) {
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        // The name that the grid before has for it, if this one goes on from there.
        const HeaderColumn* column = HeaderOf(c);
        const bool is_named = column != nullptr && !column->text.empty();
        Add(grid_.rows, static_cast<int>(c),
            is_named ? column->text : std::string(UsualName(columns_[c].role)));
      }
      ++grid_.rows;
      return;
    }
    const std::vector<int> slots = SlotMap(read_);
    const auto cell_at = [&](int row, std::size_t c) {
      const HeaderColumn* column = HeaderOf(c);
      if (column == nullptr || row >= read_.rows || column->column >= read_.columns) return -1;
      return slots[static_cast<std::size_t>(row * read_.columns + column->column)];
    };
    for (int r = 0; r < header.rows; ++r) {
      for (std::size_t c = 0; c < columns_.size();) {
        const int cell = cell_at(header.row + r, c);
        std::size_t end = c + 1;
        while (end < columns_.size() && cell >= 0 && cell_at(header.row + r, end) == cell) ++end;
        std::string text = cell >= 0 ? ReadCell(cell).text : std::string{};
        const bool is_from_above = cell >= 0 && ReadCell(cell).row < header.row + r;
        if (r == 0 && TrimmedView(text).empty()) text = UsualName(columns_[c].role);
        if (!is_from_above) {
          const int below = cell >= 0 ? ReadCell(cell).row_span : 1;
          Add(grid_.rows, static_cast<int>(c), text, std::min(below, header.rows - r),
              static_cast<int>(end - c));
          if (below > header.rows - r && end == c + 1) {
            open_[c] = {grid_.cells.size(), header.row + r + below};  // 绩效指标, down to the end
          }
        }
        c = end;
      }
      ++grid_.rows;
    }
  }

  // The label with its suffix, as this table prints it: 产出指标(50分).
  [[nodiscard]] std::string Printed(const std::string& name, int level) const {
    std::string printed = name;
    int count = 0;
    for (const LabelSighting& sighting : sheet_.sightings) {
      if (sighting.label.text != name || sighting.printed.empty()) continue;
      if (sighting.level != level && IsPrintedAt(name, level)) continue;
      if (sighting.printed == printed && count > 0) continue;
      printed = sighting.printed;
      ++count;
    }
    return count == 1 ? printed : name;
  }
  [[nodiscard]] bool IsPrintedAt(const std::string& name, int level) const {
    return std::any_of(
        sheet_.sightings.begin(), sheet_.sightings.end(),
        [&](const LabelSighting& s) { return s.label.text == name && s.level == level; });
  }

  // A label that no leaf was found to belong to.
  [[nodiscard]] static bool IsUnused(const LabelSighting& sighting,
                                     const std::set<std::string>& used) {
    const std::string name = NormalizeForMatch(sighting.label.text);
    if (!sighting.label.is_exact || sighting.printed.empty()) return false;
    return !used.contains(name);
  }

  // Rows of the read grid that stay as they were, in order.
  [[nodiscard]] std::vector<int> KeptRows() const {
    std::vector<int> kept = sheet_.left_out;
    std::set<std::string> used;  // labels
    std::set<int> rows;          // of leaves
    for (const MendedLeaf& leaf : leaves_) {
      used.insert(NormalizeForMatch(leaf.first->level1));
      used.insert(NormalizeForMatch(leaf.first->level2));
      rows.insert(leaf.leaf->row);
    }
    for (const LabelSighting& sighting : sheet_.sightings) {
      const bool is_kept = IsUnused(sighting, used) && !rows.contains(sighting.row);
      if (is_kept) kept.push_back(sighting.row);
    }
    std::sort(kept.begin(), kept.end());
    kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
    return kept;
  }

  void AddBody() {
    const std::vector<int> kept = KeptRows();
    std::size_t k = 0;
    for (const MendedLeaf& leaf : leaves_) {
      for (; k < kept.size() && kept[k] < leaf.leaf->row; ++k) CopyKept(kept[k]);
      AddLeaf(leaf);
    }
    for (; k < kept.size(); ++k) CopyKept(kept[k]);
  }

  void CopyKept(int row) {
    CopyRow(row);
    before_ = nullptr;  // labels begin anew below it
  }

  void AddLeaf(const MendedLeaf& leaf) {
    const int row = grid_.rows++;
    const IndicatorRow& shown = *leaf.first;
    const bool same1 = before_ != nullptr && before_->level1 == shown.level1;
    const bool same2 = same1 && before_->level2 == shown.level2;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const int at = static_cast<int>(c);
      switch (columns_[c].role) {
        case ColumnRole::kLevel1:
          AddMerged(row, c, same1, same1 ? std::string{} : Printed(shown.level1, 1));
          break;
        case ColumnRole::kLevel2:
          AddMerged(row, c, same2, same2 ? std::string{} : Printed(shown.level2, 2));
          break;
        case ColumnRole::kLevel3:
          Add(row, at, shown.level3);
          break;
        case ColumnRole::kValue:
          Add(row, at, shown.value_text);
          break;
        default:
          AddBeside(row, c, leaf);
      }
    }
    if (has_misfits_) Add(row, static_cast<int>(columns_.size()), TextsAt(leaf, -1));
    before_ = &shown;
  }

  void AddMerged(int row, std::size_t column, bool goes_on, const std::string& text) {
    std::size_t& label = labels_[columns_[column].role == ColumnRole::kLevel1 ? 0 : 1];
    if (goes_on) {
      ++grid_.cells[label - 1].row_span;
      return;
    }
    Add(row, static_cast<int>(column), text);
    label = grid_.cells.size();
  }

  // A cell of an extra column; one that spanned rows goes on spanning them.
  void AddBeside(int row, std::size_t column, const MendedLeaf& leaf) {
    const int header = columns_[column].header;
    std::string text = TextsAt(leaf, header);
    Open& open = open_[column];
    if (text.empty() && open.cell > 0 && leaf.leaf->row < open.read_row_end) {
      ++grid_.cells[open.cell - 1].row_span;
      return;
    }
    open = {};
    for (const BesideLeaf& cell : leaf.leaf->extras) {
      if (cell.column != header || cell.row_span < 2) continue;
      open = {grid_.cells.size() + 1, leaf.leaf->row + cell.row_span};
    }
    Add(row, static_cast<int>(column), std::move(text));
  }

  [[nodiscard]] static std::string TextsAt(const MendedLeaf& leaf, int header) {
    std::string text;
    const auto take = [&](const std::string& piece) {
      if (!text.empty()) text += " ";
      text += piece;
    };
    for (const BesideLeaf& cell : leaf.leaf->extras) {
      if (cell.column == header) take(cell.text);
    }
    for (std::size_t i = 0; i < leaf.next.size(); ++i) {
      if (leaf.leaf->next_values[i].column == header) take(leaf.next[i]->value_text);
    }
    return text;
  }

  // Bare slots get blank cells, so that the grid tiles.
  void FillGaps() {
    for (const int slot : BareSlots()) Add(slot / grid_.columns, slot % grid_.columns, {});
    std::sort(grid_.cells.begin(), grid_.cells.end(), [](const Cell& a, const Cell& b) {
      return std::pair{a.row, a.column} < std::pair{b.row, b.column};
    });
  }
  [[nodiscard]] std::vector<int> BareSlots() const {
    const std::vector<int> slots = SlotMap(grid_);
    std::vector<int> bare;
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if (slots[i] < 0) bare.push_back(static_cast<int>(i));
    }
    return bare;
  }

  struct Column {
    ColumnRole role = ColumnRole::kNone;
    int header = -1;  // index into the header's columns; -1: the table did not have it
  };
  struct Open {            // a merged cell that the next leaf may go on
    std::size_t cell = 0;  // index into grid_.cells + 1; 0 = none
    int read_row_end = 0;
  };

  const TableGrid& read_;
  const IndicatorSheet& sheet_;
  const std::vector<MendedLeaf> leaves_;
  const std::vector<std::vector<int>> rows_of_cells_;
  std::vector<Column> columns_{};
  bool has_misfits_ = false;
  TableGrid grid_{};
  std::vector<Open> open_{};             // by column
  std::array<std::size_t, 2> labels_{};  // the cells of the labels in force, index + 1
  const IndicatorRow* before_ = nullptr;
};

const Cell* CellAt(const TableGrid& grid, const std::vector<int>& slots, std::size_t slot) {
  return slots[slot] < 0 ? nullptr : &grid.cells[static_cast<std::size_t>(slots[slot])];
}

}  // namespace

bool StandsAsRead(const TableGrid& read, const MendedGrid& mended) {
  const TableGrid& grid = mended.grid;
  if (read.rows != grid.rows || read.columns != grid.columns) return false;
  const std::vector<int> read_slots = SlotMap(read), slots = SlotMap(grid);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const Cell* was = CellAt(read, read_slots, i);
    const Cell* is = CellAt(grid, slots, i);
    const std::string before = was == nullptr ? "" : NormalizeForMatch(was->text);
    const bool goes_on = is != nullptr && is->row < static_cast<int>(i) / grid.columns;
    if (before.empty() && goes_on) continue;
    if (before != (is == nullptr ? "" : NormalizeForMatch(is->text))) return false;
  }
  return true;
}

MendedGrid MendGrid(const TableGrid& read, const IndicatorSheet& sheet,
                    const IndicatorTable& table) {
  return GridMender(read, sheet, table).Mend();
}

}  // namespace gongwen
