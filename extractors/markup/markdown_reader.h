// Markdown dumps of notices -> paragraphs and tables.
#pragma once

#include <string_view>
#include <vector>

#include "extractors/markup/html_table_spans.h"
#include "model/error.h"
#include "model/reading.h"

namespace gongwen {

struct MarkupReading {
  Reading reading{};  // format kMarkdown; blocks in the order of the text; page 0
  // For each TableGrid of reading.blocks, in order, the bytes of `utf8` that it was read from:
  // whole lines for a pipe table (without the last line end), <table> to </table> for an HTML one.
  // Grids of one HTML table (nested tables) have the same span.
  std::vector<ByteRange> table_spans{};
};

// Reads valid UTF-8 with LF line ends, as DecodeText gives it. Real dumps are not well-formed
// Markdown, so this is lenient, and every word ends up in a cell or a paragraph:
//   pipe tables   consecutive lines that look like rows (LooksLikePipeRow), at least two or one
//                 with a delimiter row; or any line with a pipe above a delimiter row. The
//                 delimiter row is no row of the grid; an empty first row is one. Rows may differ
//                 in length: see GridFromRows. A row broken over lines is put together as long as
//                 it gets no longer than the first row. Rows with one empty line between each
//                 are one table too.
//   HTML tables   anywhere, also over many lines: by ReadHtml
//   paragraphs    by ParagraphJoiner; headings, bullets, quote marks, fences of code and rules
//                 (---) lose their marks
//   cells         by InlineText
//   errors        kTooLarge: markup_limits.h
//   cost          O(n), about 30 MB/s; HTML tables 10 MB/s
[[nodiscard]] Result<MarkupReading> ReadMarkdown(std::string_view utf8);

}  // namespace gongwen
