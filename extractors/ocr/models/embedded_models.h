// The line models that are built into the program; scripts/train_models makes them.
#pragma once

#include <string_view>

namespace gongwen {

// Whole .traineddata files, valid as long as the program runs.
[[nodiscard]] std::string_view
PageLineModel();  // text of notices: all that chi_sim knows, and more
[[nodiscard]] std::string_view
ValueLineModel();  // values and amounts; 〓 for what it does not know

// The page model was trained on lines of this width over their own.
inline constexpr double kPageSqueeze = 0.75;

}  // namespace gongwen
