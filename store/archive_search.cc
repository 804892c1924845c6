// Archive: full text search.
//
//   query -> what the index can tell of it -> candidates -> their texts -> which answer -> bm25
//
// The index knows which documents may answer (search_words.h). Their texts are then looked at: they
// tell which do, how often each page holds each word, and where. Words of one query may stand on
// different pages; the best page is the one that is shown.

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "store/archive_state.h"
#include "store/match_key.h"
#include "store/prepared_document.h"
#include "store/search_query.h"
#include "store/search_words.h"

namespace gongwen {
namespace {

constexpr std::size_t kMostTextBytes = std::size_t{48} << 20;  // looked at for one query
constexpr double kB = 0.75, kK1 = 1.2;                         // of bm25; Robertson, Zaragoza 2009

// ---- what the index is asked ----

std::string_view ColumnOf(FilterField field) {
  switch (field) {
    case FilterField::kFund:
      return "fund";
    case FilterField::kRegion:
      return "region";
    case FilterField::kAgency:
      return "agency";
    case FilterField::kKind:
      return "kind";
    case FilterField::kYear:
      return "year";
    case FilterField::kNumber:
      break;
  }
  return "head";
}

std::string FilterExpression(const SearchFilter& filter) {
  std::string inside;
  if (filter.field == FilterField::kYear) {
    for (int year = filter.first; year <= filter.last; ++year) {
      inside += (inside.empty() ? "\"" : " OR \"") + std::to_string(year) + "\"";
    }
  } else {
    inside = GramExpression(filter.word);
  }
  if (inside.empty()) return {};
  return std::string(ColumnOf(filter.field)) + " : (" + inside + ")";
}

// What must hold of the index for a document to answer; empty = nothing that the index could tell.
// `columns` are those in which words are looked for, empty for all: the texts tell afterwards where.
std::string Relaxed(const ParsedQuery& query, const SearchNode& node, std::string_view columns) {
  using Kind = SearchNode::Kind;
  if (node.kind == Kind::kNot) return {};
  if (node.kind == Kind::kFilter) return FilterExpression(query.filters[node.index]);
  if (node.kind == Kind::kWord) {
    const std::string grams = GramExpression(query.words[node.index]);
    return grams.empty() || columns.empty() ? grams : std::string(columns) + " : (" + grams + ")";
  }
  std::string joined;
  for (const SearchNode& part : node.parts) {
    const std::string one = Relaxed(query, part, columns);
    if (one.empty() && node.kind == Kind::kAny) return {};
    if (one.empty()) continue;
    if (!joined.empty()) joined += node.kind == Kind::kAny ? " OR " : " AND ";
    joined += "(" + one + ")";
  }
  return joined;
}

// At most `most` documents, newest first, appended to `ids` where they are not yet.
Result<void> AddCandidates(const SqliteConnection& connection, const std::string& expression,
                           std::size_t most, std::vector<std::int64_t>& ids) {
  Result<SqliteStatement> select = connection.Prepare(
      expression.empty() ? "SELECT document_id FROM document ORDER BY document_id DESC LIMIT ?"
                         : "SELECT rowid FROM document_index WHERE document_index MATCH ?"
                           " ORDER BY rowid DESC LIMIT ?");
  if (!select) return tl::make_unexpected(std::move(select).error());
  if (!expression.empty()) select->Bind(expression);
  const std::size_t before = ids.size();
  select->Bind(static_cast<std::int64_t>(most + before));  // as many may be known already
  return VisitRows(*select, [&](SqliteStatement& row) {
    const std::int64_t id = row.Int64();
    const auto known = ids.begin() + static_cast<std::ptrdiff_t>(before);
    if (std::find(ids.begin(), known, id) == known) ids.push_back(id);
    return ids.size() < before + most;
  });
}

// ---- what the texts say ----

struct Page {
  std::int64_t passage_id = 0;
  double length = 0;          // characters, about
  std::vector<int> counts{};  // by word
};

struct Candidate {
  std::vector<Page> pages{};     // those with a word
  std::vector<bool> has_word{};  // by word
  std::int64_t first_passage = 0;
};

class TextLooker {
 public:
  TextLooker(const SqliteConnection& connection, const ParsedQuery& query)
      : connection_(connection), query_(query) {}

