// Colour -> gray without seals. A red round seal (印章) covers the text of many notices; in the red
// channel of a scan it is nearly as bright as the paper, and the black text under it stays black.
#pragma once

#include <vector>

#include "extractors/image/pix.h"

namespace gongwen {

struct GrayPage {
  PixPtr gray{};                // 8 bit
  std::vector<RectPx> seals{};  // round red regions that were taken out
};

// Makes a gray image in which red text (a letterhead) is dark and seals are gone.
//   page   32 bit RGB, or 8 bit gray: then no seal is found and the image is copied
//   A seal is a region of red ink 25-60 mm wide and high, or a row of such, whose bounding box has
//   empty corners; a block of red text has ink there.
//   cost   about 15 ns a pixel
[[nodiscard]] GrayPage RemoveSeals(::Pix* page, double dpi);

}  // namespace gongwen
