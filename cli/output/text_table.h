// Columns for a terminal, where a Han character is two columns wide.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gongwen {

// Terminal columns that the text takes (East Asian Width W and F count two).
[[nodiscard]] std::size_t DisplayWidth(std::string_view utf8);

// Rows of equal length; the first is the header, underlined. Columns listed in `right` are set
// flush right. Cells wider than `max_width` are cut and end in "…".
[[nodiscard]] std::string TextTable(std::span<const std::vector<std::string>> rows,
                                    std::span<const std::size_t> right = {},
                                    std::size_t max_width = 48);

}  // namespace gongwen
