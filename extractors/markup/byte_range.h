// A stretch of a text.
#pragma once

#include <cstddef>

namespace gongwen {

struct ByteRange {  // half open
  std::size_t begin = 0, end = 0;
  bool operator==(const ByteRange&) const = default;
};

}  // namespace gongwen
