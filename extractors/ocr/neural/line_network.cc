// The graph is written out here, and the file of weights only says how large each layer is: what a
// reader of networks in general (ONNX) would need is many times this, for one network.
//
//   trunk   all convolutions but the last five. Most are depthwise (a window for each channel) and
//           1x1 in turn; a relu one and the hard sigmoid after it weigh channels by their means
//           ("squeeze and excite").                              48 x W pixels -> 3 x W/4 x 480
//   mean    over 3 x 2                                                         -> W/8 x 480
//   neck    two convolutions to 120 numbers a step, two blocks of attention, one convolution back
//   to
//           480, which are set beside those of the mean; two more to 120
//   head    one linear layer to the classes
//
// CheckLayers makes sure that all sizes fit, so that the forward pass needs no check.
// Tested by line_network_test.cc: against numbers of an independent implementation, and by set.
#include "extractors/ocr/neural/line_network.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace gongwen {
namespace {

constexpr std::size_t kNeck = 5;  // convolutions around the attention
constexpr std::size_t kBlockLinears =
    4;  // of a block: q k v, their way out, and two of a step's own
constexpr std::size_t kLinears = 9, kNorms = 5;
constexpr int kHeads = 8;
constexpr float kBlockEpsilon = 1e-5F, kLastEpsilon = 1e-6F;  // of Paddle's layer norms
constexpr int kTrunkHeight = 3, kMeanWidth = 2;
constexpr long kWindowFloats = 1L << 16;  // of pixels gathered at once, 256 kB: half the cache

std::size_t Size(long n) { return static_cast<std::size_t>(n); }

PlaneShape ShapeAfter(const PlaneShape& in, const Window& w, int channels) {
  return {(in.height + 2 * w.pad_y - w.height) / w.stride_y + 1,
          (in.width + 2 * w.pad_x - w.width) / w.stride_x + 1, channels};
}

bool KeepsPlace(const Window& w) {
  return w.height == 1 && w.width == 1 && w.stride_y == 1 && w.stride_x == 1;
}

// With an odd window and half of it around, a picture of any width keeps its width or halves it.
bool IsCentred(const Window& w) {
  return w.pad_y == w.height / 2 && w.pad_x == w.width / 2 && w.height % 2 == 1 &&
         w.width % 2 == 1 && w.stride_x <= 2;
}

bool HoldsChannels(const Convolution& c) {
  return c.out % kChannelStep == 0 && IsCentred(c.window);
}

// The channels that the trunk ends with, or 0 if it is none.
int CheckTrunk(std::span<const Convolution> trunk) {
  PlaneShape shape{kLineHeightPx, kMostLineWidthPx, 1};
  for (std::size_t i = 0; i < trunk.size(); ++i) {
    const Convolution& c = trunk[i];
    if (c.in != shape.channels) return 0;
    if (c.finish.activation == Activation::kRelu) {
      if (i + 1 == trunk.size()) return 0;
      const Convolution& excite = trunk[++i];
      if (excite.finish.activation != Activation::kHardSigmoid || excite.in != c.out ||
          excite.out != c.in || c.is_depthwise || excite.is_depthwise || !KeepsPlace(c.window) ||
          !KeepsPlace(excite.window) || c.in % kChannelStep != 0) {
        return 0;
      }
      continue;
    }
    if (c.finish.activation == Activation::kHardSigmoid || !HoldsChannels(c)) return 0;
    shape = ShapeAfter(shape, c.window, c.out);
  }
  const bool fits =
      shape.height == kTrunkHeight && shape.width * kStepPx == kMostLineWidthPx * kMeanWidth;
  return fits ? shape.channels : 0;
}

bool CheckNeck(std::span<const Convolution> neck, int channels, int width, int head_in) {
  for (const Convolution& c : neck) {
    if (c.is_depthwise || !IsCentred(c.window) || c.window.height != 1 || c.window.stride_y != 1 ||
        c.window.stride_x != 1) {
      return false;
    }
  }
  return neck[0].in == channels && neck[1].in == neck[0].out && neck[1].out == width &&
         neck[2].in == width && neck[2].out == channels && neck[3].in == 2 * channels &&
         neck[4].in == neck[3].out && neck[4].out == head_in;
}

bool CheckBlock(std::span<const LinearLayer> l, int width) {
  return l[0].in == width && l[0].out == 3 * width && l[1].in == width && l[1].out == width &&
         l[2].in == width && l[3].in == l[2].out && l[3].out == width;
}

bool CheckLayers(const LineWeights& w) {
  if (w.convolutions.size() <= kNeck || w.linears.size() != kLinears || w.norms.size() != kNorms) {
    return false;
  }
  const std::span<const Convolution> all = w.convolutions;
  const std::span<const LinearLayer> linears = w.linears;
  const int channels = CheckTrunk(all.first(all.size() - kNeck)), width = linears[0].in;
  return channels > 0 && width % kHeads == 0 &&
         CheckNeck(all.last(kNeck), channels, width, linears.back().in) &&
         CheckBlock(linears.first(kBlockLinears), width) &&
         CheckBlock(linears.subspan(kBlockLinears, kBlockLinears), width) &&
         linears.back().out > 1 && std::all_of(w.norms.begin(), w.norms.end(), [&](const auto& n) {
           return n.weight.size() == Size(width);
         });
}

// Into panels, as Kernels::multiply reads them.
void PackColumns(std::span<const float> weights, std::span<const float> bias, long inner,
                 const Kernels& kernels, AlignedFloats& packed) {
  const long columns = static_cast<long>(bias.size()), lanes = kernels.lanes;
  const long padded = (columns + lanes - 1) / lanes * lanes;
  float* to = packed.Grow(Size((inner + 1) * padded));
  for (long begin = 0; begin < padded; begin += kernels.panel * lanes) {
    const long end = std::min(begin + kernels.panel * lanes, padded);
    for (long row = -1; row < inner; ++row) {
      const float* from = row < 0 ? bias.data() : weights.data() + row * columns;
      for (long c = begin; c < end; ++c) *to++ = c < columns ? from[c] : 0;
    }
  }
}

void Copy(std::span<const float> from, AlignedFloats& to) {
  std::copy(from.begin(), from.end(), to.Grow(from.size()));
}

// The pixels that the window sees at place `at` of the picture that it makes, one after the other.
void GatherWindow(const float* in, const PlaneShape& shape, const Window& w, int y0, int x0,
                  float* to) {
  for (int y = y0; y < y0 + w.height; ++y) {
    for (int x = x0; x < x0 + w.width; ++x, to += shape.channels) {
      if (y < 0 || y >= shape.height || x < 0 || x >= shape.width) {
        std::fill_n(to, shape.channels, 0.0F);
      } else {
        std::copy_n(in + (static_cast<long>(y) * shape.width + x) * shape.channels, shape.channels,
                    to);
      }
    }
  }
}

// Means of 3 x 2 neighbours: all rows, columns two by two.
void MeanOfColumns(const float* in, const PlaneShape& shape, long steps, float* out) {
  const long channels = shape.channels, row = shape.width * channels;
  constexpr float kShare = 1.0F / (kTrunkHeight * kMeanWidth);
  for (long t = 0; t < steps; ++t, in += kMeanWidth * channels) {
    for (long c = 0; c < channels; ++c, ++out) {
      float sum = 0;
      for (long y = 0; y < kTrunkHeight; ++y) {
        for (long x = 0; x < kMeanWidth; ++x) sum += in[y * row + x * channels + c];
      }
      *out = sum * kShare;
    }
  }
}

void Add(const AlignedFloats& from, long count, AlignedFloats& to) {
  for (long i = 0; i < count; ++i) to.data()[i] += from.data()[i];
}

}  // namespace