  // How the words stand in the document's passages.
  Result<Candidate> Look(std::int64_t document_id) {
    Result<SqliteStatement> select = connection_.Prepare(
        "SELECT passage_id, body FROM passage WHERE passage_id >= ? AND passage_id < ?"
        " ORDER BY passage_id");
    if (!select) return tl::make_unexpected(std::move(select).error());
    select->Bind(document_id * kMaxPassages).Bind((document_id + 1) * kMaxPassages);
    std::vector<Page> pages;
    std::vector<std::string> bodies;
    const Result<void> read = VisitRows(*select, [&](SqliteStatement& row) {
      Page& page = pages.emplace_back();
      page.passage_id = row.Int64();
      bodies.push_back(row.Text());
      bytes_ += bodies.back().size();
      page.length = static_cast<double>(bodies.back().size()) / 3;
      page.counts.assign(query_.words.size(), 0);
      return true;
    });
    if (!read) return tl::make_unexpected(read.error());
    Candidate candidate{.first_passage = document_id * kMaxPassages};
    candidate.has_word.assign(query_.words.size(), false);
    for (std::size_t w = 0; w < query_.words.size(); ++w) {
      Count(query_.words[w], w, bodies, pages, candidate);
    }
    for (Page& page : pages) {
      total_length_ += page.length;
      ++total_pages_;
      const bool has_any =
          std::any_of(page.counts.begin(), page.counts.end(), [](int n) { return n > 0; });
      if (has_any) candidate.pages.push_back(std::move(page));
    }
    return candidate;
  }

  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  [[nodiscard]] double average_length() const {
    return total_pages_ == 0 ? 1 : std::max(1.0, total_length_ / static_cast<double>(total_pages_));
  }

 private:
  // As it is written first, which is quick; only a word that is nowhere to be seen is looked for
  // among the tokens, where line ends and punctuation between its characters do not matter.
  static void Count(const SearchWord& word, std::size_t w, const std::vector<std::string>& bodies,
                    std::vector<Page>& pages, Candidate& candidate) {
    int total = 0;
    for (std::size_t i = 0; i < pages.size(); ++i) {
      total += pages[i].counts[w] = CountVerbatim(bodies[i], word);
    }
    for (std::size_t i = 0; total == 0 && i < pages.size(); ++i) {
      pages[i].counts[w] = CountWord(bodies[i], word);
    }
    candidate.has_word[w] = std::any_of(pages.begin(), pages.end(),
                                        [&](const Page& page) { return page.counts[w] > 0; });
  }

  const SqliteConnection& connection_;
  const ParsedQuery& query_;
  std::size_t bytes_ = 0, total_pages_ = 0;
  double total_length_ = 0;
};

// The index tells filters of one pair or one year for sure; longer ones are looked up.
Result<bool> PassesFilter(const SqliteConnection& connection, const SearchFilter& filter,
                          std::int64_t document_id) {
  const std::string column(ColumnOf(filter.field));
  Result<SqliteStatement> select = connection.Prepare(
      filter.field == FilterField::kNumber
          ? "SELECT value FROM field WHERE document_id = ? AND field = 'document_number'"
          : "SELECT " + column + " FROM document_facet WHERE document_id = ?");
  if (!select) return tl::make_unexpected(std::move(select).error());
  select->Bind(document_id);
  const Result<bool> row = select->Step();
  if (!row || !*row) return row;
  const std::vector<TextToken> names = TokensOf(select->Text());
  if (filter.field != FilterField::kYear) return !FindWord(names, filter.word).empty();
  return std::any_of(names.begin(), names.end(), [&](const TextToken& token) {
    const int year = std::atoi(token.text.c_str());
    return year >= filter.first && year <= filter.last;
  });
}

Result<bool> Holds(const SqliteConnection& connection, const ParsedQuery& query,
                   const SearchNode& node, const Candidate& candidate, std::int64_t document_id) {
  using Kind = SearchNode::Kind;
  if (node.kind == Kind::kWord) return candidate.has_word[node.index];
  if (node.kind == Kind::kFilter) {
    return PassesFilter(connection, query.filters[node.index], document_id);
  }
  if (node.kind == Kind::kNot) {
    return Holds(connection, query, node.parts.front(), candidate, document_id).map([](bool holds) {
      return !holds;
    });
  }
  for (const SearchNode& part : node.parts) {
    const Result<bool> holds = Holds(connection, query, part, candidate, document_id);
    if (!holds || *holds == (node.kind == Kind::kAny)) return holds;
  }
  return node.kind == Kind::kAll;
}

// ---- ranking ----

struct Place {
  std::int64_t passage_id = 0;
  double score = 0;
};

class Ranker {
 public:
  Ranker(const ParsedQuery& query, const std::vector<Candidate>& found, double documents,
         double average_length)
      : query_(query), average_length_(average_length) {
    for (std::size_t w = 0; w < query.words.size(); ++w) {
      const auto with = static_cast<double>(std::count_if(
          found.begin(), found.end(), [&](const Candidate& c) { return c.has_word[w]; }));
      const double others = std::max(0.0, documents - with);
      idf_.push_back(std::log(1 + (others + 0.5) / (with + 0.5)));
    }
  }

