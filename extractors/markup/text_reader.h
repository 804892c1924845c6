// Plain text -> paragraphs, and tables where tabs or commas part the fields.
#pragma once

#include <string_view>
#include <vector>

#include "extractors/markup/byte_range.h"
#include "model/error.h"
#include "model/reading.h"

namespace gongwen {

// Reads valid UTF-8 with LF line ends, as DecodeText gives it.
//   tabs        two lines and more in a row, each with a tab between two texts, are a table; a
//               line with a leading tab only may stand among them
//   blanks      four lines and more in a row of two or more fields parted by blanks, the first of
//               three or more, none of them a sentence or an item, are a table; one empty line may
//               stand between two, and an indented label of one field; by AlignFields
//   separators  see FindCsvRegion
//   paragraphs  the rest, by ParagraphJoiner; a line indented deeper than the one above, or far
//               less deep, begins a paragraph
// Grids have origin kPipes (cells may have slid), source kMarkup.
//   errors  kTooLarge: markup_limits.h        cost  O(n)
[[nodiscard]] Result<Reading> ReadText(std::string_view utf8);

// The same, with the whole lines that each table was read from (without the last line end), and
// what parts their fields: ',', ';', '|', '\t' or ' '.
struct TextTableSpan {
  ByteRange range{};
  char separator = ',';
};
struct TextReading {
  Reading reading{};
  std::vector<TextTableSpan> table_spans{};
};
[[nodiscard]] Result<TextReading> ReadTextWithSpans(std::string_view utf8);

}  // namespace gongwen
