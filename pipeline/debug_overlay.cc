#include "pipeline/debug_overlay.h"

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <span>
#include <utility>
#include <variant>

#include "extractors/image/decode_image.h"
#include "extractors/image/draw_overlay.h"
#include "extractors/pdf/pdf_document.h"
#include "extractors/table/text_bands.h"

namespace gongwen {
namespace {

// The cells of all tables on a page, and for pages without glyphs the boxes of their paragraphs.
Overlay OverlayOf(const Reading& reading, int page_no, bool paragraphs) {
  Overlay overlay;
  for (const Block& block : reading.blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      if (paragraphs && paragraph->page_no == page_no) overlay.words.push_back(paragraph->box);
      continue;
    }
    for (const Cell& cell : std::get<TableGrid>(block).cells) {
      if (cell.page_no == page_no) overlay.cells.push_back(cell.box);
    }
  }
  return overlay;
}

Result<void> WritePicture(const std::string& folder, int page_no, const std::string& png) {
  char name[32];
  std::snprintf(name, sizeof name, "page-%04d.png", page_no);
  const std::string path = folder + "/" + name;
  std::ofstream out(path, std::ios::binary);
  out << png;
  if (!out.flush()) return Fail(ErrorCode::kUnreadable, "cannot write " + path);
  return {};
}

Result<std::string> DrawPdfPage(PdfDocument& document, const Reading& reading,
                                const PageReading& page) {
  const Result<Raster> raster = document.PageRaster(page.page_no);
  if (!raster) return tl::make_unexpected(raster.error());
  if (page.source == TextSource::kOcr) {
    return DrawScanOverlay(*raster, page.rotation_deg, OverlayOf(reading, page.page_no, true));
  }
  const Result<PageContent> content = document.ReadPage(page.page_no);
  if (!content) return tl::make_unexpected(content.error());
  Overlay overlay = OverlayOf(reading, page.page_no, false);
  overlay.rulings = content->rulings;
  for (const Band& band : BandsOf(content->glyphs)) {
    for (const Word& word : band.words) overlay.words.push_back(word.box);
  }
  return DrawOverlay(*raster, overlay);
}

// Draws each page with `draw` and writes what came out.
template <class DrawPage>
Result<int> WriteAll(const Reading& reading, const std::string& folder, DrawPage&& draw) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return Fail(ErrorCode::kUnreadable, "cannot make " + folder + ": " + error.message());
  int count = 0;
  for (const PageReading& page : reading.pages) {
    const Result<std::string> png = draw(page);
    if (!png) continue;
    const Result<void> written = WritePicture(folder, page.page_no, *png);
    if (!written) return tl::make_unexpected(written.error());
    ++count;
  }
  return count;
}

}  // namespace

Result<int> WriteDebugOverlays(std::string_view bytes, const Reading& reading,
                               const std::string& folder) {
  if (reading.pages.empty()) return 0;
  if (reading.format == InputFormat::kPdf) {
    Result<PdfDocument> document = PdfDocument::Open(bytes);
    if (!document) return tl::make_unexpected(std::move(document).error());
    return WriteAll(reading, folder,
                    [&](const PageReading& page) { return DrawPdfPage(*document, reading, page); });
  }
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const Result<ImageDocument> document = ImageDocument::Open(std::span(data, bytes.size()));
  if (!document) return tl::make_unexpected(document.error());
  return WriteAll(reading, folder, [&](const PageReading& page) -> Result<std::string> {
    const Result<Raster> raster = document->ReadPage(page.page_no);
    if (!raster) return tl::make_unexpected(raster.error());
    return DrawScanOverlay(*raster, page.rotation_deg, OverlayOf(reading, page.page_no, true));
  });
}

}  // namespace gongwen