LineNetwork::LineNetwork(LineWeights weights, const Kernels& kernels)
    : kernels_(kernels), norms_(std::move(weights.norms)), classes_(weights.linears.back().out) {
  for (const Convolution& c : weights.convolutions) convolutions_.push_back(Packed(c));
  for (const LinearLayer& l : weights.linears) linears_.push_back(Packed(l));
  // The first layer of a step's own is followed by swish in both blocks.
  for (const std::size_t block : {std::size_t{0}, kBlockLinears}) {
    linears_[block + 2].finish.activation = Activation::kSwish;
  }
}

LineNetwork::Layer LineNetwork::Packed(const Convolution& from) const {
  Layer layer{.in = from.in,
              .out = from.out,
              .window = from.window,
              .is_depthwise = from.is_depthwise,
              .finish = from.finish};
  if (from.is_depthwise) {
    Copy(from.weights, layer.weights);
    Copy(from.bias, layer.bias);
  } else {
    const long inner = static_cast<long>(from.window.height) * from.window.width * from.in;
    PackColumns(from.weights, from.bias, inner, kernels_, layer.weights);
  }
  return layer;
}

LineNetwork::Layer LineNetwork::Packed(const LinearLayer& from) const {
  Layer layer{.in = from.in, .out = from.out};
  PackColumns(from.weights, from.bias, from.in, kernels_, layer.weights);
  return layer;
}

