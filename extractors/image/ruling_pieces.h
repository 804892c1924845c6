// Thin straight runs of ink, the raw material of rulings. Internal to rulings_from_image.
//
// All of this is written for horizontal rulings in pixels; for vertical ones the page is
// transposed.
#pragma once

#include <vector>

#include "extractors/image/pix.h"

namespace gongwen {

struct RulingOptions {
  double least_length_mm = 12;     // ink of a line in all; longer than any stroke of a 36 pt title
  double most_thickness_mm = 1.2;  // a thicker bar is a figure
  double least_piece_mm = 1.4;     // shorter pieces are dots
  double longest_piece_least_mm = 4.5;  // one piece at least is longer than strokes of small text
  double framed_piece_least_mm = 2.0;   // the same where a line meets others
  double solid_piece_mm = 10;           // a piece so long needs no free sides
  double drift_mm = 0.35;       // neighbouring pieces of one line differ by no more in height
  double touch_mm = 0.8;        // a piece that ends so near to a crossing line touches it
  double most_gap_mm = 32;      // between pieces of one line
  double least_coverage = 0.2;  // of a line's length is ink
};

// The lengths of RulingOptions in pixels, widened where the page's text is large.
struct RulingScale {
  double least_length = 0, most_thickness = 0, longest_piece_least = 0, framed_piece_least = 0;
  double solid_piece = 0, drift = 0, touch = 0, most_gap = 0, least_coverage = 0, most_bow = 0;
  int least_piece = 0, side = 0;
};
[[nodiscard]] RulingScale ScaleOf(const RulingOptions& options, double dpi, double glyph_px);

struct RulingPiece {
  RectPx box{};
  double middle = 0;      // mean y of its ink
  double thickness = 0;   // ink / width
  int free_sides = 0;     // of above and below: no other ink within 0.6 mm
  bool is_long = false;   // at least solid_piece wide
  bool is_taken = false;  // belongs to a chain

  [[nodiscard]] bool is_sure() const { return is_long || free_sides == 2; }
};

// The pieces of a page, by x.
//   binary  1 bit; opened  the same after OpenRuns
[[nodiscard]] std::vector<RulingPiece> FindRulingPieces(::Pix* binary, ::Pix* opened,
                                                        const RulingScale& scale);

// Counts the free sides of the pieces that no chain has taken, among the given ink.
void CountFreeSides(::Pix* ink, const RulingScale& scale, std::vector<RulingPiece>& pieces);

// Keeps the horizontal runs that are at least scale.least_piece long.
[[nodiscard]] PixPtr OpenRuns(::Pix* binary, const RulingScale& scale);

}  // namespace gongwen
