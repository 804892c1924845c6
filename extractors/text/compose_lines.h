// Glyphs -> lines of text -> paragraphs. The same paragraphs are built from lines that OCR read.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/page.h"
#include "model/reading.h"

namespace gongwen {

// Joins two pieces of text that stand beside or below each other: without a blank beside Han
// characters and full-width punctuation, with one between two Latin words or numbers. Blanks at
// the joint are dropped first.
[[nodiscard]] std::string JoinPieces(std::string_view first, std::string_view second);

// Appends to `text` the line it goes on in, by the same rule, but without a blank inside a number:
// Chinese breaks lines there (110|0248社会保障 is 1100248社会保障). Between digits without Han
// around, the blank stays.
void AppendWrapped(std::string& text, std::string_view line);

// Composes the glyphs of one region (a cell, or the page outside its tables) into lines, top to
// bottom, each left to right. A line is split where the gap between glyphs is wider than
// `split_gap_em` of their size (columns of a masthead); a smaller visible gap is a blank, which
// JoinPieces' rule then keeps or drops. Glyphs without Unicode give U+FFFD. Glyphs drawn one below
// the other in a column one glyph wide (产/出/指/标) give one line, read downward.
//   cost  O(n log n)
struct ComposeOptions {
  double split_gap_em = 2.5;  // wider than any justified blank in GB/T 9704 letters
  double blank_gap_em = 0.14;  // TeX and narrow fonts set blanks of 0.2; kerning stays below 0.1
};
[[nodiscard]] std::vector<TextLine> ComposeLines(std::span<const Glyph> glyphs,
                                                 const ComposeOptions& options = {});

// The text of one table cell: its lines joined by AppendWrapped.
[[nodiscard]] std::string ComposeCellText(std::span<const Glyph> glyphs);

// Groups the lines of one page that stand outside tables into paragraphs, in reading order of
// their first lines. Works on composed and on recognised lines; boxes may be wobbly by a tenth of
// their height, text must be upright. `lines` in any order; blank ones are left out. A line whose
// font size is 0 is measured by its width. The paragraph's size is that of its first line.
//   body      a line goes on in the next one when the next one's first character did not fit and
//             it starts at the left margin, or under the text of its numbered item
//   titles    lines of one size, centred below each other, are one title; lines that each name a
//             whole agency are not
//   alone     numbered items, attachments, page numbers, the two ends of a 版记 line
// Boxes are unions; confidence is the lowest.
//   cost  O(n log n)
[[nodiscard]] std::vector<Paragraph> ComposeParagraphs(std::span<const TextLine> lines,
                                                       int page_no);

}  // namespace gongwen
