// Two engines read one line: which of them is right, and how sure is that?
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/ocr/ocr_engine.h"

namespace gongwen {

// What a line says, and what else it may say.
struct LineText {
  std::string text{};
  double confidence = 0;           // [0,1], of the least sure character
  std::vector<OcrGlyph> glyphs{};  // of the reading that was taken
  bool operator==(const LineText&) const = default;
};

// How often a line is right whose least sure character has this confidence: measured on 600 lines
// of the generator, half of them bad (bench/README.md tells how).
[[nodiscard]] double CalibratedConfidence(double lowest);

// The mean over the characters, [0,1].
[[nodiscard]] double MeanConfidence(const OcrText& text);

// A reading alone. The confidence is that of its least sure character.
[[nodiscard]] LineText AloneReading(OcrText text);

// `text` is by the engine for all text, `value` by the one for values, which writes 〓 for what it
// does not know. Characters that both read (full-width forms aside) support each other; where signs
// and words differ, the engines' confidence and the grammar of values decide, place by place; where
// digits differ, one number is taken whole, the one that `third` (nullptr = nobody asked) confirms.
// The result is doubtful then.
[[nodiscard]] LineText ChooseValue(OcrText text, OcrText value, const OcrText* third = nullptr);

// Whether both readings have the same digits and points.
[[nodiscard]] bool AgreeInDigits(const OcrText& text, const OcrText& value);

// Whether a third reading is worth its time: digits differ, or what was read is no value.
[[nodiscard]] bool NeedsThirdReading(const OcrText& text, const OcrText& value);

// `first` is by the better engine, `second` by another one that is trained on other lines. Where
// they differ, `second` wins only where it is sure of all its characters and `first` is not.
[[nodiscard]] LineText ChooseText(OcrText first, OcrText second);

// Blanks dropped, full-width forms, dashes and quotes of all kinds folded: what two engines may
// write differently without meaning another character.
[[nodiscard]] std::string FoldedForms(std::string_view text);

}  // namespace gongwen
