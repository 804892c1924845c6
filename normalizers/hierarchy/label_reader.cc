#include "normalizers/hierarchy/label_reader.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

constexpr std::size_t kMaxLabelLength = 24;  // code points; longer text is never a label
constexpr std::size_t kMinFuzzyLength = 4;   // 数量指标: shorter names must match exactly
constexpr std::size_t kLongLabelLength = 7;  // from here on two characters may differ
constexpr std::u32string_view kIndicator = U"指标";

// 产出指标/数量指标, 数量指标：新建公路里程, 数量指标(50分)新建公路里程
std::string WithoutSeparators(std::u32string_view text) {
  static const RE2 separators(
      R"(^(?:[（(【\[][0-9０-９.]*(?:分|%|％|必填|选填)?[)）】\]]|[\s/／\\\-—－–:：>＞→、·★☆*|_]+)+)");
  std::string rest = ToUtf8(text);
  RE2::Replace(&rest, separators, "");
  return rest;
}

}  // namespace

std::string WithoutLabelSuffix(std::string_view text) {
  static const RE2 suffix(
      R"((?:[（(\[【]\s*(?:权重|分值|必填|选填|可选)?\s*[:：]?\s*[0-9０-９.]*\s*(?:分|%|％|必填|选填)?\s*[)）\]】]|[★☆*＊※:：]|[0-9]+分|[（(\[【][^（）()\[\]【】]{0,12}(?:至少|必填|选填|可选|分值|权重|占比)[^（）()\[\]【】]{0,12}[)）\]】])+$)");
  static const RE2 enumeration(
      R"(^(?:[（(]?[一二三四五六七八九十0-9]{1,2}[)）][、.．]?|[一二三四五六七八九十0-9]{1,2}[、.．]))");
  // Most texts have neither, which their ends tell without the patterns.
  static constexpr std::u32string_view kSuffixEnds = U")）]】★☆*＊※:：分";
  static constexpr std::u32string_view kEnumerationBegins = U"(（一二三四五六七八九十0123456789";
  std::u32string points = CodePoints(text);
  std::erase_if(points, [](char32_t c) { return IsBlank(c); });
  while (points.size() > 1 && (points.front() == U'*' || points.front() == U'★')) {
    points.erase(points.begin());
  }
  std::string clean = ToUtf8(points);
  if (points.empty()) return clean;
  if (kSuffixEnds.find(points.back()) != std::u32string_view::npos) {
    RE2::Replace(&clean, suffix, "");
  }
  if (kEnumerationBegins.find(points.front()) != std::u32string_view::npos) {
    RE2::Replace(&clean, enumeration, "");
  }
  return clean;
}

LabelReader::LabelReader(const Taxonomy& taxonomy) : taxonomy_(taxonomy) {
  const auto add_all = [&](const std::vector<LevelLabel>& labels, bool is_level1) {
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const int index = static_cast<int>(i);
      const int level1 = is_level1 ? index : -1, level2 = is_level1 ? -1 : index;
      Add(labels[i].name, level1, level2);
      for (const std::string& alias : labels[i].aliases) Add(alias, level1, level2);
    }
  };
  add_all(taxonomy.level1(), true);
  add_all(taxonomy.level2(), false);
}

void LabelReader::Add(std::string_view name, int level1, int level2) {
  const std::u32string key = CodePoints(NormalizeForMatch(name));
  Entry& entry = entries_[key];
  // The first taker of a name keeps it; a name may serve one level-1 and one level-2 label.
  if (level1 >= 0 && entry.level1 < 0) entry.level1 = level1;
  if (level2 >= 0 && entry.level2 < 0) entry.level2 = level2;
  entry.is_full_name = key.ends_with(kIndicator);
}

const LabelReader::Entry* LabelReader::Find(std::u32string_view key) const {
  const auto it = entries_.find(std::u32string(key));
  return it == entries_.end() ? nullptr : &it->second;
}

const LabelReader::Entry* LabelReader::FindTurned(const std::u32string& key) const {
  std::u32string own = key;
  std::sort(own.begin(), own.end());
  const Entry* found = nullptr;
  for (const auto& [name, entry] : entries_) {
    if (!entry.is_full_name || name.size() != key.size()) continue;
    std::u32string other = name;
    std::sort(other.begin(), other.end());
    if (other != own) continue;
    if (found != nullptr) return nullptr;
    found = &entry;
  }
  return found;
}

bool LabelReader::IsName(std::string_view text) const {
  if (text.empty() || text.size() > 4 * kMaxLabelLength) return false;
  return Find(CodePoints(NormalizeForMatch(WithoutLabelSuffix(text)))) != nullptr;
}

bool LabelReader::IsPieceOfName(std::string_view text) const {
  if (text.empty() || text.size() > 4 * kMaxLabelLength || IsName(text)) return false;
  const std::u32string own = CodePoints(NormalizeForMatch(WithoutLabelSuffix(text)));
  return std::ranges::any_of(entries_, [&](const auto& entry) {
    const std::u32string& name = entry.first;
    return own.size() <= name.size() && (name + name).find(own) != std::u32string::npos;
  });
}

