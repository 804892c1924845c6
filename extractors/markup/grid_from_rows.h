// Rows of cell texts, without spans -> a grid that tiles.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/reading.h"
#include "model/table_grid.h"

namespace gongwen {

using TextRows = std::vector<std::vector<std::string>>;

// Fails with kTooLarge when a table of this size goes over kMaxRowCells or kMaxTableSlots.
[[nodiscard]] Result<void> CheckTableSize(std::size_t rows, std::size_t columns);

// Builds the grid of `rows`: as many columns as the longest row has cells; short rows are filled
// up at their right end with cells marked is_padding. Origin kPipes, source kMarkup. At least one
// row with a cell.
//   errors  kTooLarge      cost  O(rows x columns)
[[nodiscard]] Result<TableGrid> GridFromRows(TextRows rows);

// The blocks of one markup document in order, and how much they may still grow.
class BlockSink {
 public:
  // Errors: kTooLarge over kMaxDocumentSlots or kMaxParagraphs.
  [[nodiscard]] Result<void> Add(TableGrid grid);
  [[nodiscard]] Result<void> Add(std::vector<Paragraph> paragraphs);
  [[nodiscard]] std::vector<Block> Take() && { return std::move(blocks_); }

 private:
  std::vector<Block> blocks_;
  std::size_t slots_ = 0, paragraphs_ = 0;
};

}  // namespace gongwen
