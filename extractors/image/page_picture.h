// The picture of a page, from which places are cut out: what a value looks like on the page.
#pragma once

#include <string>

#include "extractors/image/pix.h"
#include "model/error.h"
#include "model/geometry.h"
#include "model/raster.h"

namespace gongwen {

class PagePicture {
 public:
  // A page as it stands in `raster`.
  //   errors  those of PixFromRaster
  [[nodiscard]] static Result<PagePicture> Make(const Raster& raster);
  // A scan as it was read: cleaned, deskewed and turned by `rotation_deg`, so that the boxes of its
  // values fit.
  //   errors  those of CleanScan
  [[nodiscard]] static Result<PagePicture> MakeOfScan(const Raster& raster, int rotation_deg);

  // The place with some paper around it as a gray PNG of at most 150 dpi.
  //   box     page points, origin top left; may lie partly beyond the page
  //   errors  kInvalidArgument: wholly beyond the page; kInternal: no memory
  [[nodiscard]] Result<std::string> CutPng(const RectPt& box, double margin_pt = 3) const;

 private:
  PagePicture(PixPtr gray, double dpi) : gray_(std::move(gray)), dpi_(dpi) {}
  PixPtr gray_;
  double dpi_ = 0;
};

}  // namespace gongwen
