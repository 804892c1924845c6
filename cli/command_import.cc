#include <fmt/core.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/read_options.h"
#include "pipeline/import_documents.h"

namespace gongwen {
namespace {

struct ImportArguments {
  std::vector<std::string> paths{};
  std::string database = DefaultDatabase();
  ReadArguments read{};
  int jobs = 0;
  bool force = false, learn_from_archive = false, quiet = false, json = false;
  bool resume = false, retry = false;
  std::string log = "text";
  int memory_mb = 3072, stall_s = 60, document_s = 3600;
  bool in_process = false;
};

const char* NameOf(ImportOutcome outcome) {
  switch (outcome) {
    case ImportOutcome::kWorking:
      return "working";
    case ImportOutcome::kDeferred:
      return "deferred";
    case ImportOutcome::kStored:
      return "stored";
    case ImportOutcome::kUnchanged:
      return "unchanged";
    case ImportOutcome::kFailed:
      return "failed";
  }
  return "";
}

// One line that is written over on a terminal; a plain line for each file elsewhere; or one JSON
// object a line for a program.
class ProgressPrinter {
 public:
  ProgressPrinter(bool quiet, bool is_json)
      : quiet_(quiet), is_json_(is_json), on_terminal_(isatty(STDERR_FILENO) == 1) {}

  void Show(const ImportEvent& event) {
    if (is_json_) return ShowJson(event);
    for (const Error& error : event.errors) {
      ClearLine();
      Error shown = error;
      shown.file = event.path;
      fmt::print(stderr, "gongwen: {}{}\n", ToString(shown),
                 event.outcome == ImportOutcome::kDeferred ? "; tried once more at the end" : "");
    }
    if (quiet_) return;
    if (on_terminal_) {
      ShowLine(event);
    } else if (event.outcome == ImportOutcome::kStored) {
      fmt::print(stderr, "[{}/{}] {}: {} pages\n", event.done, event.total, event.path,
                 event.pages);
    } else if (event.outcome == ImportOutcome::kUnchanged) {
      fmt::print(stderr, "[{}/{}] {}: unchanged\n", event.done, event.total, event.path);
    }
  }

  void ClearLine() {
    if (on_terminal_ && line_shown_) fmt::print(stderr, "\r\033[K");
    line_shown_ = false;
  }

 private:
  struct Pace {
    double pages_s = 0, left_s = 0;
  };
  [[nodiscard]] Pace PaceAt(const ImportEvent& event) const {
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start_;
    const double seconds = std::max(elapsed.count(), 1e-3);
    const double done = std::max(1.0, static_cast<double>(event.done));
    return {static_cast<double>(event.pages_done) / seconds,
            seconds / done * static_cast<double>(event.total - event.done)};
  }

  void ShowLine(const ImportEvent& event) {
    const Pace pace = PaceAt(event);
    if (event.outcome == ImportOutcome::kWorking) {
      slow_ = fmt::format("  {} p. {}, {:.0f} s", event.path, event.pages, event.seconds);
    } else if (slow_.find(event.path) != std::string::npos) {
      slow_.clear();
    }
    fmt::print(stderr, "\r\033[K{}/{} files  {:.1f} pages/s  {:.0f} s left  {} failed{}",
               event.done, event.total, pace.pages_s, pace.left_s, event.failed, slow_);
    line_shown_ = true;
  }

