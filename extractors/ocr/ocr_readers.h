// The engines that read a page together. Each knows characters that another does not.
#pragma once

#include "extractors/ocr/ocr_engine.h"

namespace gongwen {

// Not owned. Only `text` must be there.
struct OcrReaders {
  OcrEngine* text = nullptr;    // reads every line
  OcrEngine* values = nullptr;  // reads again what looks like a value: digits, signs, units
  OcrEngine* second = nullptr;  // is asked where `text` is unsure
};

}  // namespace gongwen
