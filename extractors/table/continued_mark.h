// 续表, "Table 2 (continued)": words over the further part of a table.
#pragma once

#include <string_view>

namespace gongwen {

[[nodiscard]] bool IsContinuedMark(std::string_view text);

}  // namespace gongwen
