#include "normalizers/hierarchy/leaf_features.h"

#include <algorithm>

#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

constexpr std::size_t kLongestUnit = 6;
constexpr std::size_t kLongestText = 200;  // code points looked at; names are shorter by far
constexpr std::u32string_view kComparators = U"≥≤><=不超低于以上内约";

bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool HasDigit(std::u32string_view text) { return std::any_of(text.begin(), text.end(), IsDigit); }

// 补贴人员数量(万人次) -> the text before the bracket, and 万人次.
std::u32string_view TakeUnit(std::u32string_view name, std::u32string& unit) {
  if (name.empty() || name.back() != U')') return name;
  const std::size_t open = name.rfind(U'(');
  if (open == std::u32string_view::npos || open == 0) return name;
  const std::u32string_view inside = name.substr(open + 1, name.size() - open - 2);
  if (inside.size() > kLongestUnit || HasDigit(inside)) return name;
  unit = inside;
  return name.substr(0, open);
}

// What stands behind the last digit: 95%以上 -> %以上.
std::u32string_view BehindNumber(std::u32string_view value) {
  std::size_t at = value.size();
  while (at > 0 && !IsDigit(value[at - 1])) --at;
  return at == 0 ? std::u32string_view{} : value.substr(at);
}

bool IsDate(std::u32string_view value) {
  const auto has = [&](std::u32string_view word) {
    return value.find(word) != std::u32string_view::npos;
  };
  return has(U"月底") || has(U"年底") || has(U"年末") || has(U"月前") || has(U"日前") ||
         (HasDigit(value) && (has(U"月") || has(U"日")) && !has(U"/") && !has(U"工作日"));
}

std::u32string_view ShapeOf(std::u32string_view value) {
  if (value.empty()) return U"empty";
  if (IsDate(value)) return U"date";
  if (value.find_first_of(U"%‰") != std::u32string_view::npos) return U"percent";
  if (!HasDigit(value)) return U"words";
  if (BehindNumber(value).empty()) return value == U"0" ? U"zero" : U"number";
  return U"mixed";
}

void VisitPieces(std::u32string_view text, std::size_t longest, FeatureKind kind,
                 const FeatureVisitor& visit) {
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    const std::size_t most = std::min(longest, text.size() - begin);
    for (std::size_t n = 1; n <= most; ++n) visit(kind, text.substr(begin, n));
  }
}

std::size_t CommonPiece(std::u32string_view a, std::u32string_view b, std::size_t length) {
  for (std::size_t i = 0; i + length <= a.size(); ++i) {
    if (b.find(a.substr(i, length)) != std::u32string_view::npos) return length;
  }
  return 0;
}

}  // namespace

LeafText ReadLeafText(std::string_view name, std::string_view value) {
  LeafText leaf{.value = CodePoints(NormalizeForMatch(value))};
  if (leaf.value.size() > kLongestText) leaf.value.resize(kLongestText);
  std::u32string folded = CodePoints(NormalizeForMatch(name));
  if (folded.size() > kLongestText) folded.resize(kLongestText);
  leaf.name = TakeUnit(folded, leaf.unit);
  for (char32_t& c : leaf.name) c = IsDigit(c) ? U'0' : c;
  leaf.shape = ShapeOf(leaf.value);
  if (leaf.unit.empty()) leaf.unit = BehindNumber(leaf.value).substr(0, kLongestUnit);
  return leaf;
}

void VisitLeafFeatures(const LeafText& leaf, std::size_t longest, const FeatureVisitor& visit) {
  const std::u32string_view name = leaf.name;
  VisitPieces(name, longest, FeatureKind::kAnywhere, visit);
  for (std::size_t n = 1; n <= std::min(longest, name.size()); ++n) {
    visit(FeatureKind::kBegin, name.substr(0, n));
    visit(FeatureKind::kEnd, name.substr(name.size() - n));
  }
  visit(FeatureKind::kValue, leaf.shape);
  if (!leaf.unit.empty()) {
    visit(FeatureKind::kValue, leaf.unit);
    visit(FeatureKind::kValue, std::u32string_view(leaf.unit).substr(leaf.unit.size() - 1));
  }
  if (leaf.value.empty()) return;
  if (leaf.shape == U"words") {
    VisitPieces(leaf.value, longest, FeatureKind::kValue, visit);
  } else if (kComparators.find(leaf.value.front()) != std::u32string_view::npos) {
    visit(FeatureKind::kValue, std::u32string_view(leaf.value).substr(0, 1));
  }
}

Likeness CompareNeighbours(const LeafText& above, const LeafText& below) {
  const std::u32string_view a = above.name, b = below.name;
  const auto same_end = [&](std::size_t n) {
    return a.size() >= n && b.size() >= n && a.substr(a.size() - n) == b.substr(b.size() - n);
  };
  const bool same_begin = a.size() >= 2 && b.size() >= 2 && a.substr(0, 2) == b.substr(0, 2);
  return {same_end(1),
          same_end(2),
          same_begin,
          !above.unit.empty() && above.unit == below.unit,
          above.shape == below.shape,
          CommonPiece(a, b, 4) > 0};
}

}  // namespace gongwen
