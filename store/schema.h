// The database's shape and its history: tables, indexes, and the views that users may rely on.
//
// PRAGMA application_id says that a file is ours, PRAGMA user_version which migrations it has seen.
// A released migration is never edited; a change of the schema is a further entry of the list.
#pragma once

#include <cstdint>
#include <span>

#include "model/error.h"

namespace gongwen {

class SqliteConnection;

inline constexpr std::int64_t kApplicationId = 0x4757454E;  // "GWEN"

// A script that takes a database from version N - 1 to N; N is its 1-based place in the list.
struct Migration {
  const char* script;
};

[[nodiscard]] std::span<const Migration> Migrations();

// Brings a database to the newest version, in one transaction; a new file gets everything. Two
// processes may do so at once: the second finds the work done.
// Errors: kUnsupported, another program's database or a newer version; kStore, kDamaged.
[[nodiscard]] Result<void> Migrate(const SqliteConnection& connection,
                                   std::span<const Migration> migrations);

// Checks without writing that a database has exactly the newest version.
// Errors: as Migrate, and kUnsupported for an older version.
[[nodiscard]] Result<void> CheckVersion(const SqliteConnection& connection,
                                        std::span<const Migration> migrations);

}  // namespace gongwen
