#include "extractors/pdf/settle_glyphs.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

struct Layer {
  DrawnGlyphs drawn{};
  std::vector<ReplacementText> replacements{};
  int runs = 0;

  // One operator; its base line is 8 points below the top.
  void Show(double x, double y, std::string_view text, double scale = 1) {
    const std::size_t first = drawn.glyphs.size();
    SetText(drawn.glyphs, x, y, text);
    ++runs;
    for (std::size_t i = first; i < drawn.glyphs.size(); ++i) {
      Glyph& glyph = drawn.glyphs[i];
      glyph.run = runs;
      glyph.font_size_pt *= scale;
      glyph.box.x0 = x + (glyph.box.x0 - x) * scale;
      glyph.box.x1 = x + (glyph.box.x1 - x) * scale;
      glyph.box.y1 = y + 10 * scale;
      drawn.sources.push_back({.code = {1, FirstCodePoint(glyph.text)}, .base_y = y + 8 * scale});
    }
  }
  void ShowControl(std::uint32_t code) {
    drawn.glyphs.push_back({.box = {0, 0, 3, 10}, .font_size_pt = 10});
    drawn.sources.push_back({.code = {1, code}, .is_control = true});
  }
  std::string Text() {
    SettleGlyphs(drawn, replacements);
    std::string text;
    for (const Glyph& glyph : drawn.glyphs) text += glyph.text;
    return text;
  }
};

TEST_CASE("a space that its font calls a control character is a blank", "[pdf]") {
  Layer layer;
  layer.Show(0, 0, "Item");
  layer.ShowControl(0x20);
  layer.Show(30, 0, "name");
  CHECK(layer.Text() == "Item name");
  for (const Glyph& glyph : layer.drawn.glyphs) CHECK(glyph.confidence == 1);
}

TEST_CASE("a font in which all codes are control characters says nothing", "[pdf]") {
  Layer layer;
  for (std::uint32_t code = 1; code < 8; ++code) layer.ShowControl(code);
  CHECK(layer.Text().empty());
  for (const Glyph& glyph : layer.drawn.glyphs) CHECK(glyph.confidence <= kBrokenText);
}

TEST_CASE("small raised digits are marks and no part of a number", "[pdf]") {
  Layer mark;
  mark.Show(0, 20, "1,234");
  mark.Show(25, 19, "12", 0.6);
  CHECK(mark.Text() == "1,234¹²");

  Layer bracket;
  bracket.Show(0, 20, "183");
  bracket.Show(15, 19, "[1]", 0.6);
  CHECK(bracket.Text() == "183[¹]");

  Layer note;  // at the head of a note, before its text
  note.Show(0, 19, "1", 0.6);
  note.Show(3, 20, "Note");
  CHECK(note.Text() == "¹Note");
}

TEST_CASE("digits on the base line stay digits, whatever their size", "[pdf]") {
  Layer layer;
  layer.Show(0, 20, "A");
  layer.Show(5, 24, "12", 0.6);  // 24 + 4.8 is nearly the base line of A
  CHECK(layer.Text() == "A12");
}

TEST_CASE("text drawn several times at a small distance stands once", "[pdf]") {
  Layer layer;
  layer.Show(0, 0, "1100");
  layer.Show(0.3, 0, "1100");
  layer.Show(0.3, 0.4, "1100");
  layer.Show(0, 0.4, "1100");
  CHECK(layer.Text() == "1100");
}

TEST_CASE("a shadow gives way to the text over it", "[pdf]") {
  Layer layer;
  layer.Show(1, 1, "55");
  for (Glyph& glyph : layer.drawn.glyphs) glyph.contrast = 0.2;
  layer.Show(0, 0, "55");
  CHECK(layer.Text() == "55");
  for (const Glyph& glyph : layer.drawn.glyphs) CHECK(glyph.contrast == 1);
}

TEST_CASE("a replacement text is taken where the font says nothing", "[pdf]") {
  Layer layer;
  layer.Show(0, 0, "\xEE\x80\x80\xEE\x80\x81");  // private use
  layer.replacements.push_back({0, 2, "12万"});
  CHECK(layer.Text() == "12万 ");
  CHECK(layer.drawn.glyphs.front().confidence == 1);
}

TEST_CASE("where glyphs and replacement text differ, the glyphs stand in doubt", "[pdf]") {
  Layer layer;
  layer.Show(0, 0, "120");
  layer.replacements.push_back({0, 3, "980"});
  CHECK(layer.Text() == "120");
  CHECK(layer.drawn.glyphs.front().confidence < 0.9);

  Layer same;
  same.Show(0, 0, "auto");
  same.replacements.push_back({0, 4, "auto\xC2\xAD"});  // a soft hyphen
  CHECK(same.Text() == "auto");
  CHECK(same.drawn.glyphs.front().confidence == 1);
}

TEST_CASE("an operator that is clipped away is invisible, one that runs out is not", "[pdf]") {
  Layer layer;
  layer.Show(0, 0, "12");
  layer.Show(40, 0, "34");
  layer.drawn.sources[1].is_clipped = true;
  layer.drawn.sources[2].is_clipped = layer.drawn.sources[3].is_clipped = true;
  layer.Text();
  CHECK_FALSE(layer.drawn.glyphs[1].is_invisible);
  CHECK(layer.drawn.glyphs[2].is_invisible);
}

}  // namespace
}  // namespace gongwen
