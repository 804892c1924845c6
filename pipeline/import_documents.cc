// Tested by tests/pipeline/import_documents_test.cc, isolated_processor_test.cc, resume_test.cc.
#include "pipeline/import_documents.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "pipeline/archived_siblings.h"
#include "pipeline/process_alone.h"
#include "pipeline/process_document.h"
#include "pipeline/work_queue.h"
#include "store/sha256.h"

namespace gongwen {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kSlowSeconds = 10;                        // then a document's pages are told
constexpr std::size_t kMostAhead = std::size_t{64} << 20;  // bytes read ahead of the processors

// A file whose bytes are here.
struct Task {
  WorkItem item{};
  FileStamp stamp{};
  std::string bytes{}, sha256{};
  std::vector<Answer> answers{};
  Clock::time_point begin{};

  [[nodiscard]] DocumentJob Job() const {
    return {.bytes = bytes, .sha256 = sha256, .answers = answers};
  }
};

// What a processor's thread sends back: a page begun, a question to the archive, or the end.
struct Outcome {
  std::unique_ptr<Task> task{};
  std::optional<Result<ProcessedDocument>> document{};
  std::string path{};
  int page_no = 0;
  double seconds = 0;
};

FileStamp StampOf(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return {};
  constexpr std::int64_t kNs = 1'000'000'000;
  return {.size_bytes = status.st_size,
          .modified_ns = status.st_mtim.tv_sec * kNs + status.st_mtim.tv_nsec};
}

class Importer {
 public:
  Importer(const InputList& inputs, Archive& archive, const Knowledge* knowledge,
           const ImportOptions& options, const std::atomic<bool>& stop,
           const std::function<void(const ImportEvent&)>& on_event)
      : inputs_(inputs),
        archive_(archive),
        knowledge_(knowledge),
        options_(options),
        stop_(stop),
        on_event_(on_event),
        jobs_(static_cast<std::size_t>(std::max(1, options.jobs))) {
    report_.files = inputs.files.size() + inputs.failures.size();
  }

  Result<ImportReport> Run() {
    for (const Error& error : inputs_.failures) Fail({.path = error.file}, {}, "", error);
    PlanWork();
    if (!store_error_) ProcessAll();
    if (!store_error_) ProcessDeferred();
    if (store_error_) return tl::make_unexpected(*store_error_);
    const Result<std::vector<WorkItem>> waiting = archive_.WaitingWork();
    if (!waiting) return tl::make_unexpected(waiting.error());
    report_.waiting = waiting->size();
    report_.interrupted = is_cut_short_;
    return report_;
  }

 private:
  [[nodiscard]] bool IsOver() const { return stop_.load() || is_broken_.load(); }

  // Which files are to be read: all but those that have not changed since they were stored, and
  // those that cost their process every time.
  void PlanWork() {
    const Result<std::vector<WorkItem>> items = archive_.ListWork(inputs_.files);
    if (!items) return Break(items.error());
    std::unordered_set<std::string> hopeless;
    if (!options_.retry && !options_.force) {
      const Result<void> visited = archive_.VisitFailures([&](const FailureHit& hit) {
        if (hit.stage == kStageWorker) hopeless.insert(hit.source_path);
        return true;
      });
      if (!visited) return Break(visited.error());
    }
    std::vector<std::int64_t> waiting;
    for (const WorkItem& item : *items) {
      const bool is_same = item.stamp != FileStamp{} && item.stamp == StampOf(item.path);
      if (!options_.force && is_same && item.state == "stored") {
        Unchanged(item.path);
      } else if (is_same && item.state == "failed" && hopeless.contains(item.path)) {
        LeaveAlone(item.path);
      } else {
        waiting.push_back(item.work_id);
        (item.lost > 0 && item.state == "waiting" ? suspects_ : todo_).push_back(item);
      }
    }
    if (const Result<void> marked = archive_.MarkWaiting(waiting); !marked) Break(marked.error());
  }

  // ---- the parallel part ----

  void ProcessAll() {
    const std::size_t threads = std::min(jobs_, todo_.size());
    std::vector<std::thread> processors;
    for (std::size_t i = 0; i < threads; ++i) processors.emplace_back([this] { Process(); });
    while (true) {
      ReadAhead();
      if (in_work_ == 0) break;
      StoreBatch(outcomes_.PopAll());
    }
    tasks_.Close();
    for (std::thread& thread : processors) thread.join();
    is_cut_short_ = is_cut_short_ || !todo_.empty();
  }

