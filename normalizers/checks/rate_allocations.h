// How sure the rows of allocation tables are.
#pragma once

#include "model/notice.h"
#include "normalizers/checks/misreading.h"
#include "normalizers/notice/gazetteer.h"

namespace gongwen {

// Makes from.confidence of every entry that of its row: the least of its parts in `trust`, which
// come in as BuildAllocationTable left them.
//
//   recipient   of a known place at least 0.95; of a name that looks cut at most 0.7; told by a
//               blank cell or by the order of rows at least 0.95 where the sums bear it out
//   column      of a table without rulings at least 0.95 where a sum over the row or the column
//               holds
//   amount      at least 0.97 where a sum of three figures or more that it is part of holds; at
//               most 0.75 where its only sums fail
//
// In a noisy document (misreading.h) a figure that no sum, a name that no list of places and a
// column that nothing bears out are not sure.
//
// Sums are those that sum_equations.h finds. Run it after MendAmounts and LocateRegions.
void RateAllocations(Notice& notice, const Gazetteer& gazetteer, const Misreading& misreading);

}  // namespace gongwen
