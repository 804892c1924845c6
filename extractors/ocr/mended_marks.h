// Marks that engines confuse, put right where only one of them can stand.
#pragma once

#include <string>
#include <string_view>

#include "extractors/ocr/ocr_engine.h"

namespace gongwen {

// Puts back the round bracket that chi_sim, which has no （, writes as 〈 or 《: a book mark that a
// round bracket closes is a round bracket too.  〈第二批) -> (第二批)
[[nodiscard]] std::string WithMatchingBrackets(std::string_view text);

// Points that can only be the commas between thousands become commas: a number has one point, and
// none before a comma. Digits do not change, nor do numbers that stand apart meet.  9.647.2 ->
// 9,647.2, 466.115.040 -> 466,115,040
void MendThousands(OcrText& read);

}  // namespace gongwen
