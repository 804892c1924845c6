// Tables whose cells are drawn as one box each, with gaps between the boxes.
#pragma once

#include <span>
#include <vector>

#include "model/page.h"

namespace gongwen {

// Closes the narrow gaps between boxes: two sides with a gap between them become one border. All
// that is not such a box, or stands alone, is handed on as it is.
//   rulings  joined (joined_rulings.h)
//   cost     O(h*v + boxes^2)
[[nodiscard]] std::vector<Ruling> WithPartedBoxesJoined(std::vector<Ruling> rulings);

}  // namespace gongwen
