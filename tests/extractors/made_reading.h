// A reading as recorded from an engine, made by hand.
#pragma once

#include <string>
#include <string_view>

#include "extractors/ocr/ocr_engine.h"
#include "text/utf8.h"

namespace gongwen {

// All characters of one confidence but the one at `unsure`.
inline OcrText MadeReading(std::string_view text, double confidence, std::size_t unsure = 99,
                           double doubt = 0.3) {
  OcrText read{.text = std::string(text), .confidence = confidence, .lowest_word = confidence};
  while (!text.empty()) {
    const std::string_view before = text;
    TakeCodePoint(text);
    const bool is_unsure = read.glyphs.size() == unsure;
    read.glyphs.push_back({.text = std::string(before.substr(0, before.size() - text.size())),
                           .confidence = is_unsure ? doubt : confidence});
  }
  return read;
}

}  // namespace gongwen
