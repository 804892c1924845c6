// From how likely each character is in each step to text (connectionist temporal classification,
// Graves et al. 2006): a run of steps with one class is one character, kNothing parts equal ones.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "extractors/ocr/neural/line_network.h"
#include "extractors/ocr/neural/reader_alphabet.h"

namespace gongwen {

struct CtcCharacter {
  int symbol = 0;             // its class, never kNothing
  double probability = 0;     // in its surest step
  double begin = 0, end = 0;  // steps, with fractions: where it stands, as far as known
  bool operator==(const CtcCharacter&) const = default;
};

// The likeliest class of each step. A character stands around its surest step, and reaches half way
// to its neighbours', but no further than half a character is wide.
//   probabilities  twins folded
[[nodiscard]] std::vector<CtcCharacter> DecodeGreedily(const LineScores& probabilities);

struct CtcReading {
  std::vector<int> symbols{};  // classes, without kNothing
  double log_probability = 0;  // natural logarithm, over all ways to write it
};

struct CtcBeamOptions {
  int classes_a_step = 8;           // the likeliest ones
  double least_probability = 1e-4;  // of a class in a step; the likeliest is always taken
  int prefixes = 16;                // kept after each step
  // How much likelier (over 1) or less likely a symbol is after the one before it, kNothing for the
  // first, than the picture alone says: shallow fusion with a language model. Empty = as it is.
  std::function<double(int before, int symbol)> usual{};
};

// The likeliest texts, best first, by prefix beam search (Hannun et al., arXiv 1408.2873): each
// prefix is kept with the probability that it ends in kNothing and that it ends in its last symbol,
// so that all ways to write a text count together.
//   most   readings given, at most options.prefixes; their probability has `usual` in it
// Cost: steps * prefixes * classes_a_step; half a millisecond a line.
[[nodiscard]] std::vector<CtcReading> DecodeBeam(const LineScores& probabilities, int most,
                                                 const CtcBeamOptions& options = {});

// Natural logarithm of the probability of this very text, over all ways to write it; minus infinity
// where the line has too few steps for it.
// Cost: steps * symbols.
[[nodiscard]] double CtcLogProbability(const LineScores& probabilities,
                                       std::span<const int> symbols);

}  // namespace gongwen
