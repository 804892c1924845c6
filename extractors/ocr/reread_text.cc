#include "extractors/ocr/reread_text.h"

#include <allheaders.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "extractors/image/clean_page.h"
#include "extractors/image/rulings_from_image.h"
#include "extractors/ocr/read_cells.h"
#include "extractors/table/assemble_page.h"
#include "extractors/text/compose_lines.h"
#include "model/page.h"

namespace gongwen {
namespace {

// One reader against another, or one alone where two should agree: never sure, nor made so by sums.
constexpr double kMostReread = 0.79;

bool IsBroken(double confidence, const std::string& text) {
  return confidence <= kBrokenText && !text.empty();
}

// Reads the place of a broken text again; the text stays where nothing is read.
class Rereader {
 public:
  Rereader(const TextImages& images, const OcrReaders& readers, std::vector<Leftover>& leftovers)
      : images_(images), readers_(readers), leftovers_(leftovers) {}

  // Whether the text is now a reading of the picture.
  bool Read(std::string& text, double& confidence, const RectPt& box, int page_no) {
    if (!IsBroken(confidence, text) || box.empty()) return false;
    const std::vector<Glyph> glyphs = ReadCell(box, page_no, images_, readers_, leftovers_);
    std::string read = ComposeCellText(glyphs);
    if (read.empty()) return false;
    leftovers_.push_back({.text = std::exchange(text, std::move(read)),
                          .page_no = page_no,
                          .box = box,
                          .why = "the text layer's font does not say what it shows; read by OCR"});
    confidence = kMostReread;
    for (const Glyph& glyph : glyphs) confidence = std::min(confidence, glyph.confidence);
    return true;
  }

 private:
  const TextImages& images_;
  const OcrReaders& readers_;
  std::vector<Leftover>& leftovers_;
};

}  // namespace

bool HasBrokenText(const PageBlocks& page) {
  return std::any_of(page.blocks.begin(), page.blocks.end(), [](const Block& block) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      return IsBroken(paragraph->confidence, paragraph->text);
    }
    const std::vector<Cell>& cells = std::get<TableGrid>(block).cells;
    return std::any_of(cells.begin(), cells.end(),
                       [](const Cell& cell) { return IsBroken(cell.confidence, cell.text); });
  });
}

Result<void> RereadBrokenText(PageBlocks& page, const Raster& raster, const OcrReaders& readers) {
  // The page is drawn, not scanned: it is upright already.
  Result<CleanPage> cleaned = CleanScan(raster, {.max_skew_deg = 0});
  if (!cleaned) {
    Error error = std::move(cleaned).error();
    error.page_no = page.page.page_no;
    error.stage = "ocr";
    return tl::make_unexpected(std::move(error));
  }
  const PageRulings found = RulingsOfPage(*cleaned);
  if (found.mask) {
    pixSetMasked(cleaned->gray.get(), found.mask.get(), 255);
    pixSubtract(cleaned->binary.get(), cleaned->binary.get(), found.mask.get());
  }
  const TextImages images{cleaned->gray.get(), cleaned->binary.get(), cleaned->dpi,
                          UsualGlyphHeight(cleaned->binary.get(), cleaned->dpi)};
  Rereader rereader(images, readers, page.leftovers);
  for (Block& block : page.blocks) {
    if (auto* paragraph = std::get_if<Paragraph>(&block)) {
      rereader.Read(paragraph->text, paragraph->confidence, paragraph->box, paragraph->page_no);
      continue;
    }
    auto& grid = std::get<TableGrid>(block);
    for (Cell& cell : grid.cells) {
      const bool is_read = rereader.Read(cell.text, cell.confidence, cell.box, cell.page_no);
      if (is_read) grid.source = TextSource::kOcr;  // no sum makes its names sure
    }
  }
  page.page.text = PageText(page.blocks);
  return {};
}

}  // namespace gongwen
