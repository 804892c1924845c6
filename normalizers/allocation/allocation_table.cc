#include "normalizers/allocation/allocation_table.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include "normalizers/allocation/amount_cell.h"
#include "normalizers/allocation/centred_names.h"
#include "normalizers/allocation/recipient_rows.h"
#include "normalizers/allocation/totals.h"
#include "normalizers/table/caption_lines.h"
#include "normalizers/table/column_roles.h"
#include "normalizers/table/header_rows.h"
#include "normalizers/table/side_by_side.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/amount.h"
#include "normalizers/value/compact_text.h"

namespace gongwen {
namespace {

struct AmountColumn {
  int column = 0;
  std::string name{};
  std::string unit{};         // of the column's own header, else of the caption
  bool has_own_unit = false;  // of its header
  bool is_cut = false;        // brackets of its header that may hold the unit are not whole
};

std::string LastPart(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

// （单位：万元）/2024 -> 2024: the unit in a cell of the head is no part of a name.
std::string WithoutUnitParts(const std::string& path) {
  std::string kept;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string part = path.substr(begin, end - begin);
    const bool is_unit = IsUnitLine(part) || (!kept.empty() && UnitExponent(part) >= 0);
    if (!is_unit) kept += (kept.empty() ? "" : "/") + part;
    begin = end + 1;
  }
  return kept;
}

// 合计（万, 万/元）: more of a unit may stand where reading lost it.
bool IsCutAtUnit(const std::string& path) {
  static const RE2 kMoney("[元万千百亿]");
  int open = 0;
  for (const char32_t c : CodePoints(path)) {
    open += c == U'（' || c == U'(' ? 1 : c == U'）' || c == U')' ? -1 : 0;
  }
  return open != 0 && RE2::PartialMatch(path, kMoney);
}

std::vector<AmountColumn> AmountColumns(const HeaderRows& head,
                                        const std::vector<AllocationRole>& roles,
                                        const std::string& caption_unit) {
  std::vector<AmountColumn> columns;
  for (std::size_t c = 0; c < roles.size(); ++c) {
    if (roles[c] != AllocationRole::kAmount) continue;
    const std::string& path = head.paths[c];
    std::string unit = UnitIn(LastPart(path));  // 中央资金/补助/万元: a row of units
    if (unit.empty()) unit = UnitIn(path);
    const bool has_own_unit = !unit.empty();
    if (!has_own_unit) unit = caption_unit;
    columns.push_back({static_cast<int>(c), WithoutUnitParts(path), std::move(unit), has_own_unit,
                       IsCutAtUnit(path)});
  }
  return columns;
}

// The caption's unit, or one that any cell of the head names: the head's corner often does.
std::string TableUnit(const TableGrid& grid, const HeaderRows& head, const TableCaption& caption) {
  if (!caption.unit.empty()) return caption.unit;
  for (const Cell& cell : grid.cells) {
    if (cell.row >= head.body_begin()) break;
    if (cell.text.find("单位") == std::string::npos) continue;
    if (std::string unit = UnitIn(cell.text); !unit.empty()) return unit;
  }
  return {};
}

// The cell that begins in a slot; nullptr when the slot belongs to a cell from above or the left,
// whose amount was told already.
const Cell* CellBeginningAt(const TableGrid& grid, const std::vector<int>& slots, int row,
                            int column) {
  const int index = slots[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.columns) +
                          static_cast<std::size_t>(column)];
  if (index < 0) return nullptr;
  const Cell& cell = grid.cells[static_cast<std::size_t>(index)];
  return cell.row == row && cell.column == column ? &cell : nullptr;
}

// The unit that a row itself tells, or the section that it stands in.
struct RowUnit {
  std::string unit{};        // empty: that of the column
  bool is_doubtful = false;  // told by nothing for sure
};

// -1 when there is none.
int UnitColumn(const TableGrid& grid, const HeaderRows& head) {
  for (int c = 0; c < grid.columns; ++c) {
    if (HoldsUnits(grid, head, c)) return c;
  }
  return -1;
}

// A row's own unit, in a column of units or behind its name, or that of the section above it:
// 二、奖补资金（单位：元） without figures. A total below sections of several units, a section that
// tells none below one that did, and a unit other than the column's own are doubtful.
std::vector<RowUnit> RowUnits(const TableGrid& grid, const HeaderRows& head,
                              const std::vector<int>& slots, const std::vector<RecipientRow>& rows,
                              const std::string& table_unit) {
  static const RE2 kNamed("(?:^|[（(])(?:金额)?单位[：:]?(?:人民币)?([十百千万亿]*元)[）)]?$");
  static const RE2 kBracket("[（(](?:人民币)?([十百千万亿]*元)[）)]$");
  static const RE2 kSection("^[（(]?[一二三四五六七八九十]{1,3}[）)、.．]");
  const int unit_column = UnitColumn(grid, head);
  std::vector<RowUnit> units;
  RowUnit section;
  bool has_several = false;
  for (const RecipientRow& row : rows) {
    std::string named, bracket, own, word;
    bool has_figures = false, is_section = false;
    for (int c = 0; c < grid.columns; ++c) {
      const std::string text = TightText(SlotText(grid, slots, row.row, c));
      has_figures = has_figures || IsNumericCell(text);
      if (RE2::PartialMatch(text, kNamed, &word)) named = word;
      const bool names_row = text == row.recipient || text == row.item;
      if (names_row && RE2::PartialMatch(text, kBracket, &word)) bracket = word;
      if (c == unit_column) own = text;
      is_section = is_section || RE2::PartialMatch(text, kSection);
    }
    if (named.empty() && !has_figures) named = bracket;
    if (!named.empty() && UnitExponent(named) >= 0) {
      has_several = has_several || named != table_unit;
      section = {.unit = named};
    } else if (is_section && !has_figures && !section.unit.empty()) {
      section.is_doubtful = has_several;
    }
    RowUnit unit = section;
    if (has_several && IsTotalName(row.recipient)) unit.is_doubtful = true;
    if (!own.empty()) unit = {.unit = own};
    if (own.empty() && !bracket.empty() && UnitExponent(bracket) >= 0) unit = {.unit = bracket};
    units.push_back(std::move(unit));
  }
  return units;
}

// The unit of a cell without one of its own.
const std::string& UnitOf(const RowUnit& row, const AmountColumn& column) {
  return row.unit.empty() ? column.unit : row.unit;
}

constexpr double kWrappedAmount = 0.8;  // figures in two pieces, unless a sum bears them out

AllocationEntry EntryOf(const Cell& cell, const AmountCell& parsed, const AmountColumn& column,
                        const RowUnit& unit, TextSource source) {
  AllocationEntry entry{.column_name = column.name,
                        .amount_text = std::string(TrimmedView(cell.text)),
                        .amount = parsed.amount,
                        .unit = parsed.unit.empty() ? UnitOf(unit, column) : parsed.unit,
                        .from = {.page_no = cell.page_no,
                                 .box = cell.box,
                                 .confidence = cell.confidence,
                                 .source = source}};
  if (parsed.is_wrapped) entry.from.confidence = std::min(entry.from.confidence, kWrappedAmount);
  if (entry.amount) entry.amount_yuan = ToYuan(*entry.amount, entry.unit);
  return entry;
}

// The rows as the search of totals sees them: amounts in 元 where the unit is known, so that cells
// with a unit of their own add up.
AmountRow AmountRowOf(const TableGrid& grid, const std::vector<int>& slots, const RecipientRow& row,
                      const std::vector<AmountColumn>& columns, const RowUnit& row_unit) {
  AmountRow amounts{.recipient = row.recipient, .may_be_subtotal = row.may_be_subtotal};
  for (const AmountColumn& column : columns) {
    const Cell* cell = CellBeginningAt(grid, slots, row.row, column.column);
    const AmountCell parsed = cell == nullptr ? AmountCell{} : ParseAmountCell(cell->text);
    const std::string& unit = parsed.unit.empty() ? UnitOf(row_unit, column) : parsed.unit;
    std::optional<Decimal> amount = parsed.amount;
    if (amount && !unit.empty()) amount = ToYuan(*amount, unit);
    amounts.amounts.push_back(amount);
  }
  return amounts;
}

// Puts figures together whose last digits stand in a row of their own: 42322.0 or 42,32 and below
// it, in a row that names nobody, 8. Such a row holds nothing but one to three digits below
// numbers. The cells that took them are less sure.
TableGrid WithWrappedFigures(TableGrid grid, const HeaderRows& head) {
  static const RE2 kTail("\\.?[0-9]{1,3}");
  static const RE2 kCutGroup("[0-9]{1,3}(?:,[0-9]{3})*,[0-9]{0,2}");
  for (int row = head.body_begin() + 1; row < grid.rows; ++row) {
    std::vector<std::pair<Cell*, Cell*>> pieces;  // figure, tail
    bool is_tail_row = true;
    for (Cell& cell : grid.cells) {
      if (cell.row != row || TrimmedView(cell.text).empty()) continue;
      const auto above = std::ranges::find_if(grid.cells, [&](const Cell& other) {
        const bool is_above =
            other.row == row - 1 && other.column == cell.column && other.row_span == 1;
        return is_above &&
               (RE2::FullMatch(TightText(other.text), kCutGroup) ||
                (other.text.find('.') != std::string::npos && IsNumericCell(other.text)));
      });
      is_tail_row =
          is_tail_row && above != grid.cells.end() && RE2::FullMatch(TightText(cell.text), kTail);
      if (!is_tail_row) break;
      pieces.emplace_back(&*above, &cell);
    }
    if (!is_tail_row) continue;
    for (const auto& [figure, tail] : pieces) {
      figure->text = TightText(figure->text) + TightText(tail->text);
      figure->confidence = std::min(figure->confidence, kWrappedAmount);
      tail->text.clear();
    }
  }
  return grid;
}

// How far a row's name and its column can be believed, before any sum is looked at.
constexpr double kCarriedName = 0.85;  // a blank cell: the name above it is meant
constexpr double kNoName = 0.3;
constexpr double kNoColumnName = 0.6;   // or one that another column has too
constexpr double kShortRow = 0.8;       // which a sum may bear out
constexpr double kShortHead = 0.75;     // of wrong spans, and of rows beyond their head
constexpr double kGluedColumn = 0.75;   // two names in one, or a 小计 of nothing
constexpr double kStrangeHead = 0.75;   // some name of the head is none, so the others may be wrong
constexpr double kColumnByOrder = 0.7;  // put beside its rows by their order
constexpr double kIndicatorRow = 0.75;  // beside a column of units: a measure rather than a name
constexpr double kSharedAmount = 0.7;   // merged over rows of several recipients
constexpr double kDoubtfulUnit = 0.75;  // no sum tells the unit
constexpr double kAlignedColumn = 0.85;  // no rulings: which column a figure stands in is a guess

// 本次下达资金参保资助 beside columns under 本次下达资金, or a bare 小计 beside 中央资金/小计: the
// head's upper cells were not told from the lower ones.
bool IsGluedName(const std::string& name, const std::vector<AmountColumn>& columns) {
  return std::ranges::any_of(columns, [&](const AmountColumn& other) {
    const std::size_t slash = other.name.find('/');
    if (slash == std::string::npos || other.name == name) return false;
    const std::string upper = other.name.substr(0, slash);
    return name == "小计" || (CountHan(upper) > 2 && name.starts_with(upper) &&
                              name.size() > upper.size() && name[upper.size()] != '/');
  });
}

// What reading makes of a head whose lines it did not see: a title or an agency as a name
// (2024年…分配表), the recipients' name behind that of the amounts (下达资金地区), or one column
// that lost the names above it (参保资助 beside 中央资金/参保资助). Then the others may be wrong
// too.
bool IsStrangeHead(const HeaderRows& head, const std::vector<AmountColumn>& columns) {
  static const RE2 kNotAName(
      "(?:分配|明细|安排|计划|汇总|情况|下达|测算)表(?:[/（(]|$)|财政[厅局](?:/|$)|"
      "\\p{Han}(?:资金|金额|经费|指标)(?:地区|市县|县区|区县|单位|名称|市县名称|单位名称)(?:/|$)");
  for (const AmountColumn& column : columns) {
    if (RE2::PartialMatch(column.name, kNotAName)) return true;
    const bool is_bare = column.name.find('/') == std::string::npos && CountHan(column.name) > 2;
    const bool lost_parents =
        is_bare && std::ranges::any_of(columns, [&](const AmountColumn& other) {
          return other.name.size() > column.name.size() && LastPart(other.name) == column.name;
        });
    if (lost_parents) return true;
  }
  return std::ranges::any_of(
      head.paths, [](const std::string& path) { return RE2::PartialMatch(path, kNotAName); });
}

bool HasNamelessRecipients(const HeaderRows& head, const std::vector<AllocationRole>& roles) {
  for (std::size_t c = 0; c < roles.size(); ++c) {
    if (roles[c] == AllocationRole::kRecipient) return head.paths[c].empty();
  }
  return false;
}

// 下达资金地区/小计 -> 下达资金/小计: the name of the recipients' column, which has none, stands
// behind that of the amounts.
void PartRecipientsName(std::vector<AmountColumn>& columns) {
  static const RE2 kBoth(
      "^([^/]*(?:资金|金额|经费|指标))(?:地区|市县|县区|区县|县（市、区）|单位)(?:名称)?(/|$)");
  for (AmountColumn& column : columns) RE2::Replace(&column.name, kBoth, "\\1\\2");
}

AllocationTrust TrustOf(const RecipientRow& row, const AmountColumn& column,
                        const std::vector<AmountColumn>& columns, const TableGrid& grid,
                        int columns_by_order, bool is_strange) {
  AllocationTrust trust{.recipient = row.confidence};
  if (row.is_carried) trust.recipient = std::min(trust.recipient, kCarriedName);
  if (row.recipient.empty()) trust.recipient = kNoName;
  if (column.column >= columns_by_order)
    trust.recipient = std::min(trust.recipient, kColumnByOrder);
  if (grid.origin == GridOrigin::kAlignment) trust.column = kAlignedColumn;
  if (IsGluedName(column.name, columns)) trust.column = kGluedColumn;
  if (is_strange) trust.column = std::min(trust.column, kStrangeHead);
  const auto same = std::ranges::count(columns, column.name, &AmountColumn::name);
  if (column.name.empty() || same > 1) trust.column = kNoColumnName;
  return trust;
}

// Rows whose cells are fewer than the columns though several are filled: one may be lost, or a span
// wrong, and then all behind it stand under other heads. By row how sure the columns are.
std::map<int, double> TrustOfShortRows(const TableGrid& grid, const HeaderRows& head) {
  std::vector<int> filled(static_cast<std::size_t>(grid.rows)), padded(filled);
  for (const Cell& cell : grid.cells) {
    auto& count = cell.is_padding ? padded : filled;
    if (cell.is_padding || !TightText(cell.text).empty())
      ++count[static_cast<std::size_t>(cell.row)];
  }
  const auto is_short = [&](int row) {
    return filled[static_cast<std::size_t>(row)] > 1 && padded[static_cast<std::size_t>(row)] > 0;
  };
  bool is_head_short = false;
  for (int row = head.begin; row < head.body_begin(); ++row) {
    is_head_short = is_head_short || is_short(row);
  }
  int last = 0;  // the column behind the last one that the head names
  for (std::size_t c = 0; c < head.paths.size(); ++c) {
    if (!head.paths[c].empty()) last = static_cast<int>(c) + 1;
  }
  std::map<int, double> trust;
  for (int row = head.body_begin(); row < grid.rows; ++row) {
    const bool goes_beyond = std::ranges::any_of(grid.cells, [&](const Cell& cell) {
      return cell.row == row && cell.column >= last && !TightText(cell.text).empty();
    });
    const bool has_spans = grid.origin == GridOrigin::kSpans;
    if (is_head_short && (has_spans || goes_beyond)) {
      trust[row] = kShortHead;
    } else if (is_short(row)) {
      trust[row] = has_spans ? kShortHead : kShortRow;
    }
  }
  return trust;
}

// The unit of the row is doubtful, or the column's head tells another.
bool IsDoubtful(const RowUnit& row, const AmountColumn& column) {
  return row.is_doubtful || (row.unit.empty() && column.is_cut) ||
         (!row.unit.empty() && column.has_own_unit && row.unit != column.unit);
}

// The rows behind rows[at] that a merged amount stands beside too, and that name others than it
// does; empty where a name is merged over them as well.
std::vector<std::size_t> SharersOf(const Cell& amount, const TableGrid& grid,
                                   const std::vector<RecipientRow>& rows, std::size_t at) {
  std::vector<std::size_t> sharers;
  for (std::size_t i = at + 1; i < rows.size() && rows[i].row < amount.row + amount.row_span; ++i) {
    const bool is_other = !rows[i].recipient.empty() && rows[i].recipient != rows[at].recipient;
    if (is_other && !rows[i].is_carried) sharers.push_back(i);
  }
  const bool is_name_merged = std::ranges::any_of(grid.cells, [&](const Cell& cell) {
    return cell.row == amount.row && cell.row_span == amount.row_span &&
           cell.column < amount.column && CountHan(cell.text) > 0;
  });
  return is_name_merged ? std::vector<std::size_t>() : sharers;
}

// Appends the rows of one list.
void AppendList(const TableGrid& grid, const HeaderRows& head, int columns_by_order,
                const std::string& lost_head, AllocationTable& table) {
  const std::vector<AllocationRole> roles = AllocationRolesOf(grid, head);
  std::vector<AmountColumn> columns = AmountColumns(head, roles, table.unit);
  const bool is_strange = !lost_head.empty() || IsStrangeHead(head, columns);
  if (HasNamelessRecipients(head, roles)) PartRecipientsName(columns);
  for (AmountColumn& column : columns) {
    if (!lost_head.empty())
      column.name = lost_head + (column.name.empty() ? "" : "/") + column.name;
  }
  const RaisedNames raised = RaiseNames(grid, head, roles);
  std::vector<RecipientRow> rows = RecipientRows(raised.grid, head, roles);
  for (RecipientRow& row : rows)
    row.is_carried = row.is_carried || raised.guessed.contains(row.row);
  const std::vector<int> slots = SlotMap(grid);
  const int rows_before = table.entries.empty() ? 0 : table.entries.back().row_no;
  std::vector<AmountRow> amounts;
  amounts.reserve(rows.size());
  const bool has_units = UnitColumn(grid, head) >= 0;
  std::vector<AllocationEntry> shared;
  const std::vector<RowUnit> units = RowUnits(grid, head, slots, rows, table.unit);
  for (std::size_t i = 0; i < rows.size(); ++i)
    amounts.push_back(AmountRowOf(grid, slots, rows[i], columns, units[i]));
  const std::vector<RowPlace> places = PlaceTotals(amounts);
  const std::map<int, double> short_rows = TrustOfShortRows(grid, head);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    // A running head or a footer that was drawn into the table: nobody, and no figure.
    const bool has_figure = std::ranges::any_of(
        amounts[i].amounts,
        [](const std::optional<Decimal>& amount) { return amount.has_value(); });
    if (rows[i].recipient.empty() && !has_figure) continue;
    for (const AmountColumn& column : columns) {
      const Cell* cell = CellBeginningAt(grid, slots, rows[i].row, column.column);
      const AmountCell parsed = cell == nullptr ? AmountCell{} : ParseAmountCell(cell->text);
      if (parsed.is_empty) continue;
      AllocationEntry entry = EntryOf(*cell, parsed, column, units[i], grid.source);
      entry.row_no = rows_before + static_cast<int>(i) + 1;
      entry.recipient = rows[i].recipient;
      entry.item = rows[i].item;
      entry.is_name_meant = rows[i].is_carried;
      entry.is_total = places[i].is_total;
      if (places[i].parent < 0 && !entry.is_total && rows[i].group != entry.recipient)
        entry.parent = rows[i].group;
      if (places[i].parent >= 0) {
        entry.parent = rows[static_cast<std::size_t>(places[i].parent)].recipient;
      }
      entry.trust = TrustOf(rows[i], column, columns, grid, columns_by_order, is_strange);
      if (const auto row = short_rows.find(rows[i].row); row != short_rows.end()) {
        entry.trust.column = std::min(entry.trust.column, row->second);
        if (row->second < kShortRow)
          entry.trust.recipient = std::min(entry.trust.recipient, kShortHead);
      }
      if (parsed.unit.empty() && IsDoubtful(units[i], column))
        entry.trust.column = std::min(entry.trust.column, kDoubtfulUnit);
      if (has_units) entry.trust.recipient = std::min(entry.trust.recipient, kIndicatorRow);
      entry.trust.amount = entry.from.confidence;
      const std::vector<std::size_t> sharers = SharersOf(*cell, grid, rows, i);
      if (!sharers.empty()) {
        entry.is_name_meant = true;
        entry.trust.recipient = std::min(entry.trust.recipient, kSharedAmount);
      }
      for (const std::size_t sharer : sharers) {
        AllocationEntry other = entry;
        other.row_no = rows_before + static_cast<int>(sharer) + 1;
        other.recipient = rows[sharer].recipient;
        other.item = rows[sharer].item;
        other.amount.reset();
        other.amount_yuan.reset();
        other.is_shared = true;
        shared.push_back(std::move(other));
      }
      table.entries.push_back(std::move(entry));
    }
  }
  if (shared.empty()) return;
  std::ranges::move(shared, std::back_inserter(table.entries));
  std::ranges::stable_sort(table.entries, {}, &AllocationEntry::row_no);
}

