// One pixel of a pale line is darker than its neighbours by less than the noise of the scan, but
// the mean of 6 mm of them is not. So each row of pixels is averaged along the line first, and then
// compared with the rows 0.8 mm above and below: what is dark there too is text, whose rows of
// strokes are thick; what is dark in between alone is a line. Columns are done on the turned page.
//
// Tested by tests/extractors/rulings_from_image_test.cc.
#include "extractors/image/faint_rulings.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace gongwen {
namespace {

constexpr int kPaper = 244;         // brighter is paper: its noise counts for nothing
constexpr double kAlongMm = 6;      // averaged along the line
constexpr double kLeastSeen = 0.4;  // of them must be free of ink
constexpr int kHaloPx = 5;          // soft edges of ink
constexpr double kAcrossMm = 0.5;   // summed across it
constexpr double kBesideMm = 0.9;   // compared with
constexpr double kLeastMm = 8;
constexpr double kLeastDark = 36;  // at 150 dpi; a line has more pixels across at more dpi

// Row-major darkness, 0 = paper, negative = ink and its halo: not to be looked at.
struct Darkness {
  int width = 0, height = 0;
  std::vector<float> at{};
  [[nodiscard]] float* row(int y) {
    return at.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
  }
};

Darkness DarknessOf(Pix* gray, Pix* ink) {
  Darkness d{.width = pixGetWidth(gray), .height = pixGetHeight(gray)};
  d.at.resize(static_cast<std::size_t>(d.width) * static_cast<std::size_t>(d.height));
  const l_uint32* data = pixGetData(gray);
  const int wpl = pixGetWpl(gray);
  for (int y = 0; y < d.height; ++y) {
    const l_uint32* line = data + static_cast<std::ptrdiff_t>(y) * wpl;
    const l_uint32* bits = pixGetData(ink) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(ink);
    float* out = d.row(y);
    for (int x = 0; x < d.width; ++x) {
      const int value = GET_DATA_BYTE(line, x);
      out[x] = GET_DATA_BIT(bits, x) ? -1.0F : static_cast<float>(std::max(0, kPaper - value));
    }
  }
  return d;
}

// Mean over those of `window` pixels of each row that may be looked at; 0 where they are too few.
void AverageAlong(Darkness& d, int window) {
  const int half = window / 2;
  std::vector<float> out(static_cast<std::size_t>(d.width));
  for (int y = 0; y < d.height; ++y) {
    float* row = d.row(y);
    float sum = 0;
    int seen = 0;
    const auto add = [&](int x, int sign) {
      if (x < 0 || x >= d.width || row[x] < 0) return;
      sum += static_cast<float>(sign) * row[x];
      seen += sign;
    };
    for (int x = 0; x < half; ++x) add(x, 1);
    for (int x = 0; x < d.width; ++x) {
      add(x + half, 1);
      add(x - half - 1, -1);
      out[static_cast<std::size_t>(x)] =
          seen >= kLeastSeen * (2 * half + 1) ? sum / static_cast<float>(seen) : 0;
    }
    std::copy(out.begin(), out.end(), row);
  }
}

// Sum over `window` rows.
Darkness SumAcross(Darkness& d, int window) {
  const int half = window / 2;
  Darkness sum{.width = d.width, .height = d.height, .at = std::vector<float>(d.at.size())};
  std::vector<float> running(static_cast<std::size_t>(d.width));
  const auto add = [&](int y, float sign) {
    if (y < 0 || y >= d.height) return;
    const float* row = d.row(y);
    for (int x = 0; x < d.width; ++x) running[static_cast<std::size_t>(x)] += sign * row[x];
  };
  for (int y = 0; y < half; ++y) add(y, 1);
  for (int y = 0; y < d.height; ++y) {
    add(y + half, 1);
    add(y - half - 1, -1);
    std::copy(running.begin(), running.end(), sum.row(y));
  }
  return sum;
}

PixPtr AcrossPage(Pix* gray, Pix* ink, double dpi) {
  Darkness d = DarknessOf(gray, ink);
  AverageAlong(d, MmToPx(kAlongMm, dpi, 3));
  Darkness sum = SumAcross(d, MmToPx(kAcrossMm, dpi, 3));
  const int beside = MmToPx(kBesideMm, dpi, 3);
  const auto least = static_cast<float>(kLeastDark * std::max(1.0, dpi / 150));
  PixPtr mask(pixCreate(d.width, d.height, 1));
  if (!mask) return nullptr;
  l_uint32* data = pixGetData(mask.get());
  const int wpl = pixGetWpl(mask.get());
  for (int y = beside; y + beside < d.height; ++y) {
    const float *here = sum.row(y), *above = sum.row(y - beside), *below = sum.row(y + beside);
    l_uint32* line = data + static_cast<std::ptrdiff_t>(y) * wpl;
    for (int x = 0; x < d.width; ++x) {
      if (here[x] - std::max(above[x], below[x]) >= least) SET_DATA_BIT(line, x);
    }
  }
  return KeepLongRuns(mask.get(), MmToPx(kLeastMm, dpi, 8));
}

}  // namespace

PixPtr FaintRulings(Pix* gray, Pix* binary, double dpi) {
  const PixPtr ink(pixDilateBrick(nullptr, binary, kHaloPx, kHaloPx));
  if (!ink) return nullptr;
  PixPtr across = AcrossPage(gray, ink.get(), dpi);
  const PixPtr turned(pixRotateOrth(gray, 1)), turned_ink(pixRotateOrth(ink.get(), 1));
  const PixPtr down =
      turned && turned_ink ? AcrossPage(turned.get(), turned_ink.get(), dpi) : nullptr;
  const PixPtr upright(down ? pixRotateOrth(down.get(), 3) : nullptr);
  if (!across || !upright) return nullptr;
  pixOr(across.get(), across.get(), upright.get());
  return across;
}

}  // namespace gongwen
