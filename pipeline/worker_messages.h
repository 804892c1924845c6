// What an import and its worker processes say to each other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "model/notice.h"
#include "model/table_grid.h"
#include "pipeline/process_document.h"

namespace gongwen {

// Kinds of messages. To the worker: a document; grids of siblings. From it: the page in work; a
// question for siblings; at last a document that is worked out, or an error.
enum WorkerMessage : char {
  kMessageDocument = 'd',
  kMessageSiblings = 's',
  kMessageProgress = 'p',
  kMessageQuestion = 'q',
  kMessagePrepared = 'r',
  kMessageError = 'e',
};

struct ReceivedJob {
  DocumentJob job{};  // its bytes are those of the message
  bool asks_for_siblings = false;
};

[[nodiscard]] std::string EncodeJob(const DocumentJob& job, bool asks_for_siblings);
// Errors of all of these: kDamaged, when the bytes are no such message.
[[nodiscard]] Result<ReceivedJob> DecodeJob(std::string_view bytes);

[[nodiscard]] std::string EncodeError(const Error& error);
[[nodiscard]] Error DecodeError(std::string_view text);  // always an error

[[nodiscard]] std::string EncodeNotice(const Notice& notice);
[[nodiscard]] Result<Notice> DecodeNotice(std::string_view text);

[[nodiscard]] std::string EncodeGrids(const std::vector<TableGrid>& grids);
[[nodiscard]] Result<std::vector<TableGrid>> DecodeGrids(std::string_view text);

}  // namespace gongwen
