// Where the lines of text are, before any of them is read.
#pragma once

#include <vector>

#include "extractors/image/pix.h"

namespace gongwen {

// The boxes of the text lines of a binary image, in reading order: top to bottom, and left to
// right where lines stand side by side.
//   binary    1 bit, without rulings and tables
//   glyph_px  the usual height of a line; lines of other sizes are found too
//   Pieces belong to one line if they overlap by half of the lower one's height and the gap is at
//   most 2.2 times the line's height (spaced-out mastheads). What is larger than any character is
//   no text.
//   cost      O(n * lines) for n words
[[nodiscard]] std::vector<RectPx> FindTextLines(::Pix* binary, double glyph_px);

// The same inside one table cell, where lines are stacked without anything beside them: cuts the
// ink at blank rows, joins parts of one character (二 三), and cuts lines that touch.
[[nodiscard]] std::vector<RectPx> FindCellLines(::Pix* binary, const RectPx& cell, double glyph_px);

}  // namespace gongwen
