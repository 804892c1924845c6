// What each class of the line reader prints.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/ocr/neural/line_network.h"
#include "model/error.h"

namespace gongwen {

inline constexpr int kNothing = 0;  // the class that prints nothing: the blank of CTC

struct ReaderAlphabet {
  std::vector<std::string> symbols{};        // by class, UTF-8; that of kNothing is empty
  std::vector<std::pair<int, int>> twins{};  // a class, and the first that prints the same
};

// A text with the symbol of class 1, 2, ... in each line; a line with one blank is the space.
//   errors  kDamaged: the lines are not as many as the classes, or one is empty or no UTF-8
[[nodiscard]] Result<ReaderAlphabet> ParseReaderAlphabet(std::string_view text, int classes);

// Twins are not told apart: the first gets the probabilities of all, the others none, in place.
void FoldTwins(const ReaderAlphabet& alphabet, const LineScores& probabilities);

}  // namespace gongwen
