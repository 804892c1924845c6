// Archive: full text search.
//
// The index holds passages (pages, mostly), because a hit should name its page; but a reader asks
// for documents. So a document answers when each word stands in some passage of it, and its
// passages are then ranked by bm25 over any of the words:
//
//   昌吉 满意度   ->  documents: those with a passage of "昌 吉" and a passage of "满 意 度"
//                     best passage: of "昌 吉" OR "满 意 度", a page with both before a page with
//                     one
//
// passage_id / kMaxPassages is the document: no join is needed to tell.

#include <algorithm>
#include <string>
#include <utility>

#include "store/archive_state.h"
#include "store/document_writer.h"
#include "store/han_tokenizer.h"

namespace gongwen {
namespace {

constexpr int kMaxSnippetTokens = 64;  // of FTS5
constexpr std::size_t kMaxQueryBytes = 4096;

tl::unexpected<Error> BadQuery(std::string message) {
  return Fail(ErrorCode::kInvalidArgument, std::move(message));
}

// The ideographic blank of Chinese keyboards parts words too.
std::string WithPlainBlanks(std::string words) {
  constexpr std::string_view kIdeographicBlank = "\u3000";
  for (std::size_t at = 0; (at = words.find(kIdeographicBlank, at)) != std::string::npos;) {
    words.replace(at, kIdeographicBlank.size(), " ");
  }
  return words;
}

// One FTS5 phrase for each word that holds a token.
Result<std::vector<std::string>> Phrases(const std::string& words) {
  constexpr std::string_view kBlanks = " \t\r\n\v\f";
  if (words.size() > kMaxQueryBytes) {
    return BadQuery("the query is longer than " + std::to_string(kMaxQueryBytes) + " bytes");
  }
  const std::string text = WithPlainBlanks(words);
  std::vector<std::string> phrases;
  for (std::size_t begin = text.find_first_not_of(kBlanks); begin != std::string::npos;) {
    const std::size_t end = std::min(text.find_first_of(kBlanks, begin), text.size());
    std::string phrase = FtsPhrase(std::string_view(text).substr(begin, end - begin));
    if (!phrase.empty()) phrases.push_back(std::move(phrase));
    begin = text.find_first_not_of(kBlanks, end);
  }
  if (phrases.empty()) return BadQuery("no letter, digit or Chinese character to search for");
  if (phrases.size() > static_cast<std::size_t>(kMaxSearchWords)) {
    return BadQuery("more than " + std::to_string(kMaxSearchWords) + " words");
  }
  return phrases;
}

std::string AnyOf(const std::vector<std::string>& phrases) {
  std::string any;
  for (const std::string& phrase : phrases) any += (any.empty() ? "" : " OR ") + phrase;
  return any;
}

std::string RankingSql(std::size_t words, bool every_page) {
  const std::string document = "rowid / " + std::to_string(kMaxPassages);
  std::string sql =
      "WITH place AS MATERIALIZED (SELECT rowid AS passage_id, " + document +
      " AS document_id, rank AS score FROM search_index WHERE search_index MATCH ?) SELECT "
      "passage_id, " +
      (every_page ? "score" : "min(score) AS score") + " FROM place WHERE true";
  // A passage of the only word is a passage of every word.
  for (std::size_t i = 0; words > 1 && i < words; ++i) {
    sql += " AND document_id IN (SELECT " + document +
           " FROM search_index WHERE search_index MATCH ?)";
  }
  if (!every_page) sql += " GROUP BY document_id";
  return sql + " ORDER BY score, passage_id LIMIT ? OFFSET ?";
}

struct Place {
  std::int64_t passage_id = 0;
  double score = 0;  // SQLite's: smaller is better
};

Result<std::vector<Place>> Rank(const SqliteConnection& connection, const SearchQuery& query,
                                const std::vector<std::string>& phrases) {
  Result<SqliteStatement> statement =
      connection.Prepare(RankingSql(phrases.size(), query.every_page));
  if (!statement) return tl::make_unexpected(std::move(statement).error());
  statement->Bind(AnyOf(phrases));
  if (phrases.size() > 1) {
    for (const std::string& phrase : phrases) statement->Bind(phrase);
  }
  statement->Bind(query.limit).Bind(query.offset);
  std::vector<Place> places;
  const Result<void> done = VisitRows(*statement, [&](SqliteStatement& row) {
    Place& place = places.emplace_back();
    place.passage_id = row.Int64();
    place.score = row.Real();
    return true;
  });
  if (!done) return tl::make_unexpected(done.error());
  return places;
}

// FTS5 is given control characters for marks, so that the marks of the query are put in last and
// what the page holds of them (an escape sequence, say) never reaches a terminal.
constexpr char kBegin = '\x02', kEnd = '\x03';

// Lines and cells of the passage run on.
std::string OneLine(const std::string& snippet, const SearchQuery& query) {
  std::string line;
  for (const char c : snippet) {
    if (c == kBegin) {
      line += query.mark_begin;
    } else if (c == kEnd) {
      line += query.mark_end;
    } else {
      line += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    }
  }
  return line;
}

constexpr std::string_view kSelectHit =
    "SELECT d.document_id, d.document_number, d.title, d.source_path, p.page_no,"
    " snippet(search_index, 0, ?, ?, '…', ?)"
    " FROM search_index JOIN passage p ON p.passage_id = search_index.rowid"
    " JOIN v_document d ON d.document_id = p.document_id"
    " WHERE search_index MATCH ? AND search_index.rowid = ?";

Result<SearchHit> LoadHit(SqliteStatement& select, const SearchQuery& query, const std::string& any,
                          const Place& place) {
  select.Rewind();
  select.Bind(std::string_view(&kBegin, 1)).Bind(std::string_view(&kEnd, 1));
  select.Bind(std::clamp(query.snippet_tokens, 1, kMaxSnippetTokens));
  select.Bind(any).Bind(place.passage_id);
  SearchHit hit;
  const Result<void> done = VisitRows(select, [&](SqliteStatement& row) {
    hit.document_id = row.Int64();
    for (std::string* text : {&hit.document_number, &hit.title, &hit.source_path}) {
      *text = row.Text();
    }
    hit.page_no = row.Int();
    hit.snippet = OneLine(row.Text(), query);
    return true;
  });
  if (!done) return tl::make_unexpected(done.error());
  hit.score = -place.score;
  return hit;
}

}  // namespace

Result<std::vector<SearchHit>> Archive::Search(const SearchQuery& query) const {
  const Result<std::vector<std::string>> phrases = Phrases(query.words);
  if (!phrases) return tl::make_unexpected(phrases.error());
  const Result<std::vector<Place>> places = Rank(state_->connection, query, *phrases);
  if (!places) return tl::make_unexpected(places.error());
  Result<SqliteStatement> select = state_->connection.Prepare(kSelectHit);
  if (!select) return tl::make_unexpected(std::move(select).error());
  const std::string any = AnyOf(*phrases);
  std::vector<SearchHit> hits;
  for (const Place& place : *places) {
    Result<SearchHit> hit = LoadHit(*select, query, any, place);
    if (!hit) return tl::make_unexpected(std::move(hit).error());
    hits.push_back(std::move(*hit));
  }
  return hits;
}

}  // namespace gongwen
