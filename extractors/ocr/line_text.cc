#include "extractors/ocr/line_text.h"

#include <algorithm>

#include "text/match_form.h"
#include "text/utf8.h"

namespace gongwen {

double MeanConfidence(const OcrText& text) {
  if (text.glyphs.empty()) return text.confidence;
  double sum = 0;
  for (const OcrGlyph& glyph : text.glyphs) sum += glyph.confidence;
  return sum / static_cast<double>(text.glyphs.size());
}

double LowestConfidence(const OcrText& text) {
  if (text.glyphs.empty()) return text.lowest_word;
  return std::min_element(
             text.glyphs.begin(), text.glyphs.end(),
             [](const OcrGlyph& a, const OcrGlyph& b) { return a.confidence < b.confidence; })
      ->confidence;
}

std::string FoldedForms(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    char32_t c = HalfWidth(TakeCodePoint(text));
    if (c == U' ' || c == U'\n') continue;
    switch (c) {
      case U'—':
      case U'–':
      case U'−':
        c = U'-';
        break;
      case U'“':
      case U'”':
        c = U'"';
        break;
      case U'‘':
      case U'’':
        c = U'\'';
        break;
      case U'≧':
        c = U'≥';
        break;
      case U'≦':
        c = U'≤';
        break;
      case U'〇':
        c = U'○';
        break;
      default:
        break;
    }
    AppendUtf8(out, c);
  }
  return out;
}

std::string DigitsOf(std::string_view text) {
  std::string digits;
  for (const char c : FoldedForms(text)) {
    if ((c >= '0' && c <= '9') || c == '.') digits += c;
  }
  return digits;
}

}  // namespace gongwen
