#include "pipeline/worker_messages.h"

#include <utility>

#include "store/notice_members.h"
#include "store/two_parts.h"

namespace gongwen {

inline Verdict EnumFromString(std::string_view name, Verdict otherwise) {
  return VerdictFromString(name).value_or(otherwise);
}
template <class V>
void Describe(V& v, Answer*) {
  v("item", &Answer::item_id)("sha256", &Answer::sha256)("table", &Answer::table_no);
  v("row", &Answer::row_no)("field", &Answer::field)("anchor", &Answer::anchor);
  v("before", &Answer::before)("verdict", &Answer::verdict)("value", &Answer::value);
  v("by", &Answer::by)("note", &Answer::note)("at", &Answer::at);
}
template <class V>
void Describe(V& v, PagePlan*) {
  v("skipped", &PagePlan::skipped)("last_page", &PagePlan::last_page);
}
template <class V>
void Describe(V& v, DocumentJob*) {
  v("sha256", &DocumentJob::sha256)("answers", &DocumentJob::answers);
  v("pages", &DocumentJob::pages)("not_understood", &DocumentJob::not_understood);
}
template <class V>
void Describe(V& v, ReceivedJob*) {
  v("job", &ReceivedJob::job)("siblings", &ReceivedJob::asks_for_siblings);
}
inline bool operator==(const DocumentJob&, const DocumentJob&) { return false; }  // always written

namespace {

using nlohmann::json;

std::string Dump(const json& out) {
  return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

template <class T>
Result<T> Parse(std::string_view text) {
  try {
    T value;
    members::FromJson(json::parse(text), value);
    return value;
  } catch (const json::exception& error) {
    return Fail(ErrorCode::kDamaged, std::string("a message without sense: ") + error.what());
  }
}

}  // namespace

std::string EncodeJob(const DocumentJob& job, bool asks_for_siblings) {
  return JoinParts(Dump({{"job", members::ToJson(job)}, {"siblings", asks_for_siblings}}),
                   job.bytes);
}

Result<ReceivedJob> DecodeJob(std::string_view bytes) {
  const auto parts = SplitParts(bytes);
  if (!parts) return tl::make_unexpected(parts.error());
  Result<ReceivedJob> received = Parse<ReceivedJob>(parts->first);
  if (received) received->job.bytes = parts->second;
  return received;
}

std::string EncodeError(const Error& error) { return Dump(members::ToJson(error)); }

Error DecodeError(std::string_view text) {
  Result<Error> error = Parse<Error>(text);
  if (error) return std::move(*error);
  return {.message = "the reading process sent nonsense", .stage = kStageWorker};
}

std::string EncodeNotice(const Notice& notice) { return Dump(members::ToJson(notice)); }
Result<Notice> DecodeNotice(std::string_view text) { return Parse<Notice>(text); }

std::string EncodeGrids(const std::vector<TableGrid>& grids) {
  return Dump(members::ToJson(grids));
}
Result<std::vector<TableGrid>> DecodeGrids(std::string_view text) {
  return Parse<std::vector<TableGrid>>(text);
}

}  // namespace gongwen
