#include "extractors/ocr/read_scan_page.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <utility>

#include "extractors/ocr/read_cells.h"
#include "extractors/ocr/read_line.h"
#include "extractors/ocr/text_line_boxes.h"
#include "extractors/text/compose_lines.h"

namespace gongwen {
namespace {

constexpr std::size_t kMostLines = 2000;  // of one page outside tables
// Ink of a full Chinese character fills about 0.92 of its em.
constexpr double kInkShareOfEm = 0.92;

tl::unexpected<Error> AtPage(Error error, int page_no) {
  error.page_no = page_no;
  error.stage = "ocr";
  return tl::make_unexpected(std::move(error));
}

// The page that is read: rulings painted over.
void EraseRulings(CleanPage& page, Pix* mask) {
  pixSetMasked(page.gray.get(), mask, 255);
  pixSubtract(page.binary.get(), page.binary.get(), mask);
  page.glyph_px = UsualGlyphHeight(page.binary.get(), page.dpi);
}

void EraseTables(Pix* binary, const std::vector<TableGrid>& grids, int page_no, double dpi) {
  for (const TableGrid& grid : grids) {
    const RectPx box = ToPixels(BoundingBox(grid, page_no), dpi);
    pixRasterop(binary, box.x0, box.y0, box.width(), box.height(), PIX_CLR, nullptr, 0, 0);
  }
}

std::vector<TextLine> ReadLines(const TextImages& images, int page_no, OcrEngine& engine,
                                std::vector<Leftover>& leftovers) {
  std::vector<RectPx> boxes = FindTextLines(images.binary, images.glyph_px);
  if (boxes.size() > kMostLines) boxes.resize(kMostLines);
  std::vector<TextLine> lines;
  for (const RectPx& box : boxes) {
    const RectPt place = ToPoints(box, images.dpi);
    Result<OcrText> read = ReadLine(images, box, engine);
    if (!read) {
      leftovers.push_back(
          {.page_no = page_no, .box = place, .why = "not read: " + read.error().message});
    } else if (!read->text.empty()) {
      lines.push_back(
          {std::move(read->text), place, place.height() / kInkShareOfEm, read->confidence});
    }
  }
  return lines;
}

// Paragraphs between tables, tables in between. Lines beside a table go before it.
std::vector<Block> ComposeBlocks(std::vector<TextLine> lines, std::vector<TableGrid> grids,
                                 int page_no) {
  std::vector<Block> blocks;
  const auto add_until = [&](double y) {
    const auto above = [y](const TextLine& line) { return line.box.center_y() < y; };
    const auto end = std::stable_partition(lines.begin(), lines.end(), above);
    const auto count = static_cast<std::size_t>(end - lines.begin());
    for (Paragraph& paragraph :
         ComposeParagraphs(std::span<const TextLine>(lines.data(), count), page_no)) {
      blocks.emplace_back(std::move(paragraph));
    }
    lines.erase(lines.begin(), end);
  };
  for (TableGrid& grid : grids) {
    add_until(BoundingBox(grid, page_no).center_y());
    blocks.emplace_back(std::move(grid));
  }
  add_until(1e9);
  return blocks;
}

std::string GridText(const TableGrid& grid) {
  std::string text;
  int row = 0;
  bool is_first = true;
  for (const Cell& cell : grid.cells) {
    if (!is_first) text += cell.row == row ? '\t' : '\n';
    is_first = false;
    row = cell.row;
    text += cell.text;
  }
  return text;
}

std::string TextOf(const std::vector<Block>& blocks) {
  std::string text;
  for (const Block& block : blocks) {
    if (!text.empty()) text += '\n';
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      text += paragraph->text;
    } else {
      text += GridText(std::get<TableGrid>(block));
    }
  }
  return text;
}

}  // namespace

Result<PageBlocks> ReadScanPage(const Raster& raster, int page_no, OcrEngine& engine,
                                const ScanOptions& options) {
  Result<CleanPage> cleaned = CleanScan(raster, options.clean);
  if (!cleaned) return AtPage(std::move(cleaned).error(), page_no);
  const int turn = FindTurn(*cleaned, engine, options.orientation);
  CleanPage page = TurnPage(std::move(*cleaned), turn);
  PageBlocks out;
  out.page = {.page_no = page_no,
              .width_pt = pixGetWidth(page.gray.get()) * 72 / page.dpi,
              .height_pt = pixGetHeight(page.gray.get()) * 72 / page.dpi,
              .rotation_deg = page.rotation_deg};
  const PageRulings found =
      RulingsFromImage(page.binary.get(), page.dpi, page.glyph_px, options.rulings);
  Result<std::vector<TableGrid>> grids = GridsFromRulings(found.rulings, page_no, options.grids);
  if (!grids) return AtPage(std::move(grids).error(), page_no);
  if (found.mask) EraseRulings(page, found.mask.get());
  const TextImages images{page.gray.get(), page.binary.get(), page.dpi, page.glyph_px};
  for (TableGrid& grid : *grids) {
    grid = ReadCells(std::move(grid), images, engine, out.leftovers);
  }
  EraseTables(page.binary.get(), *grids, page_no, page.dpi);
  std::vector<TextLine> lines = ReadLines(images, page_no, engine, out.leftovers);
  out.blocks = ComposeBlocks(std::move(lines), std::move(*grids), page_no);
  out.page.text = TextOf(out.blocks);
  out.page.source = out.blocks.empty() ? TextSource::kNone : TextSource::kOcr;
  return out;
}

}  // namespace gongwen
