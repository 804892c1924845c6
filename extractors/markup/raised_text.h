// What stands raised behind a name or a figure, in <sup>, ^{...} or as a mark of a note.
#pragma once

#include <string>
#include <string_view>

namespace gongwen {

// `text` so that it can stand behind a figure and is no part of it: digits, signs and brackets as
// the characters for raised ones (256.4 and 1) -> 256.4¹⁾), 注2 as （注2）; other text as it is.
[[nodiscard]] std::string RaisedText(std::string_view text);

}  // namespace gongwen
