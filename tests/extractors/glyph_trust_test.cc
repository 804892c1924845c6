#include "extractors/pdf/glyph_trust.h"

#include <catch2/catch.hpp>
#include <string_view>
#include <vector>

#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

struct Layer {
  std::vector<Glyph> glyphs{};
  std::vector<GlyphCode> codes{};

  // One code for each character, as a subset font has.
  void Set(int font, std::string_view text) {
    SetText(glyphs, 0, 0, text);
    while (codes.size() < glyphs.size()) {
      codes.push_back({font, FirstCodePoint(glyphs[codes.size()].text)});
    }
  }
  std::size_t Distrusted() {
    DistrustGlyphs(glyphs, codes);
    return static_cast<std::size_t>(std::ranges::count_if(
        glyphs, [](const Glyph& glyph) { return glyph.confidence <= kBrokenText; }));
  }
};

TEST_CASE("a good text layer is believed whole", "[pdf]") {
  Layer layer;
  layer.Set(1, "关于拨付2023年中央财政就业补助资金预算的通知，昌吉州财政局：1,234.50万元");
  layer.Set(2, "關於撥付資金預算之通知臺灣財政廳");  // traditional characters are common ones too
  layer.Set(3, "Annual report 2023 WM@");
  CHECK(layer.Distrusted() == 0);
}

TEST_CASE("glyphs that say nothing are distrusted one by one", "[pdf]") {
  Layer layer;
  layer.Set(1, "合计\xEE\x80\x80\xEF\xBF\xBD");
  layer.glyphs.push_back({.box = {0, 0, 10, 10}, .font_size_pt = 10});
  layer.codes.push_back({1, 7});
  CHECK(layer.Distrusted() == 3);
}

TEST_CASE("a font whose characters have impossible widths is distrusted whole", "[pdf]") {
  Layer layer;
  layer.Set(1, "12345");
  for (Glyph& glyph : layer.glyphs) glyph.box.x1 = glyph.box.x0 + 10;  // an em each: they are Han
  layer.Set(2, "合计678");
  CHECK(layer.Distrusted() == 5);
}

TEST_CASE("a font with one text for many codes is distrusted", "[pdf]") {
  Layer layer;
  layer.Set(1, "aaaaaaaaabc");
  for (std::uint32_t i = 0; i < layer.codes.size(); ++i) layer.codes[i].code = i;
  CHECK(layer.Distrusted() == 11);
}

TEST_CASE("a font of characters that nobody uses is distrusted", "[pdf]") {
  Layer layer;
  layer.Set(1, "丂丄丅丆丌丏丒丗両丣丮丯丱丵乀");
  layer.Set(2, "木垒县奇台县玛纳斯县呼图壁县吉木萨尔县");
  CHECK(layer.Distrusted() == 15);
}

TEST_CASE("a letter as wide as Han among narrow ones is another character", "[pdf]") {
  Layer layer;
  layer.Set(1, "2023年万州区g85%新建改造污水管网");
  for (Glyph& glyph : layer.glyphs) {
    if (glyph.text == "g") glyph.box.x1 = glyph.box.x0 + 10;
  }
  CHECK(layer.Distrusted() == 1);
}

TEST_CASE("glyph numbers given for characters are distrusted, few as they are", "[pdf]") {
  Layer layer;
  layer.Set(1, "ₛ䟌");
  layer.Set(2, "榆政财2023号");  // a font whose maker numbered glyphs by Unicode
  for (GlyphCode& code : layer.codes) code.is_unmapped = true;
  CHECK(layer.Distrusted() == 2);
}

}  // namespace
}  // namespace gongwen
