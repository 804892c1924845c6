// The table's rows become lists of texts (sheet_rows.h); labels in pieces are put together, each
// text is given the column that it is meant for (row_alignment.h), broken names and values are
// joined (draft_rows.h). Here what is left becomes leaves and sightings: where labels are merged
// cells, a sighting has an extent; in a dump, where cells slide, it is no more than a place.
//
// Tested by tests/normalizers/indicator_sheet_test.cc.
#include "normalizers/hierarchy/indicator_sheet.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "normalizers/hierarchy/draft_rows.h"
#include "normalizers/hierarchy/sheet_rows.h"
#include "normalizers/hierarchy/span_trust.h"
#include "normalizers/hierarchy/table_header.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/compact_text.h"

namespace gongwen {
namespace {

LabelReading UnknownLabel(std::string_view text) {
  return {.text = WithoutLabelSuffix(text), .is_exact = true};
}

bool IsLevel(ColumnRole role) { return role == ColumnRole::kLevel1 || role == ColumnRole::kLevel2; }

// A grid may have cells for rows and columns and yet no merged ones: a blank cell below a label
// then says no more than in a pipe table.
bool HasMergedLabels(const std::vector<SheetRow>& rows, const TableGrid& grid,
                     const TableHeader& header) {
  const auto is_level = [&](int column) {
    return std::any_of(header.columns.begin(), header.columns.end(), [&](const HeaderColumn& c) {
      return IsLevel(c.role) && c.column <= column && column < c.column_end;
    });
  };
  for (const SheetRow& row : rows) {
    for (const SheetCell& cell : row.cells) {
      if (is_level(cell.column) && cell.row_span > 1) return true;
    }
  }
  return std::none_of(grid.cells.begin(), grid.cells.end(), [&](const Cell& cell) {
    return cell.row >= header.body_begin() && is_level(cell.column) &&
           TrimmedView(cell.text).empty();
  });
}

// Labels of both levels beside nearly every leaf: each says where its own row belongs, as a merged
// cell does for several.
bool HasLabelsOnEveryRow(const std::vector<DraftRow>& rows) {
  constexpr double kNearly = 0.9;
  double leaves = 0, with_level1 = 0, with_level2 = 0;
  for (const DraftRow& row : rows) {
    if (!row.name && !row.value) continue;
    const auto has = [&](int level) {
      return std::any_of(row.labels.begin(), row.labels.end(),
                         [&](const DraftLabel& label) { return label.level == level; });
    };
    ++leaves;
    with_level1 += has(1) ? 1 : 0;
    with_level2 += has(2) ? 1 : 0;
  }
  return leaves > 0 && std::min(with_level1, with_level2) >= kNearly * leaves;
}

// Of the columns named as levels above the names, the two that hold the most labels of level 1 and
// of level 2. A table may name its levels one deeper than it prints them (一级指标: 项目绩效), or
// have a level of its own between.
void ChooseLevelColumns(const std::vector<SheetRow>& rows, const LabelReader& reader,
                        TableHeader& header) {
  std::vector<HeaderColumn*> levels;
  for (HeaderColumn& column : header.columns) {
    if (column.role == ColumnRole::kLevel3) break;
    const bool is_level = IsLevel(reader.taxonomy().HeaderRole(column.text)) ||
                          reader.taxonomy().HeaderRole(column.text) == ColumnRole::kLevel3;
    if (is_level) levels.push_back(&column);
  }
  if (levels.size() < 3) return;
  std::vector<int> of1(levels.size(), 0), of2(levels.size(), 0);
  for (const SheetRow& row : rows) {
    for (const SheetCell& cell : row.cells) {
      const std::optional<LabelReading> label = reader.Read(cell.text);
      for (std::size_t i = 0; label && i < levels.size(); ++i) {
        if (levels[i]->column != cell.column) continue;
        of1[i] += label->level1 >= 0 ? 1 : 0;
        of2[i] += label->level2 >= 0 ? 1 : 0;
      }
    }
  }
  std::size_t first = 0, second = 1;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    for (std::size_t j = i + 1; j < levels.size(); ++j) {
      if (of1[i] + of2[j] > of1[first] + of2[second]) std::tie(first, second) = std::pair{i, j};
    }
  }
  for (std::size_t i = 0; i < levels.size(); ++i) {
    levels[i]->role = i == first    ? ColumnRole::kLevel1
                      : i == second ? ColumnRole::kLevel2
                      : i < first   ? ColumnRole::kSection
                                    : ColumnRole::kExtra;
  }
}

// Columns right of the names over which the header is blank, if they hold signs or units.
void AddNamelessColumns(const std::vector<SheetRow>& rows, const TableGrid& grid,
                        const LabelReader& reader, TableHeader& header) {
  const auto name = std::find_if(header.columns.begin(), header.columns.end(),
                                 [](const auto& c) { return c.role == ColumnRole::kLevel3; });
  if (header.row < 0 || name == header.columns.end()) return;
  for (int column = name->column_end; column < grid.columns; ++column) {
    const bool is_named = std::ranges::any_of(header.columns, [column](const HeaderColumn& c) {
      return c.column <= column && column < c.column_end;
    });
    int filled = 0, told = 0;
    for (const SheetRow& row : rows) {
      for (const SheetCell& cell : row.cells) {
        if (cell.column != column) continue;
        const RowCell shown = DescribeCell(cell.column, cell.column_end, cell.text, reader);
        ++filled;
        told += shown.is_direction || shown.is_unit ? 1 : 0;
      }
    }
    if (is_named || filled < 2 || told * 10 < filled * 7) continue;
    const auto at = std::ranges::find_if(
        header.columns, [column](const HeaderColumn& c) { return c.column > column; });
    header.columns.insert(at, {ColumnRole::kExtra, column, column + 1, {}});
    return AddNamelessColumns(rows, grid, reader, header);  // `name` is gone
  }
}

// 绩效指标性质 | 指标值 | 计量单位: heads of the sign's and the unit's columns vary, what they hold
// does not. A column of signs or units beside one of values is no value column. Not so where the
// header has slid: what 指标性质 announces stands below its neighbour then.
void FindHeldContents(const std::vector<SheetRow>& rows, const LabelReader& reader,
                      TableHeader& header) {
  constexpr double kMostly = 0.7;
  constexpr int kFewest = 2;
  struct Content {
    int filled = 0, signs = 0, units = 0, values = 0;
  };
  std::vector<Content> content(header.columns.size());
  for (const SheetRow& row : rows) {
    for (const SheetCell& cell : row.cells) {
      for (std::size_t i = 0; i < header.columns.size(); ++i) {
        const HeaderColumn& column = header.columns[i];
        if (cell.column < column.column || cell.column >= column.column_end) continue;
        const RowCell shown = DescribeCell(cell.column, cell.column_end, cell.text, reader);
        ++content[i].filled;
        content[i].signs += shown.is_direction ? 1 : 0;
        content[i].units += shown.is_unit ? 1 : 0;
        content[i].values += shown.is_value && !shown.is_unit ? 1 : 0;
      }
    }
  }
  const auto holds = [&](std::size_t i, int count) {
    return count >= kFewest && count >= kMostly * content[i].filled;
  };
  for (std::size_t i = 0; i < header.columns.size(); ++i) {
    const bool has_slid = header.columns[i].holds == ColumnHolds::kDirection &&
                          content[i].filled > 0 && !holds(i, content[i].signs);
    if (has_slid) return;
  }
  const auto name = std::find_if(header.columns.begin(), header.columns.end(),
                                 [](const auto& c) { return c.role == ColumnRole::kLevel3; });
  bool lost_value = false;
  for (auto i = static_cast<std::size_t>(name - header.columns.begin()) + 1;
       i < header.columns.size(); ++i) {
    HeaderColumn& column = header.columns[i];
    const bool has_signs = holds(i, content[i].signs), has_units = holds(i, content[i].units);
    if (!has_signs && !has_units) continue;
    lost_value = lost_value || column.role == ColumnRole::kValue;
    column.role = ColumnRole::kExtra;
    column.holds = has_signs ? ColumnHolds::kDirection : ColumnHolds::kUnit;
  }
  if (!lost_value) return;
  for (std::size_t i = 0; i < header.columns.size(); ++i) {
    HeaderColumn& column = header.columns[i];
    const bool may_be_value =
        column.role == ColumnRole::kNextValue || column.role == ColumnRole::kNone ||
        (column.role == ColumnRole::kExtra && column.holds == ColumnHolds::kAnything);
    if (header.columns.begin() + std::ptrdiff_t(i) <= name || !may_be_value) continue;
    if (!holds(i, content[i].values)) continue;
    column.role = ColumnRole::kValue;
    return;
  }
}

// 总分 | 100 | 得分 below the indicators: a sum of their weights.
bool IsSumOfScores(const DraftRow& row) {
  static const std::set<std::string> kWords{
      "总分",     "合计",     "总计",     "得分",     "总得分",   "自评总分", "合计得分",
      "小计",     "累计",     "合计分",   "综合得分", "评价得分", "自评得分", "最终得分",
      "评价总分", "分值合计", "权重合计", "得分合计", "总分合计"};
  const auto is_sum = [](const std::string& text) {
    return kWords.contains(WithoutLabelSuffix(text));
  };
  return (row.name && is_sum(row.name->text)) ||
         std::any_of(row.labels.begin(), row.labels.end(),
                     [&](const DraftLabel& label) { return is_sum(label.text); });
}

// The level of the header column nearest to where the cell stands: what reading it in place gives.
int LevelInPlace(const TableHeader& header, int column) {
  int level = 1;
  for (const HeaderColumn& c : header.columns) {
    if (c.role == ColumnRole::kLevel2 && column >= c.column) level = 2;
  }
  return level;
}

constexpr std::size_t kMostSightings = 4'000;  // a table of a notice has some dozens

// Makes leaves and sightings of the rows.
class SheetBuilder {
 public:
  SheetBuilder(const TableGrid& grid, const TableHeader& header, const LabelReader& reader,
               IndicatorSheet& sheet)
      : grid_(grid), header_(header), reader_(reader), sheet_(sheet) {}

