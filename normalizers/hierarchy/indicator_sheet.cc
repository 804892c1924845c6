// Two readings of the same thing. Where cells have geometry, the header's columns tell the role of
// every cell and merged cells tell the extent of every label. In a pipe dump neither holds: each
// row's cells are first aligned with the header (row_alignment.h), and a label is no more than a
// sighting at some row.
//
// Tested by tests/normalizers/indicator_sheet_test.cc.
#include "normalizers/hierarchy/indicator_sheet.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <tuple>
#include <utility>

#include "normalizers/hierarchy/table_header.h"
#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

// 指标1：, 指标 2, ……, ... : forms are printed with empty lines to be filled in.
bool IsPlaceholder(std::string_view name) {
  static const RE2 pattern(R"((?:指标\s*[0-9一二三四五六七八九十]*\s*[:：]?|[…\.。·]+)?)");
  return RE2::FullMatch(std::string(TrimmedView(name)), pattern);
}

bool IsSection(std::string_view text, const Taxonomy& taxonomy) {
  return taxonomy.HeaderRole(WithoutLabelSuffix(text)) == ColumnRole::kSection;
}

LabelReading UnknownLabel(std::string_view text) {
  return {.text = WithoutLabelSuffix(text), .is_exact = true};
}

// Collects leaves and sightings; shared by both readings.
class SheetBuilder {
 public:
  SheetBuilder(const TableGrid& grid, const LabelReader& reader) : grid_(grid), reader_(reader) {}

  void AddLeaf(const Cell* name, const Cell* value, int row) {
    Leaf leaf{.row = row, .level1_read = carried1_, .level2_read = carried2_};
    if (name != nullptr) {
      leaf.name = RemoveBlanksBetweenHan(name->text);
      leaf.name_from = ProvenanceOf(*name, grid_.source);
    }
    if (value != nullptr) {
      leaf.value = RemoveBlanksBetweenHan(value->text);
      leaf.value_from = ProvenanceOf(*value, grid_.source);
    }
    sheet.leaves.push_back(std::move(leaf));
  }

  // The name of the leaf added last begins with a label; whether it is one, the whole table tells.
  void RememberPrefix(LabelPrefix prefix) {
    prefixes_.emplace_back(sheet.leaves.size() - 1, std::move(prefix));
  }

  // Takes labels off names where the table prints the label nowhere else, and gives labels that
  // may be one of several to the one that is not printed elsewhere.
  void UseWholeTable() {
    for (auto& [leaf, prefix] : prefixes_) {
      if (IsPrinted(prefix.label.level1, prefix.label.level2)) continue;
      const int at = static_cast<int>(leaf);
      Leaf& of = sheet.leaves[leaf];
      of.name_read = std::exchange(of.name, std::move(prefix.rest));
      sheet.sightings.push_back(
          {std::move(prefix.label), prefix.label.level2 >= 0 ? 2 : 1, at, at, true});
    }
    for (LabelSighting& sighting : sheet.sightings) {
      LabelReading& label = sighting.label;
      std::vector<std::pair<int, int>> open;
      if (label.others.empty()) continue;
      label.others.emplace_back(label.level1, label.level2);
      for (const auto& [level1, level2] : label.others) {
        if (!IsPrinted(level1, level2)) open.emplace_back(level1, level2);
      }
      label.others.clear();
      if (open.empty()) continue;
      label.level1 = open.front().first;
      label.level2 = open.front().second;
      sighting.level = label.level1 < 0 ? 2 : label.level2 < 0 ? 1 : sighting.level;
    }
  }

  void AddSighting(LabelReading label, int level, bool is_known) {
    const int at = static_cast<int>(sheet.leaves.size());
    sheet.sightings.push_back({std::move(label), level, at, at, is_known});
  }

  // A label's text as it stands in a column of the given level, carried to the rows below.
  void Carry(int level, std::string_view text) {
    (level == 1 ? carried1_ : carried2_) = WithoutLabelSuffix(text);
  }

  [[nodiscard]] const TableGrid& grid() const { return grid_; }
  [[nodiscard]] const LabelReader& reader() const { return reader_; }

  IndicatorSheet sheet{};

