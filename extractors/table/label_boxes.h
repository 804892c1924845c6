// The texts that stand below each other in one column, whatever way they are written.
#pragma once

#include <vector>

#include "model/page.h"

namespace gongwen {

struct LabelBox {
  RectPt box{};
  double size_pt = 0;
};

// Parts glyphs of one column where there is more room between two than the lines of one label
// leave: level lines, turned words and characters set one below the other alike. Top to bottom.
[[nodiscard]] std::vector<LabelBox> LabelsOf(std::vector<const Glyph*> glyphs);

}  // namespace gongwen
