// Many files -> the archive. A bad file costs that file only.
//
//   list of work (archive)  ->  bytes, sha256  ->  processors, a thread each  ->  archive
//
// One thread owns the archive, the list and the order: it reads files ahead, hands them to the
// processors and stores what comes back, as many at a time as are ready. A document's id is its
// place in the list, so that neither threads nor an interruption change what is stored.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "model/error.h"
#include "normalizers/hierarchy/knowledge.h"
#include "pipeline/find_inputs.h"
#include "pipeline/isolated_processor.h"
#include "pipeline/read_document.h"
#include "pipeline/understand_reading.h"
#include "store/archive.h"

namespace gongwen {

struct ImportOptions {
  ReadOptions read{};
  UnderstandOptions understand{};
  int jobs = 1;  // documents at a time, >= 1
  // Processes documents in child processes, one for each job; see isolated_processor.h. Without a
  // command it is done in this process, and one that crashes a library ends the import.
  IsolationOptions isolation{};
  bool force = false;  // read again what the archive already has
  bool retry = false;  // also what cost its process every time and was left
  // Tables of the same fund and year that the archive holds take part as siblings. What is stored
  // then depends on what was stored before.
  bool learn_from_archive = false;
};

enum class ImportOutcome {
  kWorking,   // a page is begun of a document that has been in work for long
  kDeferred,  // it cost its process: it is tried once more at the end, alone
  kStored,
  kUnchanged,  // the archive has these bytes
  kFailed,
};

// What became of one file; handed to the caller as it happens.
struct ImportEvent {
  std::string path{};
  ImportOutcome outcome = ImportOutcome::kStored;
  std::vector<Error> errors{};      // why it failed, or which pages did
  int pages = 0;                    // of kWorking: the page
  double seconds = 0;               // in work so far
  std::size_t done = 0, total = 0;  // files, this one included
  std::size_t failed = 0;           // so far
  std::int64_t pages_done = 0;      // so far
};

struct ImportReport {
  std::size_t files = 0, stored = 0, unchanged = 0, partial = 0, failed = 0;
  std::int64_t pages = 0, pages_text_layer = 0, pages_ocr = 0;
  std::int64_t tables = 0, indicator_rows = 0, allocation_rows = 0, repairs = 0;
  std::map<std::string, std::size_t> failed_by_code{};  // damaged, encrypted, ...
  std::size_t waiting = 0;                              // left for the next time
  bool interrupted = false;
};

// Imports until done or until `stop` is set; the documents in work when it is set are finished.
//   knowledge      needed where documents are processed in this process; else may be null
// What was begun and not finished before, by whatever end, is done anew.
//   a document that costs its process  is tried once more alone at the end; then without the page
//                  it died on (at most kMostSkipped of them), or without being understood: what
//                  could be read is kept, as partial, with the reason
//   errors         kStore when the archive itself fails: nothing more can be kept
[[nodiscard]] Result<ImportReport> ImportDocuments(
    const InputList& inputs, Archive& archive, const Knowledge* knowledge,
    const ImportOptions& options, const std::atomic<bool>& stop,
    const std::function<void(const ImportEvent&)>& on_event);

inline constexpr int kMostSkipped = 3;

}  // namespace gongwen
