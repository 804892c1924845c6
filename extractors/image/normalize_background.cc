// Why not Leptonica's pixBackgroundNorm: it takes every pixel above a fixed level for paper. Thin
// strokes at 150 dpi are only half dark, count as paper, and dense lines of small text then fade
// out. A percentile of a tile larger than any character needs no such level.
//
// Tested by tests/extractors/clean_page_test.cc.
#include "extractors/image/normalize_background.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace gongwen {
namespace {

constexpr double kTileMm = 6.0;      // a line and its gap even in a 16 pt letter
constexpr double kPercentile = 0.8;  // text covers at most half of a dense tile
constexpr int kWhite = 250;

using Histogram = std::array<int, 256>;

void Count(Pix* gray, const RectPx& box, Histogram& histogram) {
  for (int y = box.y0; y < box.y1; ++y) {
    const l_uint32* row = pixGetData(gray) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(gray);
    for (int x = box.x0; x < box.x1; ++x) {
      ++histogram[(row[x / 4] >> (24 - 8 * (x % 4))) & 255U];
    }
  }
}

int Percentile(const Histogram& histogram, double share) {
  long long total = 0, seen = 0;
  for (const int count : histogram) total += count;
  for (int level = 0; level < 256; ++level) {
    seen += histogram[static_cast<std::size_t>(level)];
    if (static_cast<double>(seen) >= share * static_cast<double>(total)) return level;
  }
  return 255;
}

// One pixel a tile: the tile's paper.
PixPtr PaperMap(Pix* gray, int tile, double darkest_paper) {
  const int width = pixGetWidth(gray), height = pixGetHeight(gray);
  const int columns = (width + tile - 1) / tile, rows = (height + tile - 1) / tile;
  PixPtr map(pixCreate(columns, rows, 8));
  if (!map) return nullptr;
  Histogram levels{};
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < columns; ++c) {
      Histogram histogram{};
      Count(gray,
            {c * tile, r * tile, std::min(width, (c + 1) * tile), std::min(height, (r + 1) * tile)},
            histogram);
      const int level = Percentile(histogram, kPercentile);
      ++levels[static_cast<std::size_t>(level)];
      pixSetPixel(map.get(), c, r, static_cast<l_uint32>(level));
    }
  }
  const int page_level = std::max(1, Percentile(levels, 0.5));
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < columns; ++c) {
      l_uint32 level = 0;
      pixGetPixel(map.get(), c, r, &level);
      if (level < darkest_paper * page_level) {
        pixSetPixel(map.get(), c, r, static_cast<l_uint32>(page_level));
      }
    }
  }
  return map;
}

}  // namespace

PixPtr NormalizeBackground(Pix* gray, double dpi, double darkest_paper) {
  const int tile = MmToPx(kTileMm, dpi, 8);
  const PixPtr map = PaperMap(gray, tile, darkest_paper);
  if (!map) return nullptr;
  // Leptonica's smoothing needs a map of at least 5 x 5.
  const int smooth = std::min(pixGetWidth(map.get()), pixGetHeight(map.get())) >= 5 ? 1 : 0;
  const PixPtr inverse(pixGetInvBackgroundMap(map.get(), kWhite, smooth, smooth));
  if (!inverse) return nullptr;
  return PixPtr(pixApplyInvBackgroundGrayMap(gray, inverse.get(), tile, tile));
}

}  // namespace gongwen
