// The line models that are built into the program; README.md says what made them.
#pragma once

#include <string_view>

namespace gongwen {

// Whole files, valid as long as the program runs.
[[nodiscard]] std::string_view
PageLineModel();  // text of notices: all that chi_sim knows, and more
[[nodiscard]] std::string_view
ValueLineModel();  // values and amounts; 〓 for what it does not know

// The neural line reader (neural/line_weights.h, neural/reader_alphabet.h).
[[nodiscard]] std::string_view LineReaderWeights();
[[nodiscard]] std::string_view LineReaderAlphabet();

// The page model was trained on lines of this width over their own.
inline constexpr double kPageSqueeze = 0.75;

}  // namespace gongwen
