// Archive: rows by filter, over the views.

#include <string>
#include <string_view>
#include <utility>

#include "store/archive_state.h"
#include "store/conditions.h"
#include "store/match_key.h"
#include "store/notice_json.h"
#include "store/row_values.h"

namespace gongwen {
namespace {

// Runs `select` with its conditions, order and limits, and hands each row, as `read` makes it, to
// the visitor.
template <class Row, class Filter>
Result<void> Visit(const SqliteConnection& connection, std::string_view select,
                   const Conditions& conditions, std::string_view order, const Filter& filter,
                   Row (*read)(SqliteStatement&), const Visitor<Row>& visit) {
  const std::string sql = std::string(select) + conditions.Where() + " ORDER BY " +
                          std::string(order) + " LIMIT ? OFFSET ?";
  Result<SqliteStatement> statement = connection.Prepare(sql);
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  conditions.BindTo(*statement);
  statement->Bind(filter.limit).Bind(filter.offset);
  return VisitRows(*statement, [&](SqliteStatement& row) { return visit(read(row)); });
}

template <class Row, class Function>
Result<std::vector<Row>> Gather(Function visit_all) {
  std::vector<Row> rows;
  const Result<void> done = visit_all([&rows](const Row& row) {
    rows.push_back(row);
    return true;
  });
  if (!done) return tl::make_unexpected(done.error());
  return rows;
}

constexpr std::string_view kDocumentNumberOf =
    "(SELECT value FROM field f WHERE f.document_id = v.document_id"
    " AND field = 'document_number')";

constexpr std::string_view kNumberContains =
    "v.document_id IN (SELECT document_id FROM field WHERE field = 'document_number'"
    " AND instr(match_key(value), ?) > 0)";

std::optional<double> AsReal(const std::optional<Decimal>& value) {
  return value ? std::optional(value->ToDouble()) : std::nullopt;
}

std::optional<std::int64_t> AsInt64(const std::optional<int>& value) {
  return value ? std::optional(std::int64_t{*value}) : std::nullopt;
}

// ---- documents ----

DocumentHit ReadDocument(SqliteStatement& in) {
  DocumentHit hit;
  hit.document_id = in.Int64();
  hit.source_path = in.Text();
  hit.sha256 = in.Text();
  hit.format = in.Text();
  hit.page_count = in.Int();
  for (std::string* text : {&hit.status, &hit.document_number, &hit.title}) *text = in.Text();
  hit.issuing_agencies = StringsFromJson(in.Text());
  hit.addressees = StringsFromJson(in.Text());
  for (std::string* text : {&hit.issue_date, &hit.print_date, &hit.printing_office, &hit.copy_to}) {
    *text = in.Text();
  }
  hit.cites = StringsFromJson(in.Text());
  hit.attachments = StringsFromJson(in.Text());
  hit.language = in.Text();
  hit.imported_at = in.Text();
  return hit;
}

constexpr std::string_view kSelectDocument =
    "SELECT document_id, source_path, sha256, format, page_count, status, document_number, title,"
    " issuing_agencies, addressees, issue_date, print_date, printing_office, copy_to, cites,"
    " attachments, language, imported_at FROM v_document v";

Conditions Of(const DocumentFilter& filter) {
  Conditions conditions;
  conditions.WithKey(kNumberContains, filter.document_number);
  conditions.Contains("v.title", filter.title);
  conditions.WithKey(
      "v.document_id IN (SELECT document_id FROM field WHERE field = 'issuing_agency'"
      " AND instr(match_key(value), ?) > 0)",
      filter.agency);
  conditions.Equals("v.status", filter.status);
  constexpr std::string_view kYear = "CAST(substr(v.issue_date, 1, 4) AS INTEGER)";
  conditions.Compare(kYear, ">=", AsInt64(filter.issue_year_min));
  conditions.Compare(kYear, "<=", AsInt64(filter.issue_year_max));
  return conditions;
}

// ---- indicators ----

IndicatorHit ReadIndicator(SqliteStatement& in) {
  IndicatorHit hit;
  hit.document_id = in.Int64();
  hit.table_id = in.Int();
  hit.row_no = in.Int();
  hit.table_title = in.Text();
  hit.fund = in.Text();
  if (const auto year = in.OptionalInt64()) hit.year = static_cast<int>(*year);
  for (std::string* text :
       {&hit.region_department, &hit.competent_department, &hit.region, &hit.level1, &hit.level2,
        &hit.level3, &hit.value_text, &hit.comparator}) {
    *text = in.Text();
  }
  hit.value_number = in.OptionalReal();
  hit.value_unit = in.Text();
  hit.page_no = in.Int();
  hit.box = ReadBox(in);
  hit.confidence = in.Real();
  hit.is_repaired = in.Bool();
  hit.source = ReadSource(in);
  hit.indicator_key = in.Text();
  hit.value_column = in.Text();
  hit.extras = ExtrasFromJson(in.Text());
  hit.value_low = in.OptionalReal();
  hit.value_high = in.OptionalReal();
  hit.value_date = in.Text();
  hit.region_code = in.Text();
  hit.document_number = in.Text();
  return hit;
}

constexpr std::string_view kSelectIndicator =
    "SELECT document_id, table_id, row_no, table_title, fund, year, region_department,"
    " competent_department, region, level1, level2, level3, value_text, comparator, value_number,"
    " value_unit, page_no, x0, y0, x1, y1, confidence, is_repaired, source,"
    " indicator_key, value_column, extras, value_low, value_high, value_date, region_code, ";

// Whether a part of a name is so common that its rows are found quicker by going through all.
Result<bool> IsCommonName(const SqliteConnection& connection, const std::string& part) {
  constexpr std::int64_t kCommon = 5'000;
  const std::string key = MatchKey(part);
  if (key.empty()) return false;
  Result<SqliteStatement> count = connection.Prepare(
      "SELECT count(*) FROM (SELECT 1 FROM indicator WHERE level3 IN (SELECT name FROM "
      "distinct_name"
      " WHERE kind = 'indicator' AND instr(match_key, ?) > 0) LIMIT ?)");
  if (!count) return tl::make_unexpected(std::move(count).error());
  count->Bind(key).Bind(kCommon);
  const Result<bool> row = count->Step();
  if (!row) return row;
  return *row && count->Int64() >= kCommon;
}

Conditions Of(const IndicatorFilter& filter, bool is_common_name) {
  Conditions conditions;
  conditions.Compare("v.document_id", "=", filter.document_id);
  conditions.WithKey(kNumberContains, filter.document_number);
  conditions.Compare("v.year", ">=", AsInt64(filter.year_min));
  conditions.Compare("v.year", "<=", AsInt64(filter.year_max));
  conditions.Compare("v.value_number", ">=", filter.number_min);
  conditions.Compare("v.value_number", "<=", filter.number_max);
  conditions.EitherContainsName("v.region", "v.region_department", "region", filter.region);
  conditions.ContainsName("v.fund", "fund", filter.fund);
  conditions.Contains("v.level1", filter.level1);
  conditions.Contains("v.level2", filter.level2);
  conditions.ContainsName("v.level3", "indicator", filter.name, is_common_name);
  return conditions;
}

// ---- allocations ----

AllocationHit ReadAllocation(SqliteStatement& in) {
  AllocationHit hit;
  hit.document_id = in.Int64();
  hit.table_id = in.Int();
  hit.row_no = in.Int();
  hit.recipient = in.Text();
  hit.column_name = in.Text();
  hit.amount = ReadDecimal(in);
  hit.unit = in.Text();
  hit.amount_yuan = ReadDecimal(in);
  hit.is_total = in.Bool();
  hit.parent = in.Text();
  hit.page_no = in.Int();
  hit.box = ReadBox(in);
  hit.confidence = in.Real();
  for (std::string* text :
       {&hit.recipient_code, &hit.item, &hit.amount_text, &hit.table_title, &hit.document_number}) {
    *text = in.Text();
  }
  return hit;
}

// The table and not the view: its amounts are exact, and it has them as printed.
constexpr std::string_view kSelectAllocation =
    "SELECT v.document_id, v.table_no, v.row_no, v.recipient, v.column_name, v.amount, v.unit,"
    " v.amount_yuan, v.is_total, v.parent, v.page_no, v.x0, v.y0, v.x1, v.y1, v.confidence,"
    " v.recipient_code, v.item, v.amount_text, t.title, ";

constexpr std::string_view kFromAllocation =
    " FROM allocation v JOIN allocation_table t USING (document_id, table_no)";

Conditions Of(const AllocationFilter& filter) {
  Conditions conditions;
  conditions.Compare("v.document_id", "=", filter.document_id);
  conditions.WithKey(kNumberContains, filter.document_number);
  if (filter.is_total) {
    conditions.Compare("v.is_total", "=", std::optional(std::int64_t{*filter.is_total ? 1 : 0}));
  }
  constexpr std::string_view kYear =
      "(SELECT CAST(substr(value, 1, 4) AS INTEGER) FROM field f"
      " WHERE f.document_id = v.document_id AND field = 'issue_date')";
  conditions.Compare(kYear, ">=", AsInt64(filter.year_min));
  conditions.Compare(kYear, "<=", AsInt64(filter.year_max));
  conditions.Compare("CAST(v.amount_yuan AS REAL)", ">=", AsReal(filter.yuan_min));
  conditions.Compare("CAST(v.amount_yuan AS REAL)", "<=", AsReal(filter.yuan_max));
  conditions.ContainsName("v.recipient", "recipient", filter.recipient);
  conditions.Contains("v.parent", filter.parent);
  conditions.Contains("v.column_name", filter.column);
  conditions.EitherContains("t.title",
                            "(SELECT value FROM field f WHERE f.document_id = v.document_id"
                            " AND field = 'title')",
                            filter.fund);
  return conditions;
}

// ---- reviews and failures ----

ReviewHit ReadReview(SqliteStatement& in) {
  ReviewHit hit;
  hit.item_id = in.Text();
  hit.document_id = in.Int64();
  hit.table_id = in.Int();
  hit.row_no = in.Int();
  hit.field = in.Text();
  hit.value = in.Text();
  hit.confidence = in.Real();
  hit.why = in.Text();
  hit.state = in.Text();
  hit.priority = in.Real();
  for (std::string* text : {&hit.answer, &hit.answered_by, &hit.answered_at, &hit.note}) {
    *text = in.Text();
  }
  return hit;
}

CheckHit ReadCheck(SqliteStatement& in) {
  CheckHit hit;
  hit.document_id = in.Int64();
  hit.table_id = in.Int();
  for (std::string* text : {&hit.name, &hit.outcome, &hit.expected, &hit.actual, &hit.message}) {
    *text = in.Text();
  }
  hit.row_no = in.Int();
  hit.proposal_json = in.Text();
  hit.document_number = in.Text();
  return hit;
}

CitationHit ReadCitation(SqliteStatement& in) {
  CitationHit hit;
  hit.document_id = in.Int64();
  hit.cited_number = in.Text();
  hit.cited_document_id = in.OptionalInt64();
  hit.relation = in.Text();
  hit.context = in.Text();
  hit.document_number = in.Text();
  return hit;
}

FailureHit ReadFailure(SqliteStatement& in) {
  FailureHit hit;
  hit.source_path = in.Text();
  hit.sha256 = in.Text();
  hit.stage = in.Text();
  hit.page_no = in.Int();
  for (std::string* text : {&hit.code, &hit.message, &hit.at}) *text = in.Text();
  return hit;
}

struct NoLimits {
  std::int64_t limit = kNoLimit;
  std::int64_t offset = 0;
};

}  // namespace

Result<void> Archive::VisitDocuments(const DocumentFilter& filter,
                                     const Visitor<DocumentHit>& visit) const {
  return Visit(state_->connection, kSelectDocument, Of(filter), "v.document_id", filter,
               ReadDocument, visit);
}

Result<void> Archive::VisitIndicators(const IndicatorFilter& filter,
                                      const Visitor<IndicatorHit>& visit) const {
  const std::string select =
      std::string(kSelectIndicator) + std::string(kDocumentNumberOf) + " FROM v_indicator v";
  if (filter.limit < 0) {
    return Visit(state_->connection, select, Of(filter, false),
                 "v.document_id, v.table_id, v.row_no", filter, ReadIndicator, visit);
  }
  // Only a few of them are wanted: first which, then what is in them.
  const Result<bool> is_common = IsCommonName(state_->connection, filter.name);
  if (!is_common) return tl::make_unexpected(is_common.error());
  const Conditions conditions = Of(filter, *is_common);
  Result<SqliteStatement> statement = state_->connection.Prepare(
      "WITH wanted AS MATERIALIZED (SELECT v.document_id, v.table_id, v.row_no FROM v_indicator v" +
      conditions.Where() + " ORDER BY 1, 2, 3 LIMIT ? OFFSET ?) " + select +
      " JOIN wanted USING (document_id, table_id, row_no) ORDER BY 1, 2, 3");
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  conditions.BindTo(*statement);
  statement->Bind(filter.limit).Bind(filter.offset);
  return VisitRows(*statement, [&](SqliteStatement& row) { return visit(ReadIndicator(row)); });
}

Result<void> Archive::VisitAllocations(const AllocationFilter& filter,
                                       const Visitor<AllocationHit>& visit) const {
  const std::string select = std::string(kSelectAllocation) + std::string(kDocumentNumberOf) +
                             std::string(kFromAllocation);
  return Visit(state_->connection, select, Of(filter), "v.document_id, v.table_no, v.ordinal",
               filter, ReadAllocation, visit);
}

Result<void> Archive::VisitReviews(const ReviewFilter& filter,
                                   const Visitor<ReviewHit>& visit) const {
  Conditions conditions;
  conditions.Compare("v.document_id", "=", filter.document_id);
  conditions.Equals("v.state", filter.state);
  conditions.Equals("v.item_id", filter.item_id);
  return Visit(state_->connection,
               "SELECT item_id, document_id, table_id, row_no, field, value, confidence, why,"
               " state, priority, answer, answered_by, answered_at, note FROM v_review v",
               conditions,
               filter.by_priority ? "v.priority DESC, v.document_id, v.table_id, v.row_no, v.field"
                                  : "v.document_id, v.table_id, v.row_no, v.field",
               filter, ReadReview, visit);
}

Result<void> Archive::VisitCitations(const CitationFilter& filter,
                                     const Visitor<CitationHit>& visit) const {
  Conditions conditions;
  conditions.Compare("v.document_id", "=", filter.document_id);
  conditions.Equals("v.cited_number", filter.cited_number);
  if (filter.dangling) conditions.IsNull("v.cited_document_id");
  return Visit(
      state_->connection,
      "SELECT v.document_id, v.cited_number, v.cited_document_id, v.relation, v.context, " +
          std::string(kDocumentNumberOf) + " FROM v_citation v",
      conditions, "v.document_id", filter, ReadCitation, visit);
}

Result<std::vector<std::pair<std::int64_t, std::string>>> Archive::DocumentNumbers() const {
  Result<SqliteStatement> statement = state_->connection.Prepare(
      "SELECT document_id, value FROM field WHERE field = 'document_number' AND value IS NOT NULL"
      " ORDER BY document_id");
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  std::vector<std::pair<std::int64_t, std::string>> numbers;
  const Result<void> done = VisitRows(*statement, [&](SqliteStatement& row) {
    const std::int64_t id = row.Int64();
    numbers.emplace_back(id, row.Text());
    return true;
  });
  if (!done) return tl::make_unexpected(done.error());
  return numbers;
}

Result<void> Archive::VisitChecks(const CheckFilter& filter, const Visitor<CheckHit>& visit) const {
  Conditions conditions;
  conditions.Compare("v.document_id", "=", filter.document_id);
  conditions.Equals("v.outcome", filter.outcome);
  conditions.Equals("v.name", filter.name);
  return Visit(state_->connection,
               "SELECT v.document_id, v.table_no, v.name, v.outcome, v.expected, v.actual,"
               " v.message, v.row_no, v.proposal, " +
                   std::string(kDocumentNumberOf) + " FROM check_result v",
               conditions, "v.document_id, v.ordinal", filter, ReadCheck, visit);
}

Result<void> Archive::VisitFailures(const Visitor<FailureHit>& visit) const {
  return Visit(state_->connection,
               "SELECT source_path, sha256, stage, page_no, code, message, at FROM v_failure",
               Conditions{}, "source_path, page_no, stage, message", NoLimits{}, ReadFailure,
               visit);
}

Result<std::vector<DocumentHit>> Archive::Documents(const DocumentFilter& filter) const {
  return Gather<DocumentHit>([&](const auto& visit) { return VisitDocuments(filter, visit); });
}

Result<std::vector<IndicatorHit>> Archive::Indicators(const IndicatorFilter& filter) const {
  return Gather<IndicatorHit>([&](const auto& visit) { return VisitIndicators(filter, visit); });
}

Result<std::vector<AllocationHit>> Archive::Allocations(const AllocationFilter& filter) const {
  return Gather<AllocationHit>([&](const auto& visit) { return VisitAllocations(filter, visit); });
}

Result<std::vector<ReviewHit>> Archive::Reviews(const ReviewFilter& filter) const {
  return Gather<ReviewHit>([&](const auto& visit) { return VisitReviews(filter, visit); });
}

Result<std::vector<CheckHit>> Archive::Checks(std::int64_t document_id) const {
  return Gather<CheckHit>([&](const auto& visit) {
    return VisitChecks({.document_id = document_id, .outcome = ""}, visit);
  });
}

Result<std::vector<CitationHit>> Archive::Citations(std::int64_t document_id) const {
  return Gather<CitationHit>(
      [&](const auto& visit) { return VisitCitations({.document_id = document_id}, visit); });
}

Result<std::vector<FailureHit>> Archive::Failures() const {
  return Gather<FailureHit>([&](const auto& visit) { return VisitFailures(visit); });
}

}  // namespace gongwen
