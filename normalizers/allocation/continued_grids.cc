// Tested by tests/normalizers/continued_grids_test.cc.
#include "normalizers/allocation/continued_grids.h"

#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "normalizers/table/caption_lines.h"
#include "normalizers/table/column_roles.h"
#include "normalizers/table/header_rows.h"
#include "normalizers/table/running_lines.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/compact_text.h"

namespace gongwen {
namespace {

constexpr int kMostLostColumns = 2;  // at the right end of a part

struct Part {
  const TableGrid* grid = nullptr;
  const TableCaption* caption = nullptr;
  std::size_t block = 0;
};

std::vector<Part> PartsOf(const Reading& reading, std::span<const TableCaption> captions) {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < reading.blocks.size(); ++i) {
    const auto* grid = std::get_if<TableGrid>(&reading.blocks[i]);
    if (grid != nullptr) parts.push_back({grid, &captions[parts.size()], i});
  }
  return parts;
}

std::string TitleKey(const std::string& title) {
  static const RE2 kContinued("[（(]?(?:续表?|接上页)[）)]?");
  std::string key = NormalizeForMatch(title);
  RE2::GlobalReplace(&key, kContinued, "");
  return key;
}

// True when nothing stands between two parts of one table that parts them.
bool IsOnlyFurnitureBetween(const Reading& reading, const Part& before, const Part& after,
                            const std::string& title, const std::set<std::string>& running) {
  static const RE2 kContinued("^[（(]?(?:续|接上页|附?表?[0-9]*[（(]续)");
  // The title again, or behind the office in a running head.
  const std::string wanted = TitleKey(title);
  const auto is_title = [&](const std::string& text) {
    return !wanted.empty() && TitleKey(text).ends_with(wanted);
  };
  const std::string& own = after.caption->title.value;
  if (!after.caption->attachment.empty() || (!TitleKey(own).empty() && !is_title(own)))
    return false;
  for (std::size_t i = before.block + 1; i < after.block; ++i) {
    const auto* paragraph = std::get_if<Paragraph>(&reading.blocks[i]);
    if (paragraph == nullptr) return false;
    const std::string tight = TightText(paragraph->text);
    const CaptionRole role = CaptionRoleOf(tight);
    const bool is_furniture = role == CaptionRole::kSkip || role == CaptionRole::kUnit ||
                              role == CaptionRole::kYear || RE2::PartialMatch(tight, kContinued) ||
                              is_title(tight) || IsOfficeLine(tight);
    if (!is_furniture && !running.contains(tight)) return false;
  }
  return true;
}

// The grid without columns in which no cell begins.
TableGrid WithoutEmptyColumns(TableGrid grid) {
  std::vector<bool> has_begin(static_cast<std::size_t>(grid.columns), false);
  for (const Cell& cell : grid.cells) has_begin[static_cast<std::size_t>(cell.column)] = true;
  std::vector<int> at(has_begin.size() + 1, 0);
  for (std::size_t c = 0; c < has_begin.size(); ++c) at[c + 1] = at[c] + (has_begin[c] ? 1 : 0);
  for (Cell& cell : grid.cells) {
    const auto begin = static_cast<std::size_t>(cell.column);
    const auto end = begin + static_cast<std::size_t>(cell.column_span);
    cell.column = at[begin];
    cell.column_span = at[end] - at[begin];
  }
  grid.columns = at.back();
  return grid;
}

enum class Kind { kBlank, kWords, kNumbers };

std::vector<Kind> KindsOf(const TableGrid& grid, int from_row) {
  std::vector<int> words(static_cast<std::size_t>(grid.columns)), numbers(words);
  for (const Cell& cell : grid.cells) {
    if (cell.row < from_row) continue;
    const auto column = static_cast<std::size_t>(cell.column);
    if (IsNumericCell(cell.text)) {
      ++numbers[column];
    } else if (CountHan(cell.text) > 0) {
      ++words[column];
    }
  }
  std::vector<Kind> kinds;
  for (std::size_t c = 0; c < words.size(); ++c) {
    kinds.push_back(words[c] + numbers[c] == 0 ? Kind::kBlank
                    : words[c] > numbers[c]    ? Kind::kWords
                                               : Kind::kNumbers);
  }
  return kinds;
}

std::string RowText(const TableGrid& grid, int row) {
  std::string text;
  for (const Cell& cell : grid.cells) {
    if (cell.row == row) text += TightText(cell.text) + '\t';
  }
  return text;
}

// Whether what the row of `part` holds is in the whole's head above it: 合计 of 合计, 资金 of
// 中央资金, the rest lost.
bool RepeatsHead(const TableGrid& whole, const HeaderRows& head, const TableGrid& part, int row) {
  if (part.columns != whole.columns) return false;
  int filled = 0;
  const bool is_in_head = std::ranges::all_of(part.cells, [&](const Cell& cell) {
    const std::string text = TightText(cell.text);
    if (cell.row != row || text.empty()) return true;
    ++filled;
    return CountHan(text) > 0 && std::ranges::any_of(whole.cells, [&](const Cell& above) {
             return above.row >= head.begin && above.row < head.body_begin() &&
                    above.column == cell.column &&
                    TightText(above.text).find(text) != std::string::npos;
           });
  });
  return filled > 0 && is_in_head;
}

// The first row of `part` that is neither caption nor the whole's head, or its last rows or a part
// of them, again.
int BodyOfPart(const TableGrid& whole, const HeaderRows& head, const TableGrid& part,
               int caption_rows) {
  for (int from = head.begin; from < head.body_begin(); ++from) {
    int same = 0;
    while (from + same < head.body_begin() && caption_rows + same < part.rows &&
           RowText(whole, from + same) == RowText(part, caption_rows + same)) {
      ++same;
    }
    if (same > 0 && from + same == head.body_begin()) return caption_rows + same;
  }
  int body = caption_rows;
  while (body + 1 < part.rows && RepeatsHead(whole, head, part, body)) ++body;
  return body;
}

// A 合计 of its own, or a 序号 that begins again: another table of the same form.
bool BeginsAnew(const TableGrid& whole, int body, const TableGrid& part, int from_row) {
  static const RE2 kTotal("(?:合计|总计)");
  const auto has = [](const TableGrid& grid, int row, const RE2& form, int column) {
    return std::ranges::any_of(grid.cells, [&](const Cell& cell) {
      return cell.row >= row && (column < 0 || cell.column == column) &&
             RE2::FullMatch(TightText(cell.text), form);
    });
  };
  static const RE2 kFirst("1");
  return (has(whole, body, kTotal, -1) && has(part, from_row, kTotal, -1)) ||
         (has(whole, body, kFirst, 0) && has(part, from_row, kFirst, 0));
}

// The rows of `part` from `from_row` on, below those of `whole`, its columns from `at` on.
void AppendBelow(TableGrid& whole, const TableGrid& part, int from_row, int at) {
  whole.page_breaks.push_back(whole.rows);
  const int shift = whole.rows - from_row;
  for (const Cell& cell : part.cells) {
    if (cell.row < from_row) continue;
    whole.cells.push_back(cell);
    whole.cells.back().row += shift;
    whole.cells.back().column += at;
  }
  for (int row = from_row; row < part.rows; ++row) {
    for (int column = 0; column < whole.columns; ++column) {
      if (column >= at && column < at + part.columns) continue;
      whole.cells.push_back({.row = row + shift, .column = column, .is_padding = true});
    }
  }
  whole.rows += part.rows - from_row;
}

// Whether the part's columns are of the kinds of the whole's from column `at` on, two of them at
// least.
bool AreOfKinds(const std::vector<Kind>& part, const std::vector<Kind>& whole, std::size_t at) {
  int same = 0;
  for (std::size_t c = 0; c < part.size(); ++c) {
    if (whole[c + at] == Kind::kBlank || part[c] == Kind::kBlank) continue;
    if (whole[c + at] != part[c]) return false;
    ++same;
  }
  return same >= 2;
}

// Where the whole's body goes on in the part, which has no head of its own: the whole's column in
// which its first one stands. Columns are lost at the right end, or at the left one (序号).
std::optional<int> GoesOnBelow(const TableGrid& whole, const HeaderRows& head,
                               const TableGrid& part, int from_row) {
  const int lost = whole.columns - part.columns;
  if (lost < 0 || lost > kMostLostColumns || head.count == 0 || from_row >= part.rows) return {};
  const std::vector<Kind> above = KindsOf(whole, head.body_begin());
  const std::vector<Kind> below = KindsOf(part, from_row);
  std::optional<int> at;
  for (const int column : {lost, 0}) {
    if (AreOfKinds(below, above, static_cast<std::size_t>(column))) at = column;
  }
  if (!at) return {};
  // Words over numbers would be names of other columns.
  const bool has_names = std::ranges::any_of(part.cells, [&](const Cell& cell) {
    const auto column = static_cast<std::size_t>(cell.column);
    return cell.row == from_row && below[column] == Kind::kNumbers &&
           above[column + static_cast<std::size_t>(*at)] == Kind::kNumbers &&
           CountHan(cell.text) > 0 && !IsNumericCell(cell.text);
  });
  return has_names ? std::nullopt : at;
}

// Only numbers below the head, so that nobody is named in it; at least two rows.
bool IsColumnsOnly(const TableGrid& part, const HeaderRows& head) {
  if (part.rows - head.body_begin() < 2) return false;
  const std::vector<Kind> kinds = KindsOf(part, head.body_begin());
  return std::ranges::none_of(kinds, [](Kind kind) { return kind == Kind::kWords; }) &&
         std::ranges::any_of(kinds, [](Kind kind) { return kind == Kind::kNumbers; });
}

void AppendBeside(TableGrid& whole, const HeaderRows& head, const TableGrid& part,
                  const HeaderRows& part_head) {
  const int body = part_head.body_begin();
  const int shift = head.body_begin() - body;  // bodies begin in one row
  for (const Cell& cell : part.cells) {
    Cell moved = cell;
    moved.column += whole.columns;
    moved.row += cell.row >= body ? shift : std::max(shift, 0);
    if (cell.row < body && moved.row + cell.row_span > head.body_begin()) {
      if (moved.row >= head.body_begin()) continue;
      moved.row_span = head.body_begin() - moved.row;
    }
    whole.cells.push_back(std::move(moved));
  }
  // Above a head of fewer rows nothing is named.
  for (int row = 0; row < std::min(head.body_begin(), std::max(shift, 0)); ++row) {
    for (int column = 0; column < part.columns; ++column) {
      whole.cells.push_back({.row = row, .column = whole.columns + column, .is_padding = true});
    }
  }
  whole.columns += part.columns;
}

void SortCells(TableGrid& grid) {
  std::ranges::sort(grid.cells, [](const Cell& a, const Cell& b) {
    return std::pair(a.row, a.column) < std::pair(b.row, b.column);
  });
}

}  // namespace

