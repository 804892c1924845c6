// A Reading as bytes, and back: JSON, compressed with zstd.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/error.h"
#include "model/reading.h"

namespace gongwen {

inline constexpr int kReadingCodecVersion = 1;

// The largest JSON that is unpacked. A notice of 300 dense pages takes about 10 MB.
inline constexpr std::size_t kMaxReadingBytes = std::size_t{256} << 20;

// One zstd frame with a checksum. Equal readings give equal bytes with the same zstd.
// Errors: kTooLarge over kMaxReadingBytes of JSON; kInternal when zstd fails.
[[nodiscard]] Result<std::string> EncodeReading(const Reading& reading);

// Never unpacks more than `limit` bytes, whatever the frame says of itself.
// Errors: kDamaged (cut short, changed, not a reading), kTooLarge (over `limit`), kUnsupported.
[[nodiscard]] Result<Reading> DecodeReading(std::string_view bytes,
                                            std::size_t limit = kMaxReadingBytes);

}  // namespace gongwen
