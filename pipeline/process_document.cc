#include "pipeline/process_document.h"

#include <exception>
#include <new>
#include <utility>

#include "normalizers/checks/check_notice.h"
#include "normalizers/review/apply_answers.h"

namespace gongwen {
namespace {

Error Thrown(std::string what, const char* stage, int page_no) {
  return {.message = std::move(what), .page_no = page_no, .stage = stage};
}

}  // namespace

LocalProcessor::LocalProcessor(ReadOptions read, UnderstandOptions understand,
                               const Knowledge& knowledge)
    : reader_([&] {
        read.on_page = [this](int page_no) {
          if (on_progress_ != nullptr && *on_progress_) (*on_progress_)(page_no);
        };
        return std::move(read);
      }()),
      understand_(std::move(understand)),
      knowledge_(knowledge) {}

Result<PreparedDocument> ProcessedDocument::Take() && {
  if (document_) return std::move(*document_);
  Result<PreparedDocument> document = DecodePrepared(message_);
  if (!document) document.error().stage = kStageWorker;
  return document;
}

Result<ProcessedDocument> LocalProcessor::Process(const DocumentJob& job,
                                                  const FindSiblings& find_siblings,
                                                  const OnProgress& on_progress) {
  on_progress_ = &on_progress;
  const char* stage = kStageWorker;
  try {
    Result<Reading> reading = reader_.Read(job.bytes, job.pages);
    if (!reading) return tl::make_unexpected(std::move(reading).error());
    stage = kStageUnderstand;
    if (on_progress) on_progress(0);
    return Understand(std::move(*reading), job, find_siblings).map([](PreparedDocument&& document) {
      return ProcessedDocument(std::move(document));
    });
  } catch (const std::bad_alloc&) {
    Error error = Thrown("out of memory; raise --memory, or split the document", stage, 0);
    error.code = ErrorCode::kTooLarge;
    return tl::make_unexpected(std::move(error));
  } catch (const std::exception& error) {
    return tl::make_unexpected(Thrown(error.what(), stage, 0));
  }
}

Result<PreparedDocument> LocalProcessor::Understand(Reading reading, const DocumentJob& job,
                                                    const FindSiblings& find_siblings) {
  DocumentRecord record{.sha256 = job.sha256};
  record.failures = reading.problems;
  if (job.not_understood) {
    record.failures.push_back(*job.not_understood);
    record.reading = std::move(reading);
  } else {
    UnderstoodReading understood = UnderstandReading(std::move(reading), knowledge_, understand_);
    if (find_siblings) {
      Result<std::vector<TableGrid>> grids = find_siblings(understood.notice);
      if (!grids) return tl::make_unexpected(std::move(grids).error());
      if (!grids->empty()) {
        UnderstandOptions options = understand_;
        options.archived = std::move(*grids);
        understood = UnderstandReading(std::move(understood.reading), knowledge_, options);
      }
    }
    record.notice = std::move(understood.notice);
    record.reading = std::move(understood.reading);
    if (!job.answers.empty()) {
      record.answers = ApplyAnswers(record.notice, job.answers);
      record.notice.checks = CheckNotice(record.notice, record.reading);
    }
  }
  record.status = record.failures.empty() ? "ok" : "partial";
  return PrepareDocument(std::move(record));
}

}  // namespace gongwen
