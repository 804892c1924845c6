// Pixels of one page, between the extractor that decodes them and the one that reads them.
#pragma once

#include <cstdint>
#include <vector>

namespace gongwen {

// 8 bits a sample, rows top to bottom without padding, `channels` samples a pixel.
struct Raster {
  int width_px = 0, height_px = 0;
  int channels = 1;                    // 1 = gray (0 black, 255 white), 3 = RGB
  double dpi = 0;                      // pixels per inch as displayed; 0 = the file does not tell
  std::vector<std::uint8_t> pixels{};  // width_px * height_px * channels
  bool operator==(const Raster&) const = default;
};

inline constexpr int kMaxRasterSidePx = 20000;
inline constexpr long long kMaxRasterPixels = 120'000'000;  // A3 at 600 dpi is 70 million

}  // namespace gongwen
