// A document worked out down to what its rows are made of; only the writing is left.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "model/notice.h"
#include "model/reading.h"
#include "store/document_record.h"
#include "store/passages.h"
#include "store/rows.h"

namespace gongwen {

struct PreparedDocument {
  std::string source_path{}, sha256{};
  std::int64_t size_bytes = 0;
  std::string status{};
  InputFormat format = InputFormat::kUnknown;
  std::string engine{};
  std::vector<PageReading> pages{};  // their text stands in the passages
  Notice notice{};
  std::vector<Error> failures{};
  std::string reading_bytes{};  // EncodeReading; empty when nothing was read
  std::vector<Passage> passages{};
  std::vector<ReviewHit> review_items{};
  std::string language{};
  bool operator==(const PreparedDocument&) const = default;
};

// passage_id = document_id * kMaxPassages + place.
inline constexpr std::int64_t kMaxPassages = std::int64_t{1} << 20;

// Errors: kInvalidArgument, a malformed sha256 or status; kTooLarge, over kMaxPassages or the
// reading's limit.
[[nodiscard]] Result<PreparedDocument> PrepareDocument(DocumentRecord record);

// As one message between processes, and back.
[[nodiscard]] std::string EncodePrepared(const PreparedDocument& document);
// Errors: kDamaged when the bytes are no such message.
[[nodiscard]] Result<PreparedDocument> DecodePrepared(std::string_view bytes);

}  // namespace gongwen