 private:
  const TableGrid& grid_;
  const LabelReader& reader_;
  // Printed exactly, as a label of its own.
  [[nodiscard]] bool IsPrinted(int level1, int level2) const {
    return std::any_of(sheet.sightings.begin(), sheet.sightings.end(), [&](const LabelSighting& s) {
      return s.is_known && s.label.is_exact && s.label.level1 == level1 && s.label.level2 == level2;
    });
  }

  std::string carried1_{}, carried2_{};
  std::vector<std::pair<std::size_t, LabelPrefix>> prefixes_{};  // leaf, label and rest
};

// --- pipe dumps ---------------------------------------------------------------------------------

struct AlignedRow {
  std::vector<const Cell*> cells{};
  std::vector<RowCell> shown{};
  std::vector<int> columns{};  // index into the header's columns, -1 = left over
};

// The rows below the header that have text and do not repeat it.
std::vector<AlignedRow> AlignedRows(const SheetBuilder& builder, const TableHeader& header) {
  const TableGrid& grid = builder.grid();
  const Taxonomy& taxonomy = builder.reader().taxonomy();
  const std::vector<std::vector<int>> rows = RowsOfCells(grid);
  std::vector<AlignedRow> aligned;
  std::vector<std::vector<RowCell>> shown;
  for (std::size_t r = static_cast<std::size_t>(header.row + 1); r < rows.size(); ++r) {
    if (rows[r].empty() || IsHeaderRow(grid, rows[r], taxonomy)) continue;
    aligned.emplace_back();
    for (const int index : rows[r]) {
      const Cell& cell = grid.cells[static_cast<std::size_t>(index)];
      aligned.back().cells.push_back(&cell);
      aligned.back().shown.push_back({cell.column, cell.text, builder.reader().Read(cell.text),
                                      IsSection(cell.text, taxonomy)});
    }
    shown.push_back(aligned.back().shown);
  }
  std::vector<std::vector<int>> columns = AlignRows(shown, header.columns);
  for (std::size_t i = 0; i < aligned.size(); ++i) aligned[i].columns = std::move(columns[i]);
  return aligned;
}

void SightLabel(SheetBuilder& builder, const RowCell& cell, int level) {
  const std::vector<LabelReading> glued = builder.reader().ReadGlued(cell.text);
  if (!cell.label && glued.size() == 2) {
    builder.AddSighting(glued[0], 1, true);
    builder.AddSighting(glued[1], 2, true);
    return;
  }
  if (!cell.label) {
    builder.AddSighting(UnknownLabel(cell.text), level, false);
    return;
  }
  // The name tells the level, its column only where the name stands on both.
  const int told = cell.label->level1 < 0 ? 2 : cell.label->level2 < 0 ? 1 : level;
  builder.AddSighting(*cell.label, told, true);
}

// The level of the header column nearest to where the cell stands: what reading it in place gives.
int LevelInPlace(const TableHeader& header, int column) {
  int level = 1;
  for (const HeaderColumn& c : header.columns) {
    if (c.role == ColumnRole::kLevel2 && column >= c.column) level = 2;
  }
  return level;
}

// 服务对象满意度指标 | 受益群众满意度指标: two names of one level 2 beside each other. The first is
// this table's own name of a level 1.
bool NamesOwnLevel1(const AlignedRow& aligned, std::size_t i, const TableHeader& header) {
  const std::optional<LabelReading>& label = aligned.shown[i].label;
  if (!label || label->level1 >= 0 || i + 1 >= aligned.shown.size()) return false;
  const std::optional<LabelReading>& next = aligned.shown[i + 1].label;
  const auto role = [&](std::size_t at) {
    const int column = aligned.columns[at];
    return column < 0 ? ColumnRole::kNone : header.columns[static_cast<std::size_t>(column)].role;
  };
  return next && next->level2 == label->level2 && next->text != label->text &&
         role(i) == ColumnRole::kLevel1 && role(i + 1) == ColumnRole::kLevel2;
}

