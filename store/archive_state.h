// What an Archive owns; shared by the files that implement it.
#pragma once

#include "store/archive.h"
#include "store/sqlite_statement.h"

namespace gongwen {

struct Archive::State {
  SqliteConnection connection;
};

}  // namespace gongwen
