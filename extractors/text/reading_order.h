// The order in which pieces of a page are read: rows top to bottom, each row left to right.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace gongwen {

struct RowKey {
  double y = 0;        // middle of the piece, or of its first glyph
  double x = 0;        // left edge
  double size_pt = 0;  // pieces nearer than half of it in height share a row
};

// The indices of `keys` in reading order; ties keep their order.
//   cost  O(n log n)
[[nodiscard]] std::vector<std::size_t> ReadingOrder(std::span<const RowKey> keys);

}  // namespace gongwen
