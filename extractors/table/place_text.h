// Text onto the columns of an unruled table: which cell each word belongs to.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "extractors/table/header_blocks.h"
#include "extractors/table/text_bands.h"
#include "model/page.h"

namespace gongwen {

// A row of the grid under construction.
struct GridRow {
  double y0 = 0, y1 = 0;
  std::vector<Band> bands{};
};

// A cell and the glyphs in it: indices into the page's.
struct PlacedText {
  int row = 0, end_row = 0;
  std::size_t column = 0, end_column = 0;
  std::vector<std::size_t> glyphs{};
};

// Where the texts of a column begin, have their middle, end: the one of the three that they share.
class ColumnAlignment {
 public:
  void Add(const RectPt& box);

  // How far, in points, a text stands off the column's alignment, beyond what its texts vary; 0
  // where the column has too few of them.
  [[nodiscard]] double Off(const RectPt& box) const;

  // The share of the texts within `tolerance` points of the alignment that most of them keep.
  [[nodiscard]] double ShareAligned(double tolerance) const;
  // The middle of its texts.
  [[nodiscard]] double Middle() const;
  [[nodiscard]] std::size_t count() const { return places_[0].size(); }

 private:
  std::array<std::vector<double>, 3> places_{};
};

[[nodiscard]] std::vector<ColumnAlignment> AlignmentsOf(std::span<const GridRow> rows,
                                                        std::span<const double> borders);

// The head's blocks on the columns below them, with empty cells over columns without a header.
// Empty when two blocks would share a slot.
[[nodiscard]] std::vector<PlacedText> PlaceHeader(const Header& header, std::span<const Band> bands,
                                                  std::span<const double> borders);

// The words of one row on its columns. A text over several columns that nothing else stands in
// spans them, and so does one centred over its column and an empty neighbour (合计 over number and
// name).
[[nodiscard]] std::vector<PlacedText> PlaceRow(const GridRow& row, int index,
                                               std::span<const double> borders,
                                               const std::vector<ColumnAlignment>& alignments);

// The share of rows in which a text runs over a border between columns and no number stands right
// of it (as it does of a 合计 that is set over two columns).
[[nodiscard]] double ShareOfRowsAcross(std::span<const GridRow> rows,
                                       std::span<const double> borders);

}  // namespace gongwen
