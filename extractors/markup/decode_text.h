// Bytes of a text file -> UTF-8 that the readers of markup can rely on.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/markup/byte_range.h"
#include "model/error.h"
#include "text/readable_text.h"

namespace gongwen {

enum class TextEncoding { kUtf8, kUtf16Le, kUtf16Be, kGb18030, kBig5, kBinary };

// The encoding that reads `bytes` best: a byte order mark decides; then UTF-8, unless more than a
// tenth of what is not ASCII is ill-formed in it and GB18030 reads better. GB18030 holds GBK and
// GB 2312. Big5, if it reads as common characters of traditional Chinese and GB18030 does not.
// kBinary: no mark and NULs, or too many control characters or ill-formed parts for a text. `bytes`
// may be the beginning of a file: a character cut at its end is no error.  O(n)
[[nodiscard]] TextEncoding DetectEncoding(std::string_view bytes);

// Returns valid UTF-8 without byte order mark: what is ill-formed becomes U+FFFD; CR LF, CR, form
// feed, NEL and U+2028/2029 become LF; the rest passes the border of readable_text.h.
//   read_otherwise  gets what the border replaced or dropped; may be null
//   errors  kEmpty: no bytes; kTooLarge: over kMaxMarkupBytes; kUnsupported: not a text
//   cost    O(n)
[[nodiscard]] Result<std::string> DecodeText(std::string_view bytes,
                                             ReadOtherwise* read_otherwise = nullptr);

// Where ranges of the decoded text stand in `bytes`, which DecodeText took.
//   ranges  in bytes of the decoded text, not empty, ascending, without overlap
//   errors  as DecodeText        cost  O(n)
[[nodiscard]] Result<std::vector<ByteRange>> RangesInBytes(std::string_view bytes,
                                                           std::span<const ByteRange> ranges);

// `utf8` in the encoding and with the line ends of `bytes`, to be put between its parts.
// A character that the encoding lacks becomes its substitute.  O(n)
[[nodiscard]] Result<std::string> EncodeLike(std::string_view bytes, std::string_view utf8);

}  // namespace gongwen
