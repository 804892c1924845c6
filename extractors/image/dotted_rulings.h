// Rulings drawn as dots or dashes.
#pragma once

#include "extractors/image/pix.h"

namespace gongwen {

// A mask of the dotted and dashed lines, across and down, drawn through from their first mark to
// their last: 1 bit, the size of `binary`.
//   binary  1 bit, 1 = ink, deskewed; specks not yet erased, because the dots of a ruling through
//           an empty cell are some
//   Marks make a ruling when they follow each other at one height in equal steps, are alike, and
//   have free paper on both sides, over at least 10 mm. Dots from one word to the next (目录.....3)
//   are leaders and none.
//   cost    O(n log n) for n pieces of ink; null when memory runs out
[[nodiscard]] PixPtr DottedRulings(::Pix* binary, double dpi);

}  // namespace gongwen
