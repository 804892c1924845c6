// The neural network that reads a line: from pixels to how likely each character is in each step.
//
// It is PP-OCRv4 mobile's recogniser (PaddleOCR). PPLCNetV3 (Cui et al., arXiv 2109.15099), a chain
// of convolutions, makes a column of 480 numbers of each 8 x 48 pixels; SVTR (Du et al., arXiv
// 2205.00159), two blocks of attention, compares columns with each other; one linear layer says
// which character a column shows.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "extractors/ocr/neural/aligned_floats.h"
#include "extractors/ocr/neural/kernels.h"
#include "extractors/ocr/neural/line_weights.h"

namespace gongwen {

inline constexpr int kLineHeightPx = 48;  // of the pictures that the network was trained on
inline constexpr int kStepPx = 8;         // columns of pixels that make one step
inline constexpr int kMostLineWidthPx = 64 * kLineHeightPx;

// Scores of all classes in each step, row-major: [steps][classes].
struct LineScores {
  int steps = 0, classes = 0;
  std::span<float> values{};
  [[nodiscard]] std::span<float> Step(int step) const {
    const auto count = static_cast<std::size_t>(classes);
    return values.subspan(static_cast<std::size_t>(step) * count, count);
  }
};

// Room that the reading of a line needs, 5 to 40 MB; kept by who reads many lines.
struct LineWorkspace {
  AlignedFloats plane{}, next_plane{}, window_rows{};   // of the convolutions
  AlignedFloats means{}, squeezed{}, factors{};         // one number a channel
  AlignedFloats normal{}, made{}, attended{}, heads{};  // of the attention
  AlignedFloats columns{}, both_columns{}, scores{};    // one row a step
};

// Immutable; may be shared by threads.
class LineNetwork {
 public:
  LineNetwork(const LineNetwork&) = delete;
  LineNetwork& operator=(const LineNetwork&) = delete;

  // The logits of a line.
  //   pixels   kLineHeightPx rows of `width_px` numbers, -1 black to 1 white
  //   width_px a multiple of kStepPx, kStepPx to kMostLineWidthPx
  //   returns  width_px / kStepPx steps; lies in `room`, until its next use
  // Cost: 680 million multiplications for 320 columns, in proportion to them.
  [[nodiscard]] LineScores Logits(std::span<const float> pixels, int width_px,
                                  LineWorkspace& room) const;

  // Logits to probabilities, in place.
  void ToProbabilities(const LineScores& logits) const;

  [[nodiscard]] int classes() const { return classes_; }
  [[nodiscard]] const char* instruction_set() const { return kernels_.name; }

 private:
  friend Result<std::shared_ptr<const LineNetwork>> MakeLineNetwork(std::string_view weights,
                                                                    InstructionSet set);

  // A layer with its weights in the order in which the kernels read them.
  struct Layer {
    int in = 0, out = 0;
    Window window{};
    bool is_depthwise = false;
    Finish finish{};
    AlignedFloats weights{};
    AlignedFloats bias{};  // of a depthwise one; others have it among the weights
  };
  struct Plane {
    PlaneShape shape{};
    AlignedFloats* values = nullptr;
  };

  LineNetwork(LineWeights weights, const Kernels& kernels);

  Layer Packed(const Convolution& from) const;
  Layer Packed(const LinearLayer& from) const;
  void Convolve(const Layer& layer, Plane& plane, AlignedFloats& out, LineWorkspace& room) const;
  void WeighChannels(const Layer& squeeze, const Layer& excite, Plane& plane,
                     LineWorkspace& room) const;
  void Multiply(const Layer& layer, const AlignedFloats& in, long rows, AlignedFloats& out) const;
  void AttendColumns(int block, long steps, AlignedFloats& columns, LineWorkspace& room) const;
  void Normalize(int norm, const AlignedFloats& in, long rows, float epsilon,
                 AlignedFloats& out) const;

  const Kernels& kernels_;
  std::vector<Layer> convolutions_{};
  std::vector<Layer> linears_{};
  std::vector<LayerNorm> norms_{};
  int classes_ = 0;
};

// Loads the weights (line_weights.h) and puts them in order for an instruction set; 20 ms, 11 MB.
//   errors  kDamaged: not such a file, or its layers do not make this network
//           kUnsupported: this processor does not have the instruction set
[[nodiscard]] Result<std::shared_ptr<const LineNetwork>> MakeLineNetwork(
    std::string_view weights, InstructionSet set = BestInstructionSet());

}  // namespace gongwen
