// One line of a cleaned page -> its text.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "extractors/image/pix.h"
#include "extractors/ocr/ocr_engine.h"

namespace gongwen {

// What is read: the page without rulings. Both images have the same size; not owned.
struct TextImages {
  ::Pix* gray = nullptr;    // 8 bit
  ::Pix* binary = nullptr;  // 1 bit
  double dpi = 0;
  double glyph_px = 0;  // the usual height of a line
};

// Reads one line: cut out, scaled to characters of 30 pixels, with a white margin.
//   returns  empty text and confidence 0 where nothing was recognised
//   errors   those of OcrEngine::Recognize; kOcrFailed: no memory
//   cost     one call of the engine, 10-100 ms
[[nodiscard]] Result<OcrText> ReadLine(const TextImages& page, const RectPx& line,
                                       OcrEngine& engine);

// Reads characters that stand one below the other (产/出/指/标 in a narrow column): set side by
// side, they are a line like any other.
[[nodiscard]] Result<OcrText> ReadStack(const TextImages& page, std::span<const RectPx> characters,
                                        OcrEngine& engine);

// Drops the blanks that an engine puts between Chinese characters; keeps those between words.
[[nodiscard]] std::string WithoutHanBlanks(std::string_view text);

// Puts back the round bracket that chi_sim, which has no （, writes as 〈 or 《: a book mark that a
// round bracket closes is a round bracket too.  〈第二批) -> (第二批)
[[nodiscard]] std::string WithMatchingBrackets(std::string_view text);

}  // namespace gongwen
