#include "extractors/pdf/decode_image.h"

#include <GfxState.h>
#include <Stream.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "extractors/pdf/place_raster.h"

namespace gongwen {
namespace {

constexpr std::uint8_t kWhite = 255;

// ImageStream::reset() became rewind() in Poppler 25.
template <class S>
void Rewind(S& stream) {
  if constexpr (requires { stream.rewind(); }) {
    static_cast<void>(stream.rewind());
  } else {
    stream.reset();
  }
}

// Calls `use(line, y)` for every line the stream holds.
template <class Use>
void ForEachLine(Stream& stream, int width_px, int height_px, int components, int bits, Use&& use) {
  ImageStream image(&stream, width_px, components, bits);
  Rewind(image);
  for (int y = 0; y < height_px; ++y) {
    unsigned char* line = image.getLine();
    if (line == nullptr) break;
    use(line, static_cast<std::size_t>(y));
  }
  image.close();
}

Raster White(int width_px, int height_px, int channels) {
  Raster raster{.width_px = width_px, .height_px = height_px, .channels = channels};
  raster.pixels.assign(static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px) *
                           static_cast<std::size_t>(channels),
                       kWhite);
  return raster;
}

using Rgb = std::array<std::uint8_t, 3>;

// What each sample value of a one-component image looks like: a palette, or levels of gray.
std::array<Rgb, 256> LookUpTable(GfxImageColorMap& colors) {
  std::array<Rgb, 256> table{};
  const int levels = 1 << std::min(colors.getBits(), 8);
  for (int i = 0; i < levels; ++i) {
    const auto sample = static_cast<unsigned char>(i);
    GfxRGB rgb;
    colors.getRGB(&sample, &rgb);
    table[static_cast<std::size_t>(i)] = {colToByte(rgb.r), colToByte(rgb.g), colToByte(rgb.b)};
  }
  return table;
}

Raster DecodeByTable(Stream& stream, int width_px, int height_px, GfxImageColorMap& colors) {
  const std::array<Rgb, 256> table = LookUpTable(colors);
  const bool is_gray =
      std::ranges::all_of(table, [](const Rgb& c) { return c[0] == c[1] && c[0] == c[2]; });
  Raster raster = White(width_px, height_px, is_gray ? 1 : 3);
  const auto width = static_cast<std::size_t>(width_px);
  const std::size_t channels = is_gray ? 1 : 3;
  ForEachLine(stream, width_px, height_px, 1, colors.getBits(),
              [&](const unsigned char* line, std::size_t y) {
                std::uint8_t* out = raster.pixels.data() + y * width * channels;
                for (std::size_t x = 0; x < width; ++x, out += channels) {
                  std::copy_n(table[line[x]].data(), channels, out);
                }
              });
  return raster;
}

}  // namespace

Raster DecodeImage(Stream& stream, int width_px, int height_px, GfxImageColorMap& colors) {
  const int components = colors.getNumPixelComps();
  if (components == 1) return DecodeByTable(stream, width_px, height_px, colors);
  Raster raster = White(width_px, height_px, 3);
  const std::size_t row = static_cast<std::size_t>(width_px) * 3;
  ForEachLine(stream, width_px, height_px, components, colors.getBits(),
              [&](unsigned char* line, std::size_t y) {
                colors.getRGBLine(line, raster.pixels.data() + y * row, width_px);
              });
  return WithoutIdleColor(std::move(raster));
}

Raster DecodeMask(Stream& stream, int width_px, int height_px, bool invert, std::uint8_t ink) {
  Raster raster = White(width_px, height_px, 1);
  const auto width = static_cast<std::size_t>(width_px);
  const unsigned char paints = invert ? 1 : 0;
  ForEachLine(stream, width_px, height_px, 1, 1, [&](const unsigned char* line, std::size_t y) {
    std::uint8_t* out = raster.pixels.data() + y * width;
    for (std::size_t x = 0; x < width; ++x) out[x] = line[x] == paints ? ink : kWhite;
  });
  return raster;
}

}  // namespace gongwen
