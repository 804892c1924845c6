// Red is found by colour, seals among the red by shape.
//
// A pixel is red when its red sample is well above the other two. Red pixels are joined over gaps
// of about 2 mm, which turns a seal (ring, letters, star) into one region and a letterhead into
// wide, low ones. A region is a seal by its size and because a round thing leaves the corners of
// its box empty. Outside seals red becomes the darker channel, so that red headings read as black.
// Inside, the red channel is stretched until the seal's own ink is as bright as the paper.
//
// Why not the red channel everywhere: it erases the letterhead, which names the issuing agencies.
//
// Tested by tests/extractors/clean_page_test.cc.
#include "extractors/image/remove_seals.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace gongwen {
namespace {

// Red ink of stamps has a redness of 90-160 in scans, JPEG colour noise stays under 25.
constexpr int kRedness = 36;
constexpr double kLeastSealMm = 25, kMostSealMm = 62;
constexpr double kJoinMm = 2.2;      // letters and star of a seal to its ring
constexpr double kMostAspect = 1.6;  // an oval 专用章 is 45 x 30 mm
// A circle leaves 14 % of its box's side free at a corner along the diagonal.
constexpr double kCornerShare = 0.09;
constexpr double kMostCornerInk = 0.06;
constexpr double kSealShare = 0.92;  // of the paper's brightness, after stretching
constexpr int kMostSeals = 64;

struct Rgb {
  int r = 0, g = 0, b = 0;
};

Rgb Split(l_uint32 word) {
  return {static_cast<int>(word >> 24), static_cast<int>((word >> 16) & 255U),
          static_cast<int>((word >> 8) & 255U)};
}

int Redness(const Rgb& c) { return c.r - std::max(c.g, c.b); }

l_uint32* Row(Pix* pix, int y) {
  return pixGetData(pix) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix);
}

int GrayAt(const l_uint32* row, int x) {
  return static_cast<int>((row[x / 4] >> (24 - 8 * (x % 4))) & 255U);
}

void SetGray(l_uint32* row, int x, int value) {
  const int shift = 24 - 8 * (x % 4);
  row[x / 4] = (row[x / 4] & ~(l_uint32{255} << shift)) |
               (static_cast<l_uint32>(std::clamp(value, 0, 255)) << shift);
}

struct Separated {
  PixPtr gray{}, red{};  // 8 bit; 1 bit
};

Separated SeparateRed(Pix* rgb) {
  const int width = pixGetWidth(rgb), height = pixGetHeight(rgb);
  Separated out{PixPtr(pixCreate(width, height, 8)), PixPtr(pixCreate(width, height, 1))};
  if (!out.gray || !out.red) return {};
  for (int y = 0; y < height; ++y) {
    const l_uint32* from = Row(rgb, y);
    l_uint32* gray = Row(out.gray.get(), y);
    l_uint32* red = Row(out.red.get(), y);
    for (int x = 0; x < width; ++x) {
      const Rgb c = Split(from[x]);
      const bool is_red = Redness(c) > kRedness;
      // Green, not the minimum: blue of a JPEG is the noisiest channel.
      SetGray(gray, x, is_red ? std::min(c.g, c.b + 20) : (c.r * 77 + c.g * 150 + c.b * 29) / 256);
      if (is_red) red[x / 32] |= l_uint32{1} << (31 - x % 32);
    }
  }
  return out;
}

bool HasEmptyCorners(Pix* red, const RectPx& box) {
  const int w = std::max(2, static_cast<int>(box.width() * kCornerShare));
  const int h = std::max(2, static_cast<int>(box.height() * kCornerShare));
  const std::array<RectPx, 4> corners{{{box.x0, box.y0, box.x0 + w, box.y0 + h},
                                       {box.x1 - w, box.y0, box.x1, box.y0 + h},
                                       {box.x0, box.y1 - h, box.x0 + w, box.y1},
                                       {box.x1 - w, box.y1 - h, box.x1, box.y1}}};
  return std::all_of(corners.begin(), corners.end(), [red](const RectPx& corner) {
    return InkShare(red, corner) <= kMostCornerInk;
  });
}

bool IsSeal(Pix* red, const RectPx& box, double dpi) {
  const double least = kLeastSealMm * dpi / 25.4, most = kMostSealMm * dpi / 25.4;
  const double shorter = std::min(box.width(), box.height());
  const double longer = std::max(box.width(), box.height());
  return shorter >= least && longer <= most && longer <= kMostAspect * shorter &&
         HasEmptyCorners(red, box);
}

