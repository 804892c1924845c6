#include <fmt/core.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <string>
#include <utility>

#include "cli/commands.h"

namespace gongwen {
namespace {

std::atomic<bool> stop_requested{false};
static_assert(std::atomic<bool>::is_always_lock_free, "the signal handler sets it");

extern "C" void OnSignal(int) {
  if (stop_requested.exchange(true)) _exit(static_cast<int>(ExitCode::kInterrupted));
}

}  // namespace

std::string DefaultDatabase() {
  const char* named = std::getenv("GONGWEN_DB");
  return named != nullptr && *named != '\0' ? named : "gongwen.db";
}

ExitCode Complain(const Error& error) {
  fmt::print(stderr, "gongwen: {}\n", ToString(error));
  return error.code == ErrorCode::kInternal ? ExitCode::kInternal : ExitCode::kUsage;
}

ExitCode ComplainOfInput(const Error& error) {
  fmt::print(stderr, "gongwen: {}\n", ToString(error));
  return error.code == ErrorCode::kInternal ? ExitCode::kInternal : ExitCode::kSomeFailed;
}

Error WithFile(Error error, const std::string& file) {
  error.file = file;
  return error;
}

ExitCode ReportProblems(const Reading& reading, const std::string& file) {
  for (const Error& error : reading.problems) {
    fmt::print(stderr, "gongwen: {}\n", ToString(WithFile(error, file)));
  }
  return reading.problems.empty() ? ExitCode::kOk : ExitCode::kWarnings;
}

const std::atomic<bool>& StopRequested() { return stop_requested; }

void HandleSignals() {
  std::signal(SIGINT, OnSignal);
  std::signal(SIGTERM, OnSignal);
  std::signal(SIGPIPE, SIG_DFL);
}

}  // namespace gongwen
