// What the readers of markup know about the vocabulary of HTML.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "text/readable_text.h"

namespace gongwen {

// Decodes the entity that `text` begins with ("&amp;...", "&#8805;...", "&#x2265;..."), appends
// what it reads as (readable_text.h) to `out` and returns its length in `text`; 0 when there is
// none. One that was escaped twice or more ("&amp;ge;", "&amp;#65288;") is decoded to its end.
//   read_otherwise  gets a character that does not read as itself; may be null
[[nodiscard]] std::size_t DecodeEntity(std::string_view text, std::string& out,
                                       ReadOtherwise* read_otherwise = nullptr);

// `text` with all its entities decoded.  O(n)
[[nodiscard]] std::string EntitiesAsText(std::string_view text,
                                         ReadOtherwise* read_otherwise = nullptr);

// True for the names of elements that stand on lines of their own: p, div, td, li, ...
// `name` in lower case.
[[nodiscard]] bool IsBlockElement(std::string_view name);

}  // namespace gongwen
