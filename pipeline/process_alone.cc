// Tested by tests/pipeline/isolated_processor_test.cc.
#include "pipeline/process_alone.h"

#include <utility>

namespace gongwen {

bool CostsProcess(const Error& error) {
  return error.stage == kStageWorker || error.stage == kStageUnderstand;
}

Result<ProcessedDocument> ProcessAlone(DocumentProcessor& processor, DocumentJob job,
                                       int most_skipped, const FindSiblings& find_siblings,
                                       const OnProgress& on_progress,
                                       const std::function<void()>& on_lost) {
  while (true) {
    Result<ProcessedDocument> document = processor.Process(job, find_siblings, on_progress);
    if (document || !CostsProcess(document.error())) return document;
    on_lost();
    const Error& error = document.error();
    if (error.stage == kStageUnderstand) {
      if (job.not_understood) return document;
      job.not_understood = error;
    } else if (error.page_no == 0 || job.pages.last_page != 0) {
      return document;
    } else {
      job.pages.skipped.push_back(error);
      const bool has_enough = static_cast<int>(job.pages.skipped.size()) > most_skipped;
      if (has_enough && error.page_no == 1) return document;
      if (has_enough) job.pages.last_page = error.page_no - 1;
    }
  }
}

}  // namespace gongwen
