// The archive: every notice read so far, in one SQLite file.
//
// Move-only; constructed means open. The destructor rolls back what is unfinished, closes, and
// never throws. An Archive is one connection and belongs to one thread at a time: the import's
// writer owns one, every other thread opens its own. A reader and a writer, also of two processes,
// do not block each other (WAL); two writers take turns, each waiting up to kBusyTimeoutMs.
//
// Errors everywhere: kStore, with SQLite's own words and the path; what is listed at a function
// comes in addition.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/answer.h"
#include "model/error.h"
#include "store/document_record.h"
#include "store/filters.h"
#include "store/prepared_document.h"
#include "store/rows.h"
#include "store/search_query.h"
#include "store/work_item.h"

namespace gongwen {

enum class OpenMode {
  kReadOnly,   // the file must exist and have this program's schema
  kReadWrite,  // creates the file, migrates an older schema
};

inline constexpr int kBusyTimeoutMs = 10'000;

// Receives one row; false ends the visit early, which is no error. The visitor must not write to
// the archive that calls it.
template <class Row>
using Visitor = std::function<bool(const Row&)>;

class Archive {
 public:
  // `path` may be ":memory:". Errors: kUnreadable when there is no such file or no permission;
  // kDamaged when it is no SQLite database, or a truncated one; kUnsupported when another program
  // or a newer gongwen wrote it; kStore when it stays locked.
  [[nodiscard]] static Result<Archive> Open(const std::string& path, OpenMode mode);

  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

  // ---- writing: each call is one transaction, done whole or not at all ----

  // The document of these bytes, whatever its status.
  [[nodiscard]] Result<std::optional<std::int64_t>> FindBySha256(std::string_view sha256) const;

  // Stores a document and returns its id. A document of the same sha256 is replaced under its old
  // id; putting an equal record again changes nothing. An earlier PutFailure of the same path is
  // settled by it. Errors: kInvalidArgument on a malformed sha256 or status.
  [[nodiscard]] Result<std::int64_t> Put(const DocumentRecord& record);
  // The same with the rows worked out already. `stamp` is the file's when it was read.
  [[nodiscard]] Result<std::int64_t> Put(const PreparedDocument& document,
                                         const FileStamp& stamp = {});

  // Notes that the same bytes stand at `path` too. Nothing happens if that is known.
  [[nodiscard]] Result<void> AddPath(std::int64_t document_id, const std::string& path,
                                     const FileStamp& stamp = {});

  // Notes a file that never became a document; `sha256` is empty when its bytes could not be read.
  // The newest failure of a path replaces the older one.
  [[nodiscard]] Result<void> PutFailure(const std::string& path, std::string_view sha256,
                                        const Error& error, const FileStamp& stamp = {});

  // Makes one transaction of all that `writes` does: each call of this archive in it is still done
  // whole or not at all, but nothing is kept before the end, and then all. For many small
  // documents, of which a transaction each costs more than themselves.
  [[nodiscard]] Result<void> InBatch(const std::function<void()>& writes);

  // ---- the list of work ----

  // Puts files that are new on the list, as waiting, and returns all of them in the given order.
  [[nodiscard]] Result<std::vector<WorkItem>> ListWork(std::span<const std::string> paths);
  // These are to be read (again).
  [[nodiscard]] Result<void> MarkWaiting(std::span<const std::int64_t> work_ids);
  // One more reading process was lost over this file.
  [[nodiscard]] Result<void> NoteLost(std::int64_t work_id);
  // What earlier imports left, in the order of the list.
  [[nodiscard]] Result<std::vector<WorkItem>> WaitingWork() const;

  // Keeps a person's answer. `notice` is the document's with the answer applied: it replaces what
  // is stored, and the item's state follows; nullptr where the document is not here. A later answer
  // to the same item replaces the earlier one but for what was read before.
  [[nodiscard]] Result<void> PutAnswer(const Answer& answer, std::int64_t document_id,
                                       const Notice* notice);

  // ---- reading ----

