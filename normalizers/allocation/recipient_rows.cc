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
#include "normalizers/value/footnote_mark.h"

namespace gongwen {
namespace {

constexpr double kNobody = 0.5;
constexpr int kMinIndexed = 2;  // rows with a 序号 before its absence means something

struct Table {
  const TableGrid& grid;
  const std::vector<int> slots;
  const HeaderRows& head;
  std::vector<int> recipients{};  // columns, left to right
  std::vector<int> items{};
  std::vector<int> indexes{};

  [[nodiscard]] std::string Text(int row, int column) const {
    return TightText(SlotText(grid, slots, row, column));
  }
  // 莱州市① is 莱州市.
  [[nodiscard]] std::string Name(int row, int column) const {
    return TightText(WithoutFootnoteMarks(SlotText(grid, slots, row, column)));
  }
};

Table TableOf(const TableGrid& grid, const HeaderRows& head,
              const std::vector<AllocationRole>& roles) {
  Table table{.grid = grid, .slots = SlotMap(grid), .head = head};
  for (std::size_t c = 0; c < roles.size(); ++c) {
    if (roles[c] == AllocationRole::kRecipient) table.recipients.push_back(static_cast<int>(c));
    if (roles[c] == AllocationRole::kItem) table.items.push_back(static_cast<int>(c));
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
  std::string name{}, group{}, item{};
  bool is_group_head = false;  // a name in an upper column, none or a total's word below it
  bool is_carried = false;
  bool is_nobody = false;  // 小计 beside a column of names that holds none
};

// 合计, 小计 alone name nobody.
bool IsBareTotal(const std::string& name) { return IsTotalName(name) && CountHan(name) <= 2; }

bool IsPlainGrandTotal(const std::string& name) {
  static const RE2 kGrand("合计|总计|总和|共计");
  return RE2::FullMatch(name, kGrand);
}

// Names rows from the top down, and remembers the names that blank cells below may mean.
class RowNamer {
 public:
  explicit RowNamer(const Table& table) : table_(table), above_(table.recipients.size()) {}

  Named NameOf(int row) {
    std::vector<std::string> own = OwnNames(row);
    Named named{.item = ItemOf(row)};
    const bool has_own = std::ranges::any_of(own, [](const auto& name) { return !name.empty(); });
    // The project's column says that the row is a total: 凯里市 | 小计.
    std::string word;
    if (IsTotalName(named.item)) word = std::exchange(named.item, {});
    if (!has_own && named.item.empty() && word.empty()) {
      named.name = NameBesideRecipient(table_, row);
      if (!IsPlainGrandTotal(named.name)) return named;
      above_.assign(above_.size(), {});
      return named;
    }
    if (has_own && IsPlainGrandTotal(own.front())) above_.assign(above_.size(), {});
    if (!has_own && IsPlainGrandTotal(word) && IsOuterRow(row)) {
      above_.assign(above_.size(), {});
      named.name = word;  // 总计 in the projects' column, below the last place
      return named;
    }
    const bool is_last_filled = !own.empty() && !own.back().empty();
    named.is_carried = Carry(own, !named.item.empty() || (!has_own && !word.empty()));
    std::erase_if(own, [](const std::string& name) { return name.empty(); });
    if (!word.empty() && (own.empty() || own.back() != word)) own.push_back(word);
    if (own.empty()) return named;
    named.is_group_head = (table_.recipients.size() > 1 && !is_last_filled && !named.is_carried) ||
                          (!table_.items.empty() && named.item.empty()) || !word.empty();
    named.name = own.back();
    named.is_nobody = own.size() == 1 && table_.recipients.size() > 1 && own.back() == "小计";
    if (own.size() > 1 && !named.is_carried) named.group = own[own.size() - 2];
    if (own.size() > 1 && IsBareTotal(own.back())) {
      named.name = own[own.size() - 2] + own.back();
      named.is_group_head = true;
    }
    return named;
  }

 private:
  // The first row of the body, or the last.
  [[nodiscard]] bool IsOuterRow(int row) const {
    const auto is_blank = [&](int other) { return IsBlankRow(table_, other); };
    int first = table_.head.body_begin(), last = table_.grid.rows - 1;
    while (first < last && is_blank(first)) ++first;
    while (last > first && is_blank(last)) --last;
    return row == first || row == last;
  }

  // The text of each recipient column; of a cell over several only the first has it.
  std::vector<std::string> OwnNames(int row) const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < table_.recipients.size(); ++i) {
      const int column = table_.recipients[i];
      std::string name = table_.Name(row, column);
      // A merged cell, or one that a converter repeats in each of its columns.
      const bool is_same = i > 0 && (IsSameCell(table_, row, table_.recipients[i - 1], column) ||
                                     (IsTotalName(name) && name == names.front()));
      names.push_back(is_same ? std::string() : std::move(name));
    }
    return names;
  }

  std::string ItemOf(int row) const {
    std::string item;
    for (const int column : table_.items) {
      const std::string text = table_.Name(row, column);
      // A cell over both is the recipient's: 总计.
      const bool is_other = std::ranges::any_of(table_.recipients, [&](int recipient) {
        return IsSameCell(table_, row, recipient, column);
      });
      if (text.empty() || is_other || text == item) continue;
      item += (item.empty() ? "" : "/") + text;
    }
    return item;
  }

  // Fills blanks left of a 小计, and, where the row `needs_name`, the last one. Returns whether the
  // row's own name is one from above.
  bool Carry(std::vector<std::string>& names, bool needs_name) {
    if (names.empty()) return false;
    const bool is_blank = std::ranges::all_of(names, &std::string::empty);
    const bool is_subtotal =
        names.size() > 1 && IsBareTotal(names.back()) && !IsPlainGrandTotal(names.back());
    if (is_blank ? needs_name : is_subtotal) {
      for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i].empty()) names[i] = above_[i];
      }
      return is_blank;
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i].empty()) continue;
      above_[i] = names[i];
      std::fill(above_.begin() + std::ptrdiff_t(i) + 1, above_.end(), std::string());
    }
    return false;
  }

  const Table& table_;
  std::vector<std::string> above_;  // last name of each recipient column
};

// The least of the confidences of the cells that name the row.
double NameConfidence(const Table& table, int row) {
  double least = 1;
  for (const auto* columns : {&table.recipients, &table.items}) {
    for (const int column : *columns) {
      const int index =
          table.slots[static_cast<std::size_t>(row) * static_cast<std::size_t>(table.grid.columns) +
                      static_cast<std::size_t>(column)];
      if (index < 0) continue;
      const Cell& cell = table.grid.cells[static_cast<std::size_t>(index)];
      if (!cell.text.empty()) least = std::min(least, cell.confidence);
    }
  }
  return least;
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
  RowNamer namer(table);
  std::vector<RecipientRow> rows;
  for (int row = head.body_begin(); row < grid.rows; ++row) {
    if (IsBlankRow(table, row) || IsRepeatedHead(table, row)) continue;
    Named named = namer.NameOf(row);
    rows.push_back({.row = row,
                    .recipient = std::move(named.name),
                    .group = std::move(named.group),
                    .item = std::move(named.item),
                    .may_be_subtotal = named.is_group_head,
                    .is_carried = named.is_carried,
                    .confidence = named.is_nobody ? kNobody : NameConfidence(table, row)});
  }
  MarkUnnumbered(table, rows);
  return rows;
}

}  // namespace gongwen
