// Where a value came from: every stored value carries one of these from the first day.
#pragma once

#include <optional>
#include <string_view>

#include "model/geometry.h"

namespace gongwen {

enum class TextSource {
  kNone,       // nothing was read
  kTextLayer,  // characters of a PDF
  kOcr,        // recognised from pixels
  kMarkup,     // a Markdown, HTML or text dump
};

// As in the contract's views: "text_layer", "ocr", "markup", "none".
[[nodiscard]] std::string_view ToString(TextSource source);
[[nodiscard]] std::optional<TextSource> TextSourceFromString(std::string_view name);

// The place and the trust of one value.
struct Provenance {
  int page_no = 0;          // 1-based; 0 where the input has no pages
  RectPt box{};             // page points; empty() where the input has no pages
  double confidence = 1.0;  // [0,1]: how often such a value is right
  TextSource source = TextSource::kNone;
  bool operator==(const Provenance&) const = default;
};

template <class T>
struct Sourced {
  T value{};
  Provenance from{};
  bool operator==(const Sourced&) const = default;
};

}  // namespace gongwen
