// One document as it goes into the archive and comes back out of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/answer.h"
#include "model/error.h"
#include "model/notice.h"
#include "model/reading.h"

namespace gongwen {

struct DocumentRecord {
  std::string source_path{};  // as the user typed it
  std::string sha256{};       // of the file's bytes: 64 lower case hexadecimal digits
  std::int64_t size_bytes = 0;
  std::string status = "ok";  // ok | partial | failed
  Reading reading{};          // empty when nothing could be read
  Notice notice{};
  std::vector<Error> failures{};         // whole pages or stages that failed, and why
  std::vector<AppliedAnswer> answers{};  // of people, already in `notice`; not read back
  bool operator==(const DocumentRecord&) const = default;
};

struct StoredDocument {
  std::int64_t document_id = 0;
  std::vector<std::string> source_paths{};  // every path these bytes were met at, oldest first
  std::string language{};     // ISO 639-1 "zh"; "und" when mostly not Han; may be empty
  std::string imported_at{};  // UTC, 2023-07-03T08:00:00Z; of the first import
  DocumentRecord record{};    // source_path = source_paths.front()
  bool operator==(const StoredDocument&) const = default;
};

// The grid of table `table_no` (1-based): tables are numbered as their grids stand in the reading.
// nullptr when there is none of that number.
[[nodiscard]] const TableGrid* FindGrid(const Reading& reading, int table_no);

}  // namespace gongwen
