// Paragraphs that a page break cut in two.
#pragma once

#include <vector>

#include "model/reading.h"

namespace gongwen {

// Whether the first paragraph of a page goes on the last one of the page before: the last line
// there is full, the first line here has no indent, sizes agree, and no mark of an item begins it.
// After a full stop it goes on only where paragraphs are indented, so that the missing indent
// tells.
[[nodiscard]] bool ContinuesParagraph(const Paragraph& last_of_page,
                                      const Paragraph& first_of_next);

// Joins such paragraphs in the blocks of a whole document. Page numbers between the two are looked
// over and stay in their places; a table between keeps them apart. The joined paragraph keeps page
// and box of its beginning.
//   blocks   in reading order
//   cost     O(n)
[[nodiscard]] std::vector<Block> JoinOverPages(std::vector<Block> blocks);

}  // namespace gongwen
