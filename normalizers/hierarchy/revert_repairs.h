// Undoing what the program changed.
#pragma once

#include <span>
#include <vector>

#include "model/notice.h"

namespace gongwen {

// The table's rows as they were read: every repair of the table is taken back, the last one first.
// Pieces of a name that stood in several rows come back as lines.  O(repairs)
[[nodiscard]] std::vector<IndicatorRow> RevertRepairs(const IndicatorTable& table,
                                                      std::span<const Repair> repairs);

}  // namespace gongwen