void ReadPipeRow(SheetBuilder& builder, const AlignedRow& aligned, const TableHeader& header) {
  const Cell* name = nullptr;
  const Cell* value = nullptr;
  for (std::size_t i = 0; i < aligned.cells.size(); ++i) {
    const int at = aligned.columns[i];
    const ColumnRole role =
        at < 0 ? ColumnRole::kNone : header.columns[static_cast<std::size_t>(at)].role;
    if (role == ColumnRole::kLevel3) name = aligned.cells[i];
    if (role == ColumnRole::kValue) value = aligned.cells[i];
    const bool is_label = role == ColumnRole::kLevel1 || role == ColumnRole::kLevel2;
    if (!is_label || aligned.shown[i].is_section) continue;
    if (NamesOwnLevel1(aligned, i, header)) {
      builder.AddSighting(UnknownLabel(aligned.shown[i].text), 1, false);
    } else {
      SightLabel(builder, aligned.shown[i], role == ColumnRole::kLevel1 ? 1 : 2);
    }
    builder.Carry(LevelInPlace(header, aligned.cells[i]->column), aligned.cells[i]->text);
  }
  const bool is_empty_form = value == nullptr && (name == nullptr || IsPlaceholder(name->text));
  if (is_empty_form) return;
  builder.AddLeaf(name, value, aligned.cells.front()->row);
  if (name == nullptr) return;
  if (auto prefix = builder.reader().ReadPrefix(name->text)) {
    builder.RememberPrefix(std::move(*prefix));
  }
}

void ReadPipeRows(SheetBuilder& builder, const TableHeader& header) {
  for (const AlignedRow& row : AlignedRows(builder, header)) ReadPipeRow(builder, row, header);
  builder.UseWholeTable();
}

// --- grids with geometry ------------------------------------------------------------------------

std::optional<HeaderColumn> ColumnOf(const TableHeader& header, ColumnRole role) {
  for (const HeaderColumn& column : header.columns) {
    if (column.role == role) return column;
  }
  return std::nullopt;
}

// An HTML dump may have cells for rows and columns and yet no merged ones: a blank cell below a
// label then says no more than in a pipe table.
bool HasMergedLabels(const TableGrid& grid, const TableHeader& header) {
  if (grid.origin != GridOrigin::kSpans) return true;
  bool has_blank = false, has_merged = false;
  for (const Cell& cell : grid.cells) {
    if (cell.row <= header.row) continue;
    const bool is_label =
        std::any_of(header.columns.begin(), header.columns.end(), [&](const HeaderColumn& c) {
          return (c.role == ColumnRole::kLevel1 || c.role == ColumnRole::kLevel2) &&
                 c.column == cell.column;
        });
    if (!is_label) continue;
    const bool is_blank = TrimmedView(cell.text).empty();
    has_blank = has_blank || is_blank;
    has_merged = has_merged || (!is_blank && cell.row_span > 1);
  }
  return has_merged || !has_blank;
}

// A run of rows in a level's column that one cell (or two, cut by a page break) covers.
struct LabelRun {
  std::string text{};
  int row_begin = 0, row_end = 0;
};

std::vector<LabelRun> LabelRuns(const TableGrid& grid, const HeaderColumn& column, int first_row) {
  std::vector<LabelRun> runs;
  for (const Cell& cell : grid.cells) {
    const int end = cell.row + cell.row_span;
    if (end <= first_row || cell.column + cell.column_span <= column.column ||
        cell.column >= column.column_end || TrimmedView(cell.text).empty()) {
      continue;
    }
    runs.push_back({cell.text, std::max(cell.row, first_row), end});
  }
  std::sort(runs.begin(), runs.end(),
            [](const LabelRun& a, const LabelRun& b) { return a.row_begin < b.row_begin; });
  return runs;
}

