// What the line reader has learned, as numbers: the file that scripts/training/reader writes.
//
// Little endian. "GWLINE01"; u32 number of convolutions, each i32 out, in, height, width, stride y,
// stride x, pad y, pad x, groups, activation, f32 scale, shift, then f16 weights and bias; u32
// number of linear layers, each i32 in, out, then f16 weights and bias; u32 number of layer norms,
// each i32 size, then f16 weights and bias. f16 is IEEE half precision.
#pragma once

#include <string_view>
#include <vector>

#include "extractors/ocr/neural/kernels.h"
#include "model/error.h"

namespace gongwen {

struct Convolution {
  int out = 0, in = 0;
  Window window{};
  bool is_depthwise = false;  // each channel has a window of its own; in = out
  Finish finish{};
  std::vector<float>
      weights{};              // depthwise: [height * width][out]; else [height * width * in][out]
  std::vector<float> bias{};  // [out]
};

struct LinearLayer {
  int in = 0, out = 0;
  std::vector<float> weights{};  // [in][out]
  std::vector<float> bias{};     // [out]
};

struct LayerNorm {
  std::vector<float> weight{}, bias{};  // of the same size
};

struct LineWeights {
  std::vector<Convolution> convolutions{};
  std::vector<LinearLayer> linears{};
  std::vector<LayerNorm> norms{};
};

// Reads the file; half precision is widened.
//   errors  kDamaged: it ends too early or too late, a size is out of bounds, or a number is not
//           finite. Whether the layers fit each other is MakeLineNetwork's to say.
//   cost    about 10 ms for 5 MB; memory is at most twice that of the file
[[nodiscard]] Result<LineWeights> ParseLineWeights(std::string_view file);

// IEEE half precision to single.
[[nodiscard]] float WidenHalf(unsigned short half);

}  // namespace gongwen
