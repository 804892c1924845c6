#include <fmt/core.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
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
  int memory_mb = 3072, stall_s = 60;
  bool in_process = false;
};

// One line that is written over on a terminal; a plain line for each file elsewhere.
class ProgressPrinter {
 public:
  explicit ProgressPrinter(bool quiet) : quiet_(quiet), on_terminal_(isatty(STDERR_FILENO) == 1) {}

  void Show(const ImportEvent& event) {
    for (const Error& error : event.errors) {
      ClearLine();
      Error shown = error;
      shown.file = event.path;
      fmt::print(stderr, "gongwen: {}\n", ToString(shown));
    }
    if (quiet_) return;
    if (on_terminal_) {
      ShowLine(event);
    } else if (event.outcome != ImportOutcome::kFailed) {
      fmt::print(stderr, "[{}/{}] {}: {}\n", event.done, event.total, event.path,
                 event.outcome == ImportOutcome::kUnchanged ? "unchanged"
                                                            : fmt::format("{} pages", event.pages));
    }
  }

  void ClearLine() {
    if (on_terminal_ && line_shown_) fmt::print(stderr, "\r\033[K");
    line_shown_ = false;
  }

 private:
  void ShowLine(const ImportEvent& event) {
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start_;
    const double seconds = std::max(elapsed.count(), 1e-3);
    const double left =
        seconds / static_cast<double>(event.done) * static_cast<double>(event.total - event.done);
    fmt::print(stderr, "\r\033[K{}/{} files  {:.1f} pages/s  {:.0f} s left  {} failed", event.done,
               event.total, static_cast<double>(event.pages_done) / seconds, left, event.failed);
    line_shown_ = true;
  }

  bool quiet_, on_terminal_, line_shown_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

void PrintJson(const ImportReport& report, std::int64_t to_review) {
  const nlohmann::json json{{"files", report.files},
                            {"stored", report.stored},
                            {"unchanged", report.unchanged},
                            {"partial", report.partial},
                            {"failed", report.failed},
                            {"pages", report.pages},
                            {"tables", report.tables},
                            {"indicator_rows", report.indicator_rows},
                            {"allocation_rows", report.allocation_rows},
                            {"repairs", report.repairs},
                            {"to_review", to_review},
                            {"interrupted", report.interrupted}};
  fmt::print("{}\n", json.dump());
}

void PrintSummary(const ImportReport& report, std::int64_t to_review, const std::string& database) {
  if (report.stored == 0 && report.failed == 0 && report.unchanged > 0) {
    fmt::print(stderr, "nothing new: all {} files are in {} already\n", report.unchanged, database);
    return;
  }
  fmt::print(stderr,
             "{}: {} stored, {} unchanged, {} failed; {} pages, {} tables, {} indicator rows, "
             "{} allocation amounts, {} repairs\n",
             database, report.stored, report.unchanged, report.failed, report.pages, report.tables,
             report.indicator_rows, report.allocation_rows, report.repairs);
  if (report.failed > 0) {
    fmt::print(stderr, "the failures and their reasons are in the view v_failure\n");
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
  options.command = {"/proc/self/exe",   "worker",   "--ocr",
                     arguments.read.ocr, "--memory", std::to_string(arguments.memory_mb)};
  if (!arguments.read.tessdata_dir.empty()) {
    options.command.insert(options.command.end(), {"--tessdata", arguments.read.tessdata_dir});
  }
  return options;
}

ExitCode RunImport(const ImportArguments& arguments) {
  Result<std::shared_ptr<const Knowledge>> knowledge = LoadKnowledge(arguments.read);
  if (!knowledge) return Complain(knowledge.error());
  Result<Archive> archive = Archive::Open(arguments.database, OpenMode::kReadWrite);
  if (!archive) return Complain(archive.error());
  const InputList inputs = FindInputs(arguments.paths, arguments.database, std::cin);
  const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const ImportOptions options{.read = ToReadOptions(arguments.read),
                              .jobs = arguments.jobs > 0 ? arguments.jobs : cores,
                              .isolation = IsolationOf(arguments),
                              .force = arguments.force,
                              .learn_from_archive = arguments.learn_from_archive};
  ProgressPrinter progress(arguments.quiet);
  const Result<ImportReport> report =
      ImportDocuments(inputs, *archive, **knowledge, options, StopRequested(),
                      [&](const ImportEvent& event) { progress.Show(event); });
  progress.ClearLine();
  if (!report) return Complain(report.error());
  const Result<ArchiveCounts> counts = archive->Counts();
  if (!counts) return Complain(counts.error());
  if (arguments.json) PrintJson(*report, counts->to_review);
  if (!arguments.quiet) PrintSummary(*report, counts->to_review, arguments.database);
  if (report->interrupted) {
    fmt::print(stderr, "interrupted; run the same command again to go on\n");
  }
  return CodeOf(*report, counts->to_review);
}

}  // namespace

Command AddImport(CLI::App& app) {
  auto arguments = std::make_shared<ImportArguments>();
  CLI::App* command = app.add_subcommand(
      "import", "Read files and folders into the database; what it already holds is left alone");
  command->add_option("PATH", arguments->paths, "files, folders (recursive), - for a list on stdin")
      ->required();
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
  command->add_flag("--in-process", arguments->in_process,
                    "read in this process: a document that crashes it ends the import");
  command->add_flag("--force", arguments->force, "read again what the database already holds");
  command->add_flag("--quiet,-q", arguments->quiet, "errors only");
  command->add_flag("--json", arguments->json, "the summary as JSON on stdout");
  AddReadArguments(*command, arguments->read);
  command->footer(
      "Example: gongwen import scans/ dump.md --db jobs.db --jobs 2\n"
      "A file that cannot be read is recorded in the view v_failure, and the others go on.");
  return {command, [arguments] { return RunImport(*arguments); }};
}

}  // namespace gongwen
