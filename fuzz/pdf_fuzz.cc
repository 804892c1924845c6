// Any bytes as a PDF: its first pages as glyphs and rulings, and as tables. Oracle: no crash; what
// is on a page lies in finite places; grids tile.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>

#include "extractors/pdf/pdf_document.h"
#include "extractors/table/page_blocks.h"

namespace {

constexpr int kMostPages = 3;
constexpr std::size_t kMostBytes = 64 << 10;  // more is time and no other path

void Require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > kMostBytes) return 0;
  auto document =
      gongwen::PdfDocument::Open(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!document) {
    Require(!document.error().message.empty());
    return 0;
  }
  for (int page_no = 1; page_no <= std::min(kMostPages, document->page_count()); ++page_no) {
    const auto content = document->ReadPage(page_no);
    if (!content) continue;
    Require(std::isfinite(content->width_pt) && std::isfinite(content->height_pt));
    for (const gongwen::Glyph& glyph : content->glyphs) {
      Require(std::isfinite(glyph.box.x0) && std::isfinite(glyph.box.y1));
    }
    for (const gongwen::Ruling& ruling : content->rulings) {
      Require(std::isfinite(ruling.position) && ruling.start <= ruling.end);
    }
    const auto page = gongwen::BlocksOfPage(*content);
    if (!page) continue;
    for (const gongwen::Block& block : page->blocks) {
      const auto* grid = std::get_if<gongwen::TableGrid>(&block);
      if (grid != nullptr) Require(gongwen::CheckTiling(*grid).has_value());
    }
  }
  return 0;
}
