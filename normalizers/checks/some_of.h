// A list for a message, cut where it grows long.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace gongwen {

// 甲、乙、丙; of more than `most` the first ones and how many there are: 甲、乙 等 15.
[[nodiscard]] inline std::string SomeOf(const std::vector<std::string>& names, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) {
    text += (i == 0 ? "" : "、") + names[i];
  }
  return names.size() > most ? text + " 等 " + std::to_string(names.size()) : text;
}

}  // namespace gongwen
