// Archive: one document, found by any of its names, and everything about it.

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "store/archive_state.h"
#include "store/match_key.h"
#include "store/notice_loader.h"
#include "store/reading_codec.h"
#include "store/row_values.h"

namespace gongwen {
namespace {

constexpr std::size_t kMaxListed = 5;

// Gathers what `read` makes of each row of a query with one parameter.
template <class Row, class Parameter>
Result<std::vector<Row>> Select(const SqliteConnection& connection, std::string_view sql,
                                const Parameter& parameter, Row (*read)(SqliteStatement&)) {
  Result<SqliteStatement> statement = connection.Prepare(sql);
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  statement->Bind(parameter);
  std::vector<Row> rows;
  const Result<void> done = VisitRows(*statement, [&](SqliteStatement& row) {
    rows.push_back(read(row));
    return true;
  });
  if (!done) return tl::make_unexpected(done.error());
  return rows;
}

std::int64_t ReadId(SqliteStatement& in) { return in.Int64(); }
std::string ReadText(SqliteStatement& in) { return in.Text(); }

using Ids = Result<std::vector<std::int64_t>>;

Ids FindById(const SqliteConnection& connection, std::string_view name) {
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
  if (error != std::errc() || end != name.data() + name.size()) return {};
  return Select(connection, "SELECT document_id FROM document WHERE document_id = ?", id, ReadId);
}

// A path whose file changed belongs to several documents: the latest is meant.
Ids FindByPath(const SqliteConnection& connection, std::string_view name) {
  return Select(connection,
                "SELECT document_id FROM document_path WHERE path = ?"
                " ORDER BY path_id DESC LIMIT 1",
                name, ReadId);
}

Ids FindByNumber(const SqliteConnection& connection, std::string_view name) {
  return Select(connection,
                "SELECT document_id FROM field WHERE field = 'document_number'"
                " AND match_key(value) = ? ORDER BY document_id",
                MatchKey(name), ReadId);
}

Ids FindBySha(const SqliteConnection& connection, std::string_view name) {
  std::string prefix(name);
  for (char& c : prefix) c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  const bool is_hex = prefix.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!is_hex || prefix.size() < static_cast<std::size_t>(kMinShaPrefix)) return {};
  return Select(connection,
                "SELECT document_id FROM document"
                " WHERE sha256 >= ?1 AND sha256 < ?1 || 'g' ORDER BY document_id",
                prefix, ReadId);
}

Result<std::vector<std::string>> LoadPaths(const SqliteConnection& connection, std::int64_t id) {
  return Select(connection, "SELECT path FROM document_path WHERE document_id = ? ORDER BY path_id",
                id, ReadText);
}

Error NotFound(std::string_view name) {
  return {.code = ErrorCode::kInvalidArgument,
          .message = "no document has the id, path, document number or sha256 " +
                     std::string(name) + ", look for it with gongwen search"};
}

Error Ambiguous(const SqliteConnection& connection, std::string_view name,
                const std::vector<std::int64_t>& ids) {
  std::string message = std::to_string(ids.size()) + " documents answer to " + std::string(name) +
                        ", name one by its id:";
  for (std::size_t i = 0; i < std::min(ids.size(), kMaxListed); ++i) {
    const auto paths = LoadPaths(connection, ids[i]);
    message += (i == 0 ? " " : ", ") + std::to_string(ids[i]);
    if (paths && !paths->empty()) message += " (" + paths->front() + ")";
  }
  if (ids.size() > kMaxListed) message += ", ...";
  return {.code = ErrorCode::kInvalidArgument, .message = std::move(message)};
}

Result<Reading> LoadReading(const SqliteConnection& connection, std::int64_t id) {
  const auto read_body = [](SqliteStatement& in) { return in.Blob(); };
  const Result<std::vector<std::string>> bodies = Select<std::string>(
      connection, "SELECT body FROM reading WHERE document_id = ?", id, read_body);
  if (!bodies) return tl::make_unexpected(bodies.error());
  return bodies->empty() ? Reading{} : DecodeReading(bodies->front());
}

Error ReadError(SqliteStatement& in) {
  Error error;
  error.stage = in.Text();
  error.page_no = in.Int();
  error.code = ErrorCodeFromString(in.Text());
  error.message = in.Text();
  return error;
}

Result<std::vector<Error>> LoadErrors(const SqliteConnection& connection, std::int64_t id,
                                      const std::string& file) {
  Result<std::vector<Error>> errors = Select(connection,
                                             "SELECT stage, page_no, code, message FROM failure"
                                             " WHERE document_id = ? ORDER BY failure_id",
                                             id, ReadError);
  if (errors) {
    for (Error& error : *errors) error.file = file;
  }
  return errors;
}

StoredDocument ReadStored(SqliteStatement& in) {
  StoredDocument stored;
  stored.document_id = in.Int64();
  stored.record.sha256 = in.Text();
  stored.record.size_bytes = in.Int64();
  stored.record.status = in.Text();
  stored.record.reading.format = InputFormatFromString(in.Text()).value_or(InputFormat::kUnknown);
  stored.language = in.Text();
  stored.imported_at = in.Text();
  return stored;
}

Result<StoredDocument> LoadStored(const SqliteConnection& connection, std::int64_t id) {
  Result<std::vector<StoredDocument>> rows = Select(
      connection,
      "SELECT document_id, sha256, size_bytes, status, format, language, imported_at FROM document"
      " WHERE document_id = ?",
      id, ReadStored);
  if (!rows) return tl::make_unexpected(std::move(rows).error());
  if (rows->empty()) return tl::make_unexpected(NotFound(std::to_string(id)));
  return std::move(rows->front());
}

PageHit ReadPage(SqliteStatement& in) {
  PageHit hit;
  hit.document_id = in.Int64();
  hit.page_no = in.Int();
  hit.width_pt = in.Real();
  hit.height_pt = in.Real();
  hit.source = ReadSource(in);
  hit.text = in.Text();
  return hit;
}

RepairHit ReadRepair(SqliteStatement& in) {
  RepairHit hit;
  hit.document_id = in.Int64();
  hit.table_id = in.Int();
  hit.row_no = in.Int();
  for (std::string* text : {&hit.field, &hit.before, &hit.after, &hit.reason, &hit.evidence_json}) {
    *text = in.Text();
  }
  hit.confidence = in.Real();
  hit.is_reverted = in.Bool();
  return hit;
}

}  // namespace

