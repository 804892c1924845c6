// The arithmetic of the line reader: few functions, compiled once for each instruction set.
//
// The processor is asked at run time, so that one program runs everywhere and fast where it can.
// This header is all that kernel_source.cc sees of the rest of the program: it must stay free of
// inline functions and templates, whose AVX copies the linker could otherwise keep for everyone.
#pragma once

namespace gongwen {

enum class InstructionSet {
  kBaseline,  // what every processor of the architecture has: SSE2 on x86-64
  kAvx2,      // with FMA
  kAvx512,    // F, BW, DQ, VL
};

// What is done to a sum before it is written; the numbers are those of the weights' file.
enum class Activation {
  kNone = 0,
  kHardSwish = 1,  // x * clamp(x + 3, 0, 6) / 6 * scale + shift
  kSwish = 2,      // x / (1 + exp(-x))
  kRelu = 3,
  kHardSigmoid = 4,  // clamp(x / 6 + 0.5, 0, 1)
};
inline constexpr int kActivations = 5;

struct Finish {
  Activation activation = Activation::kNone;
  float scale = 1, shift = 0;  // of kHardSwish
};

// A window that moves over a picture; zeros lie around it.
struct Window {
  int height = 1, width = 1, stride_y = 1, stride_x = 1, pad_y = 0, pad_x = 0;
};

// Numbers by row, column and channel, the channels beside each other.
struct PlaneShape {
  int height = 0, width = 0, channels = 0;
};

inline constexpr int kChannelStep = 16;  // depthwise channels come in multiples of it
inline constexpr int kAlignment = 64;    // bytes; other starts are right too, and slower

// All pointers are to floats, row-major, and must not overlap unless said.
struct Kernels {
  const char* name;  // "avx512"
  int lanes;         // floats of a register
  int panel;         // registers of one panel of packed weights

  // out[rows][columns] = finish(a[rows][inner] * weights + bias).
  //   packed  panels of `panel` registers of columns, the last of as many as it needs; of each the
  //           bias and then `inner` rows, filled up with zeros: PackColumns in line_network.cc
  void (*multiply)(const float* a, long rows, long inner, const float* packed, long columns,
                   const Finish& finish, float* out);

  // A window for each channel. weights: [height * width of the window][channels].
  void (*depthwise)(const float* in, const PlaneShape& shape, const Window& window,
                    const float* weights, const float* bias, const Finish& finish,
                    const PlaneShape& out_shape, float* out);

  // Eight-headed and other attention: softmax(q k' / sqrt(each)) v, head by head.
  //   qkv      [steps][3][heads][each]
  //   scratch  (each + 1) * (steps + kChannelStep) + steps * (each + kChannelStep)
  //   out      [steps][heads][each]
  void (*attend)(const float* qkv, long steps, long heads, long each, float* scratch, float* out);

  // Each row to probabilities, in place.
  void (*softmax)(float* values, long rows, long columns);

  // out[channels] = mean over pixels; values *= factors[channels].
  void (*channel_means)(const float* values, long pixels, long channels, float* out);
  void (*scale_channels)(float* values, long pixels, long channels, const float* factors);

  // Each row to mean 0 and variance 1, times weight, plus bias.
  void (*normalize)(const float* values, long rows, long columns, const float* weight,
                    const float* bias, float epsilon, float* out);
};

// The best that this processor has.
[[nodiscard]] InstructionSet BestInstructionSet();
[[nodiscard]] bool IsSupported(InstructionSet set);

// Those of `set`; asking for what IsSupported denies ends in an illegal instruction when called.
// On other architectures than x86-64 there is the baseline only, given for every set.
[[nodiscard]] const Kernels& KernelsOf(InstructionSet set);

}  // namespace gongwen
