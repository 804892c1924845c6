// Chinese characters are as wide as high, so their boxes do not tell lines from columns; the gaps
// do: neighbours in a line are closer than lines are. Characters are joined over a small gap once
// sideways and once downward, and the direction that gives the longer chains is that of the lines.
// Rulings take no part: only ink of a character's size is joined.
//
// Up and down look alike to any such measure. The engine knows: on characters that stand on their
// head its confidence collapses.
//
// Tested by tests/extractors/read_scan_page_test.cc.
#include "extractors/ocr/page_orientation.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "extractors/ocr/read_line.h"

namespace gongwen {
namespace {

constexpr double kJoinEm = 0.3;
constexpr double kLongestStrokeEm = 3, kThickestRulingEm = 0.3;
constexpr double kLying = 1.25;  // how much longer chains must be to call a page lying
constexpr double kShortestEm = 4, kLongestEm = 14;  // of a line worth reading as a sample

struct Chains {
  std::vector<RectPx> boxes{};
  double sum_of_squares = 0;  // of their lengths
};

// Long thin runs of ink.
PixPtr LongRuns(Pix* binary, double em) {
  PixPtr runs = KeepLongRuns(binary, static_cast<int>(kLongestStrokeEm * em));
  if (!runs) return nullptr;
  const int thick = std::max(3, static_cast<int>(kThickestRulingEm * em));
  const PixPtr bars(pixOpenBrick(nullptr, runs.get(), 1, thick));
  if (bars) pixSubtract(runs.get(), runs.get(), bars.get());
  return runs;
}

// The page without rulings: the frame of a cell is as high as a line and would be taken for one.
PixPtr WithoutRulings(Pix* binary, double em) {
  const PixPtr across = LongRuns(binary, em), turned = Transpose(binary);
  PixPtr down = turned ? LongRuns(turned.get(), em) : nullptr;
  if (down) down = Transpose(down.get());
  if (!across || !down) return nullptr;
  pixOr(down.get(), down.get(), across.get());
  return PixPtr(pixSubtract(nullptr, binary, down.get()));
}

// Ink of about the size of a character; parts of one character are joined first.
PixPtr CharacterInk(Pix* page, double em) {
  const PixPtr binary = WithoutRulings(page, em);
  if (!binary) return nullptr;
  const int join = std::max(2, static_cast<int>(std::lround(0.12 * em)));
  const PixPtr joined(pixCloseSafeBrick(nullptr, binary.get(), join, join));
  if (!joined) return nullptr;
  const int least = static_cast<int>(0.35 * em), most = static_cast<int>(4 * em);
  PixPtr ink(
      pixSelectBySize(joined.get(), least, least, 8, L_SELECT_IF_BOTH, L_SELECT_IF_GT, nullptr));
  // Chains of touching characters may be long one way, never both.
  if (ink) {
    ink.reset(
        pixSelectBySize(ink.get(), most, most, 8, L_SELECT_IF_EITHER, L_SELECT_IF_LT, nullptr));
  }
  return ink;
}

Chains ChainsOf(Pix* ink, double em, bool is_across) {
  const int join = std::max(2, static_cast<int>(std::lround(kJoinEm * em)));
  const PixPtr joined(pixCloseSafeBrick(nullptr, ink, is_across ? join : 1, is_across ? 1 : join));
  Chains chains;
  if (!joined) return chains;
  for (const RectPx& box : ComponentBoxes(joined.get())) {
    const double length = is_across ? box.width() : box.height();
    const double breadth = is_across ? box.height() : box.width();
    if (breadth > 2.5 * em || length < breadth) continue;
    chains.boxes.push_back(box);
    chains.sum_of_squares += length * length;
  }
  return chains;
}

// Reads the longest lines of a page that has been turned for trial; their mean confidence.
double SampleConfidence(const CleanPage& page, int turn, OcrEngine& engine,
                        const OrientationOptions& options) {
  const PixPtr gray(pixRotateOrth(page.gray.get(), turn / 90));
  const PixPtr binary(pixRotateOrth(page.binary.get(), turn / 90));
  const PixPtr ink = binary ? CharacterInk(binary.get(), page.glyph_px) : nullptr;
  if (!gray || !ink) return 0;
  const TextImages images{gray.get(), binary.get(), page.dpi, page.glyph_px};
  std::vector<RectPx> lines = ChainsOf(ink.get(), page.glyph_px, true).boxes;
  std::erase_if(lines,
                [&](const RectPx& line) { return line.width() < kShortestEm * page.glyph_px; });
  std::sort(lines.begin(), lines.end(),
            [](const RectPx& a, const RectPx& b) { return a.width() > b.width(); });
  lines.resize(std::min(lines.size(), static_cast<std::size_t>(options.sample_lines)));
  double sum = 0;
  std::size_t read = 0;
  for (RectPx line : lines) {
    line.x1 = std::min(line.x1, line.x0 + static_cast<int>(kLongestEm * page.glyph_px));
    const double confidence = TrialConfidence(CutLine(images, line), engine);
    sum += confidence;
    ++read;
    if (confidence >= options.plain_confidence) break;
  }
  return read == 0 ? 0 : sum / static_cast<double>(read);
}

}  // namespace

int FindTurn(const CleanPage& page, OcrEngine& engine, const OrientationOptions& options) {
  if (page.glyph_px <= 0) return 0;
  const PixPtr ink = CharacterInk(page.binary.get(), page.glyph_px);
  if (!ink) return 0;
  const double across = ChainsOf(ink.get(), page.glyph_px, true).sum_of_squares;
  const double down = ChainsOf(ink.get(), page.glyph_px, false).sum_of_squares;
  const int first = down > kLying * across ? 270 : 0;
  const double first_confidence = SampleConfidence(page, first, engine, options);
  if (first_confidence >= options.upright_confidence) return first;
  const int second = (first + 180) % 360;
  const double second_confidence = SampleConfidence(page, second, engine, options);
  return second_confidence > first_confidence + options.better_by ? second : first;
}

}  // namespace gongwen