JoinedGrid JoinContinuedGrids(const Reading& reading, std::span<const TableCaption> captions,
                              std::size_t first, const std::set<std::string>& running) {
  const std::vector<Part> parts = PartsOf(reading, captions);
  const int caption_rows = parts[first].caption->caption_rows;
  JoinedGrid joined{.grid = WithoutEmptyColumns(*parts[first].grid)};
  TableGrid& whole = joined.grid;
  joined.columns_by_order = whole.columns;
  const std::string& title = parts[first].caption->title.value;
  for (std::size_t next = first + 1; next < parts.size(); ++next) {
    if (!IsOnlyFurnitureBetween(reading, parts[next - 1], parts[next], title, running)) {
      break;
    }
    const HeaderRows head = ReadHeaderRows(whole, caption_rows);
    const TableGrid part = WithoutEmptyColumns(*parts[next].grid);
    const int part_caption = parts[next].caption->caption_rows;
    const int from_row = BodyOfPart(whole, head, part, part_caption);
    const HeaderRows part_head = ReadHeaderRows(part, part_caption);
    const int body = whole.rows - head.body_begin();
    if (const std::optional<int> at = GoesOnBelow(whole, head, part, from_row)) {
      if (BeginsAnew(whole, head.body_begin(), part, from_row)) break;
      AppendBelow(whole, part, from_row, *at);
    } else if (IsColumnsOnly(part, part_head) && part.rows - part_head.body_begin() == body) {
      AppendBeside(whole, head, part, part_head);
    } else {
      joined.has_unplaced_columns = IsColumnsOnly(part, part_head);
      break;
    }
    SortCells(whole);
    ++joined.parts;
  }
  return joined;
}

}  // namespace gongwen
