// Tested by tests/pipeline/isolated_processor_test.cc.
#include "pipeline/reading_worker.h"

#include <string>
#include <utility>
#include <vector>

#include "pipeline/message_channel.h"
#include "pipeline/worker_messages.h"

namespace gongwen {
namespace {

constexpr std::size_t kMostDocument = std::size_t{2} << 30;
constexpr std::size_t kMostSiblings = std::size_t{256} << 20;

// The archive is on the other side: it is asked there.
Result<std::vector<TableGrid>> AskForSiblings(MessageChannel& channel, const Notice& notice) {
  if (const Result<void> sent = channel.Send(kMessageQuestion, EncodeNotice(notice)); !sent) {
    return tl::make_unexpected(sent.error());
  }
  const Result<Message> answer = channel.Receive(-1, kMostSiblings);
  if (!answer) return tl::make_unexpected(answer.error());
  return DecodeGrids(answer->body);
}

}  // namespace

int RunWorker(int fd, const ReadOptions& options, const Knowledge& knowledge,
              const SandboxLimits& limits) {
  MessageChannel channel(fd);
  (void)EnterSandbox(limits);  // doctor tells what is missing
  LocalProcessor processor(options, {}, knowledge);
  const OnProgress on_progress = [&channel](int page_no) {
    // Where the parent is gone, Receive will say so.
    (void)channel.Send(kMessageProgress, std::to_string(page_no));
  };
  const FindSiblings ask = [&channel](const Notice& notice) {
    return AskForSiblings(channel, notice);
  };
  while (true) {
    const Result<Message> message = channel.Receive(-1, kMostDocument);
    if (!message) return 0;
    const Result<ReceivedJob> received = DecodeJob(message->body);
    if (!received) return 1;
    LimitProcessorTime(options.most_time);
    const Result<PreparedDocument> document =
        processor
            .Process(received->job, received->asks_for_siblings ? ask : FindSiblings{}, on_progress)
            .and_then([](ProcessedDocument&& processed) { return std::move(processed).Take(); });
    const Result<void> sent = document ? channel.Send(kMessagePrepared, EncodePrepared(*document))
                                       : channel.Send(kMessageError, EncodeError(document.error()));
    if (!sent) return 0;
  }
}

}  // namespace gongwen
