// Tested by indicator_sheet_test.cc.
#include "normalizers/hierarchy/span_trust.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace gongwen {
namespace {

using Covers = std::vector<const LabelSighting*>;  // by leaf: the label that covers it, or null

bool IsSure(const LabelSighting& sighting) { return sighting.is_known && sighting.label.is_exact; }

Covers CoversOf(const IndicatorSheet& sheet, int level) {
  Covers covers(sheet.leaves.size(), nullptr);
  for (const LabelSighting& sighting : sheet.sightings) {
    if (sighting.level != level) continue;
    for (int leaf = sighting.leaf_begin; leaf < sighting.leaf_end; ++leaf) {
      covers[static_cast<std::size_t>(leaf)] = &sighting;
    }
  }
  return covers;
}

bool HasForeignLevel(const IndicatorSheet& sheet) {
  return std::ranges::any_of(sheet.sightings, [](const LabelSighting& s) {
    return IsSure(s) && (s.level == 1 ? s.label.level1 : s.label.level2) < 0;
  });
}

bool HasBareLeaf(const Covers& level1, const Covers& level2) {
  if (std::ranges::find(level1, nullptr) != level1.end()) return true;
  for (std::size_t i = 0; i < level2.size(); ++i) {
    if (level2[i] != nullptr) continue;
    for (std::size_t k = 0; k < level2.size(); ++k) {
      if (level1[k] == level1[i] && level2[k] != nullptr) return true;
    }
  }
  return false;
}

bool CrossesParents(const Covers& level1, const Covers& level2) {
  for (std::size_t i = 1; i < level1.size(); ++i) {
    const bool is_one = level2[i] != nullptr && level2[i] == level2[i - 1];
    if (is_one && level1[i] != level1[i - 1]) return true;
  }
  return false;
}

// The level 1 that a scheme gives the level 2 is printed, but over other leaves.
bool HasStrayPair(const Covers& level1, const Covers& level2, const Taxonomy& taxonomy) {
  const auto is_printed = [&](int id) {
    return std::ranges::any_of(level1, [&](const LabelSighting* s) {
      return s != nullptr && IsSure(*s) && s->label.level1 == id;
    });
  };
  for (std::size_t i = 0; i < level1.size(); ++i) {
    if (level1[i] == nullptr || level2[i] == nullptr) continue;
    if (!IsSure(*level1[i]) || !IsSure(*level2[i])) continue;
    bool fits = false, has_other = false;
    for (const Scheme& scheme : taxonomy.schemes()) {
      for (const TaxonomyGroup& group : scheme.groups) {
        if (group.level2 != level2[i]->label.level2) continue;
        fits = fits || group.level1 == level1[i]->label.level1;
        has_other = has_other || is_printed(group.level1);
      }
    }
    if (!fits && has_other) return true;
  }
  return false;
}

// A label that covers leaves again after another one of its level and parent.
bool ComesBack(const Covers& covers, const Covers& parents) {
  std::vector<std::size_t> begins;  // of runs of one text
  for (std::size_t i = 0; i < covers.size(); ++i) {
    if (covers[i] == nullptr) continue;
    const bool goes_on = i > 0 && covers[i - 1] != nullptr &&
                         covers[i - 1]->label.text == covers[i]->label.text &&
                         parents[i - 1] == parents[i];
    if (goes_on) continue;
    for (const std::size_t begin : begins) {
      if (covers[begin]->label.text == covers[i]->label.text && parents[begin] == parents[i]) {
        return true;
      }
    }
    begins.push_back(i);
  }
  return false;
}

}  // namespace

bool SpansAgree(const IndicatorSheet& sheet, const Taxonomy& taxonomy) {
  const Covers level1 = CoversOf(sheet, 1), level2 = CoversOf(sheet, 2);
  const Covers none(level1.size(), nullptr);
  const bool has_level1 =
      std::ranges::any_of(level1, [](const LabelSighting* s) { return s != nullptr; });
  if (!has_level1) return true;
  return !HasForeignLevel(sheet) && !HasBareLeaf(level1, level2) &&
         !CrossesParents(level1, level2) && !HasStrayPair(level1, level2, taxonomy) &&
         !ComesBack(level1, none) && !ComesBack(level2, level1);
}

}  // namespace gongwen
