#include "store/document_writer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "store/notice_writer.h"
#include "store/reading_codec.h"
#include "store/row_values.h"
#include "store/search_facets.h"
#include "store/search_index.h"
#include "store/sqlite_statement.h"

namespace gongwen {
namespace {

// Binds with `bind` and runs, once.
template <class Function>
Result<void> RunOnce(const SqliteConnection& connection, std::string_view sql, Function bind) {
  Result<SqliteStatement> statement = connection.Prepare(sql);
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  bind(*statement);
  return statement->Run();
}

// The one number that a statement gives.
template <class Function>
Result<std::int64_t> ReadOne(const SqliteConnection& connection, std::string_view sql,
                             Function bind) {
  Result<SqliteStatement> statement = connection.Prepare(sql);
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  bind(*statement);
  std::int64_t number = 0;
  const Result<void> done = VisitRows(*statement, [&](SqliteStatement& row) {
    number = row.Int64();
    return true;
  });
  if (!done) return tl::make_unexpected(done.error());
  return number;
}

// A path whose file has changed has given its number to another document already.
Result<std::int64_t> WriteDocumentRow(const SqliteConnection& connection,
                                      const PreparedDocument& document, std::int64_t work_id) {
  return ReadOne(
      connection,
      "INSERT INTO document(document_id, sha256, size_bytes, format, page_count, status, language,"
      " imported_at) VALUES(iif(EXISTS(SELECT 1 FROM document WHERE document_id = ?1),"
      " max((SELECT max(document_id) FROM document), (SELECT max(work_id) FROM work_item)) + 1,"
      " ?1),?,?,?,?,?,?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))"
      " ON CONFLICT(sha256) DO UPDATE SET size_bytes = excluded.size_bytes,"
      " format = excluded.format, page_count = excluded.page_count, status = excluded.status,"
      " language = excluded.language"
      " RETURNING document_id",
      [&](SqliteStatement& statement) {
        statement.Bind(work_id);
        statement.Bind(document.sha256).Bind(document.size_bytes).Bind(ToString(document.format));
        statement.Bind(static_cast<std::int64_t>(document.pages.size())).Bind(document.status);
        statement.Bind(OrNull{document.language});
      });
}

// Everything but the document's own row, its paths, its failures.
Result<void> DeleteContents(const SqliteConnection& connection, std::int64_t id) {
  constexpr std::array<std::string_view, 4> kDeletes{
      "DELETE FROM page WHERE document_id = ?1", "DELETE FROM stamp WHERE document_id = ?1",
      "DELETE FROM reading WHERE document_id = ?1",
      "DELETE FROM review_item WHERE document_id = ?1"};
  if (Result<void> forgotten = RemoveFromIndex(connection, id); !forgotten) return forgotten;
  for (const std::string_view sql : kDeletes) {
    Result<void> done =
        RunOnce(connection, sql, [&](SqliteStatement& statement) { statement.Bind(id); });
    if (!done) return done;
  }
  return RunOnce(connection, "DELETE FROM passage WHERE passage_id >= ? AND passage_id < ?",
                 [&](SqliteStatement& statement) {
                   statement.Bind(id * kMaxPassages).Bind((id + 1) * kMaxPassages);
                 })
      .and_then([&] { return DeleteNotice(connection, id); });
}

Result<void> WriteReading(const SqliteConnection& connection, std::int64_t id,
                          const PreparedDocument& document) {
  if (document.reading_bytes.empty()) return {};
  return RunOnce(connection, "INSERT INTO reading VALUES(?,?,?,?)",
                 [&](SqliteStatement& statement) {
                   statement.Bind(id).Bind(document.engine);
                   statement.Bind(kReadingCodecVersion).BindBlob(document.reading_bytes);
                 });
}

Result<void> WritePassages(const SqliteConnection& connection, std::int64_t id,
                           const PreparedDocument& document) {
  Result<SqliteStatement> text = connection.Prepare("INSERT INTO passage VALUES(?,?,?,?,?)");
  if (!text) return tl::make_unexpected(std::move(text).error());
  std::int64_t passage_id = id * kMaxPassages;
  for (const Passage& passage : document.passages) {
    text->Bind(passage_id).Bind(id).Bind(passage.kind);
    BindNumber(*text, passage.page_no);
    text->Bind(passage.body);
    Result<void> done = text->Run();
    if (!done) return done;
    ++passage_id;
  }
  return AddToIndex(connection, id, document.passages, FacetsOf(document.notice));
}

double FiniteOrZero(double value) { return std::isfinite(value) ? value : 0.0; }

Result<void> WritePages(const SqliteConnection& connection, std::int64_t id,
                        const PreparedDocument& document) {
  Result<SqliteStatement> statement = connection.Prepare("INSERT INTO page VALUES(?,?,?,?,?,?,?)");
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  std::int64_t passage_id = id * kMaxPassages;  // the head's; the pages' follow in their order
  for (const PageReading& page : document.pages) {
    statement->Bind(id).Bind(page.page_no);
    statement->Bind(FiniteOrZero(page.width_pt)).Bind(FiniteOrZero(page.height_pt));
    statement->Bind(ToString(page.source)).Bind(page.rotation_deg).Bind(++passage_id);
    Result<void> done = statement->Run();
    if (!done) return done;
  }
  return {};
}

Result<void> WriteStamps(const SqliteConnection& connection, std::int64_t id,
                         const PreparedDocument& document) {
  Result<SqliteStatement> statement = connection.Prepare("INSERT INTO stamp VALUES(?,?,?,?,?,?,?)");
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  for (const PageReading& page : document.pages) {
    int stamp_no = 0;
    for (const RectPt& box : page.seals) {
      statement->Bind(id).Bind(page.page_no).Bind(++stamp_no);
      statement->Bind(FiniteOrZero(box.x0)).Bind(FiniteOrZero(box.y0));
      statement->Bind(FiniteOrZero(box.x1)).Bind(FiniteOrZero(box.y1));
      Result<void> done = statement->Run();
      if (!done) return done;
    }
  }
  return {};
}

Result<void> WriteReviewItems(const SqliteConnection& connection, std::int64_t id,
                              const PreparedDocument& document) {
  Result<SqliteStatement> statement =
      connection.Prepare("INSERT INTO review_item VALUES(?,?,?,?,?,?,?,?,?,?)");
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  for (const ReviewHit& item : document.review_items) {
    statement->Bind(item.item_id).Bind(id);
    BindNumber(*statement, item.table_id);
    BindNumber(*statement, item.row_no);
    statement->Bind(item.field).Bind(item.value).Bind(item.confidence).Bind(item.why);
    statement->Bind(item.state).Bind(item.priority);
    Result<void> done = statement->Run();
    if (!done) return done;
  }
  return {};
}

void BindFailure(SqliteStatement& statement, const Error& error) {
  statement.Bind(OrNull{error.stage});
  BindNumber(statement, error.page_no);
  statement.Bind(ToString(error.code)).Bind(error.message);
}

// The number of a failure: that of its document and its place there, or the path's in the list of
// work, below 0.
constexpr std::string_view kInsertFailure =
    "INSERT INTO failure(failure_id, document_id, source_path, sha256, stage, page_no, code,"
    " message, at) VALUES(?,?,?,?,?,?,?,?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))";

Result<std::vector<Error>> LoadFailures(const SqliteConnection& connection, std::int64_t id) {
  Result<SqliteStatement> statement = connection.Prepare(
      "SELECT stage, page_no, code, message FROM failure WHERE document_id = ?"
      " ORDER BY failure_id");
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  statement->Bind(id);
  std::vector<Error> errors;
  const Result<void> done = VisitRows(*statement, [&](SqliteStatement& row) {
    Error& error = errors.emplace_back();
    error.stage = row.Text();
    error.page_no = row.Int();
    error.code = ErrorCodeFromString(row.Text());
    error.message = row.Text();
    return true;
  });
  if (!done) return tl::make_unexpected(done.error());
  return errors;
}

// Failures of before keep their rows and times when they are the failures of now.
Result<void> WriteFailures(const SqliteConnection& connection, std::int64_t id,
                           const PreparedDocument& document) {
  std::vector<Error> failures = document.failures;
  for (Error& error : failures) error.file.clear();  // the document's path tells
  const Result<std::vector<Error>> known = LoadFailures(connection, id);
  if (!known) return tl::make_unexpected(known.error());
  if (*known == failures) return {};
  Result<void> done = RunOnce(connection, "DELETE FROM failure WHERE document_id = ?",
                              [&](SqliteStatement& statement) { statement.Bind(id); });
  for (std::size_t i = 0; done && i < failures.size(); ++i) {
    done = RunOnce(connection, kInsertFailure, [&](SqliteStatement& statement) {
      statement.Bind(id * kMaxPassages + static_cast<std::int64_t>(i));
      statement.Bind(id).Bind(nullptr).Bind(nullptr);
      BindFailure(statement, failures[i]);
    });
  }
  return done;
}

Result<void> ForgetPathFailures(const SqliteConnection& connection, std::string_view path) {
  return RunOnce(connection, "DELETE FROM failure WHERE document_id IS NULL AND source_path = ?",
                 [&](SqliteStatement& statement) { statement.Bind(path); });
}

}  // namespace

Result<std::int64_t> EnsureWork(const SqliteConnection& connection, std::string_view path) {
  const auto find = [&] {
    return ReadOne(connection, "SELECT work_id FROM work_item WHERE path = ?",
                   [&](SqliteStatement& statement) { statement.Bind(path); });
  };
  const Result<std::int64_t> known = find();
  if (!known || *known != 0) return known;
  // Above every document too: a new path's number is its document's.
  return ReadOne(connection,
                 "INSERT INTO work_item(work_id, path, state) VALUES(1 + max("
                 "(SELECT coalesce(max(document_id), 0) FROM document),"
                 "(SELECT coalesce(max(work_id), 0) FROM work_item)), ?, 'waiting')"
                 " RETURNING work_id",
                 [&](SqliteStatement& statement) { statement.Bind(path); });
}

Result<void> WriteWorkState(const SqliteConnection& connection, std::int64_t work_id,
                            std::string_view state, const FileStamp& stamp) {
  return RunOnce(connection,
                 "UPDATE work_item SET state = ?, size_bytes = ?, modified_ns = ?,"
                 " lost = iif(?1 = 'stored', 0, lost) WHERE work_id = ?",
                 [&](SqliteStatement& statement) {
                   statement.Bind(state).Bind(stamp.size_bytes).Bind(stamp.modified_ns);
                   statement.Bind(work_id);
                 });
}

Result<std::int64_t> WriteDocument(const SqliteConnection& connection,
                                   const PreparedDocument& document, const FileStamp& stamp) {
  const Result<std::int64_t> work_id = EnsureWork(connection, document.source_path);
  if (!work_id) return work_id;
  Result<std::int64_t> id = WriteDocumentRow(connection, document, *work_id);
  if (!id) return id;
  const Result<void> done =
      DeleteContents(connection, *id)
          .and_then([&] { return WritePath(connection, *id, document.source_path, stamp); })
          .and_then([&] { return WriteReading(connection, *id, document); })
          .and_then([&] { return WritePassages(connection, *id, document); })
          .and_then([&] { return WritePages(connection, *id, document); })
          .and_then([&] { return WriteStamps(connection, *id, document); })
          .and_then([&] { return WriteNotice(connection, *id, document.notice); })
          .and_then([&] { return WriteReviewItems(connection, *id, document); })
          .and_then([&] { return WriteFailures(connection, *id, document); });
  if (!done) return tl::make_unexpected(done.error());
  return id;
}

Result<void> WritePath(const SqliteConnection& connection, std::int64_t document_id,
                       std::string_view path, const FileStamp& stamp) {
  const Result<std::int64_t> work_id = EnsureWork(connection, path);
  if (!work_id) return tl::make_unexpected(work_id.error());
  return RunOnce(connection,
                 "INSERT INTO document_path(path_id, document_id, path) VALUES("
                 "iif(EXISTS(SELECT 1 FROM document_path WHERE path_id = ?1), NULL, ?1),?,?)"
                 " ON CONFLICT(document_id, path) DO NOTHING",
                 [&](SqliteStatement& statement) {
                   statement.Bind(*work_id).Bind(document_id).Bind(path);
                 })
      .and_then([&] { return ForgetPathFailures(connection, path); })
      .and_then([&] { return WriteWorkState(connection, *work_id, "stored", stamp); });
}

Result<void> WritePathFailure(const SqliteConnection& connection, std::string_view path,
                              std::string_view sha256, const Error& error, const FileStamp& stamp) {
  const Result<std::int64_t> work_id = EnsureWork(connection, path);
  if (!work_id) return tl::make_unexpected(work_id.error());
  Result<SqliteStatement> known = connection.Prepare(
      "SELECT 1 FROM failure WHERE document_id IS NULL AND source_path = ? AND sha256 IS ?"
      " AND stage IS ? AND page_no IS ? AND code = ? AND message = ?");
  if (!known) return tl::make_unexpected(std::move(known).error());
  known->Bind(path).Bind(OrNull{sha256});
  BindFailure(*known, error);
  const Result<bool> is_known = known->Step();
  if (!is_known) return tl::make_unexpected(is_known.error());
  const bool has_row = *is_known;
  known->Rewind();
  const Result<void> noted = WriteWorkState(connection, *work_id, "failed", stamp);
  if (!noted || has_row) return noted;
  return ForgetPathFailures(connection, path).and_then([&] {
    return RunOnce(connection, kInsertFailure, [&](SqliteStatement& statement) {
      statement.Bind(-*work_id).Bind(nullptr).Bind(path).Bind(OrNull{sha256});
      BindFailure(statement, error);
    });
  });
}

}  // namespace gongwen
