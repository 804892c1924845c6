#include "pipeline/import_documents.h"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <mutex>
#include <new>
#include <optional>
#include <thread>
#include <utility>

#include "normalizers/checks/check_notice.h"
#include "normalizers/review/apply_answers.h"
#include "pipeline/archived_siblings.h"
#include "store/sha256.h"

namespace gongwen {
namespace {

// Shared by the workers. The archive is one connection: every use of it is under the mutex, and
// each is one short transaction, while reading and understanding run in parallel.
class Importer {
 public:
  Importer(const InputList& inputs, Archive& archive, const Knowledge& knowledge,
           const ImportOptions& options, const std::atomic<bool>& stop,
           const std::function<void(const ImportEvent&)>& on_event)
      : inputs_(inputs),
        archive_(archive),
        knowledge_(knowledge),
        options_(options),
        stop_(stop),
        on_event_(on_event) {
    report_.files = inputs.files.size() + inputs.failures.size();
  }

  Result<ImportReport> Run() {
    for (const Error& error : inputs_.failures) RecordFailure(error.file, "", error);
    const auto jobs = static_cast<std::size_t>(std::max(1, options_.jobs));
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < std::min(jobs, inputs_.files.size()); ++i) {
      threads.emplace_back([this] { Work(); });
    }
    Work();
    for (std::thread& thread : threads) thread.join();
    report_.interrupted = stop_.load() && next_.load() < inputs_.files.size();
    if (store_error_) return tl::make_unexpected(*store_error_);
    return report_;
  }

 private:
  using ReadFunction = std::function<Result<Reading>(std::string_view)>;

  void Work() {
    DocumentReader own(options_.read);
    IsolatedReader isolated(options_.isolation);
    const bool is_isolated = !options_.isolation.command.empty();
    const ReadFunction reader = [&](std::string_view bytes) {
      return is_isolated ? isolated.Read(bytes) : own.Read(bytes);
    };
    while (!stop_.load() && !broken_.load()) {
      const std::size_t index = next_.fetch_add(1);
      if (index >= inputs_.files.size()) return;
      const std::string& path = inputs_.files[index];
      try {
        ImportOne(reader, path);
      } catch (const std::bad_alloc&) {
        RecordFailure(
            path, "",
            {.code = ErrorCode::kTooLarge, .message = "out of memory", .stage = "import"});
      } catch (const std::exception& e) {
        RecordFailure(path, "", {.message = e.what(), .stage = "import"});
      }
    }
  }

  void ImportOne(const ReadFunction& reader, const std::string& path) {
    Result<std::string> bytes = ReadFileBytes(path);
    if (!bytes) {
      Error error = std::move(bytes).error();
      error.stage = "open";
      RecordFailure(path, "", std::move(error));
      return;
    }
    const std::string sha256 = Sha256Hex(*bytes);
    if (!options_.force && IsKnown(path, sha256)) return;
    Result<Reading> reading =
        CheckNameAgainstContent(path, *bytes).and_then([&] { return reader(*bytes); });
    if (!reading) {
      RecordFailure(path, sha256, std::move(reading).error());
      return;
    }
    DocumentRecord record{.source_path = path,
                          .sha256 = sha256,
                          .size_bytes = static_cast<std::int64_t>(bytes->size())};
    UnderstoodReading understood =
        UnderstandReading(std::move(*reading), knowledge_, options_.understand);
    if (options_.learn_from_archive) LearnFromArchive(sha256, understood);
    record.notice = std::move(understood.notice);
    record.reading = std::move(understood.reading);
    record.failures = record.reading.problems;
    record.status = record.failures.empty() ? "ok" : "partial";
    Store(std::move(record));
  }

