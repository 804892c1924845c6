// The language of search: 就业 AND (补助 OR "专项 资金") NOT 创业 region:昌吉 year:2020..2024
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "store/search_words.h"

namespace gongwen {

enum class FilterField { kYear, kFund, kRegion, kAgency, kKind, kNumber };

struct SearchFilter {
  FilterField field = FilterField::kYear;
  int first = 0, last = 0;  // of kYear
  SearchWord word{};        // of the others
};

struct SearchNode {
  enum class Kind { kAll, kAny, kNot, kWord, kFilter };
  Kind kind = Kind::kAll;
  std::vector<SearchNode> parts{};  // of kAll, kAny: any number; of kNot: one
  std::size_t index = 0;            // of kWord, kFilter: into ParsedQuery
};

struct ParsedQuery {
  SearchNode root{};
  std::vector<SearchWord> words{};
  std::vector<bool> is_wanted{};  // by word: not under a NOT
  std::vector<SearchFilter> filters{};
};

// Words side by side must all hold; AND, OR, NOT in capitals, or 与 或 非 standing alone, or a - in
// front of a word; quotes of any kind make one phrase of several words; parentheses group. A filter
// is a name, a colon and a value: year: fund: region: agency: kind: number:, or 年份 资金 地区 机关
// 类型 文号.
//
// No text is a syntax error: an operator without anything to join, a parenthesis or a quote that is
// never closed mean nothing, or themselves. A name that is no filter is a word with a colon.
// Errors: kInvalidArgument: nothing to look for, over kMaxSearchWords words, too long or too deep.
[[nodiscard]] Result<ParsedQuery> ParseQuery(std::string_view text);

inline constexpr int kMaxSearchWords = 16;
inline constexpr std::size_t kMaxQueryBytes = 4096;

}  // namespace gongwen
