#include "extractors/image/pix.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace gongwen {
namespace {

struct BoxaDeleter {
  void operator()(Boxa* boxa) const noexcept { boxaDestroy(&boxa); }
};

struct NumaDeleter {
  void operator()(Numa* numa) const noexcept { numaDestroy(&numa); }
};

// Takes ownership of `numa`.
std::vector<int> ToVector(Numa* numa) {
  const std::unique_ptr<Numa, NumaDeleter> owned(numa);
  std::vector<int> values(numa == nullptr ? 0 : static_cast<std::size_t>(numaGetCount(numa)));
  for (std::size_t i = 0; i < values.size(); ++i) {
    numaGetIValue(numa, static_cast<int>(i), &values[i]);
  }
  return values;
}

// Leptonica keeps pixels in 32 bit words, the leftmost in the highest bits.
void PackGrayRow(const std::uint8_t* from, int width, l_uint32* to) {
  for (int x = 0; x < width; ++x) {
    to[x / 4] |= static_cast<l_uint32>(from[x]) << (24 - 8 * (x % 4));
  }
}

void PackColorRow(const std::uint8_t* from, int width, l_uint32* to) {
  for (int x = 0; x < width; ++x, from += 3) {
    to[x] = (static_cast<l_uint32>(from[0]) << 24) | (static_cast<l_uint32>(from[1]) << 16) |
            (static_cast<l_uint32>(from[2]) << 8);
  }
}

void UnpackGrayRow(const l_uint32* from, int width, std::uint8_t* to) {
  for (int x = 0; x < width; ++x) {
    to[x] = static_cast<std::uint8_t>(from[x / 4] >> (24 - 8 * (x % 4)));
  }
}

void UnpackColorRow(const l_uint32* from, int width, std::uint8_t* to) {
  for (int x = 0; x < width; ++x, to += 3) {
    to[0] = static_cast<std::uint8_t>(from[x] >> 24);
    to[1] = static_cast<std::uint8_t>(from[x] >> 16);
    to[2] = static_cast<std::uint8_t>(from[x] >> 8);
  }
}

// Any depth, colormap or alpha to plain 8 bit gray or 32 bit RGB.
PixPtr ToPlainDepth(Pix* pix) {
  PixPtr plain(pixRemoveColormap(pix, REMOVE_CMAP_BASED_ON_SRC));
  if (plain && pixGetDepth(plain.get()) == 32 && pixGetSpp(plain.get()) == 4) {
    plain.reset(pixRemoveAlpha(plain.get()));
  }
  if (plain && pixGetDepth(plain.get()) != 32) plain.reset(pixConvertTo8(plain.get(), 0));
  return plain;
}

}  // namespace

void PixDeleter::operator()(Pix* pix) const noexcept { pixDestroy(&pix); }

void SilenceLeptonica() {
  static const bool silenced = [] {
    setMsgSeverity(L_SEVERITY_NONE);
    return true;
  }();
  static_cast<void>(silenced);
}

Result<PixPtr> PixFromRaster(const Raster& raster) {
  SilenceLeptonica();
  const long long count = static_cast<long long>(raster.width_px) * raster.height_px;
  if (raster.width_px > kMaxRasterSidePx || raster.height_px > kMaxRasterSidePx ||
      count > kMaxRasterPixels) {
    return Fail(ErrorCode::kTooLarge, "an image of " + std::to_string(raster.width_px) + " x " +
                                          std::to_string(raster.height_px) +
                                          " pixels is over the limit; scan at 200 to 300 dpi");
  }
  const bool is_color = raster.channels == 3;
  if (raster.width_px < 1 || raster.height_px < 1 || (raster.channels != 1 && !is_color) ||
      raster.pixels.size() != static_cast<std::size_t>(count * raster.channels)) {
    return Fail(ErrorCode::kInvalidArgument, "the raster's sizes contradict its pixels");
  }
  PixPtr pix(pixCreate(raster.width_px, raster.height_px, is_color ? 32 : 8));
  if (!pix) return Fail(ErrorCode::kTooLarge, "no memory for the image");
  const auto stride = static_cast<std::size_t>(raster.width_px * raster.channels);
  for (int y = 0; y < raster.height_px; ++y) {
    const std::uint8_t* from = raster.pixels.data() + static_cast<std::size_t>(y) * stride;
    l_uint32* to = pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix.get());
    is_color ? PackColorRow(from, raster.width_px, to) : PackGrayRow(from, raster.width_px, to);
  }
  return pix;
}

