// Text set by hand for tests: glyphs of 10 points, Han an em wide, Latin half of one.
#pragma once

#include <string_view>
#include <vector>

#include "model/page.h"
#include "text/han.h"

namespace gongwen {

inline double WidthOf(std::string_view text) {
  double width = 0;
  while (!text.empty()) width += IsFullWidth(TakeCodePoint(text)) ? 10 : 5;
  return width;
}

// From x on; `y` is the top. Blanks move on and leave no glyph.
inline void SetText(std::vector<Glyph>& glyphs, double x, double y, std::string_view text) {
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t c = TakeCodePoint(text);
    const double width = IsFullWidth(c) ? 10 : 5;
    if (c != U' ') {
      glyphs.push_back({.text = std::string(before.substr(0, before.size() - text.size())),
                        .box = {x, y, x + width, y + 10},
                        .font_size_pt = 10});
    }
    x += width;
  }
}
inline void SetRight(std::vector<Glyph>& glyphs, double x1, double y, std::string_view text) {
  SetText(glyphs, x1 - WidthOf(text), y, text);
}
inline void SetCentered(std::vector<Glyph>& glyphs, double middle, double y,
                        std::string_view text) {
  SetText(glyphs, middle - WidthOf(text) / 2, y, text);
}

}  // namespace gongwen
