// SQLite behind three small owners: a connection, a prepared statement, a transaction.
//
// Internal to store/. Everything here belongs to the thread of its connection, and a statement or
// transaction must not outlive its connection.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "model/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace gongwen {

// Text that is NULL in the database when it is empty: "not found", as opposed to printed blank.
struct OrNull {
  std::string_view text{};
};

// What a connection and its statements share: the path, for messages, and compiled statements that
// nobody uses just now, by their SQL. An import runs the same fifty for every document.
struct SqliteShared {
  std::string path{};
  std::unordered_map<std::string, sqlite3_stmt*> idle{};
};

// A prepared statement. Parameters are bound and columns read from left to right: each call takes
// the next one. A failed Bind is reported by the following Step or Run.
class SqliteStatement {
 public:
  SqliteStatement(SqliteStatement&& other) noexcept;
  SqliteStatement& operator=(SqliteStatement&&) = delete;
  ~SqliteStatement();

  SqliteStatement& Bind(std::nullptr_t);
  SqliteStatement& Bind(std::int64_t value);
  SqliteStatement& Bind(int value) { return Bind(std::int64_t{value}); }
  SqliteStatement& Bind(bool value) { return Bind(std::int64_t{value ? 1 : 0}); }
  SqliteStatement& Bind(double value);
  SqliteStatement& Bind(std::string_view text);
  SqliteStatement& Bind(const std::string& text) { return Bind(std::string_view(text)); }
  SqliteStatement& Bind(const char* text) { return Bind(std::string_view(text)); }
  SqliteStatement& Bind(OrNull text);
  SqliteStatement& BindBlob(std::string_view bytes);
  template <class T>
  SqliteStatement& Bind(const std::optional<T>& value) {
    return value ? Bind(*value) : Bind(nullptr);
  }

  // True when a row is ready to be read.
  [[nodiscard]] Result<bool> Step();
  // Runs a statement that returns no rows, and makes it ready for the next Bind.
  [[nodiscard]] Result<void> Run();
  // Makes the statement ready for the next Bind, whatever rows are left.
  void Rewind();

  [[nodiscard]] int ColumnCount() const;
  [[nodiscard]] bool NextIsNull() const;
  [[nodiscard]] std::int64_t Int64();
  [[nodiscard]] int Int();  // clamped to the range of int
  [[nodiscard]] double Real();
  [[nodiscard]] bool Bool() { return Int64() != 0; }
  [[nodiscard]] std::string Text();  // "" for NULL
  [[nodiscard]] std::string Blob();
  [[nodiscard]] std::optional<std::int64_t> OptionalInt64();
  [[nodiscard]] std::optional<double> OptionalReal();

 private:
  friend class SqliteConnection;
  SqliteStatement(sqlite3_stmt* handle, SqliteShared* shared) : handle_(handle), shared_(shared) {}
  void Note(int code);

  sqlite3_stmt* handle_ = nullptr;
  SqliteShared* shared_ = nullptr;  // the connection's
  int next_parameter_ = 0;
  int next_column_ = 0;
  int bind_error_ = 0;
};

// Hands the remaining rows to `take`, a bool(SqliteStatement&), until it returns false.
template <class Function>
[[nodiscard]] Result<void> VisitRows(SqliteStatement& statement, Function take) {
  for (;;) {
    Result<bool> row = statement.Step();
    if (!row) return tl::make_unexpected(std::move(row).error());
    if (!*row || !take(statement)) return {};
  }
}

enum class SqliteAccess {
  kReadOnly,
  kReadOnlyImmutable,  // for files in a folder where nothing can be written, not even WAL's index
  kReadWriteCreate,
};

// An open database with foreign keys on and a busy timeout.
class SqliteConnection {
 public:
  // Errors: kUnreadable, kDamaged, kStore. The file itself is first read by the first statement.
  [[nodiscard]] static Result<SqliteConnection> Open(const std::string& path, SqliteAccess access,
                                                     int busy_timeout_ms);
  SqliteConnection(SqliteConnection&& other) noexcept;
  SqliteConnection& operator=(SqliteConnection&& other) noexcept;
  ~SqliteConnection();

  // SQL is the program's own, never built from input: a mistake in it is reported as kStore.
  [[nodiscard]] Result<SqliteStatement> Prepare(std::string_view sql) const;
  // Runs every statement of a script; result rows are dropped.
  [[nodiscard]] Result<void> Execute(const std::string& script) const;
  // The first column of the first row; nullopt without a row.
  [[nodiscard]] Result<std::optional<std::int64_t>> QueryInt64(std::string_view sql) const;

  [[nodiscard]] sqlite3* handle() const { return handle_; }
  [[nodiscard]] const std::string& path() const { return shared_->path; }
  [[nodiscard]] bool in_transaction() const;

 private:
  SqliteConnection(sqlite3* handle, std::string path);
  void Close();

  sqlite3* handle_ = nullptr;
  std::unique_ptr<SqliteShared> shared_;  // its address stays when the connection moves
};

// A transaction that takes the write lock at once. Unless Commit succeeds, the destructor rolls
// everything back. Inside another one it is a savepoint: a part that is done whole or not at all.
class SqliteTransaction {
 public:
  [[nodiscard]] static Result<SqliteTransaction> Begin(const SqliteConnection& connection);
  SqliteTransaction(SqliteTransaction&& other) noexcept;
  SqliteTransaction& operator=(SqliteTransaction&&) = delete;
  ~SqliteTransaction();
  [[nodiscard]] Result<void> Commit();

 private:
  SqliteTransaction(const SqliteConnection* connection, bool is_nested)
      : connection_(connection), is_nested_(is_nested) {}
  const SqliteConnection* connection_ = nullptr;  // nullptr once committed or moved from
  bool is_nested_ = false;
};

// Several queries of one moment: what others write between them is not seen, and locks are taken
// once.
class SqliteSnapshot {
 public:
  explicit SqliteSnapshot(const SqliteConnection& connection);
  SqliteSnapshot(const SqliteSnapshot&) = delete;
  SqliteSnapshot& operator=(const SqliteSnapshot&) = delete;
  ~SqliteSnapshot();

 private:
  const SqliteConnection& connection_;
  bool is_own_ = false;  // else inside another transaction
};

// Turns an SQLite result code into an Error that says what the user can do.
[[nodiscard]] Error SqliteError(sqlite3* handle, int code, const std::string& path);

}  // namespace gongwen
