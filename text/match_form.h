// The forms in which text is compared, never shown or stored: text stays as printed.
//
// Pure; thread-safe; one pass, O(n). Ill-formed UTF-8 reads as U+FFFD.
#pragma once

#include <string>
#include <string_view>

namespace gongwen {

// Full-width ASCII and U+3000 at half width; everything else is itself.
[[nodiscard]] char32_t HalfWidth(char32_t c);

// What one character is compared as; see NormalizeForMatch. Blanks are themselves.
[[nodiscard]] char32_t MatchForm(char32_t c);

// Full-width ASCII to half width (１２，％ -> 12,%) and U+3000 to a blank. With kKeep the round
// brackets （） stay full width, as GB/T 9704 prints them.
enum class RoundBrackets { kFold, kKeep };
[[nodiscard]] std::string FoldWidth(std::string_view utf8,
                                    RoundBrackets brackets = RoundBrackets::kFold);

// The form in which labels and names are compared, not shown: as ReadableText, widths folded, all
// blanks dropped, Latin in lower case; quotation marks of all kinds -> ", dashes -> -, brackets
// ([〔【﹝{ -> (, book marks 〈 -> 《, tildes -> ~, middle dots -> ·, ≧≦ -> ≥≤.
[[nodiscard]] std::string NormalizeForMatch(std::string_view utf8);

}  // namespace gongwen