  // Understands the reading once more, together with what the archive holds of the same funds.
  void LearnFromArchive(const std::string& sha256, UnderstoodReading& understood) {
    UnderstandOptions options = options_.understand;
    {
      const std::lock_guard lock(mutex_);
      Result<std::vector<TableGrid>> grids = ArchivedSiblings(archive_, understood.notice, sha256);
      if (!grids) {
        Break(grids.error());
        return;
      }
      options.archived = std::move(*grids);
    }
    if (options.archived.empty()) return;
    understood = UnderstandReading(std::move(understood.reading), knowledge_, options);
  }

  // Notes the path and reports the file as unchanged when the archive has its bytes.
  bool IsKnown(const std::string& path, const std::string& sha256) {
    const std::lock_guard lock(mutex_);
    const Result<std::optional<std::int64_t>> id = archive_.FindBySha256(sha256);
    if (!id) return Break(id.error());
    if (!*id) return false;
    if (const Result<void> added = archive_.AddPath(**id, path); !added)
      return Break(added.error());
    ++report_.unchanged;
    Report({.path = path, .outcome = ImportOutcome::kUnchanged});
    return true;
  }

  // What people decided about these bytes goes over what was read.
  void Store(DocumentRecord record) {
    const std::lock_guard lock(mutex_);
    const Result<std::vector<Answer>> answers = archive_.Answers(record.sha256);
    if (!answers) {
      Break(answers.error());
      return;
    }
    if (!answers->empty()) {
      record.answers = ApplyAnswers(record.notice, *answers);
      record.notice.checks = CheckNotice(record.notice, record.reading);
    }
    if (const Result<std::int64_t> id = archive_.Put(record); !id) {
      Break(id.error());
      return;
    }
    ++report_.stored;
    if (record.status == "partial") ++report_.partial;
    const Notice& notice = record.notice;
    report_.pages += static_cast<std::int64_t>(record.reading.pages.size());
    report_.tables += static_cast<std::int64_t>(notice.tables.size());
    report_.repairs += static_cast<std::int64_t>(notice.repairs.size());
    for (const IndicatorTable& table : notice.indicator_tables) {
      report_.indicator_rows += static_cast<std::int64_t>(table.rows.size());
    }
    for (const AllocationTable& table : notice.allocation_tables) {
      report_.allocation_rows += static_cast<std::int64_t>(table.entries.size());
    }
    Report({.path = record.source_path,
            .outcome = ImportOutcome::kStored,
            .errors = record.failures,
            .pages = static_cast<int>(record.reading.pages.size())});
  }

  void RecordFailure(const std::string& path, const std::string& sha256, Error error) {
    const std::lock_guard lock(mutex_);
    error.file = path;
    if (const Result<void> put = archive_.PutFailure(path, sha256, error); !put) {
      Break(put.error());
      return;
    }
    ++report_.failed;
    Report({.path = path, .outcome = ImportOutcome::kFailed, .errors = {std::move(error)}});
  }

  // The archive failed: all workers end. Returns true, "nothing more to do".
  bool Break(const Error& error) {
    if (!store_error_) store_error_ = error;
    broken_ = true;
    return true;
  }

  void Report(ImportEvent event) {
    event.done = ++done_;
    event.total = report_.files;
    event.failed = report_.failed;
    event.pages_done = report_.pages;
    on_event_(event);
  }

  const InputList& inputs_;
  Archive& archive_;
  const Knowledge& knowledge_;
  const ImportOptions& options_;
  const std::atomic<bool>& stop_;
  const std::function<void(const ImportEvent&)>& on_event_;

  std::atomic<std::size_t> next_{0};
  std::atomic<bool> broken_{false};
  std::mutex mutex_;  // guards the archive and everything below
  ImportReport report_{};
  std::size_t done_ = 0;
  std::optional<Error> store_error_{};
};

}  // namespace

Result<ImportReport> ImportDocuments(const InputList& inputs, Archive& archive,
                                     const Knowledge& knowledge, const ImportOptions& options,
                                     const std::atomic<bool>& stop,
                                     const std::function<void(const ImportEvent&)>& on_event) {
  return Importer(inputs, archive, knowledge, options, stop, on_event).Run();
}

}  // namespace gongwen
