// Processes documents in a child process: whatever hostile bytes do to it costs that document only.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "model/error.h"
#include "pipeline/message_channel.h"
#include "pipeline/process_document.h"

namespace gongwen {

struct IsolationOptions {
  // The program and arguments that run RunWorker on file descriptor kWorkerFd; empty = none.
  std::vector<std::string> command{};
  int stall_ms = 60'000;  // without a page begun or finished
};

// The socket of a worker.
inline constexpr int kWorkerFd = 3;

// One child process, started at once and again after it died.
class IsolatedProcessor : public DocumentProcessor {
 public:
  explicit IsolatedProcessor(IsolationOptions options);
  ~IsolatedProcessor() override;
  IsolatedProcessor(const IsolatedProcessor&) = delete;
  IsolatedProcessor& operator=(const IsolatedProcessor&) = delete;

  // A process that is lost is an error: kInternal when a signal killed it, kTooLarge when it made
  // no progress in time and was ended.
  [[nodiscard]] Result<ProcessedDocument> Process(const DocumentJob& job,
                                                  const FindSiblings& find_siblings,
                                                  const OnProgress& on_progress) override;

 private:
  [[nodiscard]] Result<void> Start();
  [[nodiscard]] Result<void> AnswerQuestion(const std::string& question,
                                            const FindSiblings& find_siblings);
  // The worker is gone, or is ended now: why, for the document in work.
  [[nodiscard]] Error Lose(const Error& why, int page_no, bool is_understanding);
  // Ends the worker; how it ended.
  std::string Stop();

  IsolationOptions options_;
  pid_t pid_ = -1;
  MessageChannel channel_{-1};
};

}  // namespace gongwen