  // Answers of one document, or of all for an empty sha256, by sha256, table, row and field.
  [[nodiscard]] Result<std::vector<Answer>> Answers(std::string_view sha256 = {}) const;

  // Finds one document by its id, document number, path, or the first kMinShaPrefix or more digits
  // of its sha256. Errors: kInvalidArgument when nothing or more than one document answers; the
  // message lists up to five.
  [[nodiscard]] Result<std::int64_t> Resolve(std::string_view name) const;
  [[nodiscard]] Result<StoredDocument> LoadDocument(std::int64_t document_id) const;
  [[nodiscard]] Result<StoredDocument> LoadDocument(std::string_view name) const;  // Resolve first

  // Documents with an indicator table of this fund and year, newest first.
  [[nodiscard]] Result<std::vector<std::int64_t>> DocumentsOfFund(const std::string& fund, int year,
                                                                  int limit) const;

  // Rows in the order of document, table, row. Memory use does not grow with their number.
  [[nodiscard]] Result<void> VisitDocuments(const DocumentFilter& filter,
                                            const Visitor<DocumentHit>& visit) const;
  [[nodiscard]] Result<void> VisitIndicators(const IndicatorFilter& filter,
                                             const Visitor<IndicatorHit>& visit) const;
  [[nodiscard]] Result<void> VisitAllocations(const AllocationFilter& filter,
                                              const Visitor<AllocationHit>& visit) const;
  [[nodiscard]] Result<void> VisitReviews(const ReviewFilter& filter,
                                          const Visitor<ReviewHit>& visit) const;
  [[nodiscard]] Result<void> VisitCitations(const CitationFilter& filter,
                                            const Visitor<CitationHit>& visit) const;
  // (document_id, document number) of all notices that have one.
  [[nodiscard]] Result<std::vector<std::pair<std::int64_t, std::string>>> DocumentNumbers() const;
  [[nodiscard]] Result<void> VisitChecks(const CheckFilter& filter,
                                         const Visitor<CheckHit>& visit) const;
  [[nodiscard]] Result<void> VisitFailures(const Visitor<FailureHit>& visit) const;

  // The same, gathered.
  [[nodiscard]] Result<std::vector<DocumentHit>> Documents(const DocumentFilter& filter = {}) const;
  [[nodiscard]] Result<std::vector<IndicatorHit>> Indicators(
      const IndicatorFilter& filter = {}) const;
  [[nodiscard]] Result<std::vector<AllocationHit>> Allocations(
      const AllocationFilter& filter = {}) const;
  [[nodiscard]] Result<std::vector<ReviewHit>> Reviews(const ReviewFilter& filter = {}) const;
  [[nodiscard]] Result<std::vector<FailureHit>> Failures() const;

  // Of one document.
  [[nodiscard]] Result<std::vector<PageHit>> Pages(std::int64_t document_id) const;
  [[nodiscard]] Result<std::vector<RepairHit>> Repairs(std::int64_t document_id) const;
  [[nodiscard]] Result<std::vector<CheckHit>> Checks(std::int64_t document_id) const;
  [[nodiscard]] Result<std::vector<CitationHit>> Citations(std::int64_t document_id) const;

  // Full text, best first by bm25 over pages. Errors: those of ParseQuery.
  // Cost: the index gives documents that may answer, newest first; the texts of at most
  // kMostCandidates of them are looked at (of more, those with the words in their heads come
  // first, then the newest, and the answer says so).
  [[nodiscard]] Result<SearchAnswer> Search(const SearchQuery& query) const;

  [[nodiscard]] Result<ArchiveCounts> Counts() const;

 private:
  struct State;
  explicit Archive(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

inline constexpr int kMinShaPrefix = 6;
inline constexpr int kMostCandidates = 300;

// Rows that are less sure than this wait for a person's look (v_review). Under it, one value in ten
// would be wrong if confidence is calibrated: too many to trust unseen.
inline constexpr double kReviewBelow = 0.9;

}  // namespace gongwen
