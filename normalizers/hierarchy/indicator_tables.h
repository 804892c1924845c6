// The indicator tables of one notice -> rows with paths and values, and what was repaired.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/notice.h"
#include "model/table_grid.h"
#include "normalizers/hierarchy/knowledge.h"
#include "normalizers/hierarchy/resolve_hierarchy.h"

namespace gongwen {

struct IndicatorGrid {
  int table_no = 0;  // 1-based among the document's tables
  const TableGrid* grid = nullptr;
  std::string title{};  // found above the table
  std::optional<int> year{};
  std::string region{};  // that a line above the table names
  bool may_go_on =
      false;  // nothing stands between it and the grid before: without a head it is its rest
};

struct IndicatorTables {
  std::vector<IndicatorTable> tables{};  // one for each grid given, in order
  std::vector<IndicatorSheet> sheets{};  // parallel: how each grid was read
  std::vector<int> header_rows{};        // parallel: rows above the first leaf
  std::vector<Repair> repairs{};
};

// Builds all indicator tables of a notice together, since siblings help each other. A table without
// leaves gives one without rows.
//   archived  tables of other notices that take part as siblings; no result is given for them
// Pure.
[[nodiscard]] IndicatorTables BuildIndicatorTables(std::span<const IndicatorGrid> grids,
                                                   const Knowledge& knowledge,
                                                   const HierarchyOptions& options = {},
                                                   std::span<const TableGrid> archived = {});

}  // namespace gongwen
