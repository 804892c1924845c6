// Writing one code point as UTF-8.
#pragma once

#include <string>

namespace gongwen {

// Appends `c`; what is no Unicode scalar value appends U+FFFD.
void AppendCodePoint(std::string& utf8, char32_t c);

}  // namespace gongwen
