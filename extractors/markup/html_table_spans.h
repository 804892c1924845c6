// Where the HTML tables stand in a text that is mostly something else.
#pragma once

#include <string_view>
#include <vector>

#include "extractors/markup/byte_range.h"

namespace gongwen {

// Returns the outermost <table>...</table> ranges, in order, without overlap. A <table> that is
// never closed (a dump cut off) ends at the next empty line, the next range or the end; over a
// hundred of them are noise and no tables.
//   cost  O(n)
[[nodiscard]] std::vector<ByteRange> FindHtmlTables(std::string_view text);

}  // namespace gongwen
