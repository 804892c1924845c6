#include "extractors/pdf/watermarks.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

constexpr double kPaleInk = 0.2;

PageContent Letter() {
  PageContent page{.page_no = 1, .width_pt = 600, .height_pt = 800};
  for (int i = 0; i < 6; ++i) SetText(page.glyphs, 60, 100 + 20.0 * i, "施秉县 97.5 12345");
  return page;
}

// Letters of `scale` times the usual size.
void Lay(PageContent& page, double x, double y, std::string_view text, double scale,
         double contrast = kPaleInk, double angle_deg = 0) {
  const std::size_t first = page.glyphs.size();
  SetText(page.glyphs, 0, 0, text);
  for (std::size_t i = first; i < page.glyphs.size(); ++i) {
    Glyph& glyph = page.glyphs[i];
    glyph.box = {x + glyph.box.x0 * scale, y, x + glyph.box.x1 * scale, y + 10 * scale};
    glyph.font_size_pt = 10 * scale;
    glyph.contrast = contrast;
    glyph.angle_deg = angle_deg;
  }
}

std::size_t TextLeft(const PageContent& page) { return page.glyphs.size(); }
const std::size_t kLetter = Letter().glyphs.size();

TEST_CASE("slanted text is a watermark, whatever its ink", "[pdf]") {
  PageContent page = Letter();
  for (int i = 0; i < 5; ++i) {  // up the slope
    Lay(page, 60 + 17.0 * i, 200 - 10.0 * i,
        std::string("DRAFT").substr(static_cast<std::size_t>(i), 1), 2, 1, 330);
  }
  const auto leftovers = WatermarkFinder().Take(page, nullptr);
  REQUIRE(leftovers.size() == 1);
  CHECK(leftovers[0].text == "DRAFT");
  CHECK(leftovers[0].why == "watermark");
  CHECK(leftovers[0].page_no == 1);
  CHECK(TextLeft(page) == kLetter);
}

TEST_CASE("text at a quarter turn and pages printed askew are no watermarks", "[pdf]") {
  PageContent page = Letter();
  Lay(page, 20, 300, "页边", 1, 1, 270);
  CHECK(WatermarkFinder().Take(page, nullptr).empty());

  PageContent askew = Letter();
  for (Glyph& glyph : askew.glyphs) glyph.angle_deg = 4;
  CHECK(WatermarkFinder().Take(askew, nullptr).empty());
}

TEST_CASE("large pale text over other text is a watermark", "[pdf]") {
  PageContent page = Letter();
  Lay(page, 50, 110, "内部资料2024", 4);
  const auto leftovers = WatermarkFinder().Take(page, nullptr);
  REQUIRE(leftovers.size() == 1);
  CHECK(leftovers[0].text == "内部资料2024");
  CHECK(TextLeft(page) == kLetter);
  for (const Glyph& glyph : page.glyphs) CHECK(glyph.confidence == 1);
}

TEST_CASE("tiles of one pale text are watermarks when one lies over text or a ruling", "[pdf]") {
  PageContent page = Letter();
  Lay(page, 62, 103, "财政处00123", 1);
  Lay(page, 62, 500, "财政处00123", 1);
  Lay(page, 500, 500, "财政处001", 1);  // cut by the page's edge
  CHECK(WatermarkFinder().Take(page, nullptr).size() == 3);
  CHECK(TextLeft(page) == kLetter);
}

TEST_CASE("large pale text that stands alone needs the page beside it", "[pdf]") {
  PageContent first = Letter(), second = Letter();
  Lay(first, 200, 500, "样本", 5);
  Lay(second, 200, 500, "样本", 5);
  PageContent alone = first;
  CHECK(WatermarkFinder().Take(alone, nullptr).empty());
  WatermarkFinder finder;
  CHECK(finder.WantsNext(first));
  CHECK(finder.Take(first, &second).size() == 1);
  CHECK(finder.Take(second, nullptr).size() == 1);
}

TEST_CASE("grey text that stands by itself stays", "[pdf]") {
  PageContent page = Letter();
  Lay(page, 60, 400, "Note in grey 2023", 1, 0.5);
  Lay(page, 60, 60, "Running head", 1, 0.4);
  CHECK_FALSE(WatermarkFinder().WantsNext(page));
  CHECK(WatermarkFinder().Take(page, nullptr).empty());
}

TEST_CASE("pale text of the usual size over other text makes both doubtful", "[pdf]") {
  PageContent page = Letter();
  Lay(page, 60, 102, "88", 1);
  CHECK(WatermarkFinder().Take(page, nullptr).empty());
  CHECK(page.glyphs.front().confidence < 0.9);
  CHECK(page.glyphs.back().confidence < 0.9);
}

TEST_CASE("what nobody sees is a leftover", "[pdf]") {
  PageContent page = Letter();
  Lay(page, 300, 400, "hidden 99", 1);
  for (std::size_t i = kLetter; i < page.glyphs.size(); ++i) page.glyphs[i].is_invisible = true;
  const auto leftovers = TakeHiddenText(page);
  REQUIRE(leftovers.size() == 1);
  CHECK(leftovers[0].text == "hidden 99");
  CHECK(TextLeft(page) == kLetter);
}

}  // namespace
}  // namespace gongwen