  [[nodiscard]] std::unique_ptr<DocumentProcessor> MakeProcessor() const {
    if (options_.isolation.command.empty()) {
      return std::make_unique<LocalProcessor>(options_.read, options_.understand, *knowledge_);
    }
    return std::make_unique<IsolatedProcessor>(options_.isolation);
  }

  // One thread's life.
  void Process() {
    const std::unique_ptr<DocumentProcessor> processor = MakeProcessor();
    while (std::unique_ptr<Task> task = tasks_.Pop()) {
      if (IsOver()) {
        outcomes_.Push({.task = std::move(task)});  // not begun: it stays on the list
        continue;
      }
      task->begin = Clock::now();
      const OnProgress on_progress = [&](int page_no) {
        const double seconds = SecondsSince(task->begin);
        if (seconds < kSlowSeconds) return;
        outcomes_.Push({.path = task->item.path, .page_no = page_no, .seconds = seconds});
      };
      Result<ProcessedDocument> document =
          processor->Process(task->Job(), SiblingsFor(*task), on_progress);
      const double seconds = SecondsSince(task->begin);
      outcomes_.Push(
          {.task = std::move(task), .document = std::move(document), .seconds = seconds});
    }
  }

  // Keeps the processors fed: reads files in the order of the list.
  void ReadAhead() {
    const std::lock_guard lock(archive_mutex_);
    const std::size_t most = 2 * jobs_ + 2;
    while (!todo_.empty() && !IsOver() && in_work_ < most &&
           (bytes_ahead_ < kMostAhead || in_work_ < jobs_)) {
      const WorkItem item = std::move(todo_.front());
      todo_.pop_front();
      std::unique_ptr<Task> task = Open(item);
      if (task == nullptr) continue;
      ++in_work_;
      bytes_ahead_ += task->bytes.size();
      tasks_.Push(std::move(task));
    }
  }

  // The file's bytes, if they are to be processed. Else it is settled, or waits for a document of
  // the same bytes that is in work.
  std::unique_ptr<Task> Open(const WorkItem& item) {
    const FileStamp stamp = StampOf(item.path);
    Result<std::string> bytes = ReadFileBytes(item.path);
    if (!bytes) {
      Error error = std::move(bytes).error();
      error.stage = "open";
      Fail(item, stamp, "", std::move(error));
      return nullptr;
    }
    auto task = std::make_unique<Task>(
        Task{.item = item, .stamp = stamp, .bytes = std::move(*bytes), .begin = Clock::now()});
    task->sha256 = Sha256Hex(task->bytes);
    if (const auto twin = twins_.find(task->sha256); twin != twins_.end()) {
      twin->second.emplace_back(item, stamp);
      return nullptr;
    }
    const Result<std::optional<std::int64_t>> known = archive_.FindBySha256(task->sha256);
    if (!known) {
      Break(known.error());
      return nullptr;
    }
    if (*known && (!options_.force || read_now_.contains(task->sha256))) {
      AddPath(**known, item, stamp);
      return nullptr;
    }
    if (const Result<void> fits = CheckNameAgainstContent(item.path, task->bytes); !fits) {
      Fail(item, stamp, task->sha256, fits.error());
      return nullptr;
    }
    Result<std::vector<Answer>> answers = archive_.Answers(task->sha256);
    if (!answers) {
      Break(answers.error());
      return nullptr;
    }
    task->answers = std::move(*answers);
    twins_.try_emplace(task->sha256);
    return task;
  }

  [[nodiscard]] FindSiblings SiblingsFor(const Task& task) {
    if (!options_.learn_from_archive) return {};
    return [this, sha256 = task.sha256](const Notice& notice) {
      const std::lock_guard lock(archive_mutex_);
      return ArchivedSiblings(archive_, notice, sha256);
    };
  }

  // ---- storing ----

  // In one transaction; what became of the files is told when it is kept.
  void StoreBatch(std::vector<Outcome> batch) {
    const std::lock_guard lock(archive_mutex_);
    std::vector<ImportEvent> events;
    std::swap(events, held_events_);
    holds_events_ = true;
    const Result<void> stored = archive_.InBatch([&] {
      for (Outcome& outcome : batch) Receive(std::move(outcome));
    });
    holds_events_ = false;
    if (!stored) return Break(stored.error());
    std::swap(events, held_events_);
    for (const ImportEvent& event : events) on_event_(event);
  }

