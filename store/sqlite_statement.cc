#include "store/sqlite_statement.h"

#include <sqlite3.h>

#include <limits>
#include <utility>

namespace gongwen {
namespace {

int OpenFlags(SqliteAccess access) {
  // Extended codes tell "the folder is read-only" from "no such file".
  constexpr int kCommon = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  switch (access) {
    case SqliteAccess::kReadOnly:
      return kCommon | SQLITE_OPEN_READONLY;
    case SqliteAccess::kReadOnlyImmutable:
      return kCommon | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    case SqliteAccess::kReadWriteCreate:
      break;
  }
  return kCommon | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
}

// "a b?.db" -> "file:a%20b%3F.db?immutable=1"
std::string ImmutableUri(const std::string& path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '/' || c == '.' || c == '-' || c == '_';
    if (is_plain) {
      uri += c;
    } else {
      uri += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return uri + "?immutable=1";
}

ErrorCode CodeOf(int sqlite_code) {
  switch (sqlite_code & 0xff) {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return ErrorCode::kDamaged;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY:
      return ErrorCode::kUnreadable;
    case SQLITE_TOOBIG:
      return ErrorCode::kTooLarge;
    default:
      return ErrorCode::kStore;
  }
}

std::string_view Advice(int sqlite_code) {
  switch (sqlite_code & 0xff) {
    case SQLITE_NOTADB:
      return "; this is no gongwen database, name another one with --db";
    case SQLITE_CORRUPT:
      return "; the database is damaged or cut short, restore it or import into a new one";
    case SQLITE_CANTOPEN:
      return "; check the path and the permissions of the file and its folder";
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY:
      return "; check the permissions of the file and its folder";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "; another process is writing to it, try again when it has ended";
    case SQLITE_FULL:
      return "; make room on the disk and run the same command again";
    default:
      return "";
  }
}

}  // namespace

Error SqliteError(sqlite3* handle, int code, const std::string& path) {
  std::string message = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  message += Advice(code);
  return {.code = CodeOf(code), .message = std::move(message), .file = path, .stage = "store"};
}

// ---- statement ----

namespace {
constexpr std::size_t kMostIdle = 200;
}  // namespace

SqliteStatement::SqliteStatement(SqliteStatement&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)),
      shared_(other.shared_),
      next_parameter_(other.next_parameter_),
      next_column_(other.next_column_),
      bind_error_(other.bind_error_) {}

SqliteStatement::~SqliteStatement() {
  if (handle_ == nullptr) return;
  Rewind();
  const bool is_kept = shared_->idle.size() < kMostIdle &&
                       shared_->idle.emplace(sqlite3_sql(handle_), handle_).second;
  if (!is_kept) sqlite3_finalize(handle_);
}

void SqliteStatement::Note(int code) {
  if (code != SQLITE_OK && bind_error_ == SQLITE_OK) bind_error_ = code;
}

SqliteStatement& SqliteStatement::Bind(std::nullptr_t) {
  Note(sqlite3_bind_null(handle_, ++next_parameter_));
  return *this;
}

SqliteStatement& SqliteStatement::Bind(std::int64_t value) {
  Note(sqlite3_bind_int64(handle_, ++next_parameter_, value));
  return *this;
}

SqliteStatement& SqliteStatement::Bind(double value) {
  Note(sqlite3_bind_double(handle_, ++next_parameter_, value));
  return *this;
}

SqliteStatement& SqliteStatement::Bind(std::string_view text) {
  // A null pointer would bind NULL, and an empty view may hold one.
  const char* data = text.empty() ? "" : text.data();
  Note(sqlite3_bind_text64(handle_, ++next_parameter_, data, text.size(), SQLITE_TRANSIENT,
                           SQLITE_UTF8));
  return *this;
}

SqliteStatement& SqliteStatement::Bind(OrNull text) {
  return text.text.empty() ? Bind(nullptr) : Bind(text.text);
}

SqliteStatement& SqliteStatement::BindBlob(std::string_view bytes) {
  const char* data = bytes.empty() ? "" : bytes.data();
  Note(sqlite3_bind_blob64(handle_, ++next_parameter_, data, bytes.size(), SQLITE_TRANSIENT));
  return *this;
}

Result<bool> SqliteStatement::Step() {
  next_column_ = 0;
  const int code = bind_error_ != SQLITE_OK ? bind_error_ : sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return tl::make_unexpected(SqliteError(sqlite3_db_handle(handle_), code, shared_->path));
}

Result<void> SqliteStatement::Run() {
  Result<bool> row = Step();
  while (row && *row) row = Step();
  Rewind();
  if (!row) return tl::make_unexpected(std::move(row).error());
  return {};
}

void SqliteStatement::Rewind() {
  sqlite3_reset(handle_);
  sqlite3_clear_bindings(handle_);
  next_parameter_ = 0;
  bind_error_ = SQLITE_OK;
}

int SqliteStatement::ColumnCount() const { return sqlite3_column_count(handle_); }

bool SqliteStatement::NextIsNull() const {
  return sqlite3_column_type(handle_, next_column_) == SQLITE_NULL;
}

std::int64_t SqliteStatement::Int64() { return sqlite3_column_int64(handle_, next_column_++); }

int SqliteStatement::Int() {
  constexpr std::int64_t kMin = std::numeric_limits<int>::min();
  constexpr std::int64_t kMax = std::numeric_limits<int>::max();
  const std::int64_t value = Int64();
  return static_cast<int>(value < kMin ? kMin : value > kMax ? kMax : value);
}

double SqliteStatement::Real() { return sqlite3_column_double(handle_, next_column_++); }

std::string SqliteStatement::Text() {
  const int column = next_column_++;
  const unsigned char* data = sqlite3_column_text(handle_, column);
  if (data == nullptr) return {};
  const int size = sqlite3_column_bytes(handle_, column);
  return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(size)};
}

