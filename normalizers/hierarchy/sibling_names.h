// The names of leaves, compared between siblings: one key for one indicator, and names that were
// misread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "normalizers/hierarchy/family.h"
#include "normalizers/text/confusions.h"

namespace gongwen {

struct SiblingName {
  // The wording that most siblings have for this indicator: the same for all that mean it, however
  // each is written. The leaf's own name where no sibling has it.
  std::string key{};
  // Not empty where the own name is misread: it is the key but for characters that look alike, and
  // at least kFewestWitnesses siblings agree on the key; in a noisy document (misreading.h) also
  // where one character of it makes no word and one sibling has it right.
  std::string mended{};
  int witnesses = 0;  // siblings that have the key as it is
};

inline constexpr int kFewestWitnesses = 2;

// By sheet, then by leaf. A wording of its own (享受职业培训补贴 beside 享受职业技能培训补贴) keeps
// its text and gets the siblings' key.
[[nodiscard]] std::vector<std::vector<SiblingName>> CompareSiblingNames(
    std::span<const IndicatorSheet> sheets, std::span<const SheetFamily> families,
    const Confusions& confusions, bool is_noisy = false);

}  // namespace gongwen
