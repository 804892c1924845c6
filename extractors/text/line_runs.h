// First step of composing lines: glyphs that were drawn one after the other and stand side by side.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "model/page.h"

namespace gongwen {

// One visible glyph: its index in the span that was given, and whether a blank glyph (a space) was
// drawn before it.
struct Piece {
  std::size_t glyph = 0;
  bool blank_before = false;
};

// Pieces that surely follow each other on one line. `pieces` is never empty.
struct GlyphRun {
  std::vector<Piece> pieces{};
  RectPt box{};
  double center_y = 0;  // of its first glyph
  double size_pt = 0;   // the largest of its glyphs
  bool is_vertical = false;
};

// The glyph's size, or the height of its box where the size is not known.
[[nodiscard]] double SizeOf(const Glyph& glyph);

// The smallest rectangle around both, also when one of them has no width: a glyph without advance
// has a place all the same.
[[nodiscard]] RectPt Around(const RectPt& a, const RectPt& b);

// Cuts the glyphs, in drawing order, into runs. Blank glyphs are noted and left out, a glyph drawn
// twice in a row on the same place (imitated bold) counts once. Every other glyph is in exactly
// one run.
//   cost  O(n)
[[nodiscard]] std::vector<GlyphRun> CutRuns(std::span<const Glyph> glyphs);

}  // namespace gongwen
