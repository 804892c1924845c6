// Cells on a ground of their own: gray under black letters, dark under white ones.
#pragma once

#include <vector>

#include "extractors/image/clean_page.h"

namespace gongwen {

// Makes the ground of filled cells white and their letters black, in both images of the page.
//   returns  the filled rectangles, pixels of the page, any order
//   cost     some morphology, 20 ms a page
std::vector<RectPx> LightenFills(CleanPage& page, int ink_threshold);

}  // namespace gongwen