  void Build(const std::vector<DraftRow>& rows) {
    trusts_misread_ = KnowsMostLabels(rows);
    for (const DraftRow& row : rows) {
      for (const DraftLabel& label : row.labels) SightLabel(label, row.row);
      if (row.name || row.value) AddLeaf(row);
    }
    if (sheet_.has_geometry) FindExtents();
    TakePrefixes();
    SettleLikeLabels();
  }

 private:
  struct Extent {
    std::size_t sighting = 0;
    int row_begin = 0, row_end = 0;
  };

  // A table with names of its own may well have one that is like a known name without being it
  // (社会效应指标): there a label is taken for a misread one only if most are read exactly.
  static bool KnowsMostLabels(const std::vector<DraftRow>& rows) {
    std::set<std::string> known, own;
    for (const DraftRow& row : rows) {
      for (const DraftLabel& label : row.labels) {
        if (label.known && label.known->is_exact) {
          known.insert(label.known->text);
        } else if (!label.known) {
          own.insert(label.text);
        }
      }
    }
    return own.size() <= known.size();
  }

  void SightLabel(DraftLabel label, int row) {
    if (label.known && !label.known->is_exact && !trusts_misread_) label.known.reset();
    const std::vector<LabelReading> glued = reader_.ReadGlued(label.text);
    if (!label.known && glued.size() == 2) {
      AddSighting(glued[0], 1, true, label, row);
      AddSighting(glued[1], 2, true, label, row);
      for (LabelSighting& sighting : sheet_.sightings) {
        if (sighting.row == row && sighting.printed == label.text) sighting.printed.clear();
      }
    } else if (!label.known) {
      AddSighting(UnknownLabel(label.text), LevelOfUnknown(label), false, label, row);
    } else {
      // The name tells the level, its column only where the name stands on both, or where cells
      // stand where they belong.
      const int told = label.known->level1 < 0 ? 2 : label.known->level2 < 0 ? 1 : label.level;
      AddSighting(*label.known, sheet_.has_geometry ? label.level : told, true, label, row);
    }
    const int in_place = sheet_.has_geometry ? label.level : LevelInPlace(header_, label.column);
    (in_place == 1 ? carried1_ : carried2_) = WithoutLabelSuffix(label.text);
  }