bool SharesHan(const std::string& one, const std::string& other) {
  const std::u32string others = CodePoints(other);
  return std::ranges::any_of(CodePoints(one), [&](char32_t c) {
    return IsHan(c) && others.find(c) != std::u32string::npos;
  });
}

// The first row of the body that is another head: it names the recipients as the head does, stands
// beside words where amounts stand, and one of them is no name that the head has there (县名 |
// 户数 below 县名 | 金额), or has another unit. grid.rows when there is none.
int RowOfNextHead(const TableGrid& grid, const HeaderRows& head) {
  const std::vector<AllocationRole> roles = AllocationRolesOf(grid, head);
  const std::vector<int> slots = SlotMap(grid);
  const auto text = [&](int row, std::size_t column) {
    return TightText(SlotText(grid, slots, row, static_cast<int>(column)));
  };
  for (int row = head.body_begin(); head.count > 0 && row < grid.rows; ++row) {
    bool names_recipients = false, names_others = false, has_figures = false;
    for (std::size_t c = 0; c < roles.size(); ++c) {
      const std::string name = text(row, c);
      has_figures = has_figures || IsNumericCell(name);
      if (roles[c] == AllocationRole::kRecipient)
        names_recipients = names_recipients || (!name.empty() && name == text(head.begin, c));
      if (roles[c] != AllocationRole::kAmount || CountHan(name) == 0) continue;
      names_others =
          names_others || !SharesHan(name, head.paths[c]) || UnitIn(name) != UnitIn(head.paths[c]);
    }
    if (names_recipients && names_others && !has_figures) return row;
  }
  return grid.rows;
}