Result<Raster> RasterFromPix(const Pix* pix, double dpi) {
  // Leptonica's readers are not const-correct; nothing below writes to `pix`.
  const PixPtr plain = ToPlainDepth(const_cast<Pix*>(pix));
  if (!plain) return Fail(ErrorCode::kUnsupported, "a pixel format that cannot be converted");
  const bool is_color = pixGetDepth(plain.get()) == 32;
  Raster raster{.width_px = pixGetWidth(plain.get()),
                .height_px = pixGetHeight(plain.get()),
                .channels = is_color ? 3 : 1,
                .dpi = dpi};
  const std::size_t stride = static_cast<std::size_t>(raster.width_px) * (is_color ? 3U : 1U);
  raster.pixels.resize(stride * static_cast<std::size_t>(raster.height_px));
  for (int y = 0; y < raster.height_px; ++y) {
    const l_uint32* from =
        pixGetData(plain.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(plain.get());
    std::uint8_t* to = raster.pixels.data() + static_cast<std::size_t>(y) * stride;
    is_color ? UnpackColorRow(from, raster.width_px, to) : UnpackGrayRow(from, raster.width_px, to);
  }
  return raster;
}

PixPtr CropPix(Pix* pix, const RectPx& box) {
  const RectPx cut{std::max(box.x0, 0), std::max(box.y0, 0), std::min(box.x1, pixGetWidth(pix)),
                   std::min(box.y1, pixGetHeight(pix))};
  if (cut.empty()) return nullptr;
  Box* rectangle = boxCreate(cut.x0, cut.y0, cut.width(), cut.height());
  PixPtr crop(pixClipRectangle(pix, rectangle, nullptr));
  boxDestroy(&rectangle);
  return crop;
}

std::vector<RectPx> ComponentBoxes(Pix* binary) {
  const std::unique_ptr<Boxa, BoxaDeleter> boxa(pixConnCompBB(binary, 8));
  std::vector<RectPx> boxes;
  const int count = boxa ? boxaGetCount(boxa.get()) : 0;
  boxes.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    int x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(boxa.get(), i, &x, &y, &w, &h);
    boxes.push_back({x, y, x + w, y + h});
  }
  return boxes;
}

double InkShare(Pix* binary, const RectPx& box) {
  const PixPtr crop = CropPix(binary, box);
  if (!crop) return 0;
  int count = 0;
  pixCountPixels(crop.get(), &count, nullptr);
  return count / (static_cast<double>(box.width()) * box.height());
}

std::vector<int> RowInk(Pix* binary) { return ToVector(pixCountPixelsByRow(binary, nullptr)); }

std::vector<int> ColumnInk(Pix* binary) { return ToVector(pixCountPixelsByColumn(binary)); }

PixPtr KeepLongRuns(Pix* binary, int least_px) {
  PixPtr out(pixCreateTemplate(binary));
  if (!out) return nullptr;
  const int width = pixGetWidth(binary), height = pixGetHeight(binary);
  const int words = pixGetWpl(binary);
  constexpr int kBits = 32;
  for (int y = 0; y < height; ++y) {
    const l_uint32* line = pixGetData(binary) + static_cast<std::ptrdiff_t>(y) * words;
    int start = -1;  // of the run
    const auto end_run = [&](int x) {
      if (start >= 0 && x - start >= least_px) {
        pixRasterop(out.get(), start, y, x - start, 1, PIX_SET, nullptr, 0, 0);
      }
      start = -1;
    };
    for (int x = 0; x < width;) {
      const l_uint32 word = line[x / kBits];
      // Whole words of paper, or of ink within a run.
      if (x % kBits == 0 && (start < 0 ? word == 0 : word == 0xFFFFFFFFU) && x + kBits <= width) {
        x += kBits;
        continue;
      }
      if (!GET_DATA_BIT(line, x)) {
        end_run(x);
      } else if (start < 0) {
        start = x;
      }
      ++x;
    }
    end_run(width);
  }
  return out;
}

PixPtr Transpose(Pix* pix) {
  PixPtr turned(pixRotateOrth(pix, 1));
  if (turned) pixFlipLR(turned.get(), turned.get());
  return turned;
}

}  // namespace gongwen
