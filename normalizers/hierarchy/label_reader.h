// Tells level labels from other text: 产出指标, 经济效益, 数量指标(50分), 时效指标★, 经济效益指
// (cut).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "normalizers/hierarchy/taxonomy.h"

namespace gongwen {

// A text read as a label. Some names stand on both levels (成本指标, 满意度指标): then both are
// set.
struct LabelReading {
  int level1 = -1;  // index into Taxonomy::level1, -1 = not a name of that level
  int level2 = -1;
  std::string text{};    // as printed, without blanks and without suffixes such as (50分) ★
  bool is_exact = true;  // false: one or two characters differ (OCR) from a known name
  // Other labels that the text is as like as this one: (level 1, level 2) of each. Which one it is,
  // the rest of the table may tell.
  std::vector<std::pair<int, int>> others{};
};

// A label in front of another text: 数量指标新建公路里程.
struct LabelPrefix {
  LabelReading label{};
  std::string rest{};
};

class LabelReader {
 public:
  // The taxonomy must outlive the reader. Immutable; safe to share between threads.
  explicit LabelReader(const Taxonomy& taxonomy);

  // The text is exactly a label's name, but for a suffix.
  [[nodiscard]] bool IsName(std::string_view text) const;
  // A text that is no name, but a part of one or a name whose end stands before its beginning, as
  // cells that were cut or read in the wrong order leave it: 满意, 标数量指.
  [[nodiscard]] bool IsPieceOfName(std::string_view text) const;

  // The label that the text is; nullopt if it is none.
  [[nodiscard]] std::optional<LabelReading> Read(std::string_view text) const;

  // Two labels glued into one cell (产出指标数量指标): level 1, then level 2. Empty if it is not
  // so.
  [[nodiscard]] std::vector<LabelReading> ReadGlued(std::string_view text) const;

  // The longest full name (one that ends in 指标) that the text begins with, and what follows it.
  // An exact name goes before a misread one. nullopt where what follows makes a longer word of it
  // (数量指标完成率).
  [[nodiscard]] std::optional<LabelPrefix> ReadPrefix(std::string_view text) const;

  [[nodiscard]] const Taxonomy& taxonomy() const { return taxonomy_; }

 private:
  struct Entry {
    int level1 = -1, level2 = -1;
    bool is_full_name = false;  // ends in 指标: long enough to be matched with an error in it
  };
  void Add(std::string_view name, int level1, int level2);
  [[nodiscard]] bool GoesOn(std::string_view rest) const;
  [[nodiscard]] const Entry* Find(std::u32string_view key) const;
  // The one full name that has these characters in another order: 标数量指, stacked characters that
  // were read column by column.
  [[nodiscard]] const Entry* FindTurned(const std::u32string& key) const;

  const Taxonomy& taxonomy_;
  std::unordered_map<std::u32string, Entry> entries_{};
};

// The text without blanks, and without what follows a level's name in print: （50分）, (30%), ★, *,
// （必填）, a colon, an enumeration mark before it (一、 1. （一）).
[[nodiscard]] std::string WithoutLabelSuffix(std::string_view text);

}  // namespace gongwen
