// Formulas of LaTeX -> the text that a reader sees. OCR models write ≥95% as $\geq 9 5 \%$.
//
// The one place for this: Markdown, HTML, plain text and CSV all come here. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gongwen {

// Reads the formula that begins at text[at]: $...$, $$...$$, \(...\), \[...\], or a bare sign
// (\geq, \%). Appends what it shows to `out` and returns its length in `text`; 0 when there is none
// and the character is text: a dollar of money, a bracket with a backslash of Markdown.
// The look ahead is bounded.
//   blanks between digits and letters show nothing, and go: 1 , 1 8 3 -> 1,183
//   commands of fonts go; ^{2} -> ², \textcircled{1} -> ①; unknown commands stay as written
[[nodiscard]] std::size_t TakeFormula(std::string_view text, std::size_t at, std::string& out);

// `text` with its formulas as a reader sees them. A text of ASCII that holds a bare sign of order
// (\geq 9 5 \%) is one formula. O(n)
[[nodiscard]] std::string FormulasAsText(std::string_view text);

// False for nearly all texts, which FormulasAsText would only copy.
[[nodiscard]] constexpr bool MayHoldFormula(std::string_view text) {
  return text.find_first_of("$\\") != std::string_view::npos;
}

// True for a text that is one formula without marks around it, see FormulasAsText.
[[nodiscard]] bool IsBareFormula(std::string_view text);

// The content of a formula, without the marks around it, as it shows.
[[nodiscard]] std::string FormulaText(std::string_view formula);

}  // namespace gongwen
