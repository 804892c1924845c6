// Rules that a producer drew in pieces, one a cell or one a column, as the rules they are.
#pragma once

#include <span>
#include <vector>

#include "model/page.h"

namespace gongwen {

// Joins collinear rulings that touch or overlap. Doubled lines stay two, and so do lines with a gap
// that a reader sees (the spanner rules of a three-line table).
//   rulings  page points, any order
//   returns  by orientation, position and start; as thick as the thickest piece
//   cost     O(n log n)
[[nodiscard]] std::vector<Ruling> JoinedRulings(std::span<const Ruling> rulings);

}  // namespace gongwen
