// 续表, "Table 2 (continued)": words over the further part of a table.
#pragma once

#include <string_view>

namespace gongwen {

[[nodiscard]] bool IsContinuedMark(std::string_view text);

// The text without a mark at its end: "Table 2 (continued)" -> "Table 2".
[[nodiscard]] std::string_view WithoutContinuedMark(std::string_view text);

}  // namespace gongwen
