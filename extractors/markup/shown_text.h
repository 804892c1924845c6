// What a field or a line of plain text shows: exports of web pages keep entities, OCR models
// formulas.
#pragma once

#include <string>
#include <string_view>

#include "extractors/markup/formula_text.h"
#include "extractors/markup/html_names.h"

namespace gongwen {

// `text` with its entities decoded and its formulas read as they show.  O(n)
[[nodiscard]] inline std::string ShownText(std::string_view text) {
  if (text.find('&') == std::string_view::npos) return FormulasAsText(text);
  return FormulasAsText(EntitiesAsText(text));
}

}  // namespace gongwen
