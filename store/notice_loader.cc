#include "store/notice_loader.h"

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "store/notice_json.h"
#include "store/row_values.h"
#include "store/sqlite_statement.h"

namespace gongwen {
namespace {

// Hands each row of a document to `take`.
template <class Function>
Result<void> EachRow(const SqliteConnection& connection, std::string_view sql,
                     std::int64_t document_id, Function take) {
  Result<SqliteStatement> statement = connection.Prepare(sql);
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  statement->Bind(document_id);
  return VisitRows(*statement, [&](SqliteStatement& row) {
    take(row);
    return true;
  });
}

SourcedText ReadSourcedText(SqliteStatement& row) {
  SourcedText text;
  text.value = row.Text();
  text.from = ReadProvenance(row);
  return text;
}

Result<void> LoadFields(const SqliteConnection& connection, std::int64_t id, Notice& notice) {
  const std::map<std::string_view, SourcedText*> singles{
      {"document_number", &notice.document_number}, {"title", &notice.title},
      {"issue_date", &notice.issue_date},           {"print_date", &notice.print_date},
      {"printing_office", &notice.printing_office}, {"copy_to", &notice.copy_to}};
  const std::map<std::string_view, std::vector<SourcedText>*> lists{
      {"issuing_agency", &notice.issuing_agencies},
      {"addressee", &notice.addressees},
      {"attachment", &notice.attachments}};
  return EachRow(connection,
                 "SELECT field, value, page_no, x0, y0, x1, y1, confidence, source FROM field"
                 " WHERE document_id = ? ORDER BY field, ordinal",
                 id, [&](SqliteStatement& row) {
                   const std::string field = row.Text();
                   if (const auto single = singles.find(field); single != singles.end()) {
                     *single->second = ReadSourcedText(row);
                   } else if (const auto list = lists.find(field); list != lists.end()) {
                     list->second->push_back(ReadSourcedText(row));
                   } else {
                     notice.further.push_back({field, ReadSourcedText(row)});
                   }
                 });
}

Result<void> LoadCitations(const SqliteConnection& connection, std::int64_t id, Notice& notice) {
  return EachRow(connection,
                 "SELECT cited_number, relation, context, page_no, x0, y0, x1, y1, confidence,"
                 " source FROM citation WHERE document_id = ? ORDER BY ordinal",
                 id, [&](SqliteStatement& row) {
                   Citation& citation = notice.cites.emplace_back();
                   citation.cited_number = row.Text();
                   citation.relation = row.Text();
                   citation.context = row.Text();
                   citation.from = ReadProvenance(row);
                 });
}

Result<void> LoadSummaries(const SqliteConnection& connection, std::int64_t id, Notice& notice) {
  return EachRow(connection,
                 "SELECT table_no, kind, title, header_rows, unit, attachment FROM notice_table"
                 " WHERE document_id = ? ORDER BY table_no",
                 id, [&](SqliteStatement& row) {
                   TableSummary& table = notice.tables.emplace_back();
                   table.table_no = row.Int();
                   table.kind = TableKindFromString(row.Text());
                   table.title = row.Text();
                   table.header_rows = row.Int();
                   table.unit = row.Text();
                   table.attachment = row.Text();
                 });
}

Result<void> LoadIndicatorTables(const SqliteConnection& connection, std::int64_t id,
                                 Notice& notice) {
  return EachRow(connection,
                 "SELECT table_no, title, fund, year, region, region_department,"
                 " competent_department, region_code FROM indicator_table WHERE document_id = ?"
                 " ORDER BY table_no",
                 id, [&](SqliteStatement& row) {
                   IndicatorTable& table = notice.indicator_tables.emplace_back();
                   table.table_no = row.Int();
                   table.title = row.Text();
                   table.fund = row.Text();
                   const bool has_year = !row.NextIsNull();
                   const int year = row.Int();
                   if (has_year) table.year = year;
                   table.region = row.Text();
                   table.region_department = row.Text();
                   table.competent_department = row.Text();
                   table.region_code = row.Text();
                 });
}

// Rows come in the order of table_no, as the tables do: the cursor only moves forward.
template <class Table>
Table* Advance(std::vector<Table>& tables, std::size_t& cursor, int table_no) {
  while (cursor < tables.size() && tables[cursor].table_no < table_no) ++cursor;
  const bool is_there = cursor < tables.size() && tables[cursor].table_no == table_no;
  return is_there ? &tables[cursor] : nullptr;
}

IndicatorRow ReadIndicator(SqliteStatement& in) {
  IndicatorRow row;
  row.row_no = in.Int();
  for (std::string* text : {&row.level1, &row.level2, &row.level3, &row.value_text}) {
    *text = in.Text();
  }
  row.value.comparator = in.Text();
  row.value.number = in.OptionalReal();
  row.value.unit = in.Text();
  row.name_from = ReadProvenance(in);
  row.value_from = ReadProvenance(in);
  row.confidence = in.Real();
  row.is_repaired = in.Bool();
  row.alternatives = AlternativesFromJson(in.Text());
  row.indicator_key = in.Text();
  row.value_column = in.Text();
  row.extras = ExtrasFromJson(in.Text());
  row.value.low = in.OptionalReal();
  row.value.high = in.OptionalReal();
  row.value.date = in.Text();
  row.trust = {.region = in.Real(), .levels = in.Real(), .name = in.Real(), .value = in.Real()};
  return row;
}

Result<void> LoadIndicatorRows(const SqliteConnection& connection, std::int64_t id,
                               Notice& notice) {
  std::size_t cursor = 0;
  return EachRow(connection,
                 "SELECT table_no, row_no, level1, level2, level3, value_text, comparator,"
                 " value_number, value_unit,"
                 " name_page_no, name_x0, name_y0, name_x1, name_y1, name_confidence, name_source,"
                 " value_page_no, value_x0, value_y0, value_x1, value_y1, value_confidence,"
                 " value_source, confidence, is_repaired, alternatives, indicator_key,"
                 " value_column, extras, value_low, value_high, value_date, confidence_region,"
                 " confidence_levels, confidence_name, confidence_value"
                 " FROM indicator WHERE document_id = ? ORDER BY table_no, row_no",
                 id, [&](SqliteStatement& row) {
                   IndicatorTable* table = Advance(notice.indicator_tables, cursor, row.Int());
                   if (table != nullptr) table->rows.push_back(ReadIndicator(row));
                 });
}

Result<void> LoadHeadFields(const SqliteConnection& connection, std::int64_t id, Notice& notice) {
  std::size_t cursor = 0;
  return EachRow(connection,
                 "SELECT table_no, key, value, page_no, x0, y0, x1, y1, confidence, source"
                 " FROM head_field WHERE document_id = ? ORDER BY table_no, ordinal",
                 id, [&](SqliteStatement& row) {
                   IndicatorTable* table = Advance(notice.indicator_tables, cursor, row.Int());
                   if (table == nullptr) return;
                   HeadField& field = table->head.emplace_back();
                   field.key = row.Text();
                   field.value = ReadSourcedText(row);
                 });
}

Result<void> LoadAllocationTables(const SqliteConnection& connection, std::int64_t id,
                                  Notice& notice) {
  return EachRow(connection,
                 "SELECT table_no, title, unit FROM allocation_table WHERE document_id = ?"
                 " ORDER BY table_no",
                 id, [&](SqliteStatement& row) {
                   AllocationTable& table = notice.allocation_tables.emplace_back();
                   table.table_no = row.Int();
                   table.title = row.Text();
                   table.unit = row.Text();
                 });
}

AllocationEntry ReadEntry(SqliteStatement& in) {
  AllocationEntry entry;
  entry.row_no = in.Int();
  entry.recipient = in.Text();
  entry.column_name = in.Text();
  entry.amount_text = in.Text();
  entry.amount = ReadDecimal(in);
  entry.unit = in.Text();
  entry.amount_yuan = ReadDecimal(in);
  entry.is_total = in.Bool();
  entry.parent = in.Text();
  entry.from = ReadProvenance(in);
  entry.recipient_code = in.Text();
  entry.item = in.Text();
  entry.trust = {.recipient = in.Real(), .column = in.Real(), .amount = in.Real()};
  return entry;
}

Result<void> LoadAllocationEntries(const SqliteConnection& connection, std::int64_t id,
                                   Notice& notice) {
  std::size_t cursor = 0;
  return EachRow(connection,
                 "SELECT table_no, row_no, recipient, column_name, amount_text, amount, unit,"
                 " amount_yuan, is_total, parent, page_no, x0, y0, x1, y1, confidence, source,"
                 " recipient_code, item, confidence_recipient, confidence_column, confidence_amount"
                 " FROM allocation WHERE document_id = ? ORDER BY table_no, ordinal",
                 id, [&](SqliteStatement& row) {
                   AllocationTable* table = Advance(notice.allocation_tables, cursor, row.Int());
                   if (table != nullptr) table->entries.push_back(ReadEntry(row));
                 });
}

Result<void> LoadRepairs(const SqliteConnection& connection, std::int64_t id, Notice& notice) {
  return EachRow(
      connection,
      "SELECT table_no, row_no, field, before, after, reason, evidence, confidence, reverted"
      " FROM repair WHERE document_id = ? ORDER BY ordinal",
      id, [&](SqliteStatement& row) {
        Repair& repair = notice.repairs.emplace_back();
        repair.table_no = row.Int();
        repair.row_no = row.Int();
        repair.field = row.Text();
        repair.before = row.Text();
        repair.after = row.Text();
        repair.reason = row.Text();
        repair.evidence = EvidenceFromJson(row.Text());
        repair.confidence = row.Real();
        repair.is_reverted = row.Bool();
      });
}

Result<void> LoadChecks(const SqliteConnection& connection, std::int64_t id, Notice& notice) {
  return EachRow(connection,
                 "SELECT table_no, row_no, name, outcome, expected, actual, message, proposal"
                 " FROM check_result WHERE document_id = ? ORDER BY ordinal",
                 id, [&](SqliteStatement& row) {
                   Check& check = notice.checks.emplace_back();
                   check.table_no = row.Int();
                   check.row_no = row.Int();
                   check.name = row.Text();
                   check.outcome =
                       CheckOutcomeFromString(row.Text()).value_or(CheckOutcome::kNotApplicable);
                   check.expected = row.Text();
                   check.actual = row.Text();
                   check.message = row.Text();
                   check.proposal = ProposalFromJson(row.Text());
                 });
}

}  // namespace

Result<Notice> LoadNotice(const SqliteConnection& connection, std::int64_t document_id) {
  using Part = Result<void> (*)(const SqliteConnection&, std::int64_t, Notice&);
  constexpr std::array<Part, 10> kParts{
      LoadFields,        LoadCitations,  LoadSummaries,        LoadIndicatorTables,
      LoadIndicatorRows, LoadHeadFields, LoadAllocationTables, LoadAllocationEntries,
      LoadRepairs,       LoadChecks};
  Notice notice;
  for (const Part part : kParts) {
    Result<void> done = part(connection, document_id, notice);
    if (!done) return tl::make_unexpected(std::move(done).error());
  }
  return notice;
}

}  // namespace gongwen
