// Marks that point to a note below the table, printed behind a name or a figure: 莱州市①, 1,234²,
// 55*.
#pragma once

#include <string_view>

namespace gongwen {

// `utf8` without the marks, and the blanks before them, at its end: superscript or circled numbers,
// * ※ † ‡, a number in square brackets, （注）. Text that is nothing but marks is kept whole.
// Before any folding: FoldWidth and NFKC make ² a 2.
[[nodiscard]] std::string_view WithoutFootnoteMarks(std::string_view utf8);

// 10⁴, 2×10³: what is raised behind a bare 10 is no mark but a power.
[[nodiscard]] bool IsPowerOfTen(std::string_view utf8);

}  // namespace gongwen
