// The engines that read a page together. Each knows characters that another does not.
#pragma once

#include "extractors/ocr/judge.h"
#include "extractors/ocr/line_picture.h"
#include "extractors/ocr/ocr_engine.h"

namespace gongwen {

// Sees what was read of each line before the judge decides. For benches.
class LineObserver {
 public:
  virtual ~LineObserver() = default;
  virtual void Observe(const LinePicture& line, const LineReadings& readings) = 0;
};

// Not owned. `pages` must be there; the others may be missing.
struct OcrReaders {
  OcrEngine* neural = nullptr;  // reads every line
  OcrEngine* pages = nullptr;   // reads every line, and tells which way up a page is
  OcrEngine* values = nullptr;  // reads again what looks like a value: digits, signs, units
  OcrEngine* stock = nullptr;   // is asked where no two agree
  LineObserver* observer = nullptr;
};

}  // namespace gongwen
