// Tells the kind of a file from its content; names and extensions are often wrong in archives.
#pragma once

#include <cstddef>
#include <string_view>

#include "model/reading.h"

namespace gongwen {

// How far into a text its kind is looked for.
inline constexpr std::size_t kSniffWindowBytes = std::size_t{1} << 20;

// PDF: "%PDF-" within the first 1024 bytes, as readers allow. TIFF, PNG, JPEG: their magic.
// HTML: opens with a doctype, <html>, <head>, <body> or <meta>; or with another element, and
// nothing in it is Markdown. Markdown: a heading, a pipe table, a bold run or a link, or an HTML
// table in running text. Text: anything else that DetectEncoding reads. kUnknown: empty, binary, or
// a text that is no document, see foreign_text.h. `bytes` is the whole file or its beginning.
// O(min(n, kSniffWindowBytes)), no errors.
[[nodiscard]] InputFormat SniffFormat(std::string_view bytes);

}  // namespace gongwen
