// The places of a page that hold text -> the characters in them.
#pragma once

#include <vector>

#include "extractors/ocr/line_picture.h"
#include "extractors/ocr/ocr_readers.h"
#include "model/page.h"
#include "model/reading.h"

namespace gongwen {

// Reads one cell. Its lines are found by their ink and read one by one; lines one character wide
// below each other are a label set downward. A cell without ink is not read.
//   box        points of `page`
//   leftovers  gets a line for every place that the engines failed on
[[nodiscard]] std::vector<Glyph> ReadCell(const RectPt& box, int page_no, const TextImages& page,
                                          const OcrReaders& readers,
                                          std::vector<Leftover>& leftovers);

// Reads the lines of the page; what has been read before must be erased from page.binary.
[[nodiscard]] std::vector<Glyph> ReadLines(int page_no, const TextImages& page,
                                           const OcrReaders& readers,
                                           std::vector<Leftover>& leftovers);

}  // namespace gongwen
