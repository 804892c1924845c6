// Tested by tests/store/search_test.cc.
#include "store/search_index.h"

#include <sqlite3.h>

#include <array>
#include <new>
#include <string>
#include <utility>

#include "store/prepared_document.h"
#include "store/search_words.h"
#include "store/sqlite_statement.h"

namespace gongwen {
namespace {

// What the columns of the index are made of. Passages run on, as the migration puts them together.
struct IndexText {
  std::string head{}, body{};
  SearchFacets facets{};

  void Add(const Passage& passage) {
    std::string& text = passage.kind == "head" ? head : body;
    if (!text.empty()) text += '\n';
    text += passage.body;
  }
};

// `sql` takes the document's number and the seven columns.
Result<void> Write(const SqliteConnection& connection, std::string_view sql,
                   std::int64_t document_id, const IndexText& text) {
  Result<SqliteStatement> statement = connection.Prepare(sql);
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  statement->Bind(document_id);
  const SearchFacets& facets = text.facets;
  for (const std::string* names : {&text.head, &text.body, &facets.fund, &facets.region,
                                   &facets.agency, &facets.year, &facets.kind}) {
    statement->Bind(JoinedGramsOf(*names));
  }
  return statement->Run();
}

Result<bool> LoadFacets(const SqliteConnection& connection, std::int64_t document_id,
                        SearchFacets& facets) {
  Result<SqliteStatement> select = connection.Prepare(
      "SELECT fund, region, agency, year, kind FROM document_facet WHERE document_id = ?");
  if (!select) return tl::make_unexpected(std::move(select).error());
  select->Bind(document_id);
  const Result<bool> row = select->Step();
  if (!row || !*row) return row;
  for (std::string* names :
       {&facets.fund, &facets.region, &facets.agency, &facets.year, &facets.kind}) {
    *names = select->Text();
  }
  return true;
}

void SearchGramsFunction(sqlite3_context* context, int, sqlite3_value** values) {
  try {
    const unsigned char* text = sqlite3_value_text(values[0]);
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
    const std::string grams =
        text == nullptr ? "" : JoinedGramsOf({reinterpret_cast<const char*>(text), size});
    sqlite3_result_text64(context, grams.data(), grams.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  } catch (const std::bad_alloc&) {
    sqlite3_result_error_nomem(context);
  }
}

}  // namespace

Result<void> AddToIndex(const SqliteConnection& connection, std::int64_t document_id,
                        const std::vector<Passage>& passages, const SearchFacets& facets) {
  IndexText text{.facets = facets};
  for (const Passage& passage : passages) text.Add(passage);
  Result<SqliteStatement> insert =
      connection.Prepare("INSERT INTO document_facet VALUES(?,?,?,?,?,?)");
  if (!insert) return tl::make_unexpected(std::move(insert).error());
  insert->Bind(document_id).Bind(facets.fund).Bind(facets.region).Bind(facets.agency);
  insert->Bind(facets.year).Bind(facets.kind);
  return insert->Run().and_then([&] {
    return Write(connection,
                 "INSERT INTO document_index(rowid, head, body, fund, region, agency, year, kind)"
                 " VALUES(?,?,?,?,?,?,?,?)",
                 document_id, text);
  });
}

Result<void> RemoveFromIndex(const SqliteConnection& connection, std::int64_t document_id) {
  IndexText text;
  const Result<bool> is_there = LoadFacets(connection, document_id, text.facets);
  if (!is_there) return tl::make_unexpected(is_there.error());
  if (!*is_there) return {};
  Result<SqliteStatement> select = connection.Prepare(
      "SELECT kind, body FROM passage WHERE passage_id >= ? AND passage_id < ? ORDER BY "
      "passage_id");
  if (!select) return tl::make_unexpected(std::move(select).error());
  select->Bind(document_id * kMaxPassages).Bind((document_id + 1) * kMaxPassages);
  const Result<void> read = VisitRows(*select, [&](SqliteStatement& row) {
    Passage passage{.kind = row.Text()};
    passage.body = row.Text();
    text.Add(passage);
    return true;
  });
  if (!read) return read;
  Result<SqliteStatement> forget =
      connection.Prepare("DELETE FROM document_facet WHERE document_id = ?");
  if (!forget) return tl::make_unexpected(std::move(forget).error());
  forget->Bind(document_id);
  return forget->Run().and_then([&] {
    return Write(connection,
                 "INSERT INTO document_index(document_index, rowid, head, body, fund, region,"
                 " agency, year, kind) VALUES('delete',?,?,?,?,?,?,?,?)",
                 document_id, text);
  });
}

Result<void> RegisterSearchGrams(sqlite3* connection) {
  constexpr int kFlags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
  const int code = sqlite3_create_function_v2(connection, "search_grams", 1, kFlags, nullptr,
                                              SearchGramsFunction, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return Fail(ErrorCode::kStore, sqlite3_errstr(code));
  return {};
}

}  // namespace gongwen
