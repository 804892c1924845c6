#include "normalizers/table/header_rows.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>

#include "normalizers/notice/notice_lines.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/amount.h"
#include "normalizers/value/compact_text.h"
#include "normalizers/value/footnote_mark.h"
#include "normalizers/value/unit_words.h"

namespace gongwen {
namespace {

constexpr int kMaxHeaderRows = 4;

// A grid with the map of its slots, so that each slot is found in one step.
struct Slots {
  const TableGrid& grid;
  std::vector<int> map;

  [[nodiscard]] const Cell* At(int row, int column) const {
    if (row < 0 || column < 0 || row >= grid.rows || column >= grid.columns) return nullptr;
    const int index = map[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.columns) +
                          static_cast<std::size_t>(column)];
    return index < 0 ? nullptr : &grid.cells[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] std::string Text(int row, int column) const {
    const Cell* cell = At(row, column);
    return cell == nullptr ? std::string() : TightText(cell->text);
  }
};

bool IsYear(const std::string& text) {
  static const RE2 kYear("(?:19|20)[0-9]{2}");
  return RE2::FullMatch(text, kYear);
}

// "甲 乙 1 2 3=1+2": at least two numbers or formulas, rising from 1, and no other text.
bool IsNumberingRow(const Slots& slots, int row) {
  static const RE2 kWord("甲|乙|丙|丁|栏次|行次|序号|序列");
  static const RE2 kNumber("[（(]?([0-9]{1,2})(?:=[-+0-9.%*/×＋－（）()]+)?[）)]?");
  int expected = 1;
  const Cell* last = nullptr;
  for (int column = 0; column < slots.grid.columns; ++column) {
    const Cell* cell = slots.At(row, column);
    const std::string text = slots.Text(row, column);
    if (text.empty() || cell == last || RE2::FullMatch(text, kWord)) continue;
    last = cell;
    int number = 0;
    if (!RE2::FullMatch(text, kNumber, &number) || number != expected) return false;
    ++expected;
  }
  return expected > 2;
}

bool HasNumbers(const Slots& slots, int row, bool allow_years) {
  for (int column = 0; column < slots.grid.columns; ++column) {
    const std::string text = slots.Text(row, column);
    if (IsNumericCell(text) && !(allow_years && IsYear(text))) return true;
  }
  return false;
}

// 2019 | 2020 | 2021: years that follow each other are names of columns, not amounts.
bool NamesYears(const Slots& slots, int row) {
  int last = 0, years = 0;
  for (int column = 0; column < slots.grid.columns; ++column) {
    const std::string text = slots.Text(row, column);
    if (!IsNumericCell(text)) continue;
    if (!IsYear(text)) return false;
    const int year = std::stoi(text);
    if (last != 0 && year != last + 1 && year != last - 1) return false;
    last = year;
    ++years;
  }
  return years >= 2;
}

// True when every column whose cells below `row` are mostly numbers has a word here: 中央 | 省级
// below a 资金 that is merged sideways only. A row of the body has amounts, dashes or blanks there.
bool NamesNumberColumns(const Slots& slots, int row) {
  constexpr int kFewest = 2;
  int named = 0;
  for (int column = 0; column < slots.grid.columns; ++column) {
    int filled = 0, numeric = 0;
    for (int below = row + 1; below < slots.grid.rows; ++below) {
      const std::string text = slots.Text(below, column);
      filled += text.empty() ? 0 : 1;
      numeric += IsNumericCell(text) ? 1 : 0;
    }
    if (numeric == 0 || numeric * 2 <= filled) continue;
    const std::string text = slots.Text(row, column);
    static const RE2 kNothing("无|同上|[见详另].*");
    if ((CountHan(text) == 0 && !IsYear(text)) || RE2::FullMatch(text, kNothing)) return false;
    ++named;
  }
  return named >= kFewest;
}

// (blank) | 万元 | 元 | 亩: units and nothing else, one of them of money.
bool NamesUnits(const Slots& slots, int row) {
  static const RE2 kWord("[（(]?(?:计量|金额)?单位[）)]?");
  bool has_money = false;
  for (int column = 0; column < slots.grid.columns; ++column) {
    const std::string text = slots.Text(row, column);
    if (text.empty() || RE2::FullMatch(text, kWord)) continue;
    const bool is_money = UnitExponent(text) >= 0;
    if (!is_money && !IsKnownUnit(text)) return false;
    has_money = has_money || is_money;
  }
  return has_money;
}

int FirstTextColumn(const Slots& slots, int row) {
  for (int column = 0; column < slots.grid.columns; ++column) {
    if (!slots.Text(row, column).empty()) return column;
  }
  return slots.grid.columns;
}

// True when a row without numbers, below head rows, is head too.
bool ContinuesHead(const Slots& slots, int begin, int row) {
  const int first = FirstTextColumn(slots, row);
  if (first == slots.grid.columns) return false;
  for (int column = 0; column < slots.grid.columns; ++column) {
    const Cell* cell = slots.At(row, column);
    // A merged cell of the head reaches down to this row.
    if (cell != nullptr && cell->row >= begin && cell->row < row && !cell->text.empty())
      return true;
  }
  return first > FirstTextColumn(slots, begin) || NamesNumberColumns(slots, row) ||
         NamesUnits(slots, row);
}

int CountHeaderRows(const Slots& slots, int begin) {
  int count = 0;
  for (int row = begin; row < slots.grid.rows && count < kMaxHeaderRows; ++row, ++count) {
    if (IsNumberingRow(slots, row)) return count > 0 ? count + 1 : 0;
    if (HasNumbers(slots, row, row == begin || NamesYears(slots, row))) break;
    if (row > begin && !ContinuesHead(slots, begin, row)) break;
  }
  return count;
}

bool HasTextBelow(const Slots& slots, int row, int last, int column) {
  for (int below = row + 1; below <= last; ++below) {
    if (!slots.Text(below, column).empty()) return true;
  }
  return false;
}

// The name above `column` in head row `row`, carried from the left where a span is not known.
std::string NameAt(const Slots& slots, int row, int last, int column) {
  std::string text = slots.Text(row, column);
  const bool has_spans =
      slots.grid.origin == GridOrigin::kRulings || slots.grid.origin == GridOrigin::kSpans;
  if (!text.empty() || has_spans || row == last || slots.Text(last, column).empty()) return text;
  for (int left = column - 1; left >= 0; --left) {
    text = slots.Text(row, left);
    if (text.empty()) continue;
    // A name without parts below it is merged downwards, not to the right.
    return HasTextBelow(slots, row, last, left) ? text : std::string();
  }
  return {};
}

// 编号：2024-7, 填报单位：甲省财政厅, （单位：万元）: lines above a table that reading drew into
// its head. They name no column.
bool IsCaptionPart(const std::string& name) {
  static const RE2 kPart(
      "[（(]?(?:金额|计量|货币)?单位[：:][^：:]*元[）)]?|"
      "(?:(?:填报|编报|编制|制表)(?:单位|日期|时间|部门)?|编号|表号|文号|日期)[：:].*");
  return RE2::FullMatch(name, kPart);
}

bool ClosesBracket(const std::string& name) {
  static const RE2 kClosing("^[^（()）]*[）)]");
  return RE2::PartialMatch(name, kClosing);
}

std::string PathOf(const Slots& slots, const HeaderRows& head, int last, int column) {
  std::string path, before;
  for (int row = head.begin; row <= last; ++row) {
    const std::string name = NameAt(slots, row, last, column);
    const Cell* cell = slots.At(row, column);
    const bool is_repeated =
        name == before || (cell != nullptr && cell->row < row && row > head.begin);
    if (name.empty() || is_repeated || IsCaptionPart(name)) continue;
    // 合计（万 | 元）: brackets over two lines are one name.
    const bool goes_on = !path.empty() && HasOpenBracket(path) && ClosesBracket(name);
    path += (path.empty() || goes_on ? "" : "/") + name;
    before = name;
  }
  return path;
}

}  // namespace

bool IsNumericCell(std::string_view text) {
  static const RE2 kNumber(
      "[-+△▲]?(?:[0-9]+|[0-9]{1,3}(?:[,，][0-9]{3})+)(?:\\.[0-9]+)?(?:[百千万亿]?元|%)?|"
      "\\([0-9][0-9,]*(?:\\.[0-9]+)?\\)");
  return RE2::FullMatch(Compact(WithoutFootnoteMarks(text)).text, kNumber);
}

std::string_view SlotText(const TableGrid& grid, const std::vector<int>& slots, int row,
                          int column) {
  if (row < 0 || column < 0 || row >= grid.rows || column >= grid.columns) return {};
  const int index = slots[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.columns) +
                          static_cast<std::size_t>(column)];
  return index < 0 ? std::string_view() : grid.cells[static_cast<std::size_t>(index)].text;
}

HeaderRows ReadHeaderRows(const TableGrid& grid, int caption_rows) {
  const Slots slots{grid, SlotMap(grid)};
  HeaderRows head{.begin = std::clamp(caption_rows, 0, std::max(grid.rows - 1, 0))};
  while (head.begin + 1 < grid.rows && FirstTextColumn(slots, head.begin) == grid.columns) {
    ++head.begin;  // blank rows that a converter put above the head
  }
  head.count = CountHeaderRows(slots, head.begin);
  int last = head.body_begin() - 1;
  if (head.count > 1 && IsNumberingRow(slots, last)) --last;
  for (int column = 0; column < grid.columns; ++column) {
    head.paths.push_back(PathOf(slots, head, last, column));
  }
  return head;
}

}  // namespace gongwen