// Seals of a joint notice stand side by side and may touch: a wide region is tried as n in a row.
std::vector<RectPx> SealsOf(Pix* red, const RectPx& region, double dpi) {
  if (IsSeal(red, region, dpi)) return {region};
  const int count = static_cast<int>(
      std::lround(static_cast<double>(region.width()) / std::max(1, region.height())));
  if (count < 2 || count > 6) return {};
  std::vector<RectPx> seals;
  for (int i = 0; i < count; ++i) {
    const RectPx part{region.x0 + region.width() * i / count, region.y0,
                      region.x0 + region.width() * (i + 1) / count, region.y1};
    if (!IsSeal(red, part, dpi)) return {};
    seals.push_back(part);
  }
  return seals;
}

std::vector<RectPx> FindSeals(Pix* red, double dpi) {
  // At a quarter of the resolution: a seal is large, and red specks must not cost components.
  constexpr int kReduction = 4;
  const PixPtr small(pixReduceRankBinaryCascade(red, 1, 1, 0, 0));
  if (!small) return {};
  const int join = MmToPx(kJoinMm, dpi / kReduction) | 1;
  const PixPtr joined(pixCloseSafeBrick(nullptr, small.get(), join, join));
  if (!joined) return {};
  std::vector<RectPx> seals;
  for (const RectPx& box : ComponentBoxes(joined.get())) {
    const RectPx full{box.x0 * kReduction, box.y0 * kReduction, box.x1 * kReduction,
                      box.y1 * kReduction};
    for (const RectPx& seal : SealsOf(red, full, dpi)) seals.push_back(seal);
    if (seals.size() >= kMostSeals) break;
  }
  return seals;
}

// The median red sample of the seal's own pixels.
int SealLevel(Pix* rgb, const RectPx& box) {
  std::array<int, 256> histogram{};
  int total = 0;
  for (int y = box.y0; y < box.y1; ++y) {
    const l_uint32* row = Row(rgb, y);
    for (int x = box.x0; x < box.x1; ++x) {
      const Rgb c = Split(row[x]);
      if (Redness(c) <= kRedness) continue;
      ++histogram[static_cast<std::size_t>(c.r)];
      ++total;
    }
  }
  int level = 0;
  for (int seen = 0; level < 255; ++level) {
    seen += histogram[static_cast<std::size_t>(level)];
    if (seen * 2 >= total) break;
  }
  return std::max(level, 1);
}

// Replaces the seal by the red channel, stretched until the seal's ink is nearly `paper`. Not
// quite: what brightens the seal brightens the text under it as well.
void EraseSeal(Pix* rgb, Pix* gray, const RectPx& box, int paper) {
  const int level = SealLevel(rgb, box);
  const double gain = std::max(1.0, kSealShare * paper / level);
  for (int y = box.y0; y < box.y1; ++y) {
    const l_uint32* from = Row(rgb, y);
    l_uint32* to = Row(gray, y);
    for (int x = box.x0; x < box.x1; ++x) {
      SetGray(to, x, std::min(paper, static_cast<int>(Split(from[x]).r * gain)));
    }
  }
}

// The brightness of the paper around a seal: the median of its box's rim.
int PaperLevel(Pix* gray, const RectPx& box) {
  std::array<int, 256> histogram{};
  int total = 0;
  for (const int y : {box.y0, box.y1 - 1}) {
    for (int x = box.x0; x < box.x1; ++x, ++total) {
      ++histogram[static_cast<std::size_t>(GrayAt(Row(gray, y), x))];
    }
  }
  int level = 0;
  for (int seen = 0; level < 255; ++level) {
    seen += histogram[static_cast<std::size_t>(level)];
    if (seen * 2 >= total) break;
  }
  return level;
}

}  // namespace

GrayPage RemoveSeals(Pix* page, double dpi) {
  if (pixGetDepth(page) != 32) return {PixPtr(pixConvertTo8(page, 0)), {}};
  Separated parts = SeparateRed(page);
  if (!parts.gray) return {};
  GrayPage out{std::move(parts.gray), {}};
  const int width = pixGetWidth(page), height = pixGetHeight(page);
  const int rim = MmToPx(0.7, dpi);  // the soft edge of the ring
  for (const RectPx& seal : FindSeals(parts.red.get(), dpi)) {
    const RectPx box{std::max(0, seal.x0 - rim), std::max(0, seal.y0 - rim),
                     std::min(width, seal.x1 + rim), std::min(height, seal.y1 + rim)};
    EraseSeal(page, out.gray.get(), box, PaperLevel(out.gray.get(), box));
    out.seals.push_back(box);
  }
  return out;
}

}  // namespace gongwen
