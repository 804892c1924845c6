// What a line says.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/ocr/ocr_engine.h"

namespace gongwen {

// The reading of a line that was taken.
struct LineText {
  std::string text{};
  double confidence = 0;           // [0,1]: how often such a line is right
  std::vector<OcrGlyph> glyphs{};  // of the reading that was taken
  bool operator==(const LineText&) const = default;
};

// The mean over the characters, [0,1].
[[nodiscard]] double MeanConfidence(const OcrText& text);

// Of the least sure character, [0,1]; 0 for a reading that says nothing.
[[nodiscard]] double LowestConfidence(const OcrText& text);

// Blanks dropped, full-width forms, dashes and quotes of all kinds folded: what two engines may
// write differently without meaning another character.
[[nodiscard]] std::string FoldedForms(std::string_view text);

// Digits and points, without commas and all else: what a number is.  ≥1,234.5人 -> 1234.5
[[nodiscard]] std::string DigitsOf(std::string_view text);

}  // namespace gongwen
