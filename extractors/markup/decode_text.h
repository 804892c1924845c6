// Bytes of a text file -> UTF-8 that the readers of markup can rely on.
#pragma once

#include <string>
#include <string_view>

#include "model/error.h"

namespace gongwen {

enum class TextEncoding { kUtf8, kUtf16Le, kUtf16Be, kGb18030, kBinary };

// The encoding that reads `bytes` best: a byte order mark decides; then UTF-8, unless more than a
// tenth of what is not ASCII is ill-formed in it and GB18030 reads better. GB18030 holds GBK and
// GB 2312. kBinary: no mark and NULs, or too many control characters or ill-formed parts for a
// text. `bytes` may be the beginning of a file: a character cut at its end is no error.  O(n)
[[nodiscard]] TextEncoding DetectEncoding(std::string_view bytes);

// Returns valid UTF-8 without byte order mark: what is ill-formed becomes U+FFFD; CR LF, CR, form
// feed, NEL and U+2028/2029 become LF; other control characters but the tab are dropped, and so
// are marks that only steer the direction of writing.
//   errors  kEmpty: no bytes; kTooLarge: over kMaxMarkupBytes; kUnsupported: not a text
//   cost    O(n)
[[nodiscard]] Result<std::string> DecodeText(std::string_view bytes);

}  // namespace gongwen
