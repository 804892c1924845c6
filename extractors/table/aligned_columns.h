// Where the columns of an unruled table part.
#pragma once

#include <span>
#include <vector>

#include "extractors/table/text_bands.h"
#include "model/page.h"

namespace gongwen {

// The borders between columns, ascending, left and right end included.
//   leaves       the boxes of the headers directly over columns, left to right; empty where the
//                table has no head
//   body         the bands below
//   left, right  the ends of the table
// With a head there are as many columns as leaves, and one more for each column of text that no
// header stands over; without one, text parted by a blank over all bands is a column each.
//   cost  O(words + leaves x columns^2)
[[nodiscard]] std::vector<double> ColumnBorders(std::span<const RectPt> leaves,
                                                std::span<const Band> body, double left,
                                                double right);

// The column of a place: borders[i] <= x < borders[i + 1], the nearest for places outside.
[[nodiscard]] std::size_t ColumnAt(std::span<const double> borders, double x);

// The borders of the part of a table above a page break, each moved to where it runs through the
// fewest words of the part below; the outer ones to its ends where these lie farther out.
[[nodiscard]] std::vector<double> AdjustedBorders(std::span<const double> borders,
                                                  std::span<const Band> bands, double left,
                                                  double right);

// The share of the words in `bands` that a border runs through.
[[nodiscard]] double ShareCut(std::span<const double> borders, std::span<const Band> bands);

}  // namespace gongwen