// 社会效益指 at the foot of a page and 标 on top of the next are one label over both runs.
void JoinCutLabels(std::vector<LabelRun>& runs, const TableGrid& grid, const LabelReader& reader) {
  for (std::size_t i = 0; i + 1 < runs.size();) {
    const bool at_break = std::find(grid.page_breaks.begin(), grid.page_breaks.end(),
                                    runs[i + 1].row_begin) != grid.page_breaks.end() &&
                          runs[i].row_end == runs[i + 1].row_begin;
    const std::optional<LabelReading> whole =
        at_break ? reader.Read(runs[i].text + runs[i + 1].text) : std::nullopt;
    if (whole && whole->is_exact) {
      runs[i].text = whole->text;
      runs[i].row_end = runs[i + 1].row_end;
      runs.erase(runs.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    } else {
      ++i;
    }
  }
}

void SightRuns(SheetBuilder& builder, const std::vector<LabelRun>& runs, int level) {
  std::vector<Leaf>& leaves = builder.sheet.leaves;
  for (const LabelRun& run : runs) {
    const auto first_in = [&](int row) {
      return static_cast<int>(std::lower_bound(leaves.begin(), leaves.end(), row,
                                               [](const Leaf& l, int r) { return l.row < r; }) -
                              leaves.begin());
    };
    const int begin = first_in(run.row_begin), end = first_in(run.row_end);
    if (begin == end || IsSection(run.text, builder.reader().taxonomy())) continue;
    std::optional<LabelReading> label = builder.reader().Read(run.text);
    const bool is_known = label.has_value();
    const std::string text = WithoutLabelSuffix(run.text);
    builder.sheet.sightings.push_back(
        {is_known ? *label : UnknownLabel(run.text), level, begin, end, is_known});
    for (int i = begin; i < end; ++i) {
      Leaf& leaf = leaves[static_cast<std::size_t>(i)];
      (level == 1 ? leaf.level1_read : leaf.level2_read) = text;
    }
  }
}

void ReadSpanRows(SheetBuilder& builder, const TableHeader& header) {
  const TableGrid& grid = builder.grid();
  const std::vector<int> slots = SlotMap(grid);
  const std::vector<std::vector<int>> rows = RowsOfCells(grid);
  const std::optional<HeaderColumn> name_column = ColumnOf(header, ColumnRole::kLevel3);
  const std::optional<HeaderColumn> value_column = ColumnOf(header, ColumnRole::kValue);
  if (!name_column || !value_column) return;
  const auto cell_at = [&](int row, int column) -> const Cell* {
    const int index = slots[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.columns) +
                            static_cast<std::size_t>(column)];
    if (index < 0) return nullptr;
    const Cell& cell = grid.cells[static_cast<std::size_t>(index)];
    return TrimmedView(cell.text).empty() ? nullptr : &cell;
  };
  const int first_row = header.row + 1;
  for (int row = first_row; row < grid.rows; ++row) {
    if (IsHeaderRow(grid, rows[static_cast<std::size_t>(row)], builder.reader().taxonomy())) {
      continue;
    }
    const Cell* name = cell_at(row, name_column->column);
    const Cell* value = cell_at(row, value_column->column);
    if (name == value) value = nullptr;  // one cell over both columns holds no value
    const bool starts =
        (name != nullptr && name->row == row) || (value != nullptr && value->row == row);
    if (!starts || (value == nullptr && (name == nullptr || IsPlaceholder(name->text)))) continue;
    // A row that is one cell from the left edge on is a remark below the table, not a leaf.
    if (name != nullptr && name->column < name_column->column && value == nullptr) continue;
    builder.AddLeaf(name, value, row);
  }
  for (const int level : {1, 2}) {
    const std::optional<HeaderColumn> column =
        ColumnOf(header, level == 1 ? ColumnRole::kLevel1 : ColumnRole::kLevel2);
    if (!column) continue;
    std::vector<LabelRun> runs = LabelRuns(grid, *column, first_row);
    JoinCutLabels(runs, grid, builder.reader());
    SightRuns(builder, runs, level);
  }
}

}  // namespace

IndicatorSheet ReadIndicatorSheet(const TableGrid& grid, const LabelReader& reader) {
  SheetBuilder builder(grid, reader);
  const TableHeader header = FindTableHeader(grid, reader.taxonomy());
  IndicatorSheet& sheet = builder.sheet;
  sheet.header_row = header.row;
  sheet.header_rows = header.row < 0 ? 0 : header.row + 1;
  sheet.head = ReadHeadFields(grid, std::max(header.row, 0), reader.taxonomy());
  sheet.has_geometry = grid.origin != GridOrigin::kPipes && HasMergedLabels(grid, header);
  if (sheet.has_geometry) {
    ReadSpanRows(builder, header);
  } else {
    ReadPipeRows(builder, header);
  }
  std::stable_sort(sheet.sightings.begin(), sheet.sightings.end(),
                   [](const LabelSighting& a, const LabelSighting& b) {
                     return std::tie(a.leaf_begin, a.level) < std::tie(b.leaf_begin, b.level);
                   });
  sheet.has_level2 = ColumnOf(header, ColumnRole::kLevel2).has_value() ||
                     std::any_of(sheet.sightings.begin(), sheet.sightings.end(),
                                 [](const LabelSighting& s) { return s.level == 2; });
  return std::move(builder.sheet);
}

}  // namespace gongwen