// The rows from `begin` up to `end`, as a grid of their own.
TableGrid RowsOf(const TableGrid& grid, int begin, int end) {
  TableGrid part = grid;
  part.rows = end - begin;
  std::erase_if(part.cells, [&](const Cell& cell) { return cell.row < begin || cell.row >= end; });
  for (Cell& cell : part.cells) {
    cell.row -= begin;
    cell.row_span = std::min(cell.row_span, part.rows - cell.row);
  }
  return part;
}

}  // namespace

AllocationTable BuildAllocationTable(const TableGrid& grid, const TableCaption& caption,
                                     int table_no, std::optional<int> columns_by_order) {
  AllocationTable table{.table_no = table_no, .title = caption.title.value};
  if (grid.rows < 1 || grid.columns < 1) return table;
  TableGrid rest = grid;
  HeaderRows head = ReadHeaderRows(rest, caption.caption_rows);
  table.unit = TableUnit(rest, head, caption);
  while (true) {
    const int next = RowOfNextHead(rest, head);
    const TableGrid part = next < rest.rows ? RowsOf(rest, 0, next) : rest;
    for (const UnfoldedList& list : UnfoldGroups(WithWrappedFigures(part, head), head)) {
      AppendList(list.grid, list.head, columns_by_order.value_or(grid.columns), caption.lost_head,
                 table);
    }
    if (next >= rest.rows) break;
    rest = RowsOf(rest, next, rest.rows);
    head = ReadHeaderRows(rest, 0);
  }
  return table;
}

}  // namespace gongwen
