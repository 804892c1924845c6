// A ground is ink that goes on above and below its letters, for longer than any stroke: an opening
// keeps these bands, and what letters took out between them is closed again. What is a rectangle
// then is a filled cell, or several in a row. Within it the usual gray is that of the ground;
// letters are what is far lighter or far darker, whichever there is more of.
//
// Tested by tests/extractors/lighten_fills_test.cc.
#include "extractors/image/lighten_fills.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace gongwen {
namespace {

constexpr double kOpenWideEm = 1.6, kOpenHighEm = 0.15;  // no stroke is so long and so thick
constexpr double kCloseEm = 1.3;                         // a line of letters
constexpr double kLeastWidthEm = 2, kLeastHeightEm = 0.9;
constexpr double kLeastShare = 0.85;  // of its box that a ground must cover
constexpr double kPieceEm = 2;        // wide, of one level of gray
constexpr double kRimEm = 0.12;       // around a ground, its soft edge
constexpr double kLeastInk = 0.45;    // letters that are white and large take half of it
constexpr int kLetter = 24;           // of 255, from the ground
constexpr int kPaper = 250;

// The ground's gray, and whether letters are lighter.
struct Ground {
  int level = 0;
  int letter = 0;  // level of the letters; that of the ground where there are none
};

Ground GroundOf(Pix* gray, const RectPx& box) {
  std::array<int, 256> count{};
  for (int y = box.y0; y < box.y1; ++y) {
    for (int x = box.x0; x < box.x1; ++x) {
      l_uint32 value = 0;
      pixGetPixel(gray, x, y, &value);
      ++count[std::min<l_uint32>(value, 255)];
    }
  }
  int all = 0;
  for (const int n : count) all += n;
  const auto level_at = [&](double share) {
    int seen = 0;
    for (int level = 0; level < 256; ++level) {
      seen += count[static_cast<std::size_t>(level)];
      if (seen >= share * all) return level;
    }
    return 255;
  };
  Ground ground{.level = level_at(0.5)};
  const int dark = level_at(0.03), light = level_at(0.97);
  const bool is_light = light - ground.level > ground.level - dark;
  ground.letter = is_light ? light : dark;
  if (std::abs(ground.letter - ground.level) < kLetter) ground.letter = ground.level;
  return ground;
}

// A piece of a ground at a time: toner and lamp are uneven, and its letters are what the whole
// ground has, or a short piece without any would make letters of its grain.
void Lighten(Pix* gray, const RectPx& box, int piece_px) {
  const Ground whole = GroundOf(gray, box);
  for (int x0 = box.x0; x0 < box.x1; x0 += piece_px) {
    const RectPx piece{x0, box.y0, std::min(box.x1, x0 + piece_px), box.y1};
    const int level = GroundOf(gray, piece).level;
    const double span = whole.letter == whole.level ? 0 : whole.letter - level;
    const bool is_plain = std::abs(span) < kLetter || span * (whole.letter - whole.level) < 0;
    for (int y = piece.y0; y < piece.y1; ++y) {
      for (int x = piece.x0; x < piece.x1; ++x) {
        l_uint32 value = 0;
        pixGetPixel(gray, x, y, &value);
        const double share = is_plain ? 0 : (static_cast<double>(value) - level) / span;
        const double out = kPaper * (1 - std::clamp(share, 0.0, 1.0));
        pixSetPixel(gray, x, y, static_cast<l_uint32>(out));
      }
    }
  }
}

// Where the ground fades into the paper around it, or into its letters' gray within.
void ClearRim(Pix* pix, const RectPx& box, int rim, int how) {
  constexpr int kWithin = 2;
  const int w = box.width() + 2 * rim, h = box.height() + 2 * rim, thick = rim + kWithin;
  const int x = box.x0 - rim, y = box.y0 - rim;
  pixRasterop(pix, x, y, w, thick, how, nullptr, 0, 0);
  pixRasterop(pix, x, y + h - thick, w, thick, how, nullptr, 0, 0);
  pixRasterop(pix, x, y, thick, h, how, nullptr, 0, 0);
  pixRasterop(pix, x + w - thick, y, thick, h, how, nullptr, 0, 0);
}

// Columns of a lightened ground that are ink from top to bottom: where paper showed between two
// cells.
std::vector<int> Gaps(Pix* ink) {
  constexpr double kWhole = 0.85;
  std::vector<int> gaps;
  const std::vector<int> columns = ColumnInk(ink);
  for (std::size_t x = 0; x < columns.size(); ++x) {
    if (columns[x] >= kWhole * pixGetHeight(ink)) gaps.push_back(static_cast<int>(x));
  }
  return gaps;
}

void ClearColumn(Pix* pix, const RectPx& box, int x, int how) {
  pixRasterop(pix, x - 1, box.y0, 3, box.height(), how, nullptr, 0, 0);
}

}  // namespace

std::vector<RectPx> LightenFills(CleanPage& page, int ink_threshold) {
  if (page.glyph_px <= 0) return {};
  const double em = page.glyph_px;
  const int wide = std::max(9, static_cast<int>(std::lround(kOpenWideEm * em)));
  const int high = std::max(3, static_cast<int>(std::lround(kOpenHighEm * em)));
  const int close = std::max(3, static_cast<int>(std::lround(kCloseEm * em)));
  // Toner that is lost here and there leaves pinholes.
  const PixPtr ink(pixCloseSafeBrick(nullptr, page.binary.get(), 3, 3));
  const PixPtr bands(ink ? pixOpenBrick(nullptr, ink.get(), wide, high) : nullptr);
  const PixPtr whole(bands ? pixCloseSafeBrick(nullptr, bands.get(), high, close) : nullptr);
  if (!whole) return {};
  std::vector<RectPx> fills;
  for (const RectPx& box : ComponentBoxes(whole.get())) {
    const bool is_large = box.width() >= kLeastWidthEm * em && box.height() >= kLeastHeightEm * em;
    if (is_large && InkShare(whole.get(), box) >= kLeastShare &&
        InkShare(page.binary.get(), box) >= kLeastInk) {
      fills.push_back(box);
    }
  }
  if (fills.empty()) return fills;
  const int rim = std::max(2, static_cast<int>(std::lround(kRimEm * em)));
  for (const RectPx& box : fills) {
    Lighten(page.gray.get(), box, static_cast<int>(kPieceEm * em));
    ClearRim(page.gray.get(), box, rim, PIX_SET);
    const PixPtr piece = CropPix(page.gray.get(), box);
    const PixPtr letters(piece ? pixThresholdToBinary(piece.get(), ink_threshold) : nullptr);
    if (!letters) continue;
    for (const int gap : Gaps(letters.get())) {
      ClearColumn(page.gray.get(), box, box.x0 + gap, PIX_SET);
      pixRasterop(letters.get(), gap - 1, 0, 3, box.height(), PIX_CLR, nullptr, 0, 0);
    }
    pixRasterop(page.binary.get(), box.x0, box.y0, box.width(), box.height(), PIX_SRC,
                letters.get(), 0, 0);
    ClearRim(page.binary.get(), box, rim, PIX_CLR);
  }
  return fills;
}

}  // namespace gongwen
