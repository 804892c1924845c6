// Running heads and feet of pages that an earlier reading left between the parts of a table.
#pragma once

#include <set>
#include <string>

#include "model/reading.h"

namespace gongwen {

// The lines, through TightText, that stand several times in the reading and at least once between
// two grids with nothing else there but page numbers. Titles (…表) are none: sibling tables have
// the same one. O(blocks).
[[nodiscard]] std::set<std::string> RunningLines(const Reading& reading);

// A line that begins with the finance office and goes on with no title: 某省财政厅 某补助资金.
[[nodiscard]] bool IsOfficeLine(const std::string& tight);

}  // namespace gongwen
