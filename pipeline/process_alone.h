// The last tries of a document that costs its process.
#pragma once

#include <functional>

#include "pipeline/process_document.h"

namespace gongwen {

// Processes once more; then, as long as it costs the process again, with less of it: without the
// page it died on, at last only up to there, or without being understood.
//   on_lost   told each time that a process is lost
//   errors    those of the last try
[[nodiscard]] Result<ProcessedDocument> ProcessAlone(DocumentProcessor& processor, DocumentJob job,
                                                     int most_skipped,
                                                     const FindSiblings& find_siblings,
                                                     const OnProgress& on_progress,
                                                     const std::function<void()>& on_lost);

// Whether an error says that the document cost its process, or its understanding.
[[nodiscard]] bool CostsProcess(const Error& error);

}  // namespace gongwen