Result<std::int64_t> Archive::Resolve(std::string_view name) const {
  for (const auto find : {FindById, FindByPath, FindByNumber, FindBySha}) {
    const Ids ids = find(state_->connection, name);
    if (!ids) return tl::make_unexpected(ids.error());
    if (ids->size() == 1) return ids->front();
    if (!ids->empty()) return tl::make_unexpected(Ambiguous(state_->connection, name, *ids));
  }
  return tl::make_unexpected(NotFound(name));
}

Result<StoredDocument> Archive::LoadDocument(std::int64_t document_id) const {
  const SqliteConnection& connection = state_->connection;
  Result<StoredDocument> stored = LoadStored(connection, document_id);
  if (!stored) return stored;
  Result<std::vector<std::string>> paths = LoadPaths(connection, document_id);
  if (!paths) return tl::make_unexpected(std::move(paths).error());
  stored->source_paths = std::move(*paths);
  DocumentRecord& record = stored->record;
  if (!stored->source_paths.empty()) record.source_path = stored->source_paths.front();

  Result<Reading> reading = LoadReading(connection, document_id);
  if (!reading) return tl::make_unexpected(std::move(reading).error());
  record.reading = std::move(*reading);
  Result<Notice> notice = LoadNotice(connection, document_id);
  if (!notice) return tl::make_unexpected(std::move(notice).error());
  record.notice = std::move(*notice);
  Result<std::vector<Error>> errors = LoadErrors(connection, document_id, record.source_path);
  if (!errors) return tl::make_unexpected(std::move(errors).error());
  record.failures = std::move(*errors);
  return stored;
}

Result<StoredDocument> Archive::LoadDocument(std::string_view name) const {
  return Resolve(name).and_then([this](std::int64_t id) { return LoadDocument(id); });
}

Result<std::vector<std::int64_t>> Archive::DocumentsOfFund(const std::string& fund, int year,
                                                           int limit) const {
  Result<SqliteStatement> statement = state_->connection.Prepare(
      "SELECT DISTINCT document_id FROM indicator_table WHERE fund = ? AND year = ?"
      " ORDER BY document_id DESC LIMIT ?");
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  statement->Bind(fund).Bind(year).Bind(limit);
  std::vector<std::int64_t> documents;
  while (true) {
    const Result<bool> row = statement->Step();
    if (!row) return tl::make_unexpected(row.error());
    if (!*row) return documents;
    documents.push_back(statement->Int64());
  }
}

Result<std::vector<PageHit>> Archive::Pages(std::int64_t document_id) const {
  return Select(state_->connection,
                "SELECT document_id, page_no, width_pt, height_pt, source, text FROM v_page"
                " WHERE document_id = ? ORDER BY page_no",
                document_id, ReadPage);
}

Result<std::vector<RepairHit>> Archive::Repairs(std::int64_t document_id) const {
  return Select(state_->connection,
                "SELECT document_id, table_no, row_no, field, before, after, reason, evidence,"
                " confidence, reverted FROM repair WHERE document_id = ? ORDER BY ordinal",
                document_id, ReadRepair);
}

Result<ArchiveCounts> Archive::Counts() const {
  ArchiveCounts counts;
  const std::array<std::pair<std::string_view, std::int64_t*>, 8> queries{{
      {"SELECT count(*) FROM document", &counts.documents},
      {"SELECT count(*) FROM page", &counts.pages},
      {"SELECT count(*) FROM notice_table", &counts.tables},
      {"SELECT count(*) FROM indicator", &counts.indicator_rows},
      {"SELECT count(*) FROM allocation", &counts.allocation_rows},
      {"SELECT count(*) FROM repair", &counts.repairs},
      {"SELECT count(*) FROM review_item WHERE state = 'open'", &counts.to_review},
      {"SELECT count(*) FROM failure", &counts.failures},
  }};
  for (const auto& [sql, target] : queries) {
    Result<std::optional<std::int64_t>> value = state_->connection.QueryInt64(sql);
    if (!value) return tl::make_unexpected(std::move(value).error());
    *target = value->value_or(0);
  }
  return counts;
}

}  // namespace gongwen
