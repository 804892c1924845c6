// Reads documents in a child process: whatever hostile bytes do to it costs that document only.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "model/reading.h"
#include "pipeline/message_channel.h"
#include "pipeline/read_document.h"
#include "pipeline/sandbox.h"

namespace gongwen {

struct IsolationOptions {
  // The program and arguments that run RunReadingWorker on file descriptor kWorkerFd; empty = none.
  std::vector<std::string> command{};
  int stall_ms = 60'000;        // without a page begun or finished
  int document_ms = 3'600'000;  // for a whole document
};

// The socket of a worker.
inline constexpr int kWorkerFd = 3;

// One child process, started when the first document needs it and again after it died. One reader a
// thread.
class IsolatedReader {
 public:
  explicit IsolatedReader(IsolationOptions options);
  ~IsolatedReader();
  IsolatedReader(const IsolatedReader&) = delete;
  IsolatedReader& operator=(const IsolatedReader&) = delete;

  // As DocumentReader::Read. A document that kills its worker is tried once more in a fresh one.
  //   errors  those of DocumentReader::Read; besides, stage "worker" and the page in work:
  //   kInternal
  //           (killed by a signal), kTooLarge (out of memory, or no progress in time)
  [[nodiscard]] Result<Reading> Read(std::string_view bytes);

 private:
  [[nodiscard]] Result<void> Start();
  [[nodiscard]] Result<Reading> ReadOnce(std::string_view bytes, bool& is_worker_lost);
  // Ends the worker; how it ended.
  std::string Stop();

  IsolationOptions options_;
  pid_t pid_ = -1;
  MessageChannel channel_{-1};
};

// The worker's side: enters the sandbox, reads document after document from `fd` until it is
// closed. Returns the exit status of the process.
[[nodiscard]] int RunReadingWorker(int fd, ReadOptions options, const SandboxLimits& limits);

}  // namespace gongwen
