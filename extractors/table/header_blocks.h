// The head of an unruled table: which pieces of text are headers, and which stands over which.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "extractors/table/text_bands.h"
#include "model/page.h"

namespace gongwen {

struct WordRef {
  std::size_t band = 0, word = 0;
};

// The text of one header cell, wrapped lines together.
struct HeaderBlock {
  RectPt box{};
  double size_pt = 0;
  std::vector<WordRef> words{};      // in reading order
  int parent = -1;                   // index of the block that it stands under
  bool is_leaf = true;               // stands directly over a column
  int first_leaf = 0, end_leaf = 0;  // the leaves below it (a leaf: itself), by their order
  int first_row = 0, end_row = 0;    // of the header's rows
};

struct Header {
  std::vector<HeaderBlock> blocks{};
  std::vector<std::size_t> leaves{};  // indices of leaf blocks, left to right
  bool is_cut_off = false;            // more blocks than any head has: some are not here
  std::vector<double> row_borders{};  // y between the header's rows, one less than there are rows
  [[nodiscard]] int rows() const { return static_cast<int>(row_borders.size()) + 1; }
};

// Finds the blocks in the bands of a table's head and the tree they make. Wrapped lines are one
// block. A block over others is their parent when it is centred over them or a ruling below it
// reaches over them.
//   rulings  horizontal ones that span a part of the columns
[[nodiscard]] Header HeaderOf(std::span<const Band> bands, std::span<const Ruling> rulings);

}  // namespace gongwen
