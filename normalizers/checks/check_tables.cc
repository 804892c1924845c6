// Tables of which nothing became a row: their figures are in the text alone, and nobody would miss
// them. Tested by tests/normalizers/check_notice_test.cc.
#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "normalizers/checks/check_notice.h"
#include "normalizers/checks/some_of.h"
#include "normalizers/value/compact_text.h"

namespace gongwen {
namespace {

constexpr std::size_t kFewestFigures = 2, kMostShown = 6;

std::set<int> TablesWithRows(const Notice& notice) {
  std::set<int> tables;
  for (const IndicatorTable& table : notice.indicator_tables) {
    if (!table.rows.empty()) tables.insert(table.table_no);
  }
  for (const AllocationTable& table : notice.allocation_tables) {
    if (!table.entries.empty()) tables.insert(table.table_no);
  }
  return tables;
}

// What looks like an amount or a value, not the 序号 of a list.
std::vector<std::string> FiguresIn(const TableGrid& grid) {
  static const RE2 kFigure("[≥≤＜＞<>=+\\-]?[0-9OolI][0-9,，.OolI]*(?:%|％|[\\p{Han}]{1,3})?");
  static const RE2 kCount("[0-9]{1,3}");
  std::vector<std::string> figures;
  for (const Cell& cell : grid.cells) {
    const std::string tight = TightText(cell.text);
    const bool is_count = cell.column == 0 && RE2::FullMatch(tight, kCount);
    if (!is_count && RE2::FullMatch(tight, kFigure)) figures.push_back(tight);
  }
  return figures;
}

// A table of the kinds that are read, or one without a title behind such a table.
bool ShouldHaveRows(const Notice& notice, std::size_t table, const std::set<int>& with_rows) {
  static const RE2 kTitle("分配|绩效|资金|预算|指标|目标|补助|经费");
  const TableSummary& own = notice.tables[table];
  const bool is_built =
      own.kind == TableKind::kIndicator ||
      std::ranges::find(notice.allocation_tables, own.table_no, &AllocationTable::table_no) !=
          notice.allocation_tables.end();
  if (own.kind != TableKind::kOther) return is_built;  // else it is a part of the table before
  if (!own.title.empty()) return RE2::PartialMatch(own.title, kTitle);
  return with_rows.contains(own.table_no - 1);
}

}  // namespace

std::vector<Check> CheckTables(const Notice& notice, const Reading& reading) {
  std::vector<Check> checks;
  const std::set<int> with_rows = TablesWithRows(notice);
  std::size_t table = 0;
  for (const Block& block : reading.blocks) {
    const auto* grid = std::get_if<TableGrid>(&block);
    if (grid == nullptr || table >= notice.tables.size()) continue;
    const std::size_t own = table++;
    const int table_no = notice.tables[own].table_no;
    if (with_rows.contains(table_no) || !ShouldHaveRows(notice, own, with_rows)) continue;
    const std::vector<std::string> figures = FiguresIn(*grid);
    if (figures.size() < kFewestFigures) continue;
    const std::string count = std::to_string(figures.size());
    checks.push_back({.table_no = table_no,
                      .name = std::string(kUnreadTable),
                      .outcome = CheckOutcome::kFail,
                      .actual = SomeOf(figures, kMostShown),
                      .message = "此表未能读成行，表中 " + count +
                                 " 个数字只在原文中 / no row was made of this table; " + count +
                                 " figures of it are in the text alone"});
  }
  return checks;
}

}  // namespace gongwen
