#include "extractors/ocr/neural/line_weights.h"

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

namespace gongwen {
namespace {

constexpr std::string_view kMagic = "GWLINE01";
constexpr std::uint32_t kMostLayers = 200;
constexpr int kMostChannels = 4096, kMostClasses = 40000, kMostWindow = 15, kMostStride = 4;

// Takes numbers off the front of the file. After the first failure everything is zero.
class Reader {
 public:
  explicit Reader(std::string_view left) : left_(left) {}

  template <class T>
  T Take() {
    T value{};
    if (left_.size() < sizeof(T)) {
      failed_ = true;
      return value;
    }
    std::memcpy(&value, left_.data(), sizeof(T));
    left_.remove_prefix(sizeof(T));
    return value;
  }

  int TakeSize(int least, int most) {
    const int value = Take<std::int32_t>();
    if (value >= least && value <= most) return value;
    failed_ = true;
    return least;
  }

  std::vector<float> TakeHalves(std::size_t count) {
    if (failed_ || left_.size() / 2 < count) {  // asked before memory is taken
      failed_ = true;
      return {};
    }
    std::vector<float> values(count);
    for (float& value : values) {
      const auto half = Take<std::uint16_t>();
      constexpr unsigned kExponent = 0x7C00U;
      if ((half & kExponent) == kExponent) failed_ = true;  // infinite, or no number
      value = WidenHalf(half);
    }
    return values;
  }

  void Fail() { failed_ = true; }
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] bool is_at_end() const { return left_.empty(); }

 private:
  std::string_view left_;
  bool failed_ = false;
};

std::size_t Size(int n) { return static_cast<std::size_t>(n); }

Convolution TakeConvolution(Reader& reader) {
  Convolution c;
  c.out = reader.TakeSize(1, kMostChannels);
  c.in = reader.TakeSize(1, kMostChannels);
  c.window.height = reader.TakeSize(1, kMostWindow);
  c.window.width = reader.TakeSize(1, kMostWindow);
  c.window.stride_y = reader.TakeSize(1, kMostStride);
  c.window.stride_x = reader.TakeSize(1, kMostStride);
  c.window.pad_y = reader.TakeSize(0, c.window.height / 2);
  c.window.pad_x = reader.TakeSize(0, c.window.width / 2);
  const int groups = reader.TakeSize(1, kMostChannels);
  c.finish.activation = static_cast<Activation>(reader.TakeSize(0, kActivations - 1));
  c.finish.scale = reader.Take<float>();
  c.finish.shift = reader.Take<float>();
  if (!std::isfinite(c.finish.scale) || !std::isfinite(c.finish.shift)) reader.Fail();
  c.is_depthwise = groups > 1;
  // Of each group one channel is taken and one made; the file says 1 for what a group takes.
  if (c.is_depthwise && (groups != c.out || c.in != 1)) reader.Fail();
  c.weights =
      reader.TakeHalves(Size(c.window.height) * Size(c.window.width) * Size(c.in) * Size(c.out));
  if (c.is_depthwise) c.in = c.out;
  c.bias = reader.TakeHalves(Size(c.out));
  return c;
}

LinearLayer TakeLinear(Reader& reader) {
  LinearLayer l;
  l.in = reader.TakeSize(1, kMostChannels);
  l.out = reader.TakeSize(1, kMostClasses);
  l.weights = reader.TakeHalves(Size(l.in) * Size(l.out));
  l.bias = reader.TakeHalves(Size(l.out));
  return l;
}

LayerNorm TakeNorm(Reader& reader) {
  const int size = reader.TakeSize(1, kMostChannels);
  LayerNorm n;
  n.weight = reader.TakeHalves(Size(size));
  n.bias = reader.TakeHalves(Size(size));
  return n;
}

template <class Layer>
std::vector<Layer> TakeAll(Reader& reader, Layer (*take)(Reader&)) {
  const auto count = reader.Take<std::uint32_t>();
  if (count > kMostLayers) reader.Fail();
  std::vector<Layer> layers;
  for (std::uint32_t i = 0; i < count && !reader.failed(); ++i) layers.push_back(take(reader));
  return layers;
}

}  // namespace

float WidenHalf(unsigned short half) {
  const auto sign = static_cast<std::uint32_t>(half & 0x8000U) << 16U;
  const std::uint32_t rest = half & 0x7FFFU;
  if (rest >= 0x7C00U) return std::bit_cast<float>(sign | 0x7F800000U | (rest & 0x3FFU) << 13U);
  // The exponents differ by 112. Multiplying by 2^112 also sets subnormal numbers right.
  const float magnitude = std::bit_cast<float>(rest << 13U) * 0x1p112F;
  return std::bit_cast<float>(sign | std::bit_cast<std::uint32_t>(magnitude));
}

Result<LineWeights> ParseLineWeights(std::string_view file) {
  static_assert(std::endian::native == std::endian::little, "the file is read as it stands");
  if (!file.starts_with(kMagic)) {
    return Fail(ErrorCode::kDamaged, "no weights of a line reader: the mark GWLINE01 is missing");
  }
  Reader reader(file.substr(kMagic.size()));
  LineWeights weights{.convolutions = TakeAll(reader, TakeConvolution),
                      .linears = TakeAll(reader, TakeLinear),
                      .norms = TakeAll(reader, TakeNorm)};
  if (reader.failed() || !reader.is_at_end()) {
    return Fail(ErrorCode::kDamaged, "the weights of the line reader are damaged");
  }
  return weights;
}

}  // namespace gongwen
