// Rulings of which nothing is left, told from those that end in the void.
#pragma once

#include <span>
#include <vector>

#include "extractors/image/close_ruling_gaps.h"
#include "model/page.h"

namespace gongwen {

struct LostRulingOptions {
  double reach_pt = 4;       // a line that ends this near to a crossing one meets it
  double same_place_pt = 3;  // ends so near to each other lie on one lost line
  int least_ends = 2;
  double longest_side_pt = 120;  // between two ends, and from the last one to the next crossing
};

// A ruling of a table ends at another one. Where two or more that meet one at their other end end
// at the same x and meet nothing, a vertical ruling was lost there; the same for horizontal ones.
// Returns the given rulings and those inferred: from the first such end to the last, and on to the
// next crossing line, wherever no text stands in the way. Pure.  O(n^2) for n rulings.
[[nodiscard]] std::vector<Ruling> WithLostRulings(std::vector<Ruling> rulings,
                                                  const CrossesText& crosses_text,
                                                  const LostRulingOptions& options = {});

}  // namespace gongwen
