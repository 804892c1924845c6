// Which way up is the page?
#pragma once

#include "extractors/image/clean_page.h"
#include "extractors/ocr/ocr_engine.h"

namespace gongwen {

struct OrientationOptions {
  int sample_lines = 3;              // read to tell up from down
  double upright_confidence = 0.93;  // more is no page on its head: these reach 0.8
  double plain_confidence = 0.98;    // of one line: no other needs to be read
  double better_by = 0.08;           // another turn must beat the first by this
};

// The clockwise turn, 0, 90, 180 or 270 degrees, that sets the page upright. Geometry tells lying
// from standing; a sample of lines is read to tell up from down.
//   cost  sample_lines calls of the engine on an upright page, twice that on a turned one
[[nodiscard]] int FindTurn(const CleanPage& page, OcrEngine& engine,
                           const OrientationOptions& options = {});

}  // namespace gongwen
