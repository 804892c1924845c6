// Paper that curls at the fold or under the lid: its lines bend. Bent lines are set straight.
#pragma once

#include "extractors/image/clean_page.h"

namespace gongwen {

struct FlattenOptions {
  double least_bend_em = 0.2;  // smaller ones hurt neither cutting nor reading
  double least_gain = 0.4;     // share of the bend that the model must explain
  double least_length_em = 8;  // of a line that counts
  int least_lines = 3;
};

// Moves the pixels of each column up or down so that lines of text and rulings run level; the
// middle column stays. The page must be upright. A page without a bend, or whose lines do not agree
// on one, is left as it is.
//   returns  how far the page was moved at most, pixels; 0 = not at all
//   cost     10 ms; about 10 ns a pixel more for a page that is bent
double FlattenPage(CleanPage& page, int ink_threshold, const FlattenOptions& options = {});

// A cleaned page as it is read: turned clockwise by `quarter_deg`, and flat.
[[nodiscard]] CleanPage StandingPage(CleanPage page, int quarter_deg,
                                     int ink_threshold = CleanOptions{}.ink_threshold);

}  // namespace gongwen