  // The level at which the table has printed the same name before.
  [[nodiscard]] int LevelOfUnknown(const DraftLabel& label) const {
    const std::string text = WithoutLabelSuffix(label.text);
    for (const LabelSighting& sighting : sheet_.sightings) {
      if (!sighting.is_known && sighting.label.text == text) return sighting.level;
    }
    return label.level;
  }

  void AddSighting(LabelReading reading, int level, bool is_known, const DraftLabel& label,
                   int row) {
    if (sheet_.sightings.size() >= kMostSightings) return;
    const int at = static_cast<int>(sheet_.leaves.size());
    extents_.push_back({sheet_.sightings.size(), row, row + label.row_span});
    sheet_.sightings.push_back({std::move(reading), level, at, at, is_known, row, label.text});
  }

  Provenance FromOf(const DraftText& text) const {
    Provenance from = ProvenanceOf(*text.from, grid_.source);
    from.confidence *= text.trust;
    return from;
  }

  [[nodiscard]] std::vector<BesideLeaf> Beside(const std::vector<DraftCell>& cells) const {
    std::vector<BesideLeaf> beside;
    for (const DraftCell& cell : cells) {
      beside.push_back({cell.column, cell.row_span, cell.text.text, FromOf(cell.text)});
    }
    return beside;
  }

