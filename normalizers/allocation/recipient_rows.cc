#include "normalizers/allocation/recipient_rows.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "normalizers/allocation/totals.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/compact_text.h"

namespace gongwen {
namespace {

constexpr int kMinIndexed = 2;  // rows with a 序号 before its absence means something

struct Table {
  const TableGrid& grid;
  const std::vector<int> slots;
  const HeaderRows& head;
  std::vector<int> recipients{};  // columns, left to right
  std::vector<int> indexes{};

  [[nodiscard]] std::string Text(int row, int column) const {
    return TightText(SlotText(grid, slots, row, column));
  }
};

Table TableOf(const TableGrid& grid, const HeaderRows& head,
              const std::vector<AllocationRole>& roles) {
  Table table{.grid = grid, .slots = SlotMap(grid), .head = head};
  for (std::size_t c = 0; c < roles.size(); ++c) {
    if (roles[c] == AllocationRole::kRecipient) table.recipients.push_back(static_cast<int>(c));
    if (roles[c] == AllocationRole::kIndex) table.indexes.push_back(static_cast<int>(c));
  }
  return table;
}

// True for the head printed again on a further page: every name of a head row, column by column.
bool IsRepeatedHead(const Table& table, int row) {
  for (int head_row = table.head.begin; head_row < table.head.body_begin(); ++head_row) {
    int same = 0;
    bool differs = false;
    for (int column = 0; column < table.grid.columns; ++column) {
      const std::string text = table.Text(row, column);
      differs = differs || text != table.Text(head_row, column);
      same += text.empty() ? 0 : 1;
    }
    if (!differs && same > 0) return true;
  }
  return false;
}

bool IsBlankRow(const Table& table, int row) {
  for (int column = 0; column < table.grid.columns; ++column) {
    if (!table.Text(row, column).empty()) return false;
  }
  return true;
}

// The cell over the slot spans the row's recipient columns from its left neighbour: one name.
bool IsSameCell(const Table& table, int row, int left, int right) {
  const auto at = [&](int column) {
    return table
        .slots[static_cast<std::size_t>(row) * static_cast<std::size_t>(table.grid.columns) +
               static_cast<std::size_t>(column)];
  };
  return at(left) == at(right);
}

// A name that stands in the 序号 column: 合计 | (blank) | 4347, or, slid, 1木垒县 | (blank) | 400.
std::string NameBesideRecipient(const Table& table, int row) {
  static const RE2 kNumber("^[0-9]{1,4}[.、]? *");
  for (const int column : table.indexes) {
    std::string text = table.Text(row, column);
    if (text.empty() || IsNumericCell(text)) continue;
    RE2::Replace(&text, kNumber, "");
    return text;
  }
  // A name that slid: any other text of the row that says that it is a total.
  for (int column = 0; column < table.grid.columns; ++column) {
    std::string text = table.Text(row, column);
    if (IsTotalName(text)) return text;
  }
  return {};
}

struct Named {
  std::string name{};
  bool is_group_head = false;  // a name in an upper column, none or a total's word below it
};

Named NameOf(const Table& table, int row) {
  std::vector<std::string> names;
  bool is_last_filled = false;
  for (std::size_t i = 0; i < table.recipients.size(); ++i) {
    const int column = table.recipients[i];
    if (i > 0 && IsSameCell(table, row, table.recipients[i - 1], column)) continue;
    std::string text = table.Text(row, column);
    is_last_filled = i + 1 == table.recipients.size() && !text.empty();
    if (!text.empty()) names.push_back(std::move(text));
  }
  if (names.empty()) return {NameBesideRecipient(table, row), false};
  const bool is_head = table.recipients.size() > 1 && !is_last_filled;
  // 合计, 小计 alone name nobody: the column to the left says of what.
  if (names.size() > 1 && IsTotalName(names.back()) && CountHan(names.back()) <= 2) {
    return {names[names.size() - 2] + names.back(), true};
  }
  return {names.back(), is_head};
}

// In a table whose rows are numbered, the rows without number.
void MarkUnnumbered(const Table& table, std::vector<RecipientRow>& rows) {
  if (table.indexes.empty()) return;
  const auto is_numbered = [&](const RecipientRow& row) {
    const std::string text = table.Text(row.row, table.indexes.front());
    return !text.empty() && text[0] >= '0' && text[0] <= '9';
  };
  const auto numbered = std::ranges::count_if(rows, is_numbered);
  if (numbered < kMinIndexed) return;
  for (RecipientRow& row : rows) row.may_be_subtotal = row.may_be_subtotal || !is_numbered(row);
}

}  // namespace

std::vector<RecipientRow> RecipientRows(const TableGrid& grid, const HeaderRows& head,
                                        const std::vector<AllocationRole>& roles) {
  const Table table = TableOf(grid, head, roles);
  std::vector<RecipientRow> rows;
  for (int row = head.body_begin(); row < grid.rows; ++row) {
    if (IsBlankRow(table, row) || IsRepeatedHead(table, row)) continue;
    Named named = NameOf(table, row);
    rows.push_back(
        {.row = row, .recipient = std::move(named.name), .may_be_subtotal = named.is_group_head});
  }
  MarkUnnumbered(table, rows);
  return rows;
}

}  // namespace gongwen
