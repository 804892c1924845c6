#include "store/prepared_document.h"

#include <algorithm>
#include <array>
#include <utility>

#include "store/notice_members.h"
#include "store/reading_codec.h"
#include "store/review_items.h"
#include "store/two_parts.h"

namespace gongwen {

template <class V>
void Describe(V& v, Passage*) {
  v("kind", &Passage::kind)("page", &Passage::page_no)("body", &Passage::body);
}
template <class V>
void Describe(V& v, ReviewHit*) {
  v("item", &ReviewHit::item_id)("table", &ReviewHit::table_id)("row", &ReviewHit::row_no);
  v("field", &ReviewHit::field)("value", &ReviewHit::value);
  v("confidence", &ReviewHit::confidence)("why", &ReviewHit::why)("state", &ReviewHit::state);
  v("priority", &ReviewHit::priority);
}
template <class V>
void Describe(V& v, PreparedDocument*) {
  v("path", &PreparedDocument::source_path)("sha256", &PreparedDocument::sha256);
  v("size", &PreparedDocument::size_bytes)("status", &PreparedDocument::status);
  v("format", &PreparedDocument::format)("engine", &PreparedDocument::engine);
  v("pages", &PreparedDocument::pages)("notice", &PreparedDocument::notice);
  v("failures", &PreparedDocument::failures)("passages", &PreparedDocument::passages);
  v("reviews", &PreparedDocument::review_items)("language", &PreparedDocument::language);
}

namespace {

using nlohmann::json;

constexpr std::size_t kSha256Digits = 64;

Result<void> CheckRecord(const DocumentRecord& record) {
  const bool is_hex = std::all_of(record.sha256.begin(), record.sha256.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  });
  if (!is_hex || record.sha256.size() != kSha256Digits) {
    return Fail(ErrorCode::kInvalidArgument,
                "sha256 is not 64 lower case hexadecimal digits: " + record.sha256);
  }
  constexpr std::array<std::string_view, 3> kStatuses{"ok", "partial", "failed"};
  if (std::find(kStatuses.begin(), kStatuses.end(), record.status) == kStatuses.end()) {
    return Fail(ErrorCode::kInvalidArgument,
                "status is none of ok, partial, failed: " + record.status);
  }
  return {};
}

}  // namespace

Result<PreparedDocument> PrepareDocument(DocumentRecord record) {
  Result<void> checked = CheckRecord(record);
  if (!checked) return tl::make_unexpected(std::move(checked).error());
  PreparedDocument document{.source_path = std::move(record.source_path),
                            .sha256 = std::move(record.sha256),
                            .size_bytes = record.size_bytes,
                            .status = std::move(record.status),
                            .format = record.reading.format,
                            .engine = record.reading.engine};
  if (record.reading != Reading{}) {
    Result<std::string> bytes = EncodeReading(record.reading);
    if (!bytes) return tl::make_unexpected(std::move(bytes).error());
    document.reading_bytes = std::move(*bytes);
  }
  document.passages = MakePassages(record.reading, record.notice);
  if (document.passages.size() > static_cast<std::size_t>(kMaxPassages)) {
    return Fail(ErrorCode::kTooLarge,
                "over " + std::to_string(kMaxPassages) + " pages and tables, split the document");
  }
  document.language = LanguageOf(document.passages);
  document.review_items = ReviewItems(record.notice, document.sha256, record.answers);
  document.pages = std::move(record.reading.pages);
  for (PageReading& page : document.pages) page.text.clear();
  document.notice = std::move(record.notice);
  document.failures = std::move(record.failures);
  return document;
}

std::string EncodePrepared(const PreparedDocument& document) {
  return JoinParts(members::ToJson(document).dump(-1, ' ', false, json::error_handler_t::replace),
                   document.reading_bytes);
}

Result<PreparedDocument> DecodePrepared(std::string_view bytes) {
  const auto parts = SplitParts(bytes);
  if (!parts) return tl::make_unexpected(parts.error());
  try {
    PreparedDocument document;
    members::FromJson(json::parse(parts->first), document);
    document.reading_bytes = parts->second;
    return document;
  } catch (const json::exception& error) {
    return Fail(ErrorCode::kDamaged, std::string("a message that is no document: ") + error.what());
  }
}

}  // namespace gongwen
