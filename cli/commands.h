// The subcommands. Each Add function declares one on the app and returns what it does; main runs
// the one that the user named. stdout is data, stderr is messages.
#pragma once

#include <atomic>
#include <functional>
#include <string>

#include "cli/exit_code.h"
#include "model/error.h"
#include "model/reading.h"

namespace CLI {
class App;
}

namespace gongwen {

struct Command {
  CLI::App* app = nullptr;
  std::function<ExitCode()> run{};
};

[[nodiscard]] Command AddImport(CLI::App& app);
[[nodiscard]] Command AddRepair(CLI::App& app);
[[nodiscard]] Command AddTables(CLI::App& app);
[[nodiscard]] Command AddSearch(CLI::App& app);
[[nodiscard]] Command AddIndicators(CLI::App& app);
[[nodiscard]] Command AddAllocations(CLI::App& app);
[[nodiscard]] Command AddShow(CLI::App& app);
[[nodiscard]] Command AddCheck(CLI::App& app);
[[nodiscard]] Command AddReview(CLI::App& app);
[[nodiscard]] Command AddDiff(CLI::App& app);
[[nodiscard]] Command AddReprocess(CLI::App& app);
[[nodiscard]] Command AddCitations(CLI::App& app);
[[nodiscard]] Command AddExport(CLI::App& app);
[[nodiscard]] Command AddDoctor(CLI::App& app);
// Not for people: reads documents for an import, in a process of its own.
[[nodiscard]] Command AddWorker(CLI::App& app);

// --db FILE, $GONGWEN_DB, gongwen.db in this folder: in this order the first that is set.
[[nodiscard]] std::string DefaultDatabase();

// Prints "gongwen: <error>" on stderr and gives the code that fits it.
ExitCode Complain(const Error& error);

// The same for a document that could not be read: kSomeFailed, kInternal for a bug.
ExitCode ComplainOfInput(const Error& error);
// The error with the name that the user typed.
[[nodiscard]] Error WithFile(Error error, const std::string& file);
// Prints the pages that could not be read; kOk when there are none, else kWarnings.
ExitCode ReportProblems(const Reading& reading, const std::string& file);

// Set by Ctrl-C and SIGTERM once; a second one ends the program at once.
[[nodiscard]] const std::atomic<bool>& StopRequested();
void HandleSignals();

}  // namespace gongwen
