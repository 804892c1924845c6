// Understands kept readings again: after a new version, a new taxonomy, new words. No OCR.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/error.h"
#include "normalizers/hierarchy/knowledge.h"
#include "normalizers/review/compare_notices.h"
#include "pipeline/understand_reading.h"
#include "store/archive.h"

namespace gongwen {

struct ReprocessOptions {
  UnderstandOptions understand{};
  std::optional<std::int64_t> document_id{};  // this one only
  bool is_dry_run = false;                    // compares and stores nothing
};

// One document of which something changed.
struct ReprocessEvent {
  std::int64_t document_id = 0;
  std::string document_number{};
  std::vector<Difference> differences{};  // of what was stored to what is now
};

struct ReprocessReport {
  std::size_t documents = 0, changed = 0, differences = 0, without_reading = 0;
  bool interrupted = false;
};

// Answers of people are put over what comes out, as at an import. Each document is one transaction;
// when `stop` is set the document in work is finished.
//   errors  those of the archive
[[nodiscard]] Result<ReprocessReport> ReprocessDocuments(
    Archive& archive, const Knowledge& knowledge, const ReprocessOptions& options,
    const std::atomic<bool>& stop, const std::function<void(const ReprocessEvent&)>& on_change);

}  // namespace gongwen
