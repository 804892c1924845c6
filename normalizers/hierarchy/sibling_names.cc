#include "normalizers/hierarchy/sibling_names.h"

#include <algorithm>
#include <cstddef>
#include <map>

#include "normalizers/text/han_text.h"
#include "normalizers/text/odd_characters.h"

namespace gongwen {
namespace {

constexpr std::size_t kShortestMended = 4;  // characters; in shorter names one of them is too much

struct Wording {
  std::string text{};  // as first written
  int count = 0;
  std::size_t first = 0;  // order of appearance
};

// The wordings of one slot, by their form for comparison.
using Wordings = std::map<std::string, Wording>;

const Wording& MostFrequent(const Wordings& wordings) {
  return std::max_element(wordings.begin(), wordings.end(),
                          [](const auto& a, const auto& b) {
                            if (a.second.count != b.second.count) {
                              return a.second.count < b.second.count;
                            }
                            return a.second.first > b.second.first;
                          })
      ->second;
}

bool IsMisread(const std::string& own, const std::string& key, const Confusions& confusions) {
  const std::u32string a = CodePoints(own), b = CodePoints(key);
  const std::size_t misread = confusions.CountMisread(a, b);
  return misread > 0 && a.size() >= kShortestMended && misread * kShortestMended <= a.size();
}

// In a document with misread words: the wording of the slot, the most frequent first, of which the
// own one is a misreading. One sibling is enough: the own one holds what is no word.
const Wording* MisreadOf(const std::string& own, const Wordings& wordings) {
  const std::u32string points = CodePoints(own);
  if (points.size() < kShortestMended) return nullptr;
  const Wording* found = nullptr;
  for (const auto& [key, wording] : wordings) {
    const bool is_better = found == nullptr || wording.count > found->count;
    if (is_better && key != own && IsMisreadOnce(points, CodePoints(key))) found = &wording;
  }
  return found;
}

}  // namespace

std::vector<std::vector<SiblingName>> CompareSiblingNames(std::span<const IndicatorSheet> sheets,
                                                          std::span<const SheetFamily> families,
                                                          const Confusions& confusions,
                                                          bool is_noisy) {
  std::vector<std::vector<SiblingName>> names;
  for (const IndicatorSheet& sheet : sheets) {
    names.emplace_back();
    for (const Leaf& leaf : sheet.leaves) names.back().push_back({.key = leaf.name});
  }
  for (const SheetFamily& family : families) {
    std::vector<Wordings> slots(family.slot_names.size());
    std::size_t order = 0;
    for (const FamilyMember& member : family.members) {
      for (std::size_t i = 0; i < member.slots.size(); ++i) {
        const std::string& name = sheets[member.sheet].leaves[i].name;
        Wording& wording = slots[member.slots[i]][NormalizeForMatch(name)];
        if (wording.count++ == 0) {
          wording.text = name;
          wording.first = order++;
        }
      }
    }
    for (const FamilyMember& member : family.members) {
      for (std::size_t i = 0; i < member.slots.size(); ++i) {
        const Wordings& wordings = slots[member.slots[i]];
        const Wording& key = MostFrequent(wordings);
        const std::string own = NormalizeForMatch(sheets[member.sheet].leaves[i].name);
        const std::string wanted = NormalizeForMatch(key.text);
        SiblingName& name = names[member.sheet][i];
        name.key = key.text;
        name.witnesses = key.count;
        const bool is_single = wordings.at(own).count == 1;
        if (own != wanted && is_single && key.count >= kFewestWitnesses &&
            IsMisread(own, wanted, confusions)) {
          name.mended = key.text;
        } else if (is_noisy && is_single) {
          const Wording* right = MisreadOf(own, wordings);
          if (right == nullptr) continue;
          name.mended = name.key = right->text;
          name.witnesses = right->count;
        }
      }
    }
  }
  return names;
}

}  // namespace gongwen
