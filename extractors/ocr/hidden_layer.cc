// A layer may be right, the work of an old engine, or another document's. The picture decides: a
// layer that says what the sure lines of the picture say is worth hearing where the picture is not
// clear. Which program wrote it is not asked; the same one wrote good and bad ones.
// Tested by hidden_layer_test.cc.
#include "extractors/ocr/hidden_layer.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

#include "extractors/ocr/line_text.h"
#include "text/han.h"

namespace gongwen {
namespace {

constexpr double kSure = 0.8;  // lines that tell how good the layer is; black and white ones too
constexpr std::size_t kFewestSure = 5;
constexpr double kGoodLayer = 0.9;  // share of the sure lines that it says too
constexpr double kUsefulLayer = 0.5;
constexpr double kAgreedNumber = 0.95, kAgreedWords = 0.89;  // at most, where both say the same
constexpr double kDiffering = 0.85;                          // at most, where they do not
constexpr double kOfOneAgreed = 0.6;  // how much of the doubt goes when the layer agrees
constexpr double kUnsure = 0.6;       // below, a good layer's text is taken
constexpr double kSameLineEm = 0.3, kNextEm = 3;

// Glyphs [first, end) of one line.
struct Line {
  std::size_t first = 0, end = 0;
  RectPt box{};
  double confidence = 1;
  std::string text{};
  std::vector<std::size_t> layer{};  // its glyphs at this place, left to right
  std::string layer_text{};
};

std::vector<Line> LinesOf(std::span<const Glyph> read) {
  std::vector<Line> lines;
  for (std::size_t i = 0; i < read.size(); ++i) {
    const Glyph& glyph = read[i];
    const bool goes_on = !lines.empty() &&
                         std::abs(read[i - 1].box.center_y() - glyph.box.center_y()) <
                             kSameLineEm * glyph.font_size_pt &&
                         read[i - 1].confidence == glyph.confidence &&
                         glyph.box.x0 > read[i - 1].box.x0 &&
                         glyph.box.x0 - read[i - 1].box.x1 < kNextEm * glyph.font_size_pt;
    if (!goes_on) lines.push_back({.first = i, .box = glyph.box});
    Line& line = lines.back();
    line.end = i + 1;
    line.box = Union(line.box, glyph.box);
    line.confidence = std::min(line.confidence, glyph.confidence);
    line.text += glyph.text;
  }
  return lines;
}

// Each glyph of the layer belongs to the line that its middle lies in.
void FindLayer(std::span<const Glyph> layer, std::vector<Line>& lines) {
  std::vector<std::size_t> by_height(layer.size());
  for (std::size_t i = 0; i < layer.size(); ++i) by_height[i] = i;
  const auto height_of = [&](std::size_t i) { return layer[i].box.center_y(); };
  std::ranges::sort(by_height, {}, height_of);
  for (Line& line : lines) {
    const double slack = 0.2 * line.box.height();
    auto at = std::ranges::lower_bound(by_height, line.box.y0, {}, height_of);
    for (; at != by_height.end() && height_of(*at) <= line.box.y1; ++at) {
      const double x = layer[*at].box.center_x();
      if (x >= line.box.x0 - slack && x <= line.box.x1 + slack) line.layer.push_back(*at);
    }
    std::ranges::sort(line.layer, {}, [&](std::size_t i) { return layer[i].box.x0; });
    for (const std::size_t i : line.layer) line.layer_text += layer[i].text;
  }
}

bool Agrees(const Line& line) { return FoldedForms(line.text) == FoldedForms(line.layer_text); }

bool HasDigit(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool IsAsLong(const Line& line) {
  const std::size_t read = line.end - line.first;
  const std::size_t difference =
      std::max(read, line.layer.size()) - std::min(read, line.layer.size());
  return difference <= std::max<std::size_t>(1, read / 4);
}

}  // namespace

void SettleWithLayer(std::vector<Glyph>& read, std::span<const Glyph> layer, int page_no,
                     std::vector<Leftover>& leftovers) {
  std::vector<Glyph> hidden;
  for (const Glyph& glyph : layer) {
    if (glyph.is_invisible && !glyph.is_vertical && !IsBlank(glyph.text)) hidden.push_back(glyph);
  }
  if (hidden.empty()) return;
  std::vector<Line> lines = LinesOf(read);
  FindLayer(hidden, lines);
  std::size_t sure = 0, agreed = 0;
  for (const Line& line : lines) {
    if (line.confidence < kSure || line.end - line.first < 2) continue;
    ++sure;
    if (Agrees(line)) ++agreed;
  }
  if (sure < kFewestSure) return;
  const double share = static_cast<double>(agreed) / static_cast<double>(sure);
  if (share < kUsefulLayer) return;

  std::vector<Glyph> settled;
  settled.reserve(read.size());
  for (const Line& line : lines) {
    double confidence = line.confidence;
    bool takes_layer = false;
    if (Agrees(line)) {
      const double raised = 1 - (1 - confidence) * (1 - kOfOneAgreed);
      confidence = std::max(confidence,
                            std::min(raised, HasDigit(line.text) ? kAgreedNumber : kAgreedWords));
    } else if (!line.layer.empty()) {
      takes_layer = share >= kGoodLayer && confidence < kUnsure && IsAsLong(line);
      leftovers.push_back(
          {.text = takes_layer ? line.text : line.layer_text,
           .page_no = page_no,
           .box = line.box,
           .why = takes_layer ? "read otherwise from the picture; the hidden text layer is taken"
                              : "the hidden text layer reads otherwise"});
      confidence = takes_layer ? kDiffering : std::min(confidence, kDiffering);
    }
    if (!takes_layer) {
      for (std::size_t i = line.first; i < line.end; ++i) {
        settled.push_back(std::move(read[i]));
        settled.back().confidence = confidence;
      }
      continue;
    }
    for (const std::size_t i : line.layer) {
      const RectPt& box = hidden[i].box;
      settled.push_back({.text = hidden[i].text,
                         .box = {std::max(box.x0, line.box.x0), line.box.y0,
                                 std::min(box.x1, line.box.x1), line.box.y1},
                         .font_size_pt = read[line.first].font_size_pt,
                         .confidence = confidence});
    }
  }
  read = std::move(settled);
}

}  // namespace gongwen