void LineNetwork::Multiply(const Layer& layer, const AlignedFloats& in, long rows,
                           AlignedFloats& out) const {
  kernels_.multiply(in.data(), rows, layer.in, layer.weights.data(), layer.out, layer.finish,
                    out.Grow(Size(rows * layer.out)));
}

// Leaves what it makes in `out`, and the plane there.
void LineNetwork::Convolve(const Layer& layer, Plane& plane, AlignedFloats& out,
                           LineWorkspace& room) const {
  const PlaneShape shape = ShapeAfter(plane.shape, layer.window, layer.out);
  const long pixels = static_cast<long>(shape.height) * shape.width;
  const float* in = plane.values->data();
  float* to = out.Grow(Size(pixels * layer.out));
  if (layer.is_depthwise) {
    kernels_.depthwise(in, plane.shape, layer.window, layer.weights.data(), layer.bias.data(),
                       layer.finish, shape, to);
  } else if (KeepsPlace(layer.window)) {
    kernels_.multiply(in, pixels, layer.in, layer.weights.data(), layer.out, layer.finish, to);
  } else {
    const Window& w = layer.window;
    const long inner = static_cast<long>(w.height) * w.width * layer.in;
    const long block = std::min(pixels, std::max(kWindowFloats / inner, 1L));
    float* rows = room.window_rows.Grow(Size(block * inner));
    for (long begin = 0; begin < pixels; begin += block) {
      const long count = std::min(block, pixels - begin);
      for (long i = 0; i < count; ++i) {
        const int y = static_cast<int>((begin + i) / shape.width);
        const int x = static_cast<int>((begin + i) % shape.width);
        GatherWindow(in, plane.shape, w, y * w.stride_y - w.pad_y, x * w.stride_x - w.pad_x,
                     rows + i * inner);
      }
      kernels_.multiply(rows, count, inner, layer.weights.data(), layer.out, layer.finish,
                        to + begin * layer.out);
    }
  }
  plane = {shape, &out};
}

void LineNetwork::WeighChannels(const Layer& squeeze, const Layer& excite, Plane& plane,
                                LineWorkspace& room) const {
  const long pixels = static_cast<long>(plane.shape.height) * plane.shape.width;
  kernels_.channel_means(plane.values->data(), pixels, squeeze.in,
                         room.means.Grow(Size(squeeze.in)));
  Multiply(squeeze, room.means, 1, room.squeezed);
  Multiply(excite, room.squeezed, 1, room.factors);
  kernels_.scale_channels(plane.values->data(), pixels, squeeze.in, room.factors.data());
}

void LineNetwork::Normalize(int norm, const AlignedFloats& in, long rows, float epsilon,
                            AlignedFloats& out) const {
  const LayerNorm& n = norms_[Size(norm)];
  const long width = static_cast<long>(n.weight.size());
  kernels_.normalize(in.data(), rows, width, n.weight.data(), n.bias.data(), epsilon,
                     out.Grow(Size(rows * width)));
}

