// A page with what was found on it drawn over: for a person who asks why a table came out so.
#pragma once

#include <string>
#include <vector>

#include "model/error.h"
#include "model/page.h"
#include "model/raster.h"

namespace gongwen {

// Boxes and rulings in points of the page that the raster shows.
struct Overlay {
  std::vector<Ruling> rulings{};  // red
  std::vector<RectPt> words{};    // green
  std::vector<RectPt> cells{};    // blue
};

// Returns a PNG of the page, paled, at most 150 dpi, with the overlay on it.
//   errors  those of PixFromRaster; kInternal: no memory for an image
[[nodiscard]] Result<std::string> DrawOverlay(const Raster& raster, const Overlay& overlay);

// The same for a scan as it is read: cleaned, deskewed and turned by `rotation_deg`, with the
// rulings found in its pixels added to the overlay.
//   errors  and those of CleanScan
[[nodiscard]] Result<std::string> DrawScanOverlay(const Raster& raster, int rotation_deg,
                                                  Overlay overlay);

}  // namespace gongwen