  void ShowJson(const ImportEvent& event) const {
    const Pace pace = PaceAt(event);
    nlohmann::json line{{"event", NameOf(event.outcome)}, {"path", event.path},
                        {"seconds", event.seconds},       {"done", event.done},
                        {"total", event.total},           {"failed", event.failed},
                        {"pages_s", pace.pages_s},        {"left_s", pace.left_s}};
    line[event.outcome == ImportOutcome::kWorking ? "page_no" : "pages"] = event.pages;
    if (!event.errors.empty()) line["errors"] = nlohmann::json::array();
    for (const Error& error : event.errors) {
      line["errors"].push_back({{"code", ToString(error.code)},
                                {"stage", error.stage},
                                {"page_no", error.page_no},
                                {"message", error.message}});
    }
    fmt::print(stderr, "{}\n", line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  }

  bool quiet_, is_json_, on_terminal_, line_shown_ = false;
  std::string slow_{};  // the document that takes long
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

nlohmann::json ToJson(const ImportReport& report, std::int64_t to_review, double seconds) {
  return {{"files", report.files},
          {"stored", report.stored},
          {"unchanged", report.unchanged},
          {"partial", report.partial},
          {"failed", report.failed},
          {"failed_by_code", report.failed_by_code},
          {"waiting", report.waiting},
          {"pages", report.pages},
          {"pages_text_layer", report.pages_text_layer},
          {"pages_ocr", report.pages_ocr},
          {"tables", report.tables},
          {"indicator_rows", report.indicator_rows},
          {"allocation_rows", report.allocation_rows},
          {"repairs", report.repairs},
          {"to_review", to_review},
          {"seconds", seconds},
          {"interrupted", report.interrupted}};
}

void PrintSummary(const ImportReport& report, std::int64_t to_review, const std::string& database,
                  double seconds) {
  if (report.stored == 0 && report.failed == 0 && report.unchanged > 0) {
    fmt::print(stderr, "nothing new: all {} files are in {} already\n", report.unchanged, database);
    return;
  }
  fmt::print(
      stderr,
      "{}: {} stored, {} unchanged, {} failed in {:.0f} s; {} pages ({} text layer, {} OCR), "
      "{} tables, {} indicator rows, {} allocation amounts, {} repairs\n",
      database, report.stored, report.unchanged, report.failed, seconds, report.pages,
      report.pages_text_layer, report.pages_ocr, report.tables, report.indicator_rows,
      report.allocation_rows, report.repairs);
  if (report.failed > 0) {
    std::string reasons;
    for (const auto& [code, count] : report.failed_by_code) {
      reasons += fmt::format("{}{} {}", reasons.empty() ? "" : ", ", count, code);
    }
    fmt::print(stderr, "failed: {}; each with its reason in the view v_failure\n", reasons);
  }
  if (to_review > 0) {
    fmt::print(stderr, "{} values are doubtful and wait for a look in the view v_review\n",
               to_review);
  }
}

ExitCode CodeOf(const ImportReport& report, std::int64_t to_review) {
  if (report.interrupted) return ExitCode::kInterrupted;
  if (report.failed > 0) return ExitCode::kSomeFailed;
  if (report.partial > 0 || (report.stored > 0 && to_review > 0)) return ExitCode::kWarnings;
  return ExitCode::kOk;
}

// This program again, as a worker with the same options of reading.
IsolationOptions IsolationOf(const ImportArguments& arguments) {
  IsolationOptions options;
  if (arguments.in_process) return options;
  options.stall_ms = arguments.stall_s * 1000;
  options.command = {"/proc/self/exe",  "worker",
                     "--memory",        std::to_string(arguments.memory_mb),
                     "--document-time", std::to_string(arguments.document_s)};
  AppendReadArguments(arguments.read, options.command);
  return options;
}

// What the user named, or what an import left.
Result<InputList> InputsOf(const ImportArguments& arguments, const Archive& archive) {
  InputList inputs = FindInputs(arguments.paths, arguments.database, std::cin);
  if (!arguments.resume) return inputs;
  Result<std::vector<WorkItem>> waiting = archive.WaitingWork();
  if (!waiting) return tl::make_unexpected(std::move(waiting).error());
  const std::set<std::string> named(inputs.files.begin(), inputs.files.end());
  for (WorkItem& item : *waiting) {
    if (!named.contains(item.path)) inputs.files.push_back(std::move(item.path));
  }
  return inputs;
}

ExitCode RunImport(const ImportArguments& arguments) {
  if (arguments.paths.empty() && !arguments.resume) {
    return Complain({.code = ErrorCode::kInvalidArgument,
                     .message = "name files or folders, or --resume to go on with what is left"});
  }
  const auto start = std::chrono::steady_clock::now();
  // The workers load it for themselves; here only to say at once what is wrong with a user's files.
  const bool is_needed =
      arguments.in_process || !arguments.read.taxonomies.empty() || !arguments.read.words.empty();
  const Result<std::shared_ptr<const Knowledge>> knowledge =
      is_needed ? LoadKnowledge(arguments.read) : std::shared_ptr<const Knowledge>();
  if (!knowledge) return Complain(knowledge.error());
  Result<Archive> archive = Archive::Open(arguments.database, OpenMode::kReadWrite);
  if (!archive) return Complain(archive.error());
  const Result<InputList> inputs = InputsOf(arguments, *archive);
  if (!inputs) return Complain(inputs.error());
  const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  ImportOptions options{.read = ToReadOptions(arguments.read),
                        .jobs = arguments.jobs > 0 ? arguments.jobs : cores,
                        .isolation = IsolationOf(arguments),
                        .force = arguments.force,
                        .retry = arguments.retry,
                        .learn_from_archive = arguments.learn_from_archive};
  options.read.most_time = std::chrono::seconds(arguments.document_s);
  const bool logs_json = arguments.log == "json";
  ProgressPrinter progress(arguments.quiet, logs_json);
  const Result<ImportReport> report =
      ImportDocuments(*inputs, *archive, knowledge->get(), options, StopRequested(),
                      [&](const ImportEvent& event) { progress.Show(event); });
  progress.ClearLine();
  if (!report) {
    Complain(report.error());
    fmt::print(stderr, "what was stored is kept; run the same command again to go on\n");
    return ExitCode::kInternal;
  }
  const Result<ArchiveCounts> counts = archive->Counts();
  if (!counts) return Complain(counts.error());
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  const nlohmann::json summary = ToJson(*report, counts->to_review, elapsed.count());
  if (arguments.json) fmt::print("{}\n", summary.dump());
  if (logs_json) {
    nlohmann::json line = summary;
    line["event"] = "summary";
    fmt::print(stderr, "{}\n", line.dump());
  } else if (!arguments.quiet) {
    PrintSummary(*report, counts->to_review, arguments.database, elapsed.count());
  }
  if (report->waiting > 0 && !logs_json) {
    fmt::print(stderr, "{}{} files wait; go on with: gongwen import --resume --db {}\n",
               report->interrupted ? "interrupted; " : "", report->waiting, arguments.database);
  }
  return CodeOf(*report, counts->to_review);
}

}  // namespace

Command AddImport(CLI::App& app) {
  auto arguments = std::make_shared<ImportArguments>();
  CLI::App* command = app.add_subcommand(
      "import", "Read files and folders into the database; what it already holds is left alone");
  command->add_option("PATH", arguments->paths,
                      "files, folders (recursive), - for a list on stdin");
  command->add_flag("--resume", arguments->resume, "go on with what an interrupted import left");
  command->add_option("--db", arguments->database, "the database");
  command->add_option("--jobs,-j", arguments->jobs, "documents at a time; default: all cores")
      ->check(CLI::Range(1, 256));
  command->add_flag("--learn-from-archive", arguments->learn_from_archive,
                    "tables of the same fund and year that the database holds help to mend those "
                    "of new documents");
  command->add_option("--memory", arguments->memory_mb, "most MB of a reading process")
      ->check(CLI::Range(256, 1 << 20))
      ->capture_default_str();
  command
      ->add_option("--stall", arguments->stall_s, "seconds without a page after which it is ended")
      ->check(CLI::Range(1, 86'400))
      ->capture_default_str();
  command
      ->add_option("--document-time", arguments->document_s,
                   "seconds after which a document is read no further; its pages so far are kept")
      ->check(CLI::Range(1, 604'800))
      ->capture_default_str();
  command->add_flag("--retry", arguments->retry,
                    "also what cost its process every time and was left alone");
  command->add_option("--log", arguments->log, "text, or json: one object a line on stderr")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->add_flag("--in-process", arguments->in_process,
                    "read in this process: a document that crashes it ends the import");
  command->add_flag("--force", arguments->force, "read again what the database already holds");
  command->add_flag("--quiet,-q", arguments->quiet, "errors only");
  command->add_flag("--json", arguments->json, "the summary as JSON on stdout");
  AddReadArguments(*command, arguments->read);
  command->footer(
      "Example: gongwen import scans/ dump.md --db jobs.db --jobs 2\n"
      "A file that cannot be read is recorded in the view v_failure, and the others go on.\n"
      "After Ctrl-C, a kill or a power cut the same command, or --resume, goes on.");
  return {command, [arguments] { return RunImport(*arguments); }};
}

}  // namespace gongwen
