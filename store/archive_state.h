// What an Archive owns; shared by the files that implement it.
#pragma once

#include <utility>

#include "store/archive.h"
#include "store/sqlite_statement.h"

namespace gongwen {

struct Archive::State {
  SqliteConnection connection;
};

// Runs `write`; what it did is kept if it and the commit succeed, else undone.
template <class Function>
Result<void> InTransaction(const SqliteConnection& connection, Function write) {
  Result<SqliteTransaction> transaction = SqliteTransaction::Begin(connection);
  if (!transaction) return tl::make_unexpected(std::move(transaction).error());
  return write().and_then([&] { return transaction->Commit(); });
}

}  // namespace gongwen
