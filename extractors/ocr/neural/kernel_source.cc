// One source, three objects: CMakeLists.txt compiles it as it is, with AVX2 and with AVX-512, and
// names the function it gives by GONGWEN_KERNELS.
//
// Nearly all of the time goes into products of a matrix of pixels, a few hundred rows, and one of
// weights. A tile of the product, kRows x kPanel registers, is kept in registers while one row of
// weights after the other is read once and multiplied by one number of each row of pixels. The
// weights lie in the order in which they are read (panels), so nothing is copied for a line; bias
// and activation are applied before a tile is written. Vectors are GCC's (and clang's) own, so
// that the source is the same for all sets; a library of matrices (Eigen) would pack the weights
// again for each product, and its templates, compiled with AVX, could be merged with others'.
//
// Nothing of std:: here and everything in an unnamed namespace: an inline function compiled with
// AVX-512 must never be the copy that the linker keeps for the rest of the program. The ctest
// `kernel_symbols` holds this. Tested by line_network_test.cc.
#include "extractors/ocr/neural/kernels.h"

namespace gongwen {
namespace {

#if defined(__AVX512F__)
constexpr int kLanes = 16, kRows = 8, kPanel = 3;  // 24 of 32 registers hold sums
constexpr const char* kName = "avx512";
#elif defined(__AVX2__)
constexpr int kLanes = 8, kRows = 6, kPanel = 2;  // 12 of 16
constexpr const char* kName = "avx2";
#else
constexpr int kLanes = 4, kRows = 6, kPanel = 2;
constexpr const char* kName = "baseline";
#endif
constexpr long kBlockRows = 96;  // of pixels that stay in the second cache while all panels pass

using Vec [[gnu::vector_size(4 * kLanes)]] = float;
using IntVec [[gnu::vector_size(4 * kLanes)]] = int;
using UnalignedVec [[gnu::vector_size(4 * kLanes), gnu::aligned(4), gnu::may_alias]] = float;

inline Vec Load(const float* from) { return *reinterpret_cast<const UnalignedVec*>(from); }
inline void Store(float* to, Vec v) { *reinterpret_cast<UnalignedVec*>(to) = v; }
inline Vec Least(Vec a, Vec b) { return a < b ? a : b; }
inline Vec Most(Vec a, Vec b) { return a > b ? a : b; }
inline Vec All(float x) { return x - Vec{}; }
inline long Least(long a, long b) { return a < b ? a : b; }
constexpr unsigned long Count(int n) { return static_cast<unsigned long>(n); }
inline long Padded(long n) { return (n + kLanes - 1) / kLanes * kLanes; }

// Cephes' expf: 2^n by the exponent's bits, a polynomial for the rest. Relative error 2e-7.
inline Vec Exp(Vec x) {
  x = Least(Most(x, All(-87.0F)), All(88.0F));
  constexpr float kRound = 12582912.0F;  // 1.5 * 2^23: what is added to it is rounded to an integer
  const Vec shifted = x * 1.44269504F + kRound;
  const Vec n = shifted - kRound;
  x = x - n * 0.693359375F;
  x = x + n * 2.12194440e-4F;
  Vec p = x * 1.9875691500e-4F + 1.3981999507e-3F;
  p = p * x + 8.3334519073e-3F;
  p = p * x + 4.1665795894e-2F;
  p = p * x + 1.6666665459e-1F;
  p = p * x + 5.0000001201e-1F;
  p = p * (x * x) + x + 1.0F;
  const IntVec bits = __builtin_bit_cast(IntVec, p) + (__builtin_bit_cast(IntVec, shifted) << 23);
  return __builtin_bit_cast(Vec, bits);
}

inline Vec Finished(Vec x, const Finish& finish) {
  switch (finish.activation) {
    case Activation::kNone:
      return x;
    case Activation::kHardSwish:
      return x * Least(Most(x + 3.0F, Vec{}), All(6.0F)) * (finish.scale / 6.0F) + finish.shift;
    case Activation::kSwish:
      return x / (1.0F + Exp(-x));
    case Activation::kRelu:
      return Most(x, Vec{});
    case Activation::kHardSigmoid:
      return Least(Most(x * (1.0F / 6.0F) + 0.5F, Vec{}), All(1.0F));
  }
  return x;
}

// `columns` <= kVectors * kLanes of them are written.
template <int kTileRows, int kVectors>
inline void MultiplyTile(const float* a, long inner, const float* panel, const Finish& finish,
                         float* out, long out_stride, long columns) {
  Vec sums[Count(kTileRows)][Count(kVectors)];
#pragma GCC unroll 16
  for (int r = 0; r < kTileRows; ++r) {
#pragma GCC unroll 4
    for (int v = 0; v < kVectors; ++v) sums[r][v] = Load(panel + v * kLanes);  // the bias
  }
  for (long k = 0; k < inner; ++k) {
    panel += kVectors * kLanes;
    Vec weights[Count(kVectors)];
#pragma GCC unroll 4
    for (int v = 0; v < kVectors; ++v) weights[v] = Load(panel + v * kLanes);
#pragma GCC unroll 16
    for (int r = 0; r < kTileRows; ++r) {
      const Vec pixel = All(a[r * inner + k]);
#pragma GCC unroll 4
      for (int v = 0; v < kVectors; ++v) sums[r][v] += pixel * weights[v];
    }
  }
  const bool is_whole = columns == kVectors * kLanes;
#pragma GCC unroll 16
  for (int r = 0; r < kTileRows; ++r) {
    float* row = out + r * out_stride;
#pragma GCC unroll 4
    for (int v = 0; v < kVectors; ++v) {
      const Vec done = Finished(sums[r][v], finish);
      if (is_whole) {
        Store(row + v * kLanes, done);
      } else {
        for (int i = 0; i < kLanes && v * kLanes + i < columns; ++i) row[v * kLanes + i] = done[i];
      }
    }
  }
}

template <int kVectors>
void MultiplyPanel(const float* a, long rows, long inner, const float* panel, const Finish& finish,
                   float* out, long out_stride, long columns) {
  if (rows < kRows) {
    for (long r = 0; r < rows; ++r) {
      MultiplyTile<1, kVectors>(a + r * inner, inner, panel, finish, out + r * out_stride,
                                out_stride, columns);
    }
    return;
  }
  for (long next = 0; next < rows; next += kRows) {
    const long r = Least(next, rows - kRows);  // the last tile may do some rows once more
    MultiplyTile<kRows, kVectors>(a + r * inner, inner, panel, finish, out + r * out_stride,
                                  out_stride, columns);
  }
}

void Multiply(const float* a, long rows, long inner, const float* packed, long columns,
              const Finish& finish, float* out) {
  for (long row = 0; row < rows; row += kBlockRows) {
    const long count = Least(kBlockRows, rows - row);
    const float* panel = packed;
    long registers = 0;
    for (long column = 0; column < columns; column += registers * kLanes) {
      registers = Least(kPanel, Padded(columns - column) / kLanes);
      const long wide = Least(registers * kLanes, columns - column);
      const auto multiply = registers == 1   ? MultiplyPanel<1>
                            : registers == 2 ? MultiplyPanel<2>
                                             : MultiplyPanel<kPanel>;
      multiply(a + row * inner, count, inner, panel, finish, out + row * columns + column, columns,
               wide);
      panel += (inner + 1) * registers * kLanes;
    }
  }
}

// Channels [c, c + kVectors * kLanes) of one pixel; the window's rows [top, bottom), columns
// [left, right) lie inside the picture.
template <int kVectors>
inline void DepthwisePixel(const float* corner, long row_stride, long channels,
                           const float* weights, int window_width, int top, int bottom, int left,
                           int right, const float* bias, const Finish& finish, float* out) {
  Vec sums[Count(kVectors)];
#pragma GCC unroll 4
  for (int v = 0; v < kVectors; ++v) sums[v] = Load(bias + v * kLanes);
  for (int y = top; y < bottom; ++y) {
    const float* pixel = corner + y * row_stride + left * channels;
    const float* weight = weights + (y * window_width + left) * channels;
    for (int x = left; x < right; ++x, pixel += channels, weight += channels) {
#pragma GCC unroll 4
      for (int v = 0; v < kVectors; ++v) {
        sums[v] += Load(pixel + v * kLanes) * Load(weight + v * kLanes);
      }
    }
  }
#pragma GCC unroll 4
  for (int v = 0; v < kVectors; ++v) Store(out + v * kLanes, Finished(sums[v], finish));
}

void Depthwise(const float* in, const PlaneShape& shape, const Window& window, const float* weights,
               const float* bias, const Finish& finish, const PlaneShape& out_shape, float* out) {
  const long channels = shape.channels, row_stride = shape.width * channels;
  for (int row = 0; row < out_shape.height; ++row) {
    const int y = row * window.stride_y - window.pad_y;
    const int top = y < 0 ? -y : 0;
    const int bottom = y + window.height > shape.height ? shape.height - y : window.height;
    for (int column = 0; column < out_shape.width; ++column, out += channels) {
      const int x = column * window.stride_x - window.pad_x;
      const int left = x < 0 ? -x : 0;
      const int right = x + window.width > shape.width ? shape.width - x : window.width;
      const float* corner = in + y * row_stride + x * channels;
      long c = 0;
      for (; c + 4 * kLanes <= channels; c += 4 * kLanes) {
        DepthwisePixel<4>(corner + c, row_stride, channels, weights + c, window.width, top, bottom,
                          left, right, bias + c, finish, out + c);
      }
      for (; c < channels; c += kLanes) {
        DepthwisePixel<1>(corner + c, row_stride, channels, weights + c, window.width, top, bottom,
                          left, right, bias + c, finish, out + c);
      }
    }
  }
}

// The rest of a row, filled up with what has no weight in a sum of exponentials.
inline Vec LoadPart(const float* from, long count) {
  Vec v = All(-1e30F);
  for (int i = 0; i < kLanes && i < count; ++i) v[i] = from[i];
  return v;
}

void SoftmaxRow(float* row, long columns) {
  const long whole = columns / kLanes * kLanes, rest = columns - whole;
  Vec most = LoadPart(row + whole, rest);
  for (long c = 0; c < whole; c += kLanes) most = Most(most, Load(row + c));
  float top = most[0];
  for (int i = 1; i < kLanes; ++i) top = most[i] > top ? most[i] : top;
  Vec sums = {};
  for (long c = 0; c < whole; c += kLanes) {
    const Vec e = Exp(Load(row + c) - top);
    Store(row + c, e);
    sums += e;
  }
  const Vec last = Exp(LoadPart(row + whole, rest) - top);
  float sum = 0;
  for (int i = 0; i < rest; ++i) sum += row[whole + i] = last[i];
  for (int i = 0; i < kLanes; ++i) sum += sums[i];
  const float factor = 1.0F / sum;
  for (long c = 0; c < columns; ++c) row[c] *= factor;
}

void Softmax(float* values, long rows, long columns) {
  for (long r = 0; r < rows; ++r) SoftmaxRow(values + r * columns, columns);
}

void Attend(const float* qkv, long steps, long heads, long each, float* scratch, float* out) {
  const long width = heads * each, wide_steps = Padded(steps), wide_each = Padded(each);
  float* keys = scratch;  // [each][wide_steps]
  float* scores = keys + each * wide_steps;
  float* values = scores + wide_steps;  // [steps][wide_each]
  const float factor = 1.0F / __builtin_sqrtf(static_cast<float>(each));
  for (long i = 0; i < each * wide_steps; ++i) keys[i] = 0;
  for (long i = 0; i < steps * wide_each; ++i) values[i] = 0;
  for (long head = 0; head < heads; ++head) {
    const float* first = qkv + head * each;
    for (long t = 0; t < steps; ++t) {
      const float* key = first + t * 3 * width + width;
      for (long d = 0; d < each; ++d) {
        keys[d * wide_steps + t] = key[d] * factor;
        values[t * wide_each + d] = key[width + d];
      }
    }
    for (long t = 0; t < steps; ++t) {
      const float* query = first + t * 3 * width;
      for (long s = 0; s < wide_steps; s += kLanes) {
        Vec sum = {};
        for (long d = 0; d < each; ++d) sum += query[d] * Load(keys + d * wide_steps + s);
        Store(scores + s, sum);
      }
      SoftmaxRow(scores, steps);
      float* to = out + t * width + head * each;
      for (long d = 0; d < wide_each; d += kLanes) {
        Vec sum = {};
        for (long s = 0; s < steps; ++s) sum += scores[s] * Load(values + s * wide_each + d);
        for (int i = 0; i < kLanes && d + i < each; ++i) to[d + i] = sum[i];
      }
    }
  }
}

void ChannelMeans(const float* values, long pixels, long channels, float* out) {
  for (long c = 0; c < channels; c += kLanes) {
    Vec sum = {};
    for (long p = 0; p < pixels; ++p) sum += Load(values + p * channels + c);
    Store(out + c, sum / static_cast<float>(pixels));
  }
}

void ScaleChannels(float* values, long pixels, long channels, const float* factors) {
  for (long p = 0; p < pixels; ++p, values += channels) {
    for (long c = 0; c < channels; c += kLanes) {
      Store(values + c, Load(values + c) * Load(factors + c));
    }
  }
}

void Normalize(const float* values, long rows, long columns, const float* weight, const float* bias,
               float epsilon, float* out) {
  const auto count = static_cast<float>(columns);
  for (long r = 0; r < rows; ++r, values += columns, out += columns) {
    float sum = 0, squares = 0;
    for (long c = 0; c < columns; ++c) sum += values[c];
    const float mean = sum / count;
    for (long c = 0; c < columns; ++c) squares += (values[c] - mean) * (values[c] - mean);
    const float factor = 1.0F / __builtin_sqrtf(squares / count + epsilon);
    for (long c = 0; c < columns; ++c) out[c] = (values[c] - mean) * factor * weight[c] + bias[c];
  }
}

constexpr Kernels kKernels{.name = kName,
                           .lanes = kLanes,
                           .panel = kPanel,
                           .multiply = Multiply,
                           .depthwise = Depthwise,
                           .attend = Attend,
                           .softmax = Softmax,
                           .channel_means = ChannelMeans,
                           .scale_channels = ScaleChannels,
                           .normalize = Normalize};

}  // namespace

const Kernels& GONGWEN_KERNELS();
const Kernels& GONGWEN_KERNELS() { return kKernels; }

}  // namespace gongwen