// x += out(attend(qkv(norm(x)))), then x += down(swish(up(norm(x)))).
void LineNetwork::AttendColumns(int block, long steps, AlignedFloats& columns,
                                LineWorkspace& room) const {
  const Layer* layers = &linears_[Size(block) * kBlockLinears];
  const long width = layers[0].in, each = width / kHeads;
  float* heads =
      room.heads.Grow(Size((each + 1) * (steps + kChannelStep) + steps * (each + kChannelStep)));
  Normalize(2 * block, columns, steps, kBlockEpsilon, room.normal);
  Multiply(layers[0], room.normal, steps, room.made);
  kernels_.attend(room.made.data(), steps, kHeads, each, heads,
                  room.attended.Grow(Size(steps * width)));
  Multiply(layers[1], room.attended, steps, room.made);
  Add(room.made, steps * width, columns);
  Normalize(2 * block + 1, columns, steps, kBlockEpsilon, room.normal);
  Multiply(layers[2], room.normal, steps, room.made);
  Multiply(layers[3], room.made, steps, room.attended);
  Add(room.attended, steps * width, columns);
}

LineScores LineNetwork::Logits(std::span<const float> pixels, int width_px,
                               LineWorkspace& room) const {
  Plane plane{{kLineHeightPx, width_px, 1}, &room.plane};
  Copy(pixels, room.plane);
  const auto other = [&]() -> AlignedFloats& {
    return plane.values == &room.plane ? room.next_plane : room.plane;
  };
  const std::size_t trunk = convolutions_.size() - kNeck;
  for (std::size_t i = 0; i < trunk; ++i) {
    if (convolutions_[i].finish.activation == Activation::kRelu) {
      WeighChannels(convolutions_[i], convolutions_[i + 1], plane, room);
      ++i;
    } else {
      Convolve(convolutions_[i], plane, other(), room);
    }
  }

  const int steps = width_px / kStepPx, channels = plane.shape.channels;
  AlignedFloats& mean = room.columns;
  MeanOfColumns(plane.values->data(), plane.shape, steps,
                mean.Grow(Size(static_cast<long>(steps) * channels)));
  plane = {{1, steps, channels}, &mean};
  Convolve(convolutions_[trunk], plane, room.plane, room);
  Convolve(convolutions_[trunk + 1], plane, room.next_plane, room);
  for (const int block : {0, 1}) AttendColumns(block, steps, room.next_plane, room);
  Normalize(4, room.next_plane, steps, kLastEpsilon, room.plane);
  plane.values = &room.plane;
  Convolve(convolutions_[trunk + 2], plane, room.next_plane, room);

  float* both = room.both_columns.Grow(Size(2L * steps * channels));
  for (long t = 0; t < steps; ++t) {
    both = std::copy_n(mean.data() + t * channels, channels, both);
    both = std::copy_n(plane.values->data() + t * channels, channels, both);
  }
  plane = {{1, steps, 2 * channels}, &room.both_columns};
  Convolve(convolutions_[trunk + 3], plane, room.plane, room);
  Convolve(convolutions_[trunk + 4], plane, room.next_plane, room);
  Multiply(linears_.back(), room.next_plane, steps, room.scores);
  return {steps, classes_, {room.scores.data(), Size(static_cast<long>(steps) * classes_)}};
}

void LineNetwork::ToProbabilities(const LineScores& logits) const {
  kernels_.softmax(logits.values.data(), logits.steps, logits.classes);
}

Result<std::shared_ptr<const LineNetwork>> MakeLineNetwork(std::string_view file,
                                                           InstructionSet set) {
  if (!IsSupported(set)) {
    return Fail(ErrorCode::kUnsupported, "this processor does not have the instructions " +
                                             std::string(KernelsOf(set).name));
  }
  Result<LineWeights> weights = ParseLineWeights(file);
  if (!weights) return tl::make_unexpected(std::move(weights).error());
  if (!CheckLayers(*weights)) {
    return Fail(ErrorCode::kDamaged, "the layers of the line reader do not fit each other");
  }
  return std::shared_ptr<const LineNetwork>(new LineNetwork(std::move(*weights), KernelsOf(set)));
}

}  // namespace gongwen