  void Receive(Outcome outcome) {
    if (outcome.task == nullptr) {
      return Tell({.path = outcome.path,
                   .outcome = ImportOutcome::kWorking,
                   .pages = outcome.page_no,
                   .seconds = outcome.seconds});
    }
    --in_work_;
    bytes_ahead_ -= outcome.task->bytes.size();
    if (!outcome.document) {
      is_cut_short_ = true;
    } else if (!store_error_) {
      Settle(std::move(outcome.task), Taken(std::move(*outcome.document)), outcome.seconds);
    }
  }

  static Result<PreparedDocument> Taken(Result<ProcessedDocument> processed) {
    return std::move(processed).and_then(
        [](ProcessedDocument&& document) { return std::move(document).Take(); });
  }

  void Settle(std::unique_ptr<Task> task, Result<PreparedDocument> document, double seconds) {
    if (document) {
      Store(*task, std::move(*document), seconds);
    } else if (CostsProcess(document.error())) {
      if (const Result<void> noted = archive_.NoteLost(task->item.work_id); !noted) {
        return Break(noted.error());
      }
      Tell({.path = task->item.path,
            .outcome = ImportOutcome::kDeferred,
            .errors = {document.error()},
            .seconds = seconds});
      task->bytes.clear();
      task->bytes.shrink_to_fit();
      deferred_.push_back(std::move(task));
    } else {
      FailWithTwins(*task, document.error());
    }
  }

  void Store(const Task& task, PreparedDocument document, double seconds) {
    document.source_path = task.item.path;
    document.size_bytes = task.stamp.size_bytes;
    const Result<std::int64_t> id = archive_.Put(document, task.stamp);
    if (!id) return Break(id.error());
    Count(document);
    Tell({.path = task.item.path,
          .outcome = ImportOutcome::kStored,
          .errors = document.failures,
          .pages = static_cast<int>(document.pages.size()),
          .seconds = seconds});
    read_now_.insert(task.sha256);
    for (const auto& [item, stamp] : TakeTwins(task)) AddPath(*id, item, stamp);
  }

  void FailWithTwins(const Task& task, const Error& error) {
    Fail(task.item, task.stamp, task.sha256, error);
    for (const auto& [item, stamp] : TakeTwins(task)) Fail(item, stamp, task.sha256, error);
  }

  using Twin = std::pair<WorkItem, FileStamp>;
  std::vector<Twin> TakeTwins(const Task& task) {
    const auto found = twins_.find(task.sha256);
    if (found == twins_.end()) return {};
    std::vector<Twin> twins = std::move(found->second);
    twins_.erase(found);
    return twins;
  }

  // The same bytes are there already.
  void AddPath(std::int64_t document_id, const WorkItem& item, const FileStamp& stamp) {
    const Result<void> added = archive_.AddPath(document_id, item.path, stamp);
    if (!added) return Break(added.error());
    Unchanged(item.path);
  }

  void Unchanged(const std::string& path) {
    ++report_.unchanged;
    Tell({.path = path, .outcome = ImportOutcome::kUnchanged});
  }

  void Fail(const WorkItem& item, const FileStamp& stamp, const std::string& sha256, Error error) {
    error.file = item.path;
    const Result<void> put = archive_.PutFailure(item.path, sha256, error, stamp);
    if (!put) return Break(put.error());
    ++report_.failed;
    ++report_.failed_by_code[std::string(ToString(error.code))];
    Tell({.path = item.path, .outcome = ImportOutcome::kFailed, .errors = {std::move(error)}});
  }

  void LeaveAlone(const std::string& path) {
    ++report_.failed;
    ++report_.failed_by_code["left_alone"];
    Tell({.path = path,
          .outcome = ImportOutcome::kFailed,
          .errors = {{.code = ErrorCode::kInternal,
                      .message = "cost its process every time and was left alone; --retry tries "
                                 "it again, v_failure has the reason",
                      .stage = kStageWorker}}});
  }

  void Count(const PreparedDocument& document) {
    ++report_.stored;
    if (document.status == "partial") ++report_.partial;
    const Notice& notice = document.notice;
    report_.pages += static_cast<std::int64_t>(document.pages.size());
    for (const PageReading& page : document.pages) {
      if (page.source == TextSource::kTextLayer) ++report_.pages_text_layer;
      if (page.source == TextSource::kOcr) ++report_.pages_ocr;
    }
    report_.tables += static_cast<std::int64_t>(notice.tables.size());
    report_.repairs += static_cast<std::int64_t>(notice.repairs.size());
    for (const IndicatorTable& table : notice.indicator_tables) {
      report_.indicator_rows += static_cast<std::int64_t>(table.rows.size());
    }
    for (const AllocationTable& table : notice.allocation_tables) {
      report_.allocation_rows += static_cast<std::int64_t>(table.entries.size());
    }
  }

