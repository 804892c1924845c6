// Where the HTML tables stand in a text that is mostly something else.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace gongwen {

// A half-open range of bytes.
struct MarkupTableSpan {
  std::size_t begin = 0, end = 0;
  bool operator==(const MarkupTableSpan&) const = default;
};

// Returns the outermost <table>...</table> ranges, in order, without overlap. A <table> that is
// never closed (a dump cut off) ends at the next empty line, the next range or the end; over a
// hundred of them are noise and no tables.
//   cost  O(n)
[[nodiscard]] std::vector<MarkupTableSpan> FindHtmlTables(std::string_view text);

}  // namespace gongwen