std::string SqliteStatement::Blob() {
  const int column = next_column_++;
  const void* data = sqlite3_column_blob(handle_, column);
  if (data == nullptr) return {};
  const int size = sqlite3_column_bytes(handle_, column);
  return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
}

std::optional<std::int64_t> SqliteStatement::OptionalInt64() {
  const bool is_null = NextIsNull();
  const std::int64_t value = Int64();
  return is_null ? std::nullopt : std::optional(value);
}

std::optional<double> SqliteStatement::OptionalReal() {
  const bool is_null = NextIsNull();
  const double value = Real();
  return is_null ? std::nullopt : std::optional(value);
}

// ---- connection ----

SqliteConnection::SqliteConnection(sqlite3* handle, std::string path)
    : handle_(handle), shared_(std::make_unique<SqliteShared>()) {
  shared_->path = std::move(path);
}

SqliteConnection::SqliteConnection(SqliteConnection&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)), shared_(std::move(other.shared_)) {}

SqliteConnection& SqliteConnection::operator=(SqliteConnection&& other) noexcept {
  if (this != &other) {
    Close();
    handle_ = std::exchange(other.handle_, nullptr);
    shared_ = std::move(other.shared_);
  }
  return *this;
}

SqliteConnection::~SqliteConnection() { Close(); }

void SqliteConnection::Close() {
  if (handle_ == nullptr) return;
  for (const auto& [sql, statement] : shared_->idle) sqlite3_finalize(statement);
  shared_->idle.clear();
  sqlite3_close_v2(handle_);
  handle_ = nullptr;
}

Result<SqliteConnection> SqliteConnection::Open(const std::string& path, SqliteAccess access,
                                                int busy_timeout_ms) {
  const std::string name = access == SqliteAccess::kReadOnlyImmutable ? ImmutableUri(path) : path;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &handle, OpenFlags(access), nullptr);
  SqliteConnection connection(handle, path);  // SQLite gives a handle to close even on failure
  if (code != SQLITE_OK) return tl::make_unexpected(SqliteError(handle, code, path));
  if (access == SqliteAccess::kReadWriteCreate && sqlite3_db_readonly(handle, "main") == 1) {
    // Asked for both, SQLite settles for reading without a word.
    return tl::make_unexpected(Error{.code = ErrorCode::kUnreadable,
                                     .message = "no permission to write to the database",
                                     .file = path,
                                     .stage = "store"});
  }
  sqlite3_busy_timeout(handle, busy_timeout_ms);
  // The file is input too: its schema must not reach into the index's own tables. (Distrusting all
  // functions in a schema would forbid the views their JSON, which SQLite 3.40 holds unsafe.)
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
  return connection;
}

Result<SqliteStatement> SqliteConnection::Prepare(std::string_view sql) const {
  const auto idle = shared_->idle.find(std::string(sql));
  if (idle != shared_->idle.end()) {
    sqlite3_stmt* compiled = idle->second;
    shared_->idle.erase(idle);
    return SqliteStatement(compiled, shared_.get());
  }
  sqlite3_stmt* statement = nullptr;
  const int code =
      sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  if (code != SQLITE_OK) return tl::make_unexpected(SqliteError(handle_, code, shared_->path));
  return SqliteStatement(statement, shared_.get());
}

Result<void> SqliteConnection::Execute(const std::string& script) const {
  const int code = sqlite3_exec(handle_, script.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return tl::make_unexpected(SqliteError(handle_, code, shared_->path));
  return {};
}

Result<std::optional<std::int64_t>> SqliteConnection::QueryInt64(std::string_view sql) const {
  Result<SqliteStatement> statement = Prepare(sql);
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  const Result<bool> row = statement->Step();
  if (!row) return tl::make_unexpected(row.error());
  return *row ? std::optional(statement->Int64()) : std::nullopt;
}

bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

// ---- transaction ----

Result<SqliteTransaction> SqliteTransaction::Begin(const SqliteConnection& connection) {
  const bool is_nested = connection.in_transaction();
  return connection.Execute(is_nested ? "SAVEPOINT part" : "BEGIN IMMEDIATE").map([&] {
    return SqliteTransaction(&connection, is_nested);
  });
}

SqliteTransaction::SqliteTransaction(SqliteTransaction&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)), is_nested_(other.is_nested_) {}

SqliteTransaction::~SqliteTransaction() {
  // SQLite may have rolled back on its own, on a full disk for one.
  if (connection_ == nullptr || !connection_->in_transaction()) return;
  sqlite3_exec(connection_->handle(), is_nested_ ? "ROLLBACK TO part; RELEASE part" : "ROLLBACK",
               nullptr, nullptr, nullptr);
}

Result<void> SqliteTransaction::Commit() {
  Result<void> done = connection_->Execute(is_nested_ ? "RELEASE part" : "COMMIT");
  if (done) connection_ = nullptr;
  return done;
}

// ---- snapshot ----

SqliteSnapshot::SqliteSnapshot(const SqliteConnection& connection)
    : connection_(connection),
      is_own_(!connection.in_transaction() && connection.Execute("BEGIN").has_value()) {}

SqliteSnapshot::~SqliteSnapshot() {
  if (is_own_) sqlite3_exec(connection_.handle(), "COMMIT", nullptr, nullptr, nullptr);
}

}  // namespace gongwen
