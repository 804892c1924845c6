// Allocation tables for tests, without a grid.
#pragma once

#include <catch2/catch.hpp>
#include <cstddef>
#include <string>
#include <vector>

#include "model/notice.h"
#include "normalizers/value/amount.h"

namespace gongwen {

struct AmountTableRow {
  std::string recipient{}, parent{};
  std::vector<std::string> amounts{};  // one for each column; "" = blank
};

// Rows are numbered from 1; a row that another names as its parent is a total.
inline AllocationTable AmountTable(const std::vector<std::string>& columns,
                                   const std::vector<AmountTableRow>& rows) {
  AllocationTable table{.table_no = 1, .unit = "万元"};
  int row_no = 0;
  for (const AmountTableRow& row : rows) {
    ++row_no;
    bool is_total = false;
    for (const AmountTableRow& other : rows) is_total = is_total || other.parent == row.recipient;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (row.amounts[c].empty()) continue;
      AllocationEntry entry{.row_no = row_no,
                            .recipient = row.recipient,
                            .column_name = columns[c],
                            .amount_text = row.amounts[c],
                            .amount = ParseAmount(row.amounts[c]),
                            .unit = "万元",
                            .is_total = is_total,
                            .parent = row.parent,
                            .from = {.source = TextSource::kTextLayer}};
      if (entry.amount) entry.amount_yuan = ToYuan(*entry.amount, "万元");
      table.entries.push_back(std::move(entry));
    }
  }
  return table;
}

inline std::size_t IndexOf(const AllocationTable& table, int row_no, const std::string& column) {
  for (std::size_t i = 0; i < table.entries.size(); ++i) {
    if (table.entries[i].row_no == row_no && table.entries[i].column_name == column) return i;
  }
  FAIL("no such cell");
  return 0;
}

inline void SetAmount(AllocationTable& table, int row_no, const std::string& column,
                      const std::string& text) {
  AllocationEntry& entry = table.entries[IndexOf(table, row_no, column)];
  entry.amount_text = text;
  entry.amount = ParseAmount(text);
  entry.amount_yuan = entry.amount ? ToYuan(*entry.amount, entry.unit) : std::nullopt;
}

}  // namespace gongwen
