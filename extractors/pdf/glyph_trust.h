// Whether the fonts of a text layer say what they show.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "model/page.h"

namespace gongwen {

// Where a glyph came from: an index of its font on the page, and its code in that font.
struct GlyphCode {
  int font = 0;
  std::uint32_t code = 0;
  bool is_standard = false;  // the font is not in the file: its codes are characters by themselves,
                             // whatever the widths say
  bool is_unmapped = false;  // no table names its characters: the text is its code, and right only
                             // where the font's maker numbered glyphs by Unicode
};

// True for text that is empty or holds U+FFFD or a private-use character.
[[nodiscard]] bool SaysNothing(std::string_view text);

// Gives confidence kBrokenText to each glyph whose text is not what it shows:
//   alone     no Unicode, U+FFFD, a private-use character
//   by font   characters as wide as no font draws them (a narrow 县, a wide 7); different codes
//             with one text; Han characters that no language uses much; no table, and codes that
//             as characters are no Chinese text
// A font is judged on its glyphs of the page, and only on several.
//   codes  parallel to glyphs
//   cost   O(n log n)
void DistrustGlyphs(std::span<Glyph> glyphs, std::span<const GlyphCode> codes);

}  // namespace gongwen
