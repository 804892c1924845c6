// Lines of fields parted by blanks -> rows whose fields stand in columns.
#pragma once

#include <span>
#include <string_view>

#include "extractors/markup/grid_from_rows.h"

namespace gongwen {

// The lines with the most fields tell where columns are; the fields of a shorter line go to the
// columns that they stand under, so that what is blank stays blank. Columns are counted as each
// CharacterWidth does, and the first counts under which each field has a column of its own. A
// line whose fields have none is filled from the left.
//   cost  O(length of the lines x columns)
[[nodiscard]] TextRows AlignFields(std::span<const std::string_view> lines);

}  // namespace gongwen
