// Tested by tests/pipeline/isolated_processor_test.cc.
#include "pipeline/isolated_processor.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <csignal>
#include <cstring>
#include <utility>

#include "pipeline/worker_messages.h"
#include "store/reading_codec.h"

extern char** environ;

namespace gongwen {
namespace {

Error WorkerError(ErrorCode code, std::string message, int page_no) {
  return {.code = code, .message = std::move(message), .page_no = page_no, .stage = kStageWorker};
}

}  // namespace

// A process that cannot be started is told by the first document.
IsolatedProcessor::IsolatedProcessor(IsolationOptions options) : options_(std::move(options)) {
  (void)Start();
}
IsolatedProcessor::~IsolatedProcessor() { Stop(); }

Result<void> IsolatedProcessor::Start() {
  int ends[2] = {-1, -1};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    return tl::make_unexpected(
        WorkerError(ErrorCode::kInternal, std::string("no socket: ") + std::strerror(errno), 0));
  }
  channel_ = MessageChannel(ends[0]);
  std::vector<char*> arguments;
  for (std::string& argument : options_.command) arguments.push_back(argument.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], kWorkerFd);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  // A group of its own: Ctrl-C is for the parent, which finishes what is in work.
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);
  const int failed =
      posix_spawn(&pid_, arguments.front(), &actions, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (failed == 0) return {};
  pid_ = -1;
  channel_.Close();
  return tl::make_unexpected(
      WorkerError(ErrorCode::kInternal,
                  std::string("a reading process cannot be started: ") + std::strerror(failed), 0));
}

std::string IsolatedProcessor::Stop() {
  channel_.Close();
  if (pid_ < 0) return {};
  // It ends by itself when its socket closes; one that hangs does not.
  int status = 0;
  pid_t ended = 0;
  constexpr int kPolls = 20, kPollUs = 5'000;
  for (int i = 0; i < kPolls && ended == 0; ++i) {
    ended = waitpid(pid_, &status, WNOHANG);
    if (ended == 0) usleep(kPollUs);
  }
  if (ended == 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, &status, 0);
  }
  pid_ = -1;
  if (WIFSIGNALED(status)) {
    return "killed by signal " + std::to_string(WTERMSIG(status)) + " (" +
           strsignal(WTERMSIG(status)) + ")";
  }
  return "ended with status " + std::to_string(WEXITSTATUS(status));
}

Error IsolatedProcessor::Lose(const Error& why, int page_no, bool is_understanding) {
  const bool is_stalled = why.message == kTimedOut;
  if (is_stalled && pid_ > 0) kill(pid_, SIGKILL);
  const std::string how = Stop();
  Error error =
      is_stalled
          ? WorkerError(ErrorCode::kTooLarge,
                        "no progress for " + std::to_string(options_.stall_ms / 1000) +
                            " s; the reading process was ended",
                        page_no)
          : WorkerError(ErrorCode::kInternal, "the reading process was lost: " + how, page_no);
  if (is_understanding) error.stage = kStageUnderstand;
  return error;
}

Result<void> IsolatedProcessor::AnswerQuestion(const std::string& question,
                                               const FindSiblings& find_siblings) {
  const Result<Notice> notice = DecodeNotice(question);
  if (!notice) return tl::make_unexpected(notice.error());
  const Result<std::vector<TableGrid>> grids =
      find_siblings ? find_siblings(*notice) : std::vector<TableGrid>{};
  if (!grids) return tl::make_unexpected(grids.error());
  return channel_.Send(kMessageSiblings, EncodeGrids(*grids));
}

Result<ProcessedDocument> IsolatedProcessor::Process(const DocumentJob& job,
                                                     const FindSiblings& find_siblings,
                                                     const OnProgress& on_progress) {
  // One that ended while it had nothing to do is no document's fault.
  if (pid_ > 0 && waitpid(pid_, nullptr, WNOHANG) == pid_) {
    pid_ = -1;
    Stop();
  }
  if (pid_ < 0) {
    if (const Result<void> started = Start(); !started) {
      return tl::make_unexpected(started.error());
    }
  }
  int page_no = 0;
  bool is_understanding = false;
  Result<void> sent = channel_.Send(kMessageDocument, EncodeJob(job, find_siblings != nullptr));
  while (true) {
    Result<Message> message = sent ? channel_.Receive(options_.stall_ms, kMaxReadingBytes)
                                   : Result<Message>(tl::make_unexpected(sent.error()));
    if (!message) return tl::make_unexpected(Lose(message.error(), page_no, is_understanding));
    const std::string& body = message->body;
    if (message->kind == kMessageProgress) {
      std::from_chars(body.data(), body.data() + body.size(), page_no);
      is_understanding = page_no == 0;
      if (on_progress) on_progress(page_no);
    } else if (message->kind == kMessageQuestion) {
      sent = AnswerQuestion(body, find_siblings);
    } else if (message->kind == kMessagePrepared) {
      return ProcessedDocument(std::move(message->body));
    } else {
      return tl::make_unexpected(DecodeError(body));
    }
  }
}

}  // namespace gongwen
