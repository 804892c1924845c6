#include "normalizers/hierarchy/revert_repairs.h"

#include <cstddef>
#include <string>

namespace gongwen {
namespace {

std::string* FieldOf(IndicatorRow& row, const std::string& field) {
  return field == "level1"       ? &row.level1
         : field == "level2"     ? &row.level2
         : field == "level3"     ? &row.level3
         : field == "value_text" ? &row.value_text
                                 : nullptr;
}

}  // namespace

std::vector<IndicatorRow> RevertRepairs(const IndicatorTable& table,
                                        std::span<const Repair> repairs) {
  std::vector<IndicatorRow> rows = table.rows;
  for (std::size_t i = repairs.size(); i-- > 0;) {
    const Repair& repair = repairs[i];
    const auto row = static_cast<std::size_t>(repair.row_no - 1);
    if (repair.table_no != table.table_no || repair.row_no < 1 || row >= rows.size()) continue;
    if (std::string* field = FieldOf(rows[row], repair.field)) *field = repair.before;
  }
  return rows;
}

}  // namespace gongwen