  void AddLeaf(const DraftRow& row) {
    Leaf leaf{.row = row.row,
              .direction = row.direction,
              .unit = row.unit,
              .level1_read = carried1_,
              .level2_read = carried2_};
    if (row.name) {
      leaf.name = row.name->text;
      leaf.name_read = row.name->before;
      leaf.name_from = FromOf(*row.name);
    }
    if (row.value) {
      leaf.value = row.value->text;
      leaf.value_read = row.value->before;
      leaf.value_from = FromOf(*row.value);
    }
    leaf.next_values = Beside(row.next_values);
    leaf.extras = Beside(row.extras);
    sheet_.leaves.push_back(std::move(leaf));
  }

  // A merged cell covers the leaves of its rows, as far as the next label of its level. A label on
  // rows without leaves covers what stands below it.
  void FindExtents() {
    for (Leaf& leaf : sheet_.leaves) leaf.level1_read = leaf.level2_read = {};
    const std::vector<Leaf>& leaves = sheet_.leaves;
    const auto first_in = [&](int row) {
      const auto at = std::lower_bound(leaves.begin(), leaves.end(), row,
                                       [](const Leaf& leaf, int r) { return leaf.row < r; });
      return static_cast<int>(at - leaves.begin());
    };
    for (std::size_t i = 0; i < extents_.size(); ++i) {
      LabelSighting& sighting = sheet_.sightings[extents_[i].sighting];
      const int begin = first_in(extents_[i].row_begin);
      const bool covers_leaves = first_in(extents_[i].row_end) > begin;
      int end = covers_leaves ? first_in(extents_[i].row_end) : static_cast<int>(leaves.size());
      for (std::size_t next = i + 1; next < extents_.size(); ++next) {
        const LabelSighting& other = sheet_.sightings[extents_[next].sighting];
        const bool ends_it =
            other.level == sighting.level || (!covers_leaves && other.level < sighting.level);
        if (ends_it && extents_[next].row_begin > extents_[i].row_begin) {
          end = std::min(end, first_in(extents_[next].row_begin));
          break;
        }
      }
      sighting.leaf_begin = begin;
      sighting.leaf_end = std::max(begin, end);
      for (int l = begin; l < sighting.leaf_end; ++l) {
        Leaf& leaf = sheet_.leaves[static_cast<std::size_t>(l)];
        (sighting.level == 1 ? leaf.level1_read : leaf.level2_read) = sighting.label.text;
      }
    }
    std::erase_if(sheet_.sightings, [&](const LabelSighting& s) {
      const bool is_bare = s.leaf_begin == s.leaf_end;
      if (is_bare && first_in(s.row) == first_in(s.row + 1)) sheet_.left_out.push_back(s.row);
      return is_bare;
    });
  }

