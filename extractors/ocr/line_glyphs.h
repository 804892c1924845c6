// A line that was read -> its characters in their places.
#pragma once

#include <span>
#include <vector>

#include "extractors/ocr/line_picture.h"
#include "extractors/ocr/line_text.h"
#include "model/page.h"

namespace gongwen {

// The characters of a line, each with a box as high as the line. Neighbours touch, so that no blank
// is seen that the engine did not see; where it saw one, or where ink leaves more than 0.7 em free,
// the boxes end with the ink. An engine that gives no places of its characters gets them by their
// widths.
//   line     where the text was found, pixels of `page`
//   returns  boxes in points; the confidence of each is the line's
[[nodiscard]] std::vector<Glyph> GlyphsOfLine(const LineText& text, const RectPx& line,
                                              const TextImages& page);

// The same for characters that stand one below the other; with as many boxes as characters each
// gets its own, else they share the height.
[[nodiscard]] std::vector<Glyph> GlyphsOfStack(const LineText& text,
                                               std::span<const RectPx> characters,
                                               const TextImages& page);

}  // namespace gongwen
