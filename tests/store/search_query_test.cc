#include "store/search_query.h"

#include <catch2/catch.hpp>

namespace gongwen {
namespace {

// "all(甲 any(乙 丙) not(丁))"; filters as their field's number and word or years.
std::string Shape(const ParsedQuery& query, const SearchNode& node) {
  using Kind = SearchNode::Kind;
  if (node.kind == Kind::kWord) return query.words[node.index].text;
  if (node.kind == Kind::kFilter) {
    const SearchFilter& filter = query.filters[node.index];
    if (filter.field == FilterField::kYear) {
      return std::to_string(filter.first) + ".." + std::to_string(filter.last);
    }
    return std::to_string(static_cast<int>(filter.field)) + "=" + filter.word.text;
  }
  std::string shape = node.kind == Kind::kAll ? "all(" : node.kind == Kind::kAny ? "any(" : "not(";
  for (const SearchNode& part : node.parts) {
    shape += (shape.back() == '(' ? "" : " ") + Shape(query, part);
  }
  return shape + ")";
}

std::string Shape(const std::string& text) {
  const Result<ParsedQuery> query = ParseQuery(text);
  return query ? Shape(*query, query->root) : "refused";
}

TEST_CASE("a query is words, operators, groups and filters", "[store]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"甲 乙", "all(all(甲 乙))"},
      {"甲 AND 乙", "all(all(甲 乙))"},
      {"甲 OR 乙 丙", "all(any(甲 all(乙 丙)))"},
      {"(甲 OR 乙) 丙", "all(all(any(甲 乙) 丙))"},
      {"甲 NOT 乙", "all(all(甲 not(乙)))"},
      {"甲 -乙", "all(all(甲 not(乙)))"},
      {"甲-乙", "all(甲-乙)"},
      {"-5", "all(-5)"},
      {"NOT NOT 甲", "all(甲)"},
      {"\"甲 乙\" 丙", "all(all(甲 乙 丙))"},
      {"「甲 乙」", "all(甲 乙)"},
      {"\"甲 乙", "all(all(\"甲 乙))"},
      {"人数(人)", "all(人数(人))"},
      {"甲　乙", "all(all(甲 乙))"},
      {"year:2023", "all(2023..2023)"},
      {"year:2020-2024", "all(2020..2024)"},
      {"年份：..2024年", "all(1900..2024)"},
      {"fund:就业 region:\"木 垒\"", "all(all(1=就业 2=木 垒))"},
      {"year:x 甲", "all(all(x 甲))"},
      {"foo:甲", "all(foo:甲)"},
      {"fund: 甲", "all(all(fund: 甲))"},
      {")))甲 (((", "all(甲)"},
      {"", "refused"},
      {"AND OR NOT", "refused"},
      {"()", "refused"},
      {std::string(1000, '('), "refused"},
      {std::string(100, '(') + "甲", "refused"},
  };
  for (const auto& [text, shape] : cases) {
    INFO(text);
    CHECK(Shape(text) == shape);
  }
}

TEST_CASE("what stands under a NOT is not wanted", "[store]") {
  const ParsedQuery query = *ParseQuery("甲 NOT (乙 NOT 丙)");
  CHECK(query.is_wanted == std::vector<bool>{true, false, true});
}

}  // namespace
}  // namespace gongwen