  // Takes labels off names that begin with one (数量指标新建公路里程).
  void TakePrefixes() {
    constexpr std::size_t kShortestOwn = 4;  // code points
    for (const LabelSighting& sighting : sheet_.sightings) {
      const std::string& own = sighting.label.text;
      if (sighting.is_known || !own.ends_with("指标")) continue;
      if (CodePoints(own).size() >= kShortestOwn) own_labels_.insert(own);
    }
    for (std::size_t i = 0; i < sheet_.leaves.size(); ++i) {
      Leaf& leaf = sheet_.leaves[i];
      while (std::optional<LabelPrefix> prefix = PrefixOf(leaf.name)) {
        const bool is_known = prefix->label.level1 >= 0 || prefix->label.level2 >= 0;
        const int level = prefix->label.level2 >= 0 || !is_known ? 2 : 1;
        if (!leaf.name_read) leaf.name_read = leaf.name;
        leaf.name = std::move(prefix->rest);
        leaf.has_label_taken = true;
        const int at = static_cast<int>(i);
        const int end = sheet_.has_geometry ? at + 1 : at;
        sheet_.sightings.push_back(
            {std::move(prefix->label), level, at, end, is_known, leaf.row, {}});
      }
    }
  }

  // A name of the taxonomy, or one that this table prints as a label of its own.
  [[nodiscard]] std::optional<LabelPrefix> PrefixOf(const std::string& name) const {
    if (auto prefix = reader_.ReadPrefix(name)) return prefix;
    for (const std::string& own : own_labels_) {
      if (name.size() > own.size() && name.starts_with(own)) {
        return LabelPrefix{UnknownLabel(own), name.substr(own.size())};
      }
    }
    return std::nullopt;
  }

  // Gives labels that may be one of several to the one that is not printed elsewhere.
  void SettleLikeLabels() {
    for (LabelSighting& sighting : sheet_.sightings) {
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
      if (sheet_.has_geometry) continue;
      sighting.level = label.level1 < 0 ? 2 : label.level2 < 0 ? 1 : sighting.level;
    }
  }

  // Printed exactly, as a label of its own.
  [[nodiscard]] bool IsPrinted(int level1, int level2) const {
    return std::any_of(sheet_.sightings.begin(), sheet_.sightings.end(),
                       [&](const LabelSighting& s) {
                         return s.is_known && s.label.is_exact && s.label.level1 == level1 &&
                                s.label.level2 == level2;
                       });
  }

