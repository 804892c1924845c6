// Archive: what people decided in review.

#include <utility>

#include "store/archive_state.h"
#include "store/notice_writer.h"
#include "store/review_items.h"
#include "store/row_values.h"

namespace gongwen {
namespace {

Result<void> WriteAnswer(const SqliteConnection& connection, const Answer& answer) {
  Result<SqliteStatement> statement = connection.Prepare(
      "INSERT INTO answer(item_id, sha256, table_no, row_no, field, anchor, before, verdict, value,"
      " answered_by, note, answered_at) VALUES(?,?,?,?,?,?,?,?,?,?,?,"
      " coalesce(?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')))"
      " ON CONFLICT(item_id) DO UPDATE SET verdict = excluded.verdict, value = excluded.value,"
      " answered_by = excluded.answered_by, note = excluded.note,"
      " answered_at = excluded.answered_at");
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  statement->Bind(answer.item_id).Bind(answer.sha256);
  BindNumber(*statement, answer.table_no);
  BindNumber(*statement, answer.row_no);
  statement->Bind(answer.field).Bind(answer.anchor).Bind(answer.before);
  statement->Bind(ToString(answer.verdict)).Bind(answer.value).Bind(answer.by).Bind(answer.note);
  statement->Bind(OrNull{answer.at});
  return statement->Run();
}

// An answer to a place that was not in doubt has no item yet.
Result<void> WriteState(const SqliteConnection& connection, std::int64_t document_id,
                        const Answer& answer) {
  Result<SqliteStatement> statement = connection.Prepare(
      "INSERT INTO review_item(item_id, document_id, table_no, row_no, field, value, confidence,"
      " why, state) VALUES(?,?,?,?,?,?,1,'answered',?)"
      " ON CONFLICT(item_id) DO UPDATE SET state = excluded.state");
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  statement->Bind(answer.item_id).Bind(document_id);
  BindNumber(*statement, answer.table_no);
  BindNumber(*statement, answer.row_no);
  statement->Bind(answer.field).Bind(answer.before).Bind(ToString(answer.verdict));
  return statement->Run();
}

Answer ReadAnswer(SqliteStatement& in) {
  Answer answer;
  answer.item_id = in.Text();
  answer.sha256 = in.Text();
  answer.table_no = in.Int();
  answer.row_no = in.Int();
  for (std::string* text : {&answer.field, &answer.anchor, &answer.before}) *text = in.Text();
  answer.verdict = VerdictFromString(in.Text()).value_or(Verdict::kAccepted);
  for (std::string* text : {&answer.value, &answer.by, &answer.note, &answer.at}) {
    *text = in.Text();
  }
  return answer;
}

}  // namespace

Result<void> Archive::PutAnswer(const Answer& answer, std::int64_t document_id,
                                const Notice* notice) {
  const SqliteConnection& connection = state_->connection;
  Result<SqliteTransaction> transaction = SqliteTransaction::Begin(connection);
  if (!transaction) return tl::make_unexpected(std::move(transaction).error());
  return WriteAnswer(connection, answer)
      .and_then([&]() -> Result<void> {
        if (notice == nullptr) return {};
        return WriteState(connection, document_id, answer)
            .and_then([&] { return DeleteNotice(connection, document_id); })
            .and_then([&] { return WriteNotice(connection, document_id, *notice); });
      })
      .and_then([&] { return transaction->Commit(); });
}

Result<std::vector<Answer>> Archive::Answers(std::string_view sha256) const {
  Result<SqliteStatement> statement = state_->connection.Prepare(
      "SELECT item_id, sha256, table_no, row_no, field, anchor, before, verdict, value,"
      " answered_by, note, answered_at FROM answer WHERE ?1 = '' OR sha256 = ?1"
      " ORDER BY sha256, table_no, row_no, field");
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  statement->Bind(sha256);
  std::vector<Answer> answers;
  const Result<void> done = VisitRows(*statement, [&](SqliteStatement& row) {
    answers.push_back(ReadAnswer(row));
    return true;
  });
  if (!done) return tl::make_unexpected(done.error());
  return answers;
}

}  // namespace gongwen
