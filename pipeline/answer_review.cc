// Tested by tests/pipeline/answer_review_test.cc.
#include "pipeline/answer_review.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "normalizers/checks/check_notice.h"
#include "normalizers/review/apply_answers.h"
#include "store/review_items.h"
#include "text/readable_text.h"

namespace gongwen {
namespace {

using nlohmann::json;

// Applies one answer to the stored notice and writes both.
//   returns  whether its place was found
Result<bool> Put(Archive& archive, const Answer& answer, std::int64_t document_id) {
  Result<StoredDocument> document = archive.LoadDocument(document_id);
  if (!document) return tl::make_unexpected(std::move(document).error());
  Notice& notice = document->record.notice;
  const std::vector<AppliedAnswer> applied = ApplyAnswers(notice, std::span(&answer, 1));
  const bool is_placed = applied.front().is_placed;
  if (is_placed) notice.checks = CheckNotice(notice, document->record.reading);
  return archive.PutAnswer(answer, document_id, is_placed ? &notice : nullptr).map([&] {
    return is_placed;
  });
}

}  // namespace

Result<Answer> AnswerItem(Archive& archive, const ReviewRequest& request) {
  ReviewFilter filter{.state = "", .item_id = request.item_id};
  const Result<std::vector<ReviewHit>> items = archive.Reviews(filter);
  if (!items) return tl::make_unexpected(items.error());
  if (items->empty()) {
    return Fail(ErrorCode::kInvalidArgument,
                "no item " + request.item_id + "; gongwen review list names them");
  }
  const ReviewHit& item = items->front();
  const Result<StoredDocument> document = archive.LoadDocument(item.document_id);
  if (!document) return tl::make_unexpected(document.error());
  const Notice& notice = document->record.notice;
  Answer answer{
      .item_id = item.item_id,
      .sha256 = document->record.sha256,
      .table_no = item.table_id,
      .row_no = item.row_no,
      .field = item.field,
      .anchor = AnchorOf(notice, item.table_id, item.row_no, item.field),
      .before = item.value,
      .verdict = request.verdict,
      .value = request.verdict == Verdict::kCorrected ? ReadableText(request.value) : item.value,
      .by = request.by,
      .note = request.note};
  // An earlier answer knows what the row was called and read before any.
  const Result<std::vector<Answer>> earlier = archive.Answers(answer.sha256);
  if (!earlier) return tl::make_unexpected(earlier.error());
  if (const auto same = std::ranges::find(*earlier, answer.item_id, &Answer::item_id);
      same != earlier->end()) {
    answer.before = same->before;
    if (answer.field != "level3") answer.anchor = same->anchor;
    if (request.verdict == Verdict::kAccepted) answer.value = same->before;
  }
  const Result<bool> placed = Put(archive, answer, item.document_id);
  if (!placed) return tl::make_unexpected(placed.error());
  if (!*placed) {
    return Fail(ErrorCode::kInvalidArgument,
                item.field + " of item " + request.item_id +
                    " cannot hold this answer; a path is written 产出指标 / 数量指标");
  }
  return answer;
}

Result<AnswerImport> ImportAnswers(Archive& archive, std::span<const Answer> answers) {
  AnswerImport report;
  for (const Answer& answer : answers) {
    const Result<std::optional<std::int64_t>> id = archive.FindBySha256(answer.sha256);
    if (!id) return tl::make_unexpected(id.error());
    if (!*id) {
      const Result<void> kept = archive.PutAnswer(answer, 0, nullptr);
      if (!kept) return tl::make_unexpected(kept.error());
      ++report.kept;
      continue;
    }
    const Result<bool> placed = Put(archive, answer, **id);
    if (!placed) return tl::make_unexpected(placed.error());
    ++(*placed ? report.applied : report.kept);
  }
  return report;
}

std::string AnswerToJson(const Answer& answer) {
  const json out{{"item_id", answer.item_id},   {"sha256", answer.sha256},
                 {"table_no", answer.table_no}, {"row_no", answer.row_no},
                 {"field", answer.field},       {"anchor", answer.anchor},
                 {"before", answer.before},     {"verdict", ToString(answer.verdict)},
                 {"value", answer.value},       {"by", answer.by},
                 {"note", answer.note},         {"at", answer.at}};
  return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<std::vector<Answer>> AnswersFromJsonLines(std::string_view text) {
  constexpr std::size_t kShaDigits = 64;
  std::vector<Answer> answers;
  std::size_t line_no = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line_no;
    if (line.find_first_not_of(" \r\t") == std::string_view::npos) continue;
    const json in = json::parse(line, nullptr, /*allow_exceptions=*/false);
    try {
      if (!in.is_object()) throw json::type_error::create(302, "no JSON object", &in);
      const auto verdict = VerdictFromString(in.at("verdict").get<std::string>());
      Answer answer{.sha256 = in.at("sha256").get<std::string>(),
                    .table_no = in.at("table_no").get<int>(),
                    .row_no = in.at("row_no").get<int>(),
                    .field = in.at("field").get<std::string>(),
                    .anchor = in.at("anchor").get<std::string>(),
                    .before = in.at("before").get<std::string>(),
                    .value = in.at("value").get<std::string>(),
                    .by = in.value("by", ""),
                    .note = in.value("note", ""),
                    .at = in.value("at", "")};
      if (!verdict || answer.sha256.size() != kShaDigits) {
        throw json::other_error::create(501, "verdict or sha256 is none", &in);
      }
      answer.verdict = *verdict;
      answer.item_id = ReviewItemId(answer.sha256, answer.table_no, answer.row_no, answer.field);
      answers.push_back(std::move(answer));
    } catch (const json::exception& error) {
      return Fail(ErrorCode::kInvalidArgument,
                  "line " + std::to_string(line_no) + " is no answer: " + error.what());
    }
  }
  return answers;
}

}  // namespace gongwen
