// Some forms draw the grid around the values only:
//
//    项目   +------+------+        the labels stand on the middle of a row, or of the rows
//           | 县数 | 金额 |        that they name
//   产出    +------+------+
//   指标    |      |      |        Given the rulings that they lack, they are a column like any
//           +------+------+        other: filling, joining over pages and spans come for nothing.
//
// First the labels are taken for merged cells, each centred on its rows, one right below the other;
// rows above the first and below the last may have none (their label stands on another page). Where
// that does not fit, each must stand on a row of its own. Where the table's own merged cells have
// their text at the top, the labels have too. Tested by labels_beside_test.cc.
#include "extractors/table/labels_beside.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <utility>

#include "extractors/table/edge_groups.h"
#include "extractors/table/grid_from_rulings.h"
#include "extractors/table/label_boxes.h"
#include "text/han.h"

namespace gongwen {
namespace {

constexpr double kCenteredEm = 0.4;  // off the middle of its rows
constexpr double kMostGapEm = 3;     // from the widest label, unless all rows have one
constexpr double kMostWidth = 0.4;   // of the table's
constexpr double kAlignedPt = 2.5;   // common left edge, middle or right edge
constexpr double kSlackPt = 2;       // into the table or out of its height
constexpr double kPaddingPt = 3;
constexpr std::size_t kFewestLabels = 2;

// The heights of a table's row borders.
std::vector<double> RowBorders(const TableGrid& grid) {
  std::vector<double> borders;
  for (const Cell& cell : grid.cells) borders.insert(borders.end(), {cell.box.y0, cell.box.y1});
  return ClusterPositions(std::move(borders), 1);
}

// The texts left of `table`, top to bottom; none when one of them is not a label.
std::vector<LabelBox> LabelsLeftOf(const RectPt& table, std::span<const Glyph> glyphs) {
  std::vector<const Glyph*> beside;
  for (const Glyph& glyph : glyphs) {
    const RectPt& box = glyph.box;
    if (IsBlank(glyph.text) || box.center_x() >= table.x0) continue;
    if (box.center_y() <= table.y0 || box.center_y() >= table.y1) continue;
    const bool is_label = box.x1 <= table.x0 + kSlackPt && box.y0 >= table.y0 - kSlackPt &&
                          box.y1 <= table.y1 + kSlackPt &&
                          box.x0 >= table.x0 - kMostWidth * table.width();
    if (!is_label) return {};
    beside.push_back(&glyph);
  }
  return LabelsOf(std::move(beside));
}

// Whether the labels are set as the cells of one column are.
bool AreAligned(std::span<const LabelBox> labels) {
  const auto spread = [&](auto&& of) {
    const auto [least, most] = std::ranges::minmax(labels, {}, of);
    return of(most) - of(least);
  };
  return spread([](const LabelBox& label) { return label.box.x0; }) <= kAlignedPt ||
         spread([](const LabelBox& label) { return label.box.center_x(); }) <= kAlignedPt ||
         spread([](const LabelBox& label) { return label.box.x1; }) <= kAlignedPt;
}

bool IsCentered(const LabelBox& label, double y0, double y1) {
  return std::abs((y0 + y1) / 2 - label.box.center_y()) <= kCenteredEm * label.size_pt;
}

// The borders (indices) above the first label, between the labels and below the last, each label on
// the middle of its rows, when the first begins at border `first`.
std::optional<std::vector<std::size_t>> BlocksFrom(std::size_t first,
                                                   std::span<const LabelBox> labels,
                                                   const std::vector<double>& borders) {
  std::vector<std::size_t> ends{first};
  for (const LabelBox& label : labels) {
    const double top = borders[ends.back()];
    const double wanted = 2 * label.box.center_y() - top;
    std::size_t best = ends.back() + 1;
    for (std::size_t i = best; i < borders.size(); ++i) {
      if (std::abs(borders[i] - wanted) < std::abs(borders[best] - wanted)) best = i;
    }
    if (best >= borders.size() || !IsCentered(label, top, borders[best])) return std::nullopt;
    ends.push_back(best);
  }
  return ends;
}

// The same with the fewest rows that have no label.
std::vector<std::size_t> MergedBlocks(std::span<const LabelBox> labels,
                                      const std::vector<double>& borders) {
  std::vector<std::size_t> best;
  std::size_t fewest = std::numeric_limits<std::size_t>::max();
  for (std::size_t first = 0; first + 1 < borders.size(); ++first) {
    const auto blocks = BlocksFrom(first, labels, borders);
    if (!blocks) continue;
    const std::size_t bare = first + borders.size() - 1 - blocks->back();
    if (bare >= fewest) continue;
    fewest = bare;
    best = *blocks;
  }
  return best;
}

// Every border, when each label stands on the middle of one row.
std::vector<std::size_t> SingleRows(std::span<const LabelBox> labels,
                                    const std::vector<double>& borders) {
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < borders.size(); ++i) all.push_back(i);
  for (const LabelBox& label : labels) {
    const auto below = std::ranges::upper_bound(borders, label.box.center_y());
    if (below == borders.begin() || below == borders.end()) return {};
    if (!IsCentered(label, *(below - 1), *below)) return {};
  }
  return all;
}

// Whether texts stand at the top of the cells that go down over rows.
bool IsSetAtTop(const TableGrid& grid, std::span<const Glyph> glyphs) {
  int at_top = 0, centered = 0;
  for (const Cell& cell : grid.cells) {
    if (cell.row_span < 2) continue;
    LabelBox text;
    for (const Glyph& glyph : glyphs) {
      const RectPt& box = glyph.box;
      if (IsBlank(glyph.text) || !cell.box.Contains(box.center_x(), box.center_y())) continue;
      text = {Union(text.box, box), glyph.font_size_pt};
    }
    if (text.box.empty()) continue;
    ++(IsCentered(text, cell.box.y0, cell.box.y1) ? centered : at_top);
  }
  return at_top > centered;
}

// Each label has the rows from its own to the next label's.
std::vector<std::size_t> BlocksFromTop(std::span<const LabelBox> labels,
                                       const std::vector<double>& borders) {
  std::vector<std::size_t> blocks;
  for (const LabelBox& label : labels) {
    const auto below = std::ranges::upper_bound(borders, label.box.y0 + label.size_pt / 2);
    if (below == borders.begin() || below == borders.end()) return {};
    blocks.push_back(static_cast<std::size_t>(below - borders.begin()) - 1);
    if (blocks.size() > 1 && blocks.back() == blocks[blocks.size() - 2]) return {};
  }
  return blocks;
}

void AppendBorders(const RectPt& table, double left, std::span<const std::size_t> blocks,
                   const std::vector<double>& borders, std::vector<Ruling>& rulings) {
  const double top = borders.front(), bottom = borders.back();
  rulings.push_back({Orientation::kVertical, left, top, bottom, 0});
  rulings.push_back({Orientation::kVertical, table.x0, top, bottom, 0});
  const auto across = [&](double y) {
    rulings.push_back({Orientation::kHorizontal, y, left, table.x0, 0});
  };
  across(top);
  for (const std::size_t i : blocks) {
    if (i > 0 && i + 1 < borders.size()) across(borders[i]);
  }
  across(bottom);
}

void AppendLabelsOf(const TableGrid& grid, int page_no, std::span<const Glyph> glyphs,
                    std::vector<Ruling>& rulings) {
  if (grid.columns < 2 || grid.rows < 2) return;
  const RectPt table = BoundingBox(grid, page_no);
  const std::vector<LabelBox> labels = LabelsLeftOf(table, glyphs);
  if (labels.size() < kFewestLabels || !AreAligned(labels)) return;
  RectPt all;
  for (const LabelBox& label : labels) all = Union(all, label.box);
  const std::vector<double> borders = RowBorders(grid);
  const bool is_one_a_row = labels.size() + 1 == borders.size();
  if (table.x0 - all.x1 > kMostGapEm * labels.front().size_pt && !is_one_a_row) return;
  std::vector<std::size_t> blocks =
      IsSetAtTop(grid, glyphs) ? BlocksFromTop(labels, borders) : MergedBlocks(labels, borders);
  if (blocks.empty()) blocks = SingleRows(labels, borders);
  if (!blocks.empty()) AppendBorders(table, all.x0 - kPaddingPt, blocks, borders, rulings);
}

}  // namespace

std::vector<Ruling> BordersOfLabelsBeside(std::span<const Ruling> rulings,
                                          std::span<const Glyph> glyphs, int page_no) {
  const Result<std::vector<TableGrid>> grids = GridsFromRulings(rulings, page_no);
  std::vector<Ruling> borders;
  if (!grids) return borders;
  for (const TableGrid& grid : *grids) AppendLabelsOf(grid, page_no, glyphs, borders);
  return borders;
}

}  // namespace gongwen
