// Archive: writing. Each call is one transaction.

#include <utility>

#include "store/archive_state.h"
#include "store/document_writer.h"

namespace gongwen {
namespace {

// Errors of a document name its file; those of the database itself have its name already.
Error About(Error error, const std::string& file) {
  if (error.file.empty()) error.file = file;
  if (error.stage.empty()) error.stage = "store";
  return error;
}

}  // namespace

Result<std::optional<std::int64_t>> Archive::FindBySha256(std::string_view sha256) const {
  Result<SqliteStatement> statement =
      state_->connection.Prepare("SELECT document_id FROM document WHERE sha256 = ?");
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  statement->Bind(sha256);
  const Result<bool> row = statement->Step();
  if (!row) return tl::make_unexpected(row.error());
  return *row ? std::optional(statement->Int64()) : std::nullopt;
}

Result<std::int64_t> Archive::Put(const DocumentRecord& record) {
  const Result<PreparedDocument> document = PrepareDocument(record);
  if (!document) return tl::make_unexpected(About(document.error(), record.source_path));
  return Put(*document);
}

Result<std::int64_t> Archive::Put(const PreparedDocument& document, const FileStamp& stamp) {
  std::int64_t id = 0;
  const Result<void> done = InTransaction(state_->connection, [&] {
    return WriteDocument(state_->connection, document, stamp).map([&](std::int64_t written) {
      id = written;
    });
  });
  if (!done) return tl::make_unexpected(done.error());
  return id;
}

Result<void> Archive::AddPath(std::int64_t document_id, const std::string& path,
                              const FileStamp& stamp) {
  return InTransaction(state_->connection,
                       [&] { return WritePath(state_->connection, document_id, path, stamp); });
}

Result<void> Archive::PutFailure(const std::string& path, std::string_view sha256,
                                 const Error& error, const FileStamp& stamp) {
  return InTransaction(state_->connection, [&] {
    return WritePathFailure(state_->connection, path, sha256, error, stamp);
  });
}

Result<void> Archive::InBatch(const std::function<void()>& writes) {
  return InTransaction(state_->connection, [&]() -> Result<void> {
    writes();
    return {};
  });
}

}  // namespace gongwen
