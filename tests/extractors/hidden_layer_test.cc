#include "extractors/ocr/hidden_layer.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

struct Scan {
  std::vector<Glyph> read{}, layer{};
  std::vector<Leftover> leftovers{};
  double y = 100;

  // One line: what OCR read, how sure it is, what the layer says.
  void Add(std::string_view text, double confidence, std::string_view hidden) {
    const std::size_t first = read.size(), first_hidden = layer.size();
    SetText(read, 50, y, text);
    SetText(layer, 50, y + 1, hidden);
    for (std::size_t i = first; i < read.size(); ++i) read[i].confidence = confidence;
    for (std::size_t i = first_hidden; i < layer.size(); ++i) layer[i].is_invisible = true;
    y += 20;
  }
  void AddSure(std::string_view hidden_tail, int count = 6) {
    for (int i = 0; i < count; ++i) Add("产出指标12", 0.95, "产出指标" + std::string(hidden_tail));
  }
  // The last line after settling.
  std::pair<std::string, double> Last() {
    SettleWithLayer(read, layer, 1, leftovers);
    std::string text;
    double confidence = 1;
    for (const Glyph& glyph : read) {
      if (glyph.box.y0 < y - 21) continue;
      text += glyph.text;
      confidence = std::min(confidence, glyph.confidence);
    }
    return {text, confidence};
  }
};

TEST_CASE("a layer that says what the picture says is taken where the picture is unclear",
          "[ocr]") {
  Scan scan;
  scan.AddSure("12");
  scan.Add("长次从深", 0.2, "成本指标");
  const auto [text, confidence] = scan.Last();
  CHECK(text == "成本指标");
  CHECK(confidence < 0.9);
  REQUIRE(scan.leftovers.size() == 1);
  CHECK(scan.leftovers[0].text == "长次从深");
}

TEST_CASE("a layer that says otherwise than the picture is not looked at", "[ocr]") {
  Scan scan;
  scan.AddSure("l2");
  scan.Add("长次从深", 0.2, "成本指标");
  CHECK(scan.Last().first == "长次从深");
  CHECK(scan.leftovers.empty());
}

TEST_CASE("a sure reading against a good layer stands, in doubt", "[ocr]") {
  Scan scan;
  scan.AddSure("12", 12);
  scan.Add("8500", 0.97, "3500");
  const auto [text, confidence] = scan.Last();
  CHECK(text == "8500");
  CHECK(confidence < 0.9);
  REQUIRE(scan.leftovers.size() == 1);
  CHECK(scan.leftovers[0].text == "3500");
}

TEST_CASE("agreement makes a number surer, and no recipient sure", "[ocr]") {
  Scan numbers, names;
  numbers.AddSure("12");
  numbers.Add("8500", 0.8, "8500");
  CHECK(numbers.Last().second == Approx(0.92));
  names.AddSure("12");
  names.Add("清涧县", 0.8, "清涧县");
  CHECK(names.Last().second == Approx(0.89));
}

}  // namespace
}  // namespace gongwen
