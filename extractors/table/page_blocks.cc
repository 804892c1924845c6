#include "extractors/table/page_blocks.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "extractors/table/assemble_page.h"
#include "extractors/table/blank_walls.h"
#include "extractors/table/drawing_evidence.h"
#include "extractors/table/fill_cells.h"
#include "extractors/table/grid_from_rulings.h"
#include "extractors/table/joined_rulings.h"
#include "extractors/table/labels_beside.h"
#include "extractors/table/missing_walls.h"
#include "extractors/table/painted_cells.h"
#include "extractors/table/parted_boxes.h"
#include "extractors/table/rows_below_head.h"
#include "extractors/table/text_bands.h"
#include "extractors/table/turned_page.h"
#include "extractors/table/typed_rulings.h"
#include "extractors/table/walled_grid.h"
#include "extractors/text/compose_lines.h"
#include "text/han.h"

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

std::vector<Glyph> GlyphsWithin(std::span<const Glyph> glyphs, const RectPt& box) {
  std::vector<Glyph> inside;
  for (const Glyph& glyph : glyphs) {
    if (box.Contains(glyph.box.center_x(), glyph.box.center_y())) inside.push_back(glyph);
  }
  return inside;
}

// What rulings frame and do not part into columns, as the alignment of its text parts it. It must
// take all the text, and leave alone what the vertical rulings part.
std::optional<TableGrid> AlignedInFrame(const TableGrid& ruled, std::span<const Ruling> rulings,
                                        std::span<const Glyph> inside, int page_no) {
  const RectPt box = BoundingBox(ruled, page_no);
  std::vector<Ruling> across;
  for (const Ruling& r : rulings) {
    if (r.orientation == Orientation::kHorizontal && r.position > box.y0 - 1 &&
        r.position < box.y1 + 1 && r.start > box.x0 - 3 && r.end < box.x1 + 3) {
      across.push_back(r);
    }
  }
  AlignedTables found = TablesFromAlignment(across, inside, page_no);
  const bool is_whole =
      found.grids.size() == 1 &&
      std::ranges::all_of(found.rest, [](const Glyph& glyph) { return IsBlank(glyph.text); });
  if (!is_whole || found.grids.front().columns <= ruled.columns ||
      found.grids.front().rows < ruled.rows) {
    return std::nullopt;
  }
  return std::move(found.grids.front());
}

// Text in a box: a cell of one column with more lines than a cell of a table has.
bool IsTextBox(const TableGrid& grid, std::span<const Glyph> inside) {
  constexpr std::size_t kMostLines = 3;
  return std::ranges::any_of(grid.cells, [&](const Cell& cell) {
    return BandsOf(GlyphsWithin(inside, cell.box)).size() > kMostLines;
  });
}

// The table again, with rulings that it lacks: of its box, or of one that goes on below.
void Redraw(TableGrid& grid, std::vector<Ruling> lacking, std::span<const Ruling> rulings,
            int page_no) {
  if (lacking.empty()) return;
  constexpr double kSlackPt = 1;
  const RectPt box = BoundingBox(grid, page_no);
  lacking.insert(lacking.end(), rulings.begin(), rulings.end());
  const Result<std::vector<TableGrid>> redrawn = GridsFromRulings(lacking, page_no);
  if (!redrawn) return;
  for (const TableGrid& other : *redrawn) {
    const RectPt its = BoundingBox(other, page_no);
    const bool is_it = std::abs(its.x0 - box.x0) < kSlackPt &&
                       std::abs(its.x1 - box.x1) < kSlackPt &&
                       std::abs(its.y0 - box.y0) < kSlackPt && its.y1 > box.y1 - kSlackPt;
    if (is_it) grid = other;
  }
}

// Moves what is written in and around a drawing from `glyphs` to `aside`: the numbers at its axes
// stand in columns too, and are no table.
void TakeDrawing(const RectPt& box, std::span<const RectPt> others, std::vector<Glyph>& glyphs,
                 std::vector<Glyph>& aside) {
  constexpr double kBesidePt = 45, kBelowPt = 30;
  const RectPt all{box.x0 - kBesidePt, box.y0 - kBelowPt / 2, box.x1 + kBesidePt,
                   box.y1 + kBelowPt};
  const auto taken = std::stable_partition(glyphs.begin(), glyphs.end(), [&](const Glyph& glyph) {
    const double x = glyph.box.center_x(), y = glyph.box.center_y();
    const bool is_in_table = std::ranges::any_of(others, [&](const RectPt& other) {
      return other.Contains(x, y) && Intersection(other, box).empty();
    });
    return !all.Contains(x, y) || is_in_table;
  });
  aside.insert(aside.end(), taken, glyphs.end());
  glyphs.erase(taken, glyphs.end());
}

