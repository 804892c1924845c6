#include "extractors/ocr/reread_text.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "extractors/image/clean_page.h"
#include "extractors/image/rulings_from_image.h"
#include "extractors/ocr/read_cells.h"
#include "extractors/table/assemble_page.h"
#include "model/page.h"

namespace gongwen {
namespace {

bool IsBroken(double confidence, const std::string& text) {
  return confidence <= kBrokenText && !text.empty();
}

// The places to read, as cells of a grid of one column.
class Places {
 public:
  void Add(std::string& text, double& confidence, const RectPt& box, int page_no) {
    if (!IsBroken(confidence, text) || box.empty()) return;
    grid_.cells.push_back({.row = grid_.rows++, .page_no = page_no, .box = box});
    targets_.push_back({&text, &confidence});
  }

  void Read(const TextImages& images, OcrEngine& engine, std::vector<Leftover>& leftovers) {
    grid_.columns = 1;
    grid_ = ReadCells(std::move(grid_), images, engine, leftovers);
    for (std::size_t i = 0; i < targets_.size(); ++i) {
      Cell& cell = grid_.cells[i];
      if (cell.text.empty()) continue;
      leftovers.push_back({.text = *targets_[i].text,
                           .page_no = cell.page_no,
                           .box = cell.box,
                           .why = "the text layer's font does not say what it shows; read by OCR"});
      *targets_[i].text = std::move(cell.text);
      *targets_[i].confidence = cell.confidence;
    }
  }

 private:
  struct Target {
    std::string* text;
    double* confidence;
  };
  TableGrid grid_{};
  std::vector<Target> targets_{};
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

Result<void> RereadBrokenText(PageBlocks& page, const Raster& raster, OcrEngine& engine) {
  // The page is drawn, not scanned: it is upright already.
  Result<CleanPage> cleaned = CleanScan(raster, {.max_skew_deg = 0});
  if (!cleaned) {
    Error error = std::move(cleaned).error();
    error.page_no = page.page.page_no;
    error.stage = "ocr";
    return tl::make_unexpected(std::move(error));
  }
  const PageRulings found =
      RulingsFromImage(cleaned->binary.get(), cleaned->dpi, cleaned->glyph_px);
  if (found.mask) {
    pixSetMasked(cleaned->gray.get(), found.mask.get(), 255);
    pixSubtract(cleaned->binary.get(), cleaned->binary.get(), found.mask.get());
  }
  const TextImages images{cleaned->gray.get(), cleaned->binary.get(), cleaned->dpi,
                          UsualGlyphHeight(cleaned->binary.get(), cleaned->dpi)};
  Places places;
  for (Block& block : page.blocks) {
    if (auto* paragraph = std::get_if<Paragraph>(&block)) {
      places.Add(paragraph->text, paragraph->confidence, paragraph->box, paragraph->page_no);
      continue;
    }
    for (Cell& cell : std::get<TableGrid>(block).cells) {
      places.Add(cell.text, cell.confidence, cell.box, cell.page_no);
    }
  }
  places.Read(images, engine, page.leftovers);
  page.page.text = PageText(page.blocks);
  return {};
}

}  // namespace gongwen
