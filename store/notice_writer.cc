#include "store/notice_writer.h"

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/notice_json.h"
#include "store/row_values.h"
#include "store/sqlite_statement.h"

namespace gongwen {
namespace {

// Children before their parents, for the foreign keys.
constexpr std::array<std::string_view, 10> kNoticeTables{
    "indicator",    "head_field", "indicator_table", "allocation", "allocation_table",
    "notice_table", "repair",     "check_result",    "citation",   "field"};

// Prepares one statement and hands it over; what it returns is the answer.
template <class Function>
Result<void> WithStatement(const SqliteConnection& connection, std::string_view sql, Function use) {
  Result<SqliteStatement> statement = connection.Prepare(sql);
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  return use(*statement);
}

// Runs a statement once for each value, which `bind` has bound.
template <class T, class Function>
Result<void> ForEach(SqliteStatement& statement, const std::vector<T>& values, Function bind) {
  int ordinal = 0;
  for (const T& value : values) {
    bind(statement, value, ++ordinal);
    Result<void> done = statement.Run();
    if (!done) return done;
  }
  return {};
}

template <class T, class Function>
Result<void> InsertEach(const SqliteConnection& connection, std::string_view sql,
                        const std::vector<T>& values, Function bind) {
  return WithStatement(connection, sql, [&](SqliteStatement& statement) {
    return ForEach(statement, values, bind);
  });
}

struct FieldRow {
  const char* field;
  int ordinal;
  const SourcedText* text;
};

// Every element that was found, or of which at least a place is known.
std::vector<FieldRow> FieldRows(const Notice& notice) {
  std::vector<FieldRow> rows;
  const auto add = [&rows](const char* field, int ordinal, const SourcedText& text) {
    if (text != SourcedText{}) rows.push_back({field, ordinal, &text});
  };
  const auto add_all = [&add](const char* field, const std::vector<SourcedText>& texts) {
    int ordinal = 0;
    for (const SourcedText& text : texts) add(field, ++ordinal, text);
  };
  add("document_number", 1, notice.document_number);
  add("title", 1, notice.title);
  add_all("issuing_agency", notice.issuing_agencies);
  add_all("addressee", notice.addressees);
  add("issue_date", 1, notice.issue_date);
  add("print_date", 1, notice.print_date);
  add("printing_office", 1, notice.printing_office);
  add("copy_to", 1, notice.copy_to);
  add_all("attachment", notice.attachments);
  std::map<std::string_view, int> ordinals;
  for (const NamedText& further : notice.further) {
    add(further.name.c_str(), ++ordinals[further.name], further.text);
  }
  return rows;
}

Result<void> WriteFields(const SqliteConnection& connection, std::int64_t id,
                         const Notice& notice) {
  return InsertEach(connection, "INSERT INTO field VALUES(?,?,?,?, ?,?,?,?,?,?,?)",
                    FieldRows(notice), [id](SqliteStatement& statement, const FieldRow& row, int) {
                      statement.Bind(id).Bind(row.field).Bind(row.ordinal);
                      statement.Bind(OrNull{row.text->value});
                      BindProvenance(statement, row.text->from);
                    });
}

Result<void> WriteCitations(const SqliteConnection& connection, std::int64_t id,
                            const Notice& notice) {
  return InsertEach(connection, "INSERT INTO citation VALUES(?,?,?,?,?, ?,?,?,?,?,?,?)",
                    notice.cites,
                    [id](SqliteStatement& statement, const Citation& citation, int ordinal) {
                      statement.Bind(id).Bind(ordinal).Bind(citation.cited_number);
                      statement.Bind(OrNull{citation.relation}).Bind(citation.context);
                      BindProvenance(statement, citation.from);
                    });
}

Result<void> WriteSummaries(const SqliteConnection& connection, std::int64_t id,
                            const Notice& notice) {
  return InsertEach(connection, "INSERT INTO notice_table VALUES(?,?,?,?,?,?,?)", notice.tables,
                    [id](SqliteStatement& statement, const TableSummary& table, int) {
                      statement.Bind(id).Bind(table.table_no).Bind(ToString(table.kind));
                      statement.Bind(OrNull{table.title}).Bind(table.header_rows);
                      statement.Bind(OrNull{table.unit}).Bind(OrNull{table.attachment});
                    });
}

void BindIndicator(SqliteStatement& statement, const IndicatorRow& row) {
  statement.Bind(row.row_no).Bind(OrNull{row.level1}).Bind(OrNull{row.level2});
  statement.Bind(row.level3).Bind(row.value_text);
  statement.Bind(OrNull{row.value.comparator}).Bind(row.value.number);
  statement.Bind(OrNull{row.value.unit});
  BindProvenance(statement, row.name_from);
  BindProvenance(statement, row.value_from);
  statement.Bind(ClampConfidence(row.confidence)).Bind(row.is_repaired);
  statement.Bind(AlternativesToJson(row.alternatives)).Bind(row.indicator_key);
  statement.Bind(OrNull{row.value_column}).Bind(ExtrasToJson(row.extras));
  statement.Bind(row.value.low).Bind(row.value.high).Bind(OrNull{row.value.date});
  statement.Bind(ClampConfidence(row.trust.region)).Bind(ClampConfidence(row.trust.levels));
  statement.Bind(ClampConfidence(row.trust.name)).Bind(ClampConfidence(row.trust.value));
}

Result<void> WriteIndicatorTables(const SqliteConnection& connection, std::int64_t id,
                                  const Notice& notice) {
  return InsertEach(connection, "INSERT INTO indicator_table VALUES(?,?,?,?,?,?,?,?,?)",
                    notice.indicator_tables,
                    [id](SqliteStatement& statement, const IndicatorTable& table, int) {
                      statement.Bind(id).Bind(table.table_no).Bind(OrNull{table.title});
                      statement.Bind(OrNull{table.fund}).Bind(table.year);
                      statement.Bind(OrNull{table.region}).Bind(OrNull{table.region_department});
                      statement.Bind(OrNull{table.competent_department});
                      statement.Bind(OrNull{table.region_code});
                    });
}

Result<void> WriteIndicatorRows(const SqliteConnection& connection, std::int64_t id,
                                const Notice& notice) {
  constexpr std::string_view kInsert =
      "INSERT INTO indicator VALUES(?,?, ?,?,?,?,?, ?,?,?, ?,?,?,?,?,?,?, ?,?,?,?,?,?,?, ?,?,?, "
      "?,?,?, ?,?,?, ?,?,?,?)";
  return WithStatement(connection, kInsert, [&](SqliteStatement& insert) -> Result<void> {
    for (const IndicatorTable& table : notice.indicator_tables) {
      Result<void> done = ForEach(insert, table.rows,
                                  [&](SqliteStatement& statement, const IndicatorRow& row, int) {
                                    statement.Bind(id).Bind(table.table_no);
                                    BindIndicator(statement, row);
                                  });
      if (!done) return done;
    }
    return {};
  });
}

Result<void> WriteHeadFields(const SqliteConnection& connection, std::int64_t id,
                             const Notice& notice) {
  constexpr std::string_view kInsert = "INSERT INTO head_field VALUES(?,?,?,?,?, ?,?,?,?,?,?,?)";
  return WithStatement(connection, kInsert, [&](SqliteStatement& insert) -> Result<void> {
    for (const IndicatorTable& table : notice.indicator_tables) {
      Result<void> done = ForEach(
          insert, table.head, [&](SqliteStatement& statement, const HeadField& field, int ordinal) {
            statement.Bind(id).Bind(table.table_no).Bind(ordinal).Bind(field.key);
            statement.Bind(OrNull{field.value.value});
            BindProvenance(statement, field.value.from);
          });
      if (!done) return done;
    }
    return {};
  });
}

Result<void> WriteAllocationTables(const SqliteConnection& connection, std::int64_t id,
                                   const Notice& notice) {
  return InsertEach(connection, "INSERT INTO allocation_table VALUES(?,?,?,?)",
                    notice.allocation_tables,
                    [id](SqliteStatement& statement, const AllocationTable& table, int) {
                      statement.Bind(id).Bind(table.table_no);
                      statement.Bind(OrNull{table.title}).Bind(OrNull{table.unit});
                    });
}

void BindEntry(SqliteStatement& statement, const AllocationEntry& entry) {
  statement.Bind(entry.row_no).Bind(entry.recipient).Bind(entry.column_name);
  statement.Bind(entry.amount_text);
  BindDecimal(statement, entry.amount);
  statement.Bind(OrNull{entry.unit});
  BindDecimal(statement, entry.amount_yuan);
  statement.Bind(entry.is_total).Bind(OrNull{entry.parent});
  BindProvenance(statement, entry.from);
  statement.Bind(OrNull{entry.recipient_code}).Bind(OrNull{entry.item});
  statement.Bind(ClampConfidence(entry.trust.recipient));
  statement.Bind(ClampConfidence(entry.trust.column));
  statement.Bind(ClampConfidence(entry.trust.amount));
}

Result<void> WriteAllocationEntries(const SqliteConnection& connection, std::int64_t id,
                                    const Notice& notice) {
  constexpr std::string_view kInsert =
      "INSERT INTO allocation VALUES(?,?,?, ?,?,?,?,?,?,?,?,?, ?,?,?,?,?,?,?, ?,?,?,?,?)";
  return WithStatement(connection, kInsert, [&](SqliteStatement& insert) -> Result<void> {
    for (const AllocationTable& table : notice.allocation_tables) {
      Result<void> done =
          ForEach(insert, table.entries,
                  [&](SqliteStatement& statement, const AllocationEntry& entry, int ordinal) {
                    statement.Bind(id).Bind(table.table_no).Bind(ordinal);
                    BindEntry(statement, entry);
                  });
      if (!done) return done;
    }
    return {};
  });
}

Result<void> WriteRepairs(const SqliteConnection& connection, std::int64_t id,
                          const Notice& notice) {
  constexpr std::string_view kInsert =
      "INSERT INTO repair(document_id, ordinal, table_no, row_no, field, before, after, reason,"
      " evidence, confidence, reverted) VALUES(?,?,?,?,?,?,?,?,?,?,?)";
  return InsertEach(connection, kInsert, notice.repairs,
                    [id](SqliteStatement& statement, const Repair& repair, int ordinal) {
                      statement.Bind(id).Bind(ordinal);
                      BindNumber(statement, repair.table_no);
                      BindNumber(statement, repair.row_no);
                      statement.Bind(repair.field).Bind(repair.before).Bind(repair.after);
                      statement.Bind(repair.reason).Bind(EvidenceToJson(repair.evidence));
                      statement.Bind(ClampConfidence(repair.confidence)).Bind(repair.is_reverted);
                    });
}

Result<void> WriteChecks(const SqliteConnection& connection, std::int64_t id,
                         const Notice& notice) {
  constexpr std::string_view kInsert =
      "INSERT INTO check_result(document_id, ordinal, table_no, row_no, name, outcome, expected,"
      " actual, message, proposal) VALUES(?,?,?,?,?,?,?,?,?,?)";
  return InsertEach(connection, kInsert, notice.checks,
                    [id](SqliteStatement& statement, const Check& check, int ordinal) {
                      statement.Bind(id).Bind(ordinal);
                      BindNumber(statement, check.table_no);
                      BindNumber(statement, check.row_no);
                      statement.Bind(check.name).Bind(ToString(check.outcome));
                      statement.Bind(OrNull{check.expected}).Bind(OrNull{check.actual});
                      statement.Bind(check.message);
                      const std::string proposal =
                          check.proposal ? ProposalToJson(*check.proposal) : std::string{};
                      statement.Bind(OrNull{proposal});
                    });
}

// Names of rows that are gone stay: they cost a line and find nothing.
Result<void> WriteNames(const SqliteConnection& connection, std::int64_t, const Notice& notice) {
  std::set<std::pair<std::string_view, std::string_view>> names;
  for (const IndicatorTable& table : notice.indicator_tables) {
    names.insert({"fund", table.fund});
    names.insert({"region", table.region});
    names.insert({"region", table.region_department});
    for (const IndicatorRow& row : table.rows) names.insert({"indicator", row.level3});
  }
  for (const AllocationTable& table : notice.allocation_tables) {
    for (const AllocationEntry& entry : table.entries) names.insert({"recipient", entry.recipient});
  }
  return WithStatement(
      connection,
      "INSERT INTO distinct_name(kind, name, match_key) VALUES(?1, ?2, match_key(?2))"
      " ON CONFLICT DO NOTHING",
      [&](SqliteStatement& statement) -> Result<void> {
        for (const auto& [kind, name] : names) {
          if (name.empty()) continue;
          statement.Bind(kind).Bind(name);
          if (Result<void> done = statement.Run(); !done) return done;
        }
        return {};
      });
}

}  // namespace

Result<void> DeleteNotice(const SqliteConnection& connection, std::int64_t document_id) {
  for (const std::string_view table : kNoticeTables) {
    const std::string sql = "DELETE FROM " + std::string(table) + " WHERE document_id = ?";
    Result<void> done = WithStatement(connection, sql, [&](SqliteStatement& statement) {
      return statement.Bind(document_id).Run();
    });
    if (!done) return done;
  }
  return {};
}

Result<void> WriteNotice(const SqliteConnection& connection, std::int64_t document_id,
                         const Notice& notice) {
  using Part = Result<void> (*)(const SqliteConnection&, std::int64_t, const Notice&);
  constexpr std::array<Part, 11> kParts{WriteFields,
                                        WriteCitations,
                                        WriteSummaries,
                                        WriteIndicatorTables,
                                        WriteIndicatorRows,
                                        WriteHeadFields,
                                        WriteAllocationTables,
                                        WriteAllocationEntries,
                                        WriteRepairs,
                                        WriteChecks,
                                        WriteNames};
  for (const Part part : kParts) {
    Result<void> done = part(connection, document_id, notice);
    if (!done) return done;
  }
  return {};
}

}  // namespace gongwen
