#include "store/schema.h"

#include <array>
#include <string>
#include <utility>

#include "store/schema_v1.h"
#include "store/schema_v10.h"
#include "store/schema_v2.h"
#include "store/schema_v3.h"
#include "store/schema_v4.h"
#include "store/schema_v5.h"
#include "store/schema_v6.h"
#include "store/schema_v7.h"
#include "store/schema_v8.h"
#include "store/schema_v9.h"
#include "store/sqlite_statement.h"

namespace gongwen {
namespace {

struct FileState {
  std::int64_t application_id = 0;
  std::int64_t version = 0;
  std::int64_t objects = 0;  // tables, views and indexes
};

// One statement, so that all three are of one moment: read one by one, another process that creates
// the archive between them makes the file look like another program's.
Result<FileState> ReadState(const SqliteConnection& connection) {
  Result<SqliteStatement> statement = connection.Prepare(
      "SELECT (SELECT count(*) FROM sqlite_schema), application_id, user_version"
      " FROM pragma_application_id, pragma_user_version");
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  const Result<bool> row = statement->Step();
  if (!row) return tl::make_unexpected(row.error());
  FileState state;
  if (!*row) return state;
  state.objects = statement->Int64();
  state.application_id = statement->Int64();
  state.version = statement->Int64();
  return state;
}

tl::unexpected<Error> Refuse(const SqliteConnection& connection, std::string message) {
  return tl::make_unexpected(Error{.code = ErrorCode::kUnsupported,
                                   .message = std::move(message),
                                   .file = connection.path(),
                                   .stage = "store"});
}

// A file is ours when it says so, and may become ours when there is nothing in it.
Result<FileState> ReadOwnState(const SqliteConnection& connection, std::int64_t newest) {
  Result<FileState> state = ReadState(connection);
  if (!state) return state;
  const bool is_blank = state->application_id == 0 && state->version == 0 && state->objects == 0;
  if (state->application_id != kApplicationId && !is_blank) {
    return Refuse(connection,
                  "this SQLite database belongs to another program, name another one with --db");
  }
  if (state->version > newest) {
    return Refuse(connection, "the database has schema version " + std::to_string(state->version) +
                                  " and this program knows versions up to " +
                                  std::to_string(newest) + ", use a newer gongwen");
  }
  return state;
}

Result<void> RunMigrations(const SqliteConnection& connection, std::span<const Migration> pending) {
  for (const Migration& migration : pending) {
    Result<void> done = connection.Execute(migration.script);
    if (!done) return done;
  }
  return {};
}

}  // namespace

std::span<const Migration> Migrations() {
  static const std::array migrations{
      Migration{kSchemaV1}, Migration{kSchemaV2},  Migration{kSchemaV3}, Migration{kSchemaV4},
      Migration{kSchemaV5}, Migration{kSchemaV6},  Migration{kSchemaV7}, Migration{kSchemaV8},
      Migration{kSchemaV9}, Migration{kSchemaV10},
  };
  return migrations;
}

Result<void> Migrate(const SqliteConnection& connection, std::span<const Migration> migrations) {
  const auto newest = static_cast<std::int64_t>(migrations.size());
  // Looked at before taking the write lock: opening an up-to-date archive needs no turn.
  Result<FileState> state = ReadOwnState(connection, newest);
  if (!state) return tl::make_unexpected(std::move(state).error());
  if (state->version == newest && state->objects > 0) return {};

  Result<SqliteTransaction> transaction = SqliteTransaction::Begin(connection);
  if (!transaction) return tl::make_unexpected(std::move(transaction).error());
  state = ReadOwnState(connection, newest);  // another process may have been faster
  if (!state) return tl::make_unexpected(std::move(state).error());
  const auto done_already = static_cast<std::size_t>(state->version < 0 ? 0 : state->version);
  return RunMigrations(connection, migrations.subspan(done_already))
      .and_then([&] {
        return connection.Execute("PRAGMA application_id = " + std::to_string(kApplicationId) +
                                  "; PRAGMA user_version = " + std::to_string(newest));
      })
      .and_then([&] { return transaction->Commit(); });
}

Result<void> CheckVersion(const SqliteConnection& connection,
                          std::span<const Migration> migrations) {
  const auto newest = static_cast<std::int64_t>(migrations.size());
  Result<FileState> state = ReadOwnState(connection, newest);
  if (!state) return tl::make_unexpected(std::move(state).error());
  if (state->version == newest) return {};
  if (state->objects == 0) {
    return Refuse(connection, "the database is empty, import into it first");
  }
  return Refuse(connection, "the database has schema version " + std::to_string(state->version) +
                                " and this program reads version " + std::to_string(newest) +
                                ", run gongwen import on it once to bring it up to date");
}

}  // namespace gongwen
