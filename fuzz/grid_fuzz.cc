// Any rulings and glyphs on two pages -> tables, joined over the break. Oracle: no crash; every
// grid tiles; each glyph is in exactly one place; a join loses no text.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "extractors/table/assemble_page.h"
#include "extractors/table/fill_cells.h"
#include "extractors/table/grid_from_rulings.h"
#include "extractors/table/page_blocks.h"
#include "text/han.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}
  [[nodiscard]] bool empty() const { return at_ >= size_; }
  std::uint8_t Byte() { return empty() ? 0 : data_[at_++]; }
  // Points on a page of 512 x 512, in quarters near the grid that tables use.
  double Place() { return 2.0 * Byte() + Byte() % 8 * 0.25; }

 private:
  const std::uint8_t* data_;
  std::size_t size_;
  std::size_t at_ = 0;
};

gongwen::PageContent PageOf(Bytes& bytes, int page_no) {
  static const std::vector<std::string> kTexts{"县", "合", "1", "2",  ".",  "a",
                                               "：", " ",  "",  "一", "续", "\xEE\x80\x80"};
  gongwen::PageContent page{.page_no = page_no, .width_pt = 512, .height_pt = 512};
  const int count = bytes.Byte() * 2;
  for (int i = 0; i < count && !bytes.empty(); ++i) {
    const std::uint8_t what = bytes.Byte();
    if (what % 4 == 0) {
      const double at = bytes.Place(), from = bytes.Place(), to = bytes.Place();
      page.rulings.push_back(
          {what % 8 == 0 ? gongwen::Orientation::kHorizontal : gongwen::Orientation::kVertical, at,
           std::min(from, to), std::max(from, to), 0.5});
      continue;
    }
    double x = bytes.Place();
    const double y = bytes.Place();
    const double size = what % 4 == 1 ? 10 : 6 + what % 5;
    for (int n = 1 + what / 64; n > 0; --n) {
      const std::string& text = kTexts[bytes.Byte() % kTexts.size()];
      const double width = size * (gongwen::IsFullWidth(gongwen::FirstCodePoint(text)) ? 1 : 0.5);
      page.glyphs.push_back(
          {.text = text, .box = {x, y, x + width, y + size}, .font_size_pt = size});
      x += width;
    }
  }
  return page;
}

// Visible characters; a glyph without Unicode is shown as U+FFFD.
std::size_t CountText(const std::string& text) {
  std::size_t count = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && (byte & 0xC0U) != 0x80) ++count;
  }
  return count;
}

std::size_t CountText(const std::vector<gongwen::Block>& blocks) {
  std::size_t count = 0;
  for (const gongwen::Block& block : blocks) {
    if (const auto* paragraph = std::get_if<gongwen::Paragraph>(&block)) {
      count += CountText(paragraph->text);
      continue;
    }
    for (const gongwen::Cell& cell : std::get<gongwen::TableGrid>(block).cells) {
      count += CountText(cell.text);
    }
  }
  return count;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes bytes(data, size);
  std::vector<std::vector<gongwen::Block>> pages;
  std::vector<gongwen::PageReading> sizes;
  gongwen::OpenColumns open;
  for (int page_no = 1; page_no <= 2; ++page_no) {
    const gongwen::PageContent content = PageOf(bytes, page_no);
    const auto page = gongwen::BlocksOfPage(content, open);
    if (!page) return 0;
    std::size_t glyphs = 0;
    for (const gongwen::Glyph& glyph : content.glyphs) {
      if (!gongwen::IsBlank(glyph.text)) ++glyphs;
    }
    Require(CountText(page->blocks) <= glyphs);
    open = gongwen::OpenColumnsAtEnd(page->blocks, content.height_pt);
    pages.push_back(page->blocks);
    sizes.push_back(page->page);
  }
  for (const gongwen::Block& block : gongwen::JoinPages(std::move(pages), sizes)) {
    const auto* grid = std::get_if<gongwen::TableGrid>(&block);
    if (grid == nullptr) continue;
    Require(gongwen::CheckTiling(*grid).has_value());
    for (const gongwen::Cell& cell : grid->cells) {
      Require(cell.page_no == 1 || cell.page_no == 2);
      Require(std::isfinite(cell.box.x0) && std::isfinite(cell.box.y1));
    }
  }
  return 0;
}
