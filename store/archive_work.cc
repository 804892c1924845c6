// Archive: the list of work.

#include <utility>

#include "store/archive_state.h"
#include "store/document_writer.h"

namespace gongwen {
namespace {

constexpr std::string_view kSelect =
    "SELECT work_id, path, state, size_bytes, modified_ns, lost FROM work_item";

WorkItem ReadItem(SqliteStatement& row) {
  WorkItem item;
  item.work_id = row.Int64();
  item.path = row.Text();
  item.state = row.Text();
  item.stamp.size_bytes = row.Int64();
  item.stamp.modified_ns = row.Int64();
  item.lost = row.Int();
  return item;
}

Result<void> ForEachId(const SqliteConnection& connection, std::string_view sql,
                       std::span<const std::int64_t> work_ids) {
  return InTransaction(connection, [&]() -> Result<void> {
    Result<SqliteStatement> statement = connection.Prepare(sql);
    if (!statement) return tl::make_unexpected(std::move(statement).error());
    for (const std::int64_t id : work_ids) {
      statement->Bind(id);
      const Result<void> done = statement->Run();
      if (!done) return done;
    }
    return {};
  });
}

}  // namespace

Result<std::vector<WorkItem>> Archive::ListWork(std::span<const std::string> paths) {
  const SqliteConnection& connection = state_->connection;
  std::vector<WorkItem> items;
  items.reserve(paths.size());
  const Result<void> listed = InTransaction(connection, [&]() -> Result<void> {
    for (const std::string& path : paths) {
      const Result<std::int64_t> id = EnsureWork(connection, path);
      if (!id) return tl::make_unexpected(id.error());
    }
    Result<SqliteStatement> select = connection.Prepare(std::string(kSelect) + " WHERE path = ?");
    if (!select) return tl::make_unexpected(std::move(select).error());
    for (const std::string& path : paths) {
      select->Rewind();
      select->Bind(path);
      const Result<void> done = VisitRows(*select, [&](SqliteStatement& row) {
        items.push_back(ReadItem(row));
        return true;
      });
      if (!done) return done;
    }
    return {};
  });
  if (!listed) return tl::make_unexpected(listed.error());
  return items;
}

Result<void> Archive::MarkWaiting(std::span<const std::int64_t> work_ids) {
  if (work_ids.empty()) return {};
  return ForEachId(state_->connection, "UPDATE work_item SET state = 'waiting' WHERE work_id = ?",
                   work_ids);
}

Result<void> Archive::NoteLost(std::int64_t work_id) {
  return ForEachId(state_->connection, "UPDATE work_item SET lost = lost + 1 WHERE work_id = ?",
                   std::span(&work_id, 1));
}

Result<std::vector<WorkItem>> Archive::WaitingWork() const {
  Result<SqliteStatement> select = state_->connection.Prepare(
      std::string(kSelect) + " WHERE state = 'waiting' ORDER BY work_id");
  if (!select) return tl::make_unexpected(std::move(select).error());
  std::vector<WorkItem> items;
  const Result<void> done = VisitRows(*select, [&](SqliteStatement& row) {
    items.push_back(ReadItem(row));
    return true;
  });
  if (!done) return tl::make_unexpected(done.error());
  return items;
}

}  // namespace gongwen
