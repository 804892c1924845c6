// One reading out of two that see the same digits: signs by the one, words by the other.
#pragma once

#include <optional>

#include "extractors/ocr/ocr_engine.h"

namespace gongwen {

// Whether both readings have the same digits and points.
[[nodiscard]] bool AgreeInDigits(const OcrText& text, const OcrText& value);

// `text` is by an engine for all text, `value` by the one for values, which writes 〓 for what it
// does not know. Signs are the value engine's, Chinese the other's; where only one saw something,
// its confidence decides. No number is put together: nothing is returned unless both have the same
// digits. A character that only one engine saw so has a confidence of 0.85 at most.
//   cost  O(n m) for n and m characters
[[nodiscard]] std::optional<OcrText> MergedReading(const OcrText& text, const OcrText& value);

}  // namespace gongwen
