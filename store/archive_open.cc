// Archive: opening and closing.

#include <chrono>
#include <filesystem>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "store/archive_state.h"
#include "store/han_tokenizer.h"
#include "store/match_key.h"
#include "store/schema.h"
#include "store/search_index.h"

namespace gongwen {
namespace {

constexpr std::string_view kInMemory = ":memory:";

Result<SqliteConnection> Connect(const std::string& path, SqliteAccess access) {
  Result<SqliteConnection> connection = SqliteConnection::Open(path, access, kBusyTimeoutMs);
  if (!connection) return connection;
  const Result<void> registered =
      RegisterHanTokenizer(connection->handle())
          .and_then([&] { return RegisterMatchKey(connection->handle()); })
          .and_then([&] { return RegisterSearchGrams(connection->handle()); });
  if (!registered) return tl::make_unexpected(registered.error());
  return connection;
}

// WAL: readers and the writer do not wait for each other. With it, NORMAL keeps the file whole
// through a power cut and every commit through a kill of the process.
// SQLite does not call its busy handler while another process makes the same switch, so the wait is
// here.
Result<void> EnterWal(SqliteConnection& connection) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point deadline = Clock::now() + std::chrono::milliseconds(kBusyTimeoutMs);
  while (true) {
    Result<void> entered = connection.Execute(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        // Pages that many documents touch go into the file once in a while and
        // not for each of them: 64 MB of log, 64 MB of pages at hand.
        "PRAGMA wal_autocheckpoint = 16000; PRAGMA cache_size = -65536");
    if (entered || Clock::now() > deadline) return entered;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

Result<SqliteConnection> ConnectToWrite(const std::string& path) {
  Result<SqliteConnection> connection = Connect(path, SqliteAccess::kReadWriteCreate);
  if (!connection) return connection;
  const Result<void> ready =
      Migrate(*connection, Migrations()).and_then([&] { return EnterWal(*connection); });
  if (!ready) return tl::make_unexpected(ready.error());
  return connection;
}

Result<SqliteConnection> ConnectToRead(const std::string& path, SqliteAccess access) {
  Result<SqliteConnection> connection = Connect(path, access);
  if (!connection) return connection;
  const Result<void> checked = CheckVersion(*connection, Migrations());
  if (!checked) return tl::make_unexpected(checked.error());
  return connection;
}

bool HasPendingLog(const std::string& path) {
  std::error_code ignored;
  const auto size = std::filesystem::file_size(path + "-wal", ignored);
  return !ignored && size > 0;
}

tl::unexpected<Error> Unreadable(const std::string& path, std::string message) {
  return tl::make_unexpected(Error{.code = ErrorCode::kUnreadable,
                                   .message = std::move(message),
                                   .file = path,
                                   .stage = "store"});
}

}  // namespace

Archive::Archive(std::unique_ptr<State> state) : state_(std::move(state)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::Open(const std::string& path, OpenMode mode) {
  std::error_code ignored;
  const bool is_there = path == kInMemory || std::filesystem::exists(path, ignored);
  if (mode == OpenMode::kReadOnly && !is_there) {
    return Unreadable(path,
                      "there is no such database, import something first or name one with --db");
  }
  if (std::filesystem::is_directory(path, ignored)) {
    return Unreadable(path, "this is a folder, name a database file with --db");
  }
  Result<SqliteConnection> connection = mode == OpenMode::kReadWrite
                                            ? ConnectToWrite(path)
                                            : ConnectToRead(path, SqliteAccess::kReadOnly);
  // Reading in WAL mode writes an index beside the file. Where the folder does not allow that, a
  // database without pending changes can still be read, as a file that nobody changes.
  if (!connection && mode == OpenMode::kReadOnly &&
      connection.error().code == ErrorCode::kUnreadable && !HasPendingLog(path)) {
    Result<SqliteConnection> immutable = ConnectToRead(path, SqliteAccess::kReadOnlyImmutable);
    if (immutable) connection = std::move(immutable);
  }
  if (!connection) return tl::make_unexpected(std::move(connection).error());
  return Archive(std::make_unique<State>(State{std::move(*connection)}));
}

}  // namespace gongwen
