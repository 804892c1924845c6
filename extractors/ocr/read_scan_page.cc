#include "extractors/ocr/read_scan_page.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>
#include <vector>

#include "extractors/image/flatten_page.h"
#include "extractors/image/inferred_walls.h"
#include "extractors/image/lighten_fills.h"
#include "extractors/ocr/hidden_layer.h"
#include "extractors/ocr/line_picture.h"
#include "extractors/ocr/read_cells.h"

namespace gongwen {
namespace {

// On a black and white page pale rulings are gone without a trace, and what stands in one cell may
// be two: nothing there is sure.
constexpr double kMostOnBilevel = 0.85;

constexpr double kMostSkewOfLayer = 0.2;  // 1 pt over a third of a page

tl::unexpected<Error> AtPage(Error error, int page_no) {
  error.page_no = page_no;
  error.stage = "ocr";
  return tl::make_unexpected(std::move(error));
}

// Whether the ink lies on the ruling: flat, and no farther off than its edge is ragged.
bool IsOnRuling(const RectPx& ink, const Ruling& ruling, double dpi) {
  constexpr double kOffMm = 0.35, kFlatMm = 1;  // a point above a ruling is farther off
  const double k = dpi / 72, mm = dpi / 25.4;
  const bool is_across = ruling.orientation == Orientation::kHorizontal;
  const int from = is_across ? ink.x0 : ink.y0, to = is_across ? ink.x1 : ink.y1;
  const int near = is_across ? ink.y0 : ink.x0, far = is_across ? ink.y1 : ink.x1;
  const double off = std::abs((near + far) / 2.0 - ruling.position * k);
  return far - near <= kFlatMm * mm && off <= kOffMm * mm + ruling.thickness_pt * k / 2 &&
         from >= ruling.start * k - mm && to <= ruling.end * k + mm;
}

// What a ragged ruling left beside its mask would be read as dashes.
void AddRemains(Pix* binary, std::span<const Ruling> rulings, double dpi, Pix* mask) {
  const PixPtr rest(pixSubtract(nullptr, binary, mask));
  if (!rest) return;
  for (const RectPx& ink : ComponentBoxes(rest.get())) {
    const bool is_remains = std::any_of(rulings.begin(), rulings.end(), [&](const Ruling& ruling) {
      return IsOnRuling(ink, ruling, dpi);
    });
    if (is_remains) {
      pixRasterop(mask, ink.x0, ink.y0, ink.width(), ink.height(), PIX_SET, nullptr, 0, 0);
    }
  }
}

// The page that is read: rulings painted over.
void EraseRulings(CleanPage& page, std::span<const Ruling> rulings, Pix* mask) {
  AddRemains(page.binary.get(), rulings, page.dpi, mask);
  pixSetMasked(page.gray.get(), mask, 255);
  pixSubtract(page.binary.get(), page.binary.get(), mask);
  page.glyph_px = UsualGlyphHeight(page.binary.get(), page.dpi);
}

void EraseTable(Pix* binary, const RectPt& table, double dpi) {
  const RectPx box = ToPixels(table, dpi);
  pixRasterop(binary, box.x0, box.y0, box.width(), box.height(), PIX_CLR, nullptr, 0, 0);
}

}  // namespace

Result<PageBlocks> ReadScanPage(const Raster& raster, int page_no, const OcrReaders& readers,
                                const OpenColumns& open, const ScanOptions& options,
                                std::span<const Glyph> layer) {
  Result<CleanPage> cleaned = CleanScan(raster, options.clean);
  if (!cleaned) return AtPage(std::move(cleaned).error(), page_no);
  OcrEngine& judge = readers.neural != nullptr ? *readers.neural : *readers.pages;
  const int turn = FindTurn(*cleaned, judge, options.orientation);
  CleanPage page = StandingPage(std::move(*cleaned), turn, options.clean.ink_threshold);
  LightenFills(page, options.clean.ink_threshold);
  PageRulings found = RulingsOfPage(page, options.rulings);
  Result<std::vector<TableGrid>> grids = GridsFromRulings(found.rulings, page_no, options.grids);
  if (!grids) return AtPage(std::move(grids).error(), page_no);
  if (found.mask && options.erases_rulings) EraseRulings(page, found.rulings, found.mask.get());
  // A wall found in one direction makes cells whose text tells of others.
  constexpr int kMostPasses = 4;
  for (int pass = 0; page.is_bilevel && options.infers_walls && pass < kMostPasses; ++pass) {
    const std::vector<Ruling> walls =
        InferredWalls(page.binary.get(), *grids, page.dpi, page.glyph_px);
    if (walls.empty()) break;
    found.rulings.insert(found.rulings.end(), walls.begin(), walls.end());
    grids = GridsFromRulings(found.rulings, page_no, options.grids);
    if (!grids) return AtPage(std::move(grids).error(), page_no);
  }
  const TextImages images{page.gray.get(), page.binary.get(), page.dpi, page.glyph_px,
                          page.is_bilevel};

  // Cells first: a line never runs over the wall between two of them.
  PageContent content{.page_no = page_no,
                      .width_pt = pixGetWidth(page.gray.get()) * 72 / page.dpi,
                      .height_pt = pixGetHeight(page.gray.get()) * 72 / page.dpi,
                      .rulings = std::move(found.rulings)};
  std::vector<Leftover> leftovers;
  const auto add = [&](std::vector<Glyph> glyphs) {
    std::move(glyphs.begin(), glyphs.end(), std::back_inserter(content.glyphs));
  };
  for (const TableGrid& grid : *grids) {
    if (grid.columns == 1) continue;  // a frame, or a table with rules under its rows only
    for (const Cell& cell : grid.cells) {
      add(ReadCell(cell.box, page_no, images, readers, leftovers));
    }
    EraseTable(page.binary.get(), BoundingBox(grid, page_no), page.dpi);
  }
  add(ReadLines(page_no, images, readers, leftovers));
  // A page that was turned has moved away from its layer.
  const bool is_upright = page.rotation_deg == 0 && std::abs(page.skew_deg) <= kMostSkewOfLayer;
  if (is_upright) SettleWithLayer(content.glyphs, layer, page_no, leftovers);

  if (page.is_bilevel) {
    for (Glyph& glyph : content.glyphs) {
      glyph.confidence = std::min(glyph.confidence, kMostOnBilevel);
    }
  }
  Result<PageBlocks> blocks = BlocksOfPage(content, open, TextSource::kOcr);
  if (!blocks) return AtPage(std::move(blocks).error(), page_no);
  blocks->page.rotation_deg = page.rotation_deg;
  for (const RectPx& seal : page.seals) blocks->page.seals.push_back(ToPoints(seal, page.dpi));
  if (blocks->blocks.empty()) blocks->page.source = TextSource::kNone;
  blocks->leftovers = std::move(leftovers);
  return blocks;
}

}  // namespace gongwen
