// Many files -> the archive. A bad file costs that file only.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/error.h"
#include "normalizers/hierarchy/knowledge.h"
#include "pipeline/find_inputs.h"
#include "pipeline/isolated_reader.h"
#include "pipeline/read_document.h"
#include "pipeline/understand_reading.h"
#include "store/archive.h"

namespace gongwen {

struct ImportOptions {
  ReadOptions read{};
  UnderstandOptions understand{};
  int jobs = 1;  // threads, >= 1
  // Reads in child processes, one for each job; see isolated_reader.h. Without a command documents
  // are read in this process, and one that crashes a library ends the import.
  IsolationOptions isolation{};
  bool force = false;  // read again what the archive already has
  // Tables of the same fund and year that the archive holds take part as siblings. What is stored
  // then depends on what was stored before.
  bool learn_from_archive = false;
};

enum class ImportOutcome { kStored, kUnchanged, kFailed };

// What became of one file; handed to the caller as it happens, one call at a time.
struct ImportEvent {
  std::string path{};
  ImportOutcome outcome = ImportOutcome::kStored;
  std::vector<Error> errors{};  // why it failed, or which pages did
  int pages = 0;
  std::size_t done = 0, total = 0;  // files, this one included
  std::size_t failed = 0;           // so far
  std::int64_t pages_done = 0;      // so far
};

struct ImportReport {
  std::size_t files = 0, stored = 0, unchanged = 0, partial = 0, failed = 0;
  std::int64_t pages = 0, tables = 0, indicator_rows = 0, allocation_rows = 0, repairs = 0;
  bool interrupted = false;
};

// Imports until done or until `stop` is set; the documents in work when it is set are finished.
//   errors  kStore when the archive itself fails: nothing more can be kept
[[nodiscard]] Result<ImportReport> ImportDocuments(
    const InputList& inputs, Archive& archive, const Knowledge& knowledge,
    const ImportOptions& options, const std::atomic<bool>& stop,
    const std::function<void(const ImportEvent&)>& on_event);

}  // namespace gongwen
