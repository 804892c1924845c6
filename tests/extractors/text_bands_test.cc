#include "extractors/table/text_bands.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

std::vector<std::string> PhraseTexts(const Band& band, const PhraseOptions& options = {}) {
  std::vector<std::string> texts;
  for (const Phrase& phrase : PhrasesOf(band, options)) {
    std::string text;
    for (std::size_t w = phrase.first; w < phrase.end; ++w) {
      text += (text.empty() ? "" : "|") + band.words[w].text;
    }
    texts.push_back(text);
  }
  return texts;
}

using Texts = std::vector<std::string>;

TEST_CASE("text on one height is a band, cut into phrases where it stands apart", "[table]") {
  std::vector<Glyph> glyphs;
  SetText(glyphs, 10, 20, "net income");
  SetText(glyphs, 100, 21, "合");
  SetText(glyphs, 125, 21, "计");  // one word, spaced out
  SetText(glyphs, 180, 20, "12 34");
  SetText(glyphs, 10, 40, "next");
  const std::vector<Band> bands = BandsOf(glyphs);
  REQUIRE(bands.size() == 2);
  CHECK(PhraseTexts(bands[0]) == Texts{"net|income", "合|计", "12", "34"});
  CHECK(bands[0].words[4].is_number);
  CHECK_FALSE(bands[0].words[0].is_number);
}

TEST_CASE("a phrase alone on its line stands beside one half a line away", "[table]") {
  std::vector<Glyph> glyphs;
  SetText(glyphs, 100, 20, "first line");
  SetText(glyphs, 10, 27, "beside");
  SetText(glyphs, 100, 34, "second line");
  SetText(glyphs, 10, 60, "alone");
  const std::vector<Band> bands = BandsOf(glyphs);
  REQUIRE(bands.size() == 4);
  CHECK_FALSE(StandsAlone(bands, 0));
  CHECK_FALSE(StandsAlone(bands, 1));
  CHECK(StandsAlone(bands, 3));
}

}  // namespace
}  // namespace gongwen
