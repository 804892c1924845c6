// HTML -> blocks in reading order: paragraphs and tables with their spans.
#pragma once

#include <string_view>

#include "model/error.h"
#include "model/reading.h"

namespace gongwen {

// Reads a page or a fragment, however broken, as UTF-8 (an encoding named inside is ignored: the
// bytes were decoded before). Nothing is fetched from anywhere.
//   paragraphs  text outside tables, cut at block elements and <br>, joined by ParagraphJoiner;
//               is_centered from align, <center> and text-align
//   tables      by GridFromHtmlRows; in a cell, block elements and <br> make '\n'. A table inside
//               a cell is a block of its own behind the outer one, and its text is in the cell too.
//               Text that stands in a table but in no cell becomes a paragraph before the table,
//               so does its <caption>.
//   leftovers   the <title>; script, style and template are no text and ignored
//   errors      kTooLarge: nesting over kMaxHtmlNesting or kMaxNestedTables, or a table, a document
//   or
//               the file over its limit in markup_limits.h
//   cost        O(n), about 12 MB/s; the parser takes most of it
[[nodiscard]] Result<Reading> ReadHtml(std::string_view utf8);

}  // namespace gongwen