  // ---- documents that cost their process ----

  // One after the other, with nothing beside them.
  void ProcessDeferred() {
    for (const WorkItem& item : suspects_) {
      if (IsOver()) break;
      if (std::unique_ptr<Task> task = Open(item)) deferred_.push_back(std::move(task));
    }
    is_cut_short_ = is_cut_short_ || (IsOver() && !(suspects_.empty() && deferred_.empty()));
    while (!deferred_.empty() && !IsOver()) {
      const std::unique_ptr<Task> task = std::move(deferred_.front());
      deferred_.pop_front();
      if (task->bytes.empty()) {
        Result<std::string> bytes = ReadFileBytes(task->item.path);
        if (!bytes || Sha256Hex(*bytes) != task->sha256) {
          FailWithTwins(*task, {.code = ErrorCode::kUnreadable,
                                .message = "changed while it was read; import it again",
                                .stage = "open"});
          continue;
        }
        task->bytes = std::move(*bytes);
      }
      ProcessOneAlone(*task);
      is_cut_short_ = is_cut_short_ || (IsOver() && !deferred_.empty());
    }
  }

  void ProcessOneAlone(const Task& task) {
    const auto begin = Clock::now();
    const std::unique_ptr<DocumentProcessor> processor = MakeProcessor();
    const OnProgress on_progress = [&](int page_no) {
      const double seconds = SecondsSince(begin);
      if (seconds < kSlowSeconds) return;
      Tell({.path = task.item.path,
            .outcome = ImportOutcome::kWorking,
            .pages = page_no,
            .seconds = seconds});
    };
    Result<PreparedDocument> document = Taken(
        ProcessAlone(*processor, task.Job(), kMostSkipped, SiblingsFor(task), on_progress, [&] {
          const Result<void> noted = archive_.NoteLost(task.item.work_id);
          if (!noted) Break(noted.error());
        }));
    if (document) {
      Store(task, std::move(*document), SecondsSince(begin));
    } else {
      FailWithTwins(task, document.error());
    }
  }

  // ---- telling ----

  static double SecondsSince(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
  }

  // The archive failed: the import ends.
  void Break(const Error& error) {
    if (!store_error_) store_error_ = error;
    is_broken_ = true;
  }

  void Tell(ImportEvent event) {
    const bool is_end =
        event.outcome != ImportOutcome::kWorking && event.outcome != ImportOutcome::kDeferred;
    if (is_end) ++done_;
    event.done = done_;
    event.total = report_.files;
    event.failed = report_.failed;
    event.pages_done = report_.pages;
    if (holds_events_) {
      held_events_.push_back(std::move(event));
    } else {
      on_event_(event);
    }
  }

  const InputList& inputs_;
  Archive& archive_;
  const Knowledge* knowledge_;
  const ImportOptions& options_;
  const std::atomic<bool>& stop_;
  const std::function<void(const ImportEvent&)>& on_event_;
  const std::size_t jobs_;

  WorkQueue<std::unique_ptr<Task>> tasks_{};
  WorkQueue<Outcome> outcomes_{};
  std::mutex archive_mutex_{};  // for siblings, which processors ask for; all else is one thread

  std::deque<WorkItem> todo_{};
  std::deque<WorkItem> suspects_{};  // they cost a process in an import that was interrupted
  std::deque<std::unique_ptr<Task>> deferred_{};
  std::size_t in_work_ = 0, bytes_ahead_ = 0;
  // Documents in work by their bytes, with the other files that hold the same.
  std::unordered_map<std::string, std::vector<Twin>> twins_{};
  std::unordered_set<std::string> read_now_{};  // sha256 of what this import has stored
  ImportReport report_{};
  std::size_t done_ = 0;
  bool is_cut_short_ = false;  // something was left for the next time
  bool holds_events_ = false;
  std::vector<ImportEvent> held_events_{};
  std::optional<Error> store_error_{};
  std::atomic<bool> is_broken_{false};
};

}  // namespace

Result<ImportReport> ImportDocuments(const InputList& inputs, Archive& archive,
                                     const Knowledge* knowledge, const ImportOptions& options,
                                     const std::atomic<bool>& stop,
                                     const std::function<void(const ImportEvent&)>& on_event) {
  return Importer(inputs, archive, knowledge, options, stop, on_event).Run();
}

}  // namespace gongwen
