// A person's answers to items of review, put into the archive at once.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/answer.h"
#include "model/error.h"
#include "store/archive.h"

namespace gongwen {

struct ReviewRequest {
  std::string item_id{};
  Verdict verdict = Verdict::kAccepted;
  std::string value{};  // of kCorrected
  std::string by{}, note{};
};

// Answers one item: the answer is kept, the document's rows and its checks follow it.
//   returns  the answer as kept
//   errors   kInvalidArgument: no such item; a correction that its field cannot hold
[[nodiscard]] Result<Answer> AnswerItem(Archive& archive, const ReviewRequest& request);

// Answers that were given in another archive. Where the document is not here, or the row of an
// answer is not found in it, the answer is kept all the same.
struct AnswerImport {
  std::size_t applied = 0, kept = 0;
};
[[nodiscard]] Result<AnswerImport> ImportAnswers(Archive& archive, std::span<const Answer> answers);

// One JSON object a line; the keys are those of Answer.
[[nodiscard]] std::string AnswerToJson(const Answer& answer);
//   errors  kInvalidArgument, with the line
[[nodiscard]] Result<std::vector<Answer>> AnswersFromJsonLines(std::string_view text);

}  // namespace gongwen
