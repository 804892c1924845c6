// What the tests of store/ share: a record with something in every member, files that go away, and
// a look at the database from outside.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "store/document_record.h"

namespace gongwen::test {

// A notice of two pages with one allocation table, one indicator table, citations, repairs and a
// failed page. `sha256` is made of `seed`, so that records of two seeds are two documents.
[[nodiscard]] DocumentRecord SampleRecord(std::string_view seed = "sample");

// The same as it would be read from a Markdown dump: no pages, no boxes.
[[nodiscard]] DocumentRecord MarkupRecord(std::string_view seed = "markup");

// A folder of its own, removed at the end.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  [[nodiscard]] std::string Path(std::string_view name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

// Every row of a query, columns joined with '|', NULL as "NULL".
[[nodiscard]] std::vector<std::string> Query(const std::string& database, std::string_view sql);

// Every row of every table of ours (the index's own tables, whose pages move, are left out).
[[nodiscard]] std::vector<std::string> DumpDatabase(const std::string& database);

// Runs a script on a database, as any SQLite client would.
void Execute(const std::string& database, const std::string& script);

}  // namespace gongwen::test
