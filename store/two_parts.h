// A text and bytes that belong to it, as one run of bytes: the text's size in eight bytes, the
// text, the bytes.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "model/error.h"

namespace gongwen {

[[nodiscard]] inline std::string JoinParts(std::string_view text, std::string_view bytes) {
  const std::uint64_t size = text.size();
  std::string joined;
  joined.reserve(sizeof size + text.size() + bytes.size());
  joined.append(reinterpret_cast<const char*>(&size), sizeof size);
  return joined.append(text).append(bytes);
}

// Errors: kDamaged when they are cut short.
[[nodiscard]] inline Result<std::pair<std::string_view, std::string_view>> SplitParts(
    std::string_view joined) {
  std::uint64_t size = 0;
  if (joined.size() < sizeof size) return Fail(ErrorCode::kDamaged, "a message that is cut short");
  std::memcpy(&size, joined.data(), sizeof size);
  joined.remove_prefix(sizeof size);
  if (size > joined.size()) return Fail(ErrorCode::kDamaged, "a message that is cut short");
  return std::pair{joined.substr(0, size), joined.substr(size)};
}

}  // namespace gongwen