  const TableGrid& grid_;
  const TableHeader& header_;
  const LabelReader& reader_;
  IndicatorSheet& sheet_;
  bool trusts_misread_ = true;
  std::set<std::string> own_labels_{};  // that the taxonomy lacks
  std::vector<Extent> extents_{};
  std::string carried1_{}, carried2_{};
};

// A name over several lines of its cell is one name, unless the value beside it has lines too: then
// two rows may be in one.
void JoinNameLines(std::vector<DraftRow>& drafts) {
  static const RE2 kOwnItem("[；;。]\\n|\\n[（(]?[0-9一二三四五六七八九十①②③④⑤]{1,2}[、.．)）]");
  for (DraftRow& row : drafts) {
    if (!row.name || row.name->text.find('\n') == std::string::npos) continue;
    const bool has_lines = row.value && row.value->text.find('\n') != std::string::npos;
    if (has_lines || RE2::PartialMatch(row.name->text, kOwnItem)) continue;
    row.name->text = TightText(row.name->text);
  }
}

// Makes the sheet of the rows; has_geometry says how their labels are read.
void FillSheet(const std::vector<SheetRow>& rows, const TableGrid& grid, const LabelReader& reader,
               IndicatorSheet& sheet) {
  std::vector<DraftRow> drafts = DraftRows(rows, sheet.header, sheet.has_geometry, reader);
  std::erase_if(drafts, [&](const DraftRow& row) {
    const bool is_empty = row.labels.empty() && !row.name && !row.value;
    const bool is_sum = IsSumOfScores(row);
    if (is_empty || is_sum || row.has_filler) sheet.left_out.push_back(row.row);
    return is_empty || is_sum;
  });
  PartValuesFromNames(drafts);
  JoinBrokenRows(drafts, reader.taxonomy().words());
  JoinNameLines(drafts);
  sheet.has_geometry = sheet.has_geometry || HasLabelsOnEveryRow(drafts);
  SheetBuilder(grid, sheet.header, reader, sheet).Build(drafts);
  std::stable_sort(sheet.sightings.begin(), sheet.sightings.end(),
                   [](const LabelSighting& a, const LabelSighting& b) {
                     return std::tie(a.leaf_begin, a.level) < std::tie(b.leaf_begin, b.level);
                   });
}

}  // namespace

IndicatorSheet ReadIndicatorSheet(const TableGrid& grid, const LabelReader& reader,
                                  const SheetOptions& options) {
  IndicatorSheet sheet;
  sheet.header = FindTableHeader(grid, reader.taxonomy());
  if (sheet.header.row < 0 && options.before.grid != nullptr) {
    if (auto goes_on = ContinuedHeader(options.before, grid, reader)) {
      sheet.header = std::move(*goes_on);
    }
  }
  sheet.head = ReadHeadFields(grid, std::max(sheet.header.row, 0), reader.taxonomy());
  std::vector<SheetRow> rows = RowsBelowHeader(grid, sheet.header, reader.taxonomy());
  JoinLabelPieces(rows, reader);
  ChooseLevelColumns(rows, reader, sheet.header);
  AddNamelessColumns(rows, grid, reader, sheet.header);
  FindHeldContents(rows, reader, sheet.header);
  const bool has_spans =
      grid.origin != GridOrigin::kPipes && HasMergedLabels(rows, grid, sheet.header);
  const bool are_guesses = has_spans && grid.origin == GridOrigin::kSpans;
  IndicatorSheet read = sheet;
  read.has_geometry = has_spans && !(are_guesses && options.trust == SpanTrust::kNever);
  FillSheet(rows, grid, reader, read);
  if (are_guesses && read.has_geometry && !SpansAgree(read, reader.taxonomy())) {
    read = std::move(sheet);
    read.spans_disagree = true;
    FillSheet(rows, grid, reader, read);
  }
  read.has_level2 =
      std::any_of(read.header.columns.begin(), read.header.columns.end(),
                  [](const HeaderColumn& c) { return c.role == ColumnRole::kLevel2; }) ||
      std::any_of(read.sightings.begin(), read.sightings.end(),
                  [](const LabelSighting& s) { return s.level == 2; });
  return read;
}

}  // namespace gongwen
