#include "extractors/table/label_boxes.h"

#include <algorithm>

namespace gongwen {

std::vector<LabelBox> LabelsOf(std::vector<const Glyph*> glyphs) {
  constexpr double kSameLabelEm = 0.5;
  std::ranges::sort(glyphs, {}, [](const Glyph* glyph) { return glyph->box.center_y(); });
  std::vector<LabelBox> labels;
  for (const Glyph* glyph : glyphs) {
    if (labels.empty() ||
        glyph->box.y0 - labels.back().box.y1 > kSameLabelEm * glyph->font_size_pt) {
      labels.push_back({glyph->box, glyph->font_size_pt});
    } else {
      labels.back().box = Union(labels.back().box, glyph->box);
    }
  }
  return labels;
}

}  // namespace gongwen