  [[nodiscard]] double Score(const Page& page) const {
    double score = 0;
    for (std::size_t w = 0; w < idf_.size(); ++w) {
      if (!query_.is_wanted[w] || page.counts[w] == 0) continue;
      const double count = page.counts[w];
      score += idf_[w] * count * (kK1 + 1) /
               (count + kK1 * (1 - kB + kB * page.length / average_length_));
    }
    return score;
  }

 private:
  const ParsedQuery& query_;
  double average_length_;
  std::vector<double> idf_{};
};

std::vector<Place> Rank(const std::vector<Candidate>& found, const Ranker& ranker,
                        bool every_page) {
  std::vector<Place> places;
  for (const Candidate& candidate : found) {
    Place best{candidate.first_passage, 0};
    for (const Page& page : candidate.pages) {
      const Place place{page.passage_id, ranker.Score(page)};
      if (every_page && place.score > 0) places.push_back(place);
      if (place.score > best.score) best = place;
    }
    if (!every_page || best.score == 0) places.push_back(best);
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return a.score != b.score ? a.score > b.score : a.passage_id < b.passage_id;
  });
  return places;
}

// ---- showing ----

// The text around the first words found, which stand between marks; on one line, without what a
// terminal would obey.
std::string SnippetOf(const std::string& body, const ParsedQuery& parsed,
                      const SearchQuery& query) {
  const std::vector<TextToken> tokens = TokensOf(body);
  if (tokens.empty()) return {};
  std::vector<WordPlace> places;
  for (std::size_t w = 0; w < parsed.words.size(); ++w) {
    if (!parsed.is_wanted[w]) continue;
    const std::vector<WordPlace> found = FindWord(tokens, parsed.words[w]);
    places.insert(places.end(), found.begin(), found.end());
  }
  std::sort(places.begin(), places.end(),
            [](const WordPlace& a, const WordPlace& b) { return a.begin < b.begin; });
  // A third of the tokens before the first word.
  const auto length = static_cast<std::size_t>(std::clamp(query.snippet_tokens, 1, 64));
  std::size_t first = 0;
  while (!places.empty() && tokens[first].begin < places.front().begin) ++first;
  const std::size_t begin_token = first + length > tokens.size() && tokens.size() > length
                                      ? std::min(first, tokens.size() - length)
                                      : first - std::min(first, length / 3);
  const std::size_t end_token = std::min(tokens.size(), begin_token + length);
  const std::size_t begin = begin_token == 0 ? 0 : tokens[begin_token].begin;
  const std::size_t end = end_token == tokens.size() ? body.size() : tokens[end_token - 1].end;
  std::string line = begin > 0 ? "…" : "";
  std::size_t at = begin;
  const auto copy = [&](std::size_t to) {
    for (; at < to; ++at) {
      const char c = body[at];
      line += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    }
  };
  for (const WordPlace& place : places) {
    if (place.begin < at || place.end > end) continue;
    copy(place.begin);
    line += query.mark_begin;
    copy(place.end);
    line += query.mark_end;
  }
  copy(end);
  return end < body.size() ? line + "…" : line;
}

Result<SearchHit> LoadHit(const SqliteConnection& connection, const SearchQuery& query,
                          const ParsedQuery& parsed, const Place& place) {
  Result<SqliteStatement> select = connection.Prepare(
      "SELECT d.document_id, d.document_number, d.title, d.source_path, p.page_no, p.body"
      " FROM passage p JOIN v_document d ON d.document_id = p.document_id WHERE p.passage_id = ?");
  if (!select) return tl::make_unexpected(std::move(select).error());
  select->Bind(place.passage_id);
  SearchHit hit;
  const Result<void> done = VisitRows(*select, [&](SqliteStatement& row) {
    hit.document_id = row.Int64();
    for (std::string* text : {&hit.document_number, &hit.title, &hit.source_path}) {
      *text = row.Text();
    }
    hit.page_no = row.Int();
    hit.snippet = SnippetOf(row.Text(), parsed, query);
    return true;
  });
  if (!done) return tl::make_unexpected(done.error());
  hit.score = place.score;
  return hit;
}

}  // namespace

