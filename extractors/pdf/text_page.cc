#include "extractors/pdf/text_page.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "extractors/table/assemble_page.h"
#include "extractors/table/fill_cells.h"
#include "extractors/table/grid_from_rulings.h"
#include "extractors/text/compose_lines.h"
#include "extractors/text/han.h"

namespace gongwen {
namespace {

// Rulings that no table has used: those outside every grid's box.
std::vector<Ruling> RulingsOutside(std::span<const Ruling> rulings,
                                   std::span<const TableGrid> grids, int page_no) {
  std::vector<Ruling> outside;
  for (const Ruling& r : rulings) {
    const double middle = (r.start + r.end) / 2;
    const bool is_horizontal = r.orientation == Orientation::kHorizontal;
    const double x = is_horizontal ? middle : r.position;
    const double y = is_horizontal ? r.position : middle;
    const bool used = std::any_of(grids.begin(), grids.end(), [&](const TableGrid& grid) {
      const RectPt box = BoundingBox(grid, page_no);
      return x >= box.x0 - 1 && x <= box.x1 + 1 && y >= box.y0 - 1 && y <= box.y1 + 1;
    });
    if (!used) outside.push_back(r);
  }
  return outside;
}

// A frame with lines across and none down: what stands in its columns shows by alignment.
std::optional<TableGrid> GridInFrame(const TableGrid& frame, std::span<const Ruling> rulings,
                                     std::span<const Glyph> glyphs, int page_no) {
  if (frame.columns != 1) return std::nullopt;
  const RectPt box = BoundingBox(frame, page_no);
  std::vector<Ruling> across;
  for (const Ruling& r : rulings) {
    if (r.orientation == Orientation::kHorizontal && r.position > box.y0 - 1 &&
        r.position < box.y1 + 1 && r.start > box.x0 - 3 && r.end < box.x1 + 3) {
      across.push_back(r);
    }
  }
  std::vector<Glyph> inside;
  for (const Glyph& glyph : glyphs) {
    if (box.Contains(glyph.box.center_x(), glyph.box.center_y())) inside.push_back(glyph);
  }
  AlignedTables found = TablesFromAlignment(across, inside, page_no);
  const bool is_whole =
      found.grids.size() == 1 &&
      std::ranges::all_of(found.rest, [](const Glyph& glyph) { return IsBlank(glyph.text); });
  if (!is_whole) return std::nullopt;
  return std::move(found.grids.front());
}

// Lines on the two sides of a ruling across the column never belong to one paragraph: the red rule
// below the letterhead, the rules of the 版记.
std::vector<Paragraph> ParagraphsBetweenRulings(std::vector<TextLine> lines,
                                                std::span<const Ruling> rulings, int page_no) {
  constexpr double kAcross = 0.6;  // of the width of all lines
  RectPt text;
  for (const TextLine& line : lines) text = Union(text, line.box);
  std::vector<double> cuts;
  for (const Ruling& r : rulings) {
    const bool is_across =
        r.orientation == Orientation::kHorizontal &&
        std::min(r.end, text.x1) - std::max(r.start, text.x0) >= kAcross * text.width();
    if (is_across) cuts.push_back(r.position);
  }
  std::sort(cuts.begin(), cuts.end());
  std::vector<std::vector<TextLine>> bands(cuts.size() + 1);
  for (TextLine& line : lines) {
    const auto below = std::lower_bound(cuts.begin(), cuts.end(), line.box.center_y());
    bands[static_cast<std::size_t>(below - cuts.begin())].push_back(std::move(line));
  }
  std::vector<Paragraph> paragraphs;
  for (const std::vector<TextLine>& band : bands) {
    std::vector<Paragraph> composed = ComposeParagraphs(band, page_no);
    std::move(composed.begin(), composed.end(), std::back_inserter(paragraphs));
  }
  return paragraphs;
}

}  // namespace

Result<PageBlocks> BlocksOfTextPage(const PageContent& content, const OpenColumns& open) {
  const int page_no = content.page_no;
  Result<std::vector<TableGrid>> ruled = GridsFromRulings(content.rulings, page_no);
  if (!ruled) return tl::make_unexpected(std::move(ruled).error());
  std::vector<TableGrid> grids;
  std::vector<Glyph> glyphs = content.glyphs;
  for (TableGrid& grid : *ruled) {
    std::vector<Glyph> rest = FillCells(grid, page_no, glyphs);
    if (!HasText(grid)) continue;
    std::optional<TableGrid> framed = GridInFrame(grid, content.rulings, glyphs, page_no);
    glyphs = std::move(rest);
    grids.push_back(framed ? std::move(*framed) : std::move(grid));
  }
  const std::vector<Ruling> outside = RulingsOutside(content.rulings, grids, page_no);
  AlignedTables aligned = TablesFromAlignment(outside, glyphs, page_no, open);
  std::ranges::move(aligned.grids, std::back_inserter(grids));
  for (TableGrid& grid : grids) grid.source = TextSource::kTextLayer;

  PageBlocks result;
  result.page = {.page_no = page_no,
                 .width_pt = content.width_pt,
                 .height_pt = content.height_pt,
                 .source = TextSource::kTextLayer};
  result.blocks =
      InReadingOrder(ParagraphsBetweenRulings(ComposeLines(aligned.rest), outside, page_no),
                     std::move(grids), page_no);
  result.page.text = PageText(result.blocks);
  return result;
}

}  // namespace gongwen
