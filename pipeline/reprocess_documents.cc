// Tested by tests/pipeline/reprocess_documents_test.cc.
#include "pipeline/reprocess_documents.h"

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

#include "normalizers/checks/check_notice.h"
#include "normalizers/review/apply_answers.h"
#include "text/readable_text.h"

namespace gongwen {
namespace {

Result<std::vector<std::int64_t>> DocumentsOf(const Archive& archive,
                                              const ReprocessOptions& options) {
  if (options.document_id) return std::vector{*options.document_id};
  std::vector<std::int64_t> ids;
  const Result<void> done = archive.VisitDocuments({}, [&](const DocumentHit& hit) {
    ids.push_back(hit.document_id);
    return true;
  });
  if (!done) return tl::make_unexpected(done.error());
  return ids;
}

// Readings that were kept before there was a border pass it now.
// Returns whether any of its text changed.
bool PassBorder(Reading& reading) {
  std::map<int, ReadOtherwise> by_page;
  for (PageReading& page : reading.pages) MakeReadable(page.text);
  for (Block& block : reading.blocks) {
    if (auto* paragraph = std::get_if<Paragraph>(&block)) {
      MakeReadable(paragraph->text, &by_page[paragraph->page_no]);
      continue;
    }
    for (Cell& cell : std::get<TableGrid>(block).cells) {
      MakeReadable(cell.text, &by_page[cell.page_no]);
    }
  }
  for (const auto& [page_no, read_otherwise] : by_page) {
    AddSubstitutions(read_otherwise, page_no, reading.substitutions);
  }
  return std::ranges::any_of(by_page, [](const auto& page) { return !page.second.empty(); });
}

}  // namespace

Result<ReprocessReport> ReprocessDocuments(
    Archive& archive, const Knowledge& knowledge, const ReprocessOptions& options,
    const std::atomic<bool>& stop, const std::function<void(const ReprocessEvent&)>& on_change) {
  const Result<std::vector<std::int64_t>> ids = DocumentsOf(archive, options);
  if (!ids) return tl::make_unexpected(ids.error());
  ReprocessReport report;
  for (const std::int64_t id : *ids) {
    if (stop.load()) {
      report.interrupted = true;
      return report;
    }
    Result<StoredDocument> stored = archive.LoadDocument(id);
    if (!stored) return tl::make_unexpected(std::move(stored).error());
    DocumentRecord& record = stored->record;
    ++report.documents;
    if (record.reading == Reading{}) {
      ++report.without_reading;
      continue;
    }
    const Result<std::vector<Answer>> answers = archive.Answers(record.sha256);
    if (!answers) return tl::make_unexpected(answers.error());
    const bool is_reading_new = PassBorder(record.reading);
    const Notice before = std::move(record.notice);
    UnderstoodReading understood =
        UnderstandReading(std::move(record.reading), knowledge, options.understand);
    record.notice = std::move(understood.notice);
    record.reading = std::move(understood.reading);
    if (!answers->empty()) {
      record.answers = ApplyAnswers(record.notice, *answers);
      record.notice.checks = CheckNotice(record.notice, record.reading);
    }
    ReprocessEvent event{.document_id = id,
                         .document_number = record.notice.document_number.value,
                         .differences = CompareNotices(before, record.notice)};
    if (!options.is_dry_run && (is_reading_new || before != record.notice)) {
      const Result<std::int64_t> put = archive.Put(record);
      if (!put) return tl::make_unexpected(put.error());
    }
    if (event.differences.empty()) continue;
    ++report.changed;
    report.differences += event.differences.size();
    on_change(event);
  }
  return report;
}

}  // namespace gongwen