Result<SearchAnswer> Archive::Search(const SearchQuery& query) const {
  const SqliteConnection& connection = state_->connection;
  const Result<ParsedQuery> parsed = ParseQuery(query.words);
  if (!parsed) return tl::make_unexpected(parsed.error());

  const SqliteSnapshot snapshot(connection);
  constexpr auto kMost = static_cast<std::size_t>(kMostCandidates);
  std::vector<std::int64_t> ids;
  const std::string expression = Relaxed(*parsed, parsed->root, "");
  Result<void> asked = AddCandidates(connection, expression, kMost + 1, ids);
  SearchAnswer answer;
  answer.is_capped = ids.size() > kMost;
  if (asked && answer.is_capped) {
    // Too many: those that are about it first.
    const std::vector<std::int64_t> newest = std::move(ids);
    ids.clear();
    asked = AddCandidates(connection, Relaxed(*parsed, parsed->root, "head"), kMost, ids);
    for (std::size_t i = 0; ids.size() < kMost && i < newest.size(); ++i) {
      if (std::find(ids.begin(), ids.end(), newest[i]) == ids.end()) ids.push_back(newest[i]);
    }
  }
  if (!asked) return tl::make_unexpected(asked.error());

  TextLooker looker(connection, *parsed);
  std::vector<Candidate> found;
  for (const std::int64_t id : ids) {
    if (looker.bytes() > kMostTextBytes) {
      answer.is_capped = true;
      break;
    }
    Result<Candidate> candidate = looker.Look(id);
    if (!candidate) return tl::make_unexpected(std::move(candidate).error());
    const Result<bool> holds = Holds(connection, *parsed, parsed->root, *candidate, id);
    if (!holds) return tl::make_unexpected(holds.error());
    if (*holds) found.push_back(std::move(*candidate));
  }
  const Result<std::optional<std::int64_t>> documents =
      connection.QueryInt64("SELECT max(document_id) FROM document");  // counting takes longer
  if (!documents) return tl::make_unexpected(documents.error());
  const Ranker ranker(*parsed, found, static_cast<double>(documents->value_or(0)),
                      looker.average_length());
  const std::vector<Place> places = Rank(found, ranker, query.every_page);
  answer.found = places.size();
  const std::size_t first =
      std::min(places.size(), static_cast<std::size_t>(std::max<std::int64_t>(0, query.offset)));
  const std::size_t left = places.size() - first;
  const std::size_t count =
      query.limit < 0 ? left : std::min(left, static_cast<std::size_t>(query.limit));
  for (std::size_t i = first; i < first + count; ++i) {
    Result<SearchHit> hit = LoadHit(connection, query, *parsed, places[i]);
    if (!hit) return tl::make_unexpected(std::move(hit).error());
    answer.hits.push_back(std::move(*hit));
  }
  return answer;
}

}  // namespace gongwen
