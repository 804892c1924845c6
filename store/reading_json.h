// A Reading as JSON text: what the archive keeps, compressed, of every document.
#pragma once

#include <string>
#include <string_view>

#include "model/error.h"
#include "model/reading.h"

namespace gongwen {

// {"version": 1, "format": "pdf", "engine": ..., "pages": [...], "blocks": [...], ...}. Members
// that have their default value are left out; numbers are written so that they read back bit for
// bit. What JSON cannot hold is replaced: ill-formed UTF-8 by U+FFFD, NaN and infinities by 0.
[[nodiscard]] std::string ReadingToJson(const Reading& reading);

// Errors: kDamaged when the text is no such JSON, kUnsupported when its version is unknown.
[[nodiscard]] Result<Reading> ReadingFromJson(std::string_view text);

}  // namespace gongwen
