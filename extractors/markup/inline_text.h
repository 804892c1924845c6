// The text of one line or one table cell, without its markup.
#pragma once

#include <string>
#include <string_view>

namespace gongwen {

// Reads inline Markdown with inline HTML and returns the text as it would be displayed:
//   <br> <p> </p> and other block tags -> '\n', each piece trimmed, empty pieces dropped;
//   other tags of HTML and comments are removed, "<5%" and "<甲>" are no tags and stay;
//   &lt; &nbsp; &#8805; &#x2265; -> the characters; `\|` -> '|', and so for all ASCII punctuation;
//   **bold**, __bold__, ~~struck~~ and `code` lose their marks, *this* and _this_ only between
//   blanks or punctuation (the stars of 单价*数量*人数 stay);
//   [text](url) and ![alt](url) -> text; $\geq 95\%$ -> ≥95%.
// Unpaired marks stay as they are: no word is lost.  O(n)
[[nodiscard]] std::string InlineText(std::string_view markdown);

// Each line of `text` trimmed, empty lines dropped.
[[nodiscard]] std::string TrimPieces(std::string_view text);

}  // namespace gongwen
