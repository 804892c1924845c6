// A text without its blanks, and the way back to it.
//
// Document numbers and dates are searched in this form: OCR and justified setting put blanks
// anywhere inside them ("昌 州 财 社〔20 23〕22 号"), and a pattern that allows a blank at every
// place is unreadable. A find is then told as a range of the original bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gongwen {

struct CompactText {
  // No blanks; full-width ASCII folded to half width; 〔【﹝［〖[ -> 〔 and their partners -> 〕;
  // every dash -> '-'.
  std::string text{};
  // Byte i of `text` belongs to the original's character [begins[i], ends[i]).
  std::vector<std::size_t> begins{}, ends{};
  // Offsets in `text` before which a wide gap stood: a line end, U+3000, or two blanks and more.
  // Such a gap parts two things that stand on one line. Ascending.
  std::vector<std::size_t> gaps{};

  // The original's range that made `text`'s bytes [begin, end), which must not be empty.
  [[nodiscard]] std::size_t OriginBegin(std::size_t begin) const { return begins[begin]; }
  [[nodiscard]] std::size_t OriginEnd(std::size_t end) const { return ends[end - 1]; }
};

// O(n). Ill-formed UTF-8 becomes U+FFFD, as in han_text.h.
[[nodiscard]] CompactText Compact(std::string_view utf8);

// Drops every blank beside a Han character or wide punctuation, so that blanks stay between narrow
// characters only: "关于拨付 2023 年\n资金 GDP 10" -> "关于拨付2023年资金GDP 10". For names and
// titles; a sentence keeps its blanks by RemoveBlanksBetweenHan.
[[nodiscard]] std::string TightText(std::string_view utf8);

}  // namespace gongwen
