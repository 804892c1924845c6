// A whole document as rows of the archive: the document itself, its pages, passages, reading,
// notice, review items and failures.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "store/document_record.h"
#include "store/passages.h"
#include "store/rows.h"

namespace gongwen {

class SqliteConnection;

// What the rows are made of, worked out before the write lock is taken.
struct PreparedDocument {
  const DocumentRecord* record = nullptr;
  std::string reading_bytes{};  // empty when nothing was read
  std::vector<Passage> passages{};
  std::vector<ReviewHit> review_items{};
  std::string language{};
};

// Keeps a pointer to `record`. Errors: kInvalidArgument, a malformed sha256 or status; kTooLarge,
// over kMaxPassages or the reading's limit.
[[nodiscard]] Result<PreparedDocument> PrepareDocument(const DocumentRecord& record);

// Writes it in place of the document of the same sha256, if there is one, and returns its id. Meant
// for the inside of a transaction.
[[nodiscard]] Result<std::int64_t> WriteDocument(const SqliteConnection& connection,
                                                 const PreparedDocument& document);

[[nodiscard]] Result<void> WritePath(const SqliteConnection& connection, std::int64_t document_id,
                                     std::string_view path);

// Replaces what is known of a path that has no document. An equal failure keeps its row.
[[nodiscard]] Result<void> WritePathFailure(const SqliteConnection& connection,
                                            std::string_view path, std::string_view sha256,
                                            const Error& error);

// passage_id = document_id * kMaxPassages + place.
inline constexpr std::int64_t kMaxPassages = std::int64_t{1} << 20;

}  // namespace gongwen
