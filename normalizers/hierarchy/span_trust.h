// Whether the merged cells of a table agree with what their labels say.
#pragma once

#include "normalizers/hierarchy/indicator_sheet.h"
#include "normalizers/hierarchy/taxonomy.h"

namespace gongwen {

// False when spans cannot all be facts, for a sheet that was read with geometry:
//   - a known name stands on a level that it does not have (时效指标 over both columns)
//   - a leaf has no label of level 1, or none of level 2 in a group that prints some
//   - a label of level 2 covers leaves of two labels of level 1
//   - a known level 2 stands below a level 1 that no scheme gives it, and its own is printed
//   - a label comes back after another one
// Writers of HTML that guess rowspan and colspan leave such traces; then labels are no more than
// sightings, as in a pipe table.  O(sightings x leaves)
[[nodiscard]] bool SpansAgree(const IndicatorSheet& sheet, const Taxonomy& taxonomy);

}  // namespace gongwen