std::optional<LabelReading> LabelReader::Read(std::string_view text) const {
  if (text.empty() || text.size() > 4 * kMaxLabelLength) return std::nullopt;
  std::string clean = WithoutLabelSuffix(text);
  const std::u32string key = CodePoints(NormalizeForMatch(clean));
  if (const Entry* entry = Find(key)) {
    return LabelReading{entry->level1, entry->level2, std::move(clean), true};
  }
  if (key.size() < kMinFuzzyLength || key.size() > kMaxLabelLength) return std::nullopt;
  if (taxonomy_.HeaderRole(clean) != ColumnRole::kNone) return std::nullopt;  // 绩效指标, 三级指标
  // Full names end in 指标, and at most two characters differ: most cells need no comparison.
  if (key.find_first_of(kIndicator) == std::u32string::npos) return std::nullopt;
  if (const Entry* turned = FindTurned(key)) {
    return LabelReading{turned->level1, turned->level2, std::move(clean), false};
  }
  std::vector<const Entry*> best;
  std::size_t best_distance = key.size() >= kLongLabelLength ? 2 : 1;
  for (const auto& item : entries_) {
    const std::u32string& name = item.first;
    const Entry& entry = item.second;
    // A name without 指标 is no misread one: 受益群众满意度 is an indicator.
    const bool may_be_misread = name.size() <= key.size() + 1 && key.size() <= name.size() + 1;
    if (!entry.is_full_name || name.size() < kMinFuzzyLength || !may_be_misread) continue;
    const std::size_t distance = EditDistance(key, name, best_distance);
    if (distance > best_distance) continue;
    if (distance < best_distance) best.clear();
    best_distance = distance;
    const bool is_known = std::any_of(best.begin(), best.end(), [&](const Entry* other) {
      return other->level1 == entry.level1 && other->level2 == entry.level2;
    });
    if (!is_known) best.push_back(&entry);
  }
  if (best.empty()) return std::nullopt;
  // The order of a hash map is no order.
  std::sort(best.begin(), best.end(), [](const Entry* a, const Entry* b) {
    return std::pair{a->level1, a->level2} < std::pair{b->level1, b->level2};
  });
  LabelReading reading{best.front()->level1, best.front()->level2, std::move(clean), false};
  for (std::size_t i = 1; i < best.size(); ++i) {
    reading.others.emplace_back(best[i]->level1, best[i]->level2);
  }
  return reading;
}

std::optional<LabelPrefix> LabelReader::ReadPrefix(std::string_view text) const {
  const std::u32string points = CodePoints(RemoveBlanksBetweenHan(text));
  constexpr std::size_t kShortestRest = 2;
  std::optional<LabelPrefix> misread;
  const std::size_t most = std::min(points.size(), kMaxLabelLength);
  for (std::size_t length = most; length >= kMinFuzzyLength; --length) {
    const std::u32string_view head = std::u32string_view(points).substr(0, length);
    if (!head.ends_with(kIndicator)) continue;
    std::string rest = WithoutSeparators(std::u32string_view(points).substr(length));
    if (CodePoints(rest).size() < kShortestRest || GoesOn(rest)) continue;
    std::optional<LabelReading> label = Read(ToUtf8(head));
    if (!label) continue;
    if (label->is_exact) return LabelPrefix{std::move(*label), std::move(rest)};
    if (!misread) misread = LabelPrefix{std::move(*label), std::move(rest)};
  }
  return misread;
}

// 数量指标完成率: what is behind the label goes on with its word.
bool LabelReader::GoesOn(std::string_view rest) const {
  const std::vector<std::string>& words = taxonomy_.words().behind_label;
  const std::string plain = NormalizeForMatch(rest);
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return plain.starts_with(word); });
}

std::vector<LabelReading> LabelReader::ReadGlued(std::string_view text) const {
  if (text.size() > 8 * kMaxLabelLength) return {};
  const std::u32string key = CodePoints(NormalizeForMatch(WithoutLabelSuffix(text)));
  if (key.size() < 2 * kMinFuzzyLength) return {};
  for (std::size_t cut = kMinFuzzyLength; cut + kMinFuzzyLength <= key.size(); ++cut) {
    const std::u32string_view left = std::u32string_view(key).substr(0, cut);
    const std::string right = WithoutSeparators(std::u32string_view(key).substr(cut));
    const Entry* first = Find(left);
    const Entry* second = first == nullptr ? nullptr : Find(CodePoints(right));
    if (second == nullptr || first->level1 < 0 || second->level2 < 0) continue;
    return {{first->level1, -1, ToUtf8(left), true}, {-1, second->level2, right, true}};
  }
  return {};
}

}  // namespace gongwen
