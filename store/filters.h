// What to look for. An empty member does not filter; the members that are set must all hold.
//
// Text filters are substrings of the stored text. Both sides are compared with width and case
// folded, blanks removed and brackets made alike, so "（ 万人 ）" finds "(万人)" and "[2023]22号"
// finds "〔2023〕22号". '%' and '_' mean themselves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/decimal.h"

namespace gongwen {

inline constexpr std::int64_t kNoLimit = -1;

struct DocumentFilter {
  std::string document_number{};
  std::string title{};
  std::string agency{};  // any of the issuing agencies
  std::string status{};  // ok | partial | failed, exactly
  std::optional<int> issue_year_min{}, issue_year_max{};
  std::int64_t limit = kNoLimit;
  std::int64_t offset = 0;
};

struct IndicatorFilter {
  std::string name{};    // level3
  std::string region{};  // region or region_department
  std::string fund{};
  std::string level1{}, level2{};
  std::optional<int> year_min{}, year_max{};
  std::optional<double> number_min{}, number_max{};  // value_number; rows of words do not match
  std::string document_number{};
  std::optional<std::int64_t> document_id{};
  std::int64_t limit = kNoLimit;
  std::int64_t offset = 0;
};

struct AllocationFilter {
  std::string recipient{};
  std::string parent{};
  std::string column{};                           // column_name
  std::string fund{};                             // in the table's or the notice's title
  std::optional<int> year_min{}, year_max{};      // of the notice's issue date
  std::optional<Decimal> yuan_min{}, yuan_max{};  // amount_yuan; other cells do not match
  std::optional<bool> is_total{};
  std::string document_number{};
  std::optional<std::int64_t> document_id{};
  std::int64_t limit = kNoLimit;
  std::int64_t offset = 0;
};

struct CitationFilter {
  std::optional<std::int64_t> document_id{};  // the notice that cites
  std::string cited_number{};                 // exactly
  bool dangling = false;                      // only what is not in the archive
  std::int64_t limit = kNoLimit;
  std::int64_t offset = 0;
};

struct CheckFilter {
  std::optional<std::int64_t> document_id{};
  std::string outcome = "fail";  // empty = every outcome
  std::string name{};            // sum_down, letter_total, ...
  std::int64_t limit = kNoLimit;
  std::int64_t offset = 0;
};

struct ReviewFilter {
  std::optional<std::int64_t> document_id{};
  std::string state = "open";  // empty = every state
  std::string item_id{};
  bool by_priority = false;  // the weightiest first; else in the order of the documents
  std::int64_t limit = kNoLimit;
  std::int64_t offset = 0;
};

// The language is that of search_query.h. A document answers when it holds every word, on whatever
// page; a word is found as it stands, in Chinese also inside longer words, traditional for
// simplified and the other way round.
struct SearchQuery {
  std::string words{};
  bool every_page = false;  // false: the best place of each document; true: every page that matches
  std::string mark_begin = "[", mark_end = "]";
  int snippet_tokens = 40;  // Han characters, words and numbers; 1 to 64
  std::int64_t limit = 20;
  std::int64_t offset = 0;
};

}  // namespace gongwen
