#include "extractors/image/decode_image.h"

#include <allheaders.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <memory>
#include <string>

#include "extractors/image/pix.h"

namespace gongwen {
namespace {

// Scanners and cameras write 72 or 96 where they do not know; nobody scans text below 75.
constexpr double kLeastDpi = 100, kMostDpi = 1200;
constexpr double kA4ShortInch = 8.27, kA4LongInch = 11.69;

enum class Kind { kUnknown, kPng, kJpeg, kTiff };

Kind KindOf(int format) {
  switch (format) {
    case IFF_PNG:
      return Kind::kPng;
    case IFF_JFIF_JPEG:
      return Kind::kJpeg;
    case IFF_TIFF:
    case IFF_TIFF_PACKBITS:
    case IFF_TIFF_RLE:
    case IFF_TIFF_G3:
    case IFF_TIFF_G4:
    case IFF_TIFF_LZW:
    case IFF_TIFF_ZIP:
    case IFF_TIFF_JPEG:
      return Kind::kTiff;
    default:
      return Kind::kUnknown;
  }
}

int CountTiffPages(std::span<const std::uint8_t> bytes) {
  FILE* stream = fopenReadFromMemory(bytes.data(), bytes.size());
  if (stream == nullptr) return 0;
  int count = 0;
  const bool failed = tiffGetCount(stream, &count) != 0;
  std::fclose(stream);
  return failed ? 0 : count;
}

Result<void> CheckHeader(std::span<const std::uint8_t> bytes, Kind kind, int page_no) {
  int width = 0, height = 0, bps = 0, spp = 0, is_mapped = 0, format = 0, resolution = 0;
  const int failed = kind == Kind::kTiff
                         ? readHeaderMemTiff(bytes.data(), bytes.size(), page_no - 1, &width,
                                             &height, &bps, &spp, &resolution, &is_mapped, &format)
                         : pixReadHeaderMem(bytes.data(), bytes.size(), &format, &width, &height,
                                            &bps, &spp, &is_mapped);
  if (failed != 0 || width < 1 || height < 1) {
    return Fail(ErrorCode::kDamaged, "the image header cannot be read; export the file again");
  }
  if (width > kMaxRasterSidePx || height > kMaxRasterSidePx ||
      static_cast<long long>(width) * height > kMaxRasterPixels) {
    return Fail(ErrorCode::kTooLarge, "an image of " + std::to_string(width) + " x " +
                                          std::to_string(height) +
                                          " pixels is over the limit; scan at 200 to 300 dpi");
  }
  return {};
}

// A JPEG ends with FF D9, at times followed by some bytes that do not belong to it. libjpeg fills
// up a file that was cut off with gray, and only tells stderr.
bool IsCutOff(std::span<const std::uint8_t> bytes) {
  constexpr std::size_t kTail = 65536;
  const auto tail = bytes.last(std::min(bytes.size(), kTail));
  constexpr std::uint8_t kEnd[] = {0xFF, 0xD9};
  return std::search(tail.begin(), tail.end(), std::begin(kEnd), std::end(kEnd)) == tail.end();
}

PixPtr Decode(std::span<const std::uint8_t> bytes, Kind kind, int page_no) {
  return PixPtr(kind == Kind::kTiff ? pixReadMemTiff(bytes.data(), bytes.size(), page_no - 1)
                                    : pixReadMem(bytes.data(), bytes.size()));
}

// A fax of 204 x 98 dpi becomes 204 x 204.
PixPtr WithSquarePixels(PixPtr pix) {
  const double x_dpi = pixGetXRes(pix.get()), y_dpi = pixGetYRes(pix.get());
  const bool are_known = x_dpi >= 50 && y_dpi >= 50 && x_dpi <= kMostDpi && y_dpi <= kMostDpi;
  const double ratio = are_known ? x_dpi / y_dpi : 1.0;
  if (ratio > 0.95 && ratio < 1.05) return pix;
  if (pixGetDepth(pix.get()) < 8) pix.reset(pixConvertTo8(pix.get(), 0));
  if (!pix) return pix;
  const double x_factor = ratio < 1 ? 1 / ratio : 1, y_factor = ratio > 1 ? ratio : 1;
  const double area = x_factor * y_factor * pixGetWidth(pix.get()) * pixGetHeight(pix.get());
  if (area > static_cast<double>(kMaxRasterPixels)) return pix;
  PixPtr square(pixScale(pix.get(), static_cast<float>(x_factor), static_cast<float>(y_factor)));
  if (square) pixSetResolution(square.get(), pixGetXRes(pix.get()), pixGetXRes(pix.get()));
  if (square && ratio < 1) {
    pixSetResolution(square.get(), pixGetYRes(pix.get()), pixGetYRes(pix.get()));
  }
  return square;
}

double DpiOf(const Pix* pix) {
  const double dpi = pixGetXRes(pix);
  if (dpi >= kLeastDpi && dpi <= kMostDpi) return dpi;
  return GuessDpi(pixGetWidth(pix), pixGetHeight(pix));
}

}  // namespace

double GuessDpi(int width_px, int height_px) {
  return width_px <= height_px ? width_px / kA4ShortInch : width_px / kA4LongInch;
}

Result<ImageDocument> ImageDocument::Open(std::span<const std::uint8_t> bytes) {
  SilenceLeptonica();
  if (bytes.empty()) return Fail(ErrorCode::kEmpty, "the file is empty");
  constexpr std::size_t kMagicBytes = 12;  // Leptonica looks at so many
  int format = IFF_UNKNOWN;
  if (bytes.size() >= kMagicBytes) findFileFormatBuffer(bytes.data(), &format);
  const Kind kind = KindOf(format);
  if (kind == Kind::kUnknown) {
    return Fail(ErrorCode::kUnsupported, "neither PNG nor JPEG nor TIFF");
  }
  const int pages = kind == Kind::kTiff ? CountTiffPages(bytes) : 1;
  if (pages < 1) return Fail(ErrorCode::kDamaged, "a TIFF without a readable page");
  if (pages > kMaxImagePages) {
    return Fail(ErrorCode::kTooLarge, std::to_string(pages) + " pages are over the limit of " +
                                          std::to_string(kMaxImagePages) + "; split the file");
  }
  return ImageDocument(bytes, format, pages);
}

Result<Raster> ImageDocument::ReadPage(int page_no) const {
  if (page_no < 1 || page_no > page_count_) {
    return Fail(ErrorCode::kInvalidArgument, "there is no page " + std::to_string(page_no));
  }
  const Kind kind = KindOf(format_);
  if (const Result<void> header = CheckHeader(bytes_, kind, page_no); !header) {
    return tl::make_unexpected(header.error());
  }
  if (kind == Kind::kJpeg && IsCutOff(bytes_)) {
    return Fail(ErrorCode::kDamaged, "the JPEG is cut off before its end; copy or scan it again");
  }
  PixPtr pix = Decode(bytes_, kind, page_no);
  if (pix) pix = WithSquarePixels(std::move(pix));
  if (!pix) return Fail(ErrorCode::kDamaged, "the pixels cannot be decoded; export the file again");
  return RasterFromPix(pix.get(), DpiOf(pix.get()));
}

}  // namespace gongwen
