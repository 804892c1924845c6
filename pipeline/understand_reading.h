// A raw reading -> the notice: fields, tables, rows, repairs. No I/O and no engine: it can be run
// again on kept readings after a taxonomy or a rule has changed.
#pragma once

#include "model/notice.h"
#include "model/reading.h"
#include "normalizers/hierarchy/indicator_tables.h"
#include "normalizers/hierarchy/knowledge.h"

namespace gongwen {

struct UnderstandOptions {
  HierarchyOptions hierarchy{};
  std::vector<TableGrid> archived{};  // indicator tables of other notices, taken for siblings
};

struct UnderstoodReading {
  Reading reading{};  // as given, but lines that are tables are grids (listed_tables.h)
  Notice notice{};    // its tables are numbered from 1 in the order of the reading's blocks
  std::vector<IndicatorSheet> sheets{};  // by indicator table: how its grid was read
  std::vector<std::size_t> first_block{};  // by block of `reading`: see GatheredReading
};

// Understanding what came out of it again gives the same.
[[nodiscard]] UnderstoodReading UnderstandReading(Reading reading, const Knowledge& knowledge,
                                                  const UnderstandOptions& options = {});

}  // namespace gongwen
