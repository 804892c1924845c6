// Tested by tests/pipeline/isolated_reader_test.cc.
#include "pipeline/isolated_reader.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstring>
#include <nlohmann/json.hpp>
#include <utility>

#include "store/reading_codec.h"
#include "store/row_values.h"

extern char** environ;

namespace gongwen {
namespace {

using nlohmann::json;

// Kinds of messages. To the worker: a document. From it: a page is begun; then a reading or an
// error.
constexpr char kDocument = 'd', kPage = 'p', kReading = 'r', kError = 'e';
constexpr std::size_t kMostDocument = std::size_t{2} << 30;

std::string ErrorToJson(const Error& error) {
  const json out{{"code", ToString(error.code)},
                 {"message", error.message},
                 {"page_no", error.page_no},
                 {"stage", error.stage}};
  return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

Error ErrorFromJson(const std::string& text) {
  const json in = json::parse(text, nullptr, /*allow_exceptions=*/false);
  try {
    return {.code = ErrorCodeFromString(in.at("code").get<std::string>()),
            .message = in.at("message").get<std::string>(),
            .page_no = in.at("page_no").get<int>(),
            .stage = in.at("stage").get<std::string>()};
  } catch (const json::exception&) {
    return {.message = "the reading process sent nonsense", .stage = "worker"};
  }
}

Error WorkerError(ErrorCode code, std::string message, int page_no) {
  return {.code = code, .message = std::move(message), .page_no = page_no, .stage = "worker"};
}

}  // namespace

IsolatedReader::IsolatedReader(IsolationOptions options) : options_(std::move(options)) {}
IsolatedReader::~IsolatedReader() { Stop(); }

Result<void> IsolatedReader::Start() {
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

std::string IsolatedReader::Stop() {
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

Result<Reading> IsolatedReader::ReadOnce(std::string_view bytes, bool& is_worker_lost) {
  is_worker_lost = false;
  if (pid_ < 0) {
    if (const Result<void> started = Start(); !started) {
      return tl::make_unexpected(started.error());
    }
  }
  int page_no = 0;
  const auto begin = std::chrono::steady_clock::now();
  Result<void> sent = channel_.Send(kDocument, bytes);
  while (true) {
    Result<Message> message = sent ? channel_.Receive(options_.stall_ms, kMaxReadingBytes)
                                   : Result<Message>(tl::make_unexpected(sent.error()));
    const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begin);
    const bool is_slow =
        message && message->kind == kPage && elapsed.count() > options_.document_ms;
    if (!message || is_slow) {
      is_worker_lost = true;
      const bool is_stalled = is_slow || (!message && message.error().message == kTimedOut);
      if (is_stalled && pid_ > 0) kill(pid_, SIGKILL);
      const std::string how = Stop();
      if (is_stalled) {
        const int limit = is_slow ? options_.document_ms : options_.stall_ms;
        return tl::make_unexpected(WorkerError(
            ErrorCode::kTooLarge,
            "no progress for " + std::to_string(limit / 1000) + " s; the reading process was ended",
            page_no));
      }
      return tl::make_unexpected(
          WorkerError(ErrorCode::kInternal, "the reading process was lost: " + how, page_no));
    }
    if (message->kind == kPage) {
      page_no = std::atoi(message->body.c_str());
    } else if (message->kind == kReading) {
      return DecodeReading(message->body);
    } else {
      return tl::make_unexpected(ErrorFromJson(message->body));
    }
  }
}

Result<Reading> IsolatedReader::Read(std::string_view bytes) {
  bool is_worker_lost = false;
  Result<Reading> reading = ReadOnce(bytes, is_worker_lost);
  if (!is_worker_lost) return reading;
  // It may have been the documents before it that left the worker in a bad state.
  return ReadOnce(bytes, is_worker_lost);
}

int RunReadingWorker(int fd, ReadOptions options, const SandboxLimits& limits) {
  MessageChannel channel(fd);
  (void)EnterSandbox(limits);  // doctor tells what is missing
  options.on_page = [&channel](int page_no) {
    (void)channel.Send(kPage, std::to_string(page_no));  // the parent is gone: Receive will say so
  };
  DocumentReader reader(options);
  while (true) {
    const Result<Message> document = channel.Receive(-1, kMostDocument);
    if (!document) return 0;
    Result<std::string> answer = [&]() -> Result<std::string> {
      try {
        return reader.Read(document->body).and_then([](const Reading& reading) {
          return EncodeReading(reading);
        });
      } catch (const std::bad_alloc&) {
        return tl::make_unexpected(WorkerError(
            ErrorCode::kTooLarge, "out of memory; raise --memory, or split the document", 0));
      } catch (const std::exception& error) {
        return tl::make_unexpected(WorkerError(ErrorCode::kInternal, error.what(), 0));
      }
    }();
    const Result<void> sent = answer ? channel.Send(kReading, *answer)
                                     : channel.Send(kError, ErrorToJson(answer.error()));
    if (!sent) return 0;
  }
}

}  // namespace gongwen