// The tables that rulings draw, with their text; takes their glyphs out of `glyphs`. The smallest
// come first: a frame around tables, or around the page, is no table. The text of charts goes to
// `aside`.
Result<std::vector<TableGrid>> TakeRuledTables(std::span<const Ruling> rulings, int page_no,
                                               TextSource source, std::vector<Glyph>& glyphs,
                                               std::vector<Glyph>& aside) {
  Result<std::vector<TableGrid>> ruled = GridsFromRulings(rulings, page_no);
  if (!ruled) return ruled;
  std::ranges::stable_sort(*ruled, {}, [page_no](const TableGrid& grid) {
    const RectPt box = BoundingBox(grid, page_no);
    return box.width() * box.height();
  });
  std::vector<TableGrid> grids;
  const std::vector<Band> page_bands = ruled->empty() ? std::vector<Band>{} : BandsOf(glyphs);
  std::vector<RectPt> boxes;
  for (const TableGrid& grid : *ruled) boxes.push_back(BoundingBox(grid, page_no));
  for (std::size_t i = 0; i < ruled->size(); ++i) {
    TableGrid& grid = (*ruled)[i];
    std::vector<RectPt> others = boxes;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    std::vector<Ruling> below = RulingsBelowHead(grid, page_no, page_bands, rulings, others);
    if (!below.empty()) {
      Redraw(grid, std::move(below), rulings, page_no);
      grid.origin = GridOrigin::kAlignment;
    }
    const RectPt box = BoundingBox(grid, page_no);
    const std::vector<Glyph> inside = GlyphsWithin(glyphs, box);
    const std::vector<Band> bands = BandsOf(inside);
    Redraw(grid, MissingWalls(grid, page_no, bands), rulings, page_no);
    Redraw(grid, WallsThroughBlanks(grid, page_no, bands, rulings), rulings, page_no);
    std::vector<Glyph> rest = FillCells(grid, page_no, glyphs, source == TextSource::kOcr);
    if (!HasText(grid)) continue;
    if (IsDrawing(grid, page_no, bands)) {
      TakeDrawing(box, others, glyphs, aside);
      continue;
    }
    if (grid.columns == 1) {
      if (std::optional<TableGrid> framed = AlignedInFrame(grid, rulings, inside, page_no)) {
        grid = std::move(*framed);
      } else if (IsTextBox(grid, inside)) {
        continue;
      }
    }
    glyphs = std::move(rest);
    grids.push_back(std::move(grid));
  }
  return grids;
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

// All borders that a reader sees.
std::vector<Ruling> BordersOf(const PageContent& content) {
  std::vector<Ruling> all = PaintedBorders(content);
  const std::vector<Ruling> ruled = WithPartedBoxesJoined(JoinedRulings(content.rulings));
  all.insert(all.end(), ruled.begin(), ruled.end());
  const std::vector<Ruling> labels = BordersOfLabelsBeside(all, content.glyphs, content.page_no);
  all.insert(all.end(), labels.begin(), labels.end());
  return JoinedRulings(all);
}

Result<PageBlocks> BlocksOfUprightPage(const PageContent& content, const OpenColumns& open,
                                       TextSource source) {
  const int page_no = content.page_no;
  std::vector<Glyph> glyphs = content.glyphs, aside;
  const std::vector<Ruling> typed = JoinedRulings(TakeTypedRulings(glyphs));
  std::vector<Ruling> rulings = BordersOf(content);
  rulings.insert(rulings.end(), typed.begin(), typed.end());
  Result<std::vector<TableGrid>> ruled = TakeRuledTables(rulings, page_no, source, glyphs, aside);
  if (!ruled) return tl::make_unexpected(std::move(ruled).error());
  std::vector<TableGrid> grids = std::move(*ruled);
  std::vector<Ruling> outside = RulingsOutside(rulings, grids, page_no);
  for (TableGrid& walled : WalledGrids(outside, BandsOf(glyphs), page_no)) {
    glyphs = FillCells(walled, page_no, glyphs);
    grids.push_back(std::move(walled));
  }
  outside = RulingsOutside(rulings, grids, page_no);
  AlignedTables aligned = TablesFromAlignment(outside, glyphs, page_no, open);
  std::ranges::move(aligned.grids, std::back_inserter(grids));
  std::ranges::move(aside, std::back_inserter(aligned.rest));
  for (TableGrid& grid : grids) grid.source = source;

  PageBlocks result;
  result.page = {.page_no = page_no,
                 .width_pt = content.width_pt,
                 .height_pt = content.height_pt,
                 .source = source};
  result.blocks =
      InReadingOrder(ParagraphsBetweenRulings(ComposeLines(aligned.rest), outside, page_no),
                     std::move(grids), page_no);
  return result;
}

double TopOf(const Block& block, int page_no) {
  const auto* paragraph = std::get_if<Paragraph>(&block);
  return paragraph != nullptr ? paragraph->box.y0
                              : BoundingBox(std::get<TableGrid>(block), page_no).y0;
}

// Puts the blocks of a part that reads in another direction among those of the page, all together.
void Insert(std::vector<Block>&& part, int page_no, std::vector<Block>& blocks) {
  if (part.empty()) return;
  const auto top_of = [page_no](const Block& block) { return TopOf(block, page_no); };
  const double top = top_of(*std::ranges::min_element(part, {}, top_of));
  const auto at =
      std::ranges::find_if(blocks, [&](const Block& block) { return top_of(block) > top; });
  blocks.insert(at, std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
}

}  // namespace

Result<PageBlocks> BlocksOfPage(const PageContent& content, const OpenColumns& open,
                                TextSource source) {
  const std::vector<UprightPart> parts = UprightParts(content);
  const UprightPart& main = parts.front();
  Result<PageBlocks> page = BlocksOfUprightPage(main.content, open, source);
  if (!page) return page;
  page->quarters = main.quarters;
  for (const UprightPart& part : std::span(parts).subspan(1)) {
    Result<PageBlocks> turned = BlocksOfUprightPage(part.content, {}, source);
    if (!turned) return turned;
    TurnBlocks(turned->blocks, content.page_no, (main.quarters - part.quarters + 4) % 4,
               part.content.width_pt, part.content.height_pt);
    Insert(std::move(turned->blocks), content.page_no, page->blocks);
  }
  page->page.text = PageText(page->blocks);
  return page;
}

}  // namespace gongwen
