#include "extractors/ocr/neural/scale_line.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "extractors/ocr/neural/line_network.h"

namespace gongwen {
namespace {

constexpr float kWhite = 1, kBlack = -1;
constexpr float kOfSample = (kWhite - kBlack) / 255;

std::size_t Size(int n) { return static_cast<std::size_t>(n); }

// What one pixel is made of: neighbours beginning with `first`, by weight.
struct Mix {
  int first = 0;
  std::vector<float> weights{};
};

double Cubic(double distance) {
  constexpr double kA = -0.75;
  const double x = std::abs(distance);
  if (x < 1) return ((kA + 2) * x - (kA + 3)) * x * x + 1;
  return x < 2 ? ((x - 5) * x + 8) * x * kA - 4 * kA : 0;
}

Mix MeanOfArea(double begin, double end, int size) {
  Mix mix{.first = std::clamp(static_cast<int>(begin), 0, size - 1)};
  for (int i = mix.first; i < size && i < end; ++i) {
    const double share = std::min(end, i + 1.0) - std::max(begin, static_cast<double>(i));
    mix.weights.push_back(static_cast<float>(std::max(0.0, share) / (end - begin)));
  }
  return mix;
}

// Beyond the border its outermost pixels go on.
Mix CubicAround(double centre, int size) {
  const int before = static_cast<int>(std::floor(centre)) - 1, last = size - 1;
  Mix mix{.first = std::clamp(before, 0, last)};
  mix.weights.resize(Size(std::clamp(before + 3, 0, last) - mix.first + 1));
  for (int i = before; i < before + 4; ++i) {
    mix.weights[Size(std::clamp(i, 0, last) - mix.first)] += static_cast<float>(Cubic(centre - i));
  }
  return mix;
}

std::vector<Mix> MixesOf(int from, int to) {
  const double ratio = static_cast<double>(from) / to;
  std::vector<Mix> mixes;
  for (int i = 0; i < to; ++i) {
    mixes.push_back(to < from ? MeanOfArea(i * ratio, (i + 1) * ratio, from)
                              : CubicAround((i + 0.5) * ratio - 0.5, from));
  }
  return mixes;
}

}  // namespace

std::vector<float> ScaleLine(const Raster& gray, int width_px, int whole_px) {
  std::vector<float> line(Size(kLineHeightPx) * Size(whole_px), kWhite);
  const std::vector<Mix> columns = MixesOf(gray.width_px, width_px);
  const std::vector<Mix> rows = MixesOf(gray.height_px, kLineHeightPx);
  std::vector<float> row(Size(gray.width_px));
  for (int y = 0; y < kLineHeightPx; ++y) {
    std::fill(row.begin(), row.end(), 0.0F);
    const Mix& mixed_rows = rows[Size(y)];
    for (std::size_t i = 0; i < mixed_rows.weights.size(); ++i) {
      const std::uint8_t* from = &gray.pixels[(Size(mixed_rows.first) + i) * row.size()];
      const float weight = mixed_rows.weights[i];
      for (std::size_t x = 0; x < row.size(); ++x) row[x] += weight * static_cast<float>(from[x]);
    }
    float* to = &line[Size(y) * Size(whole_px)];
    for (const Mix& mix : columns) {
      float sum = 0;
      for (std::size_t i = 0; i < mix.weights.size(); ++i) {
        sum += mix.weights[i] * row[Size(mix.first) + i];
      }
      // A cubic overshoots at edges.
      *to++ = std::clamp(sum, 0.0F, 255.0F) * kOfSample + kBlack;
    }
  }
  return line;
}

}  // namespace gongwen
