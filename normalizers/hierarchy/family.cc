#include "normalizers/hierarchy/family.h"

#include <algorithm>
#include <string>
#include <utility>

#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

constexpr std::size_t kNoPartner = static_cast<std::size_t>(-1);

using Names = std::vector<std::u32string>;

// 1 for equal names, 0 for names less alike than the options ask.
double Likeness(const std::u32string& a, const std::u32string& b, double least) {
  if (a == b) return 1;
  const std::size_t longer = std::max(a.size(), b.size());
  if (longer == 0) return 1;
  const auto limit = static_cast<std::size_t>((1 - least) * static_cast<double>(longer));
  if (limit == 0 || std::min(a.size(), b.size()) + limit < longer) return 0;
  const std::size_t distance = EditDistance(a, b, limit);
  if (distance > limit) return 0;
  return 1 - static_cast<double>(distance) / static_cast<double>(longer);
}

// For each name of `b` the index of its partner in `a`, or kNoPartner; partners ascend.
std::vector<std::size_t> AlignNames(const Names& a, const Names& b, double same_name) {
  if (a == b) {
    std::vector<std::size_t> same(b.size());
    for (std::size_t i = 0; i < b.size(); ++i) same[i] = i;
    return same;
  }
  const std::size_t n = a.size(), m = b.size();
  std::vector<double> match(n * m);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < m; ++j) match[i * m + j] = Likeness(a[i], b[j], same_name);
  }
  std::vector<double> total((n + 1) * (m + 1), 0);
  const auto at = [m](std::size_t i, std::size_t j) { return i * (m + 1) + j; };
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = m; j-- > 0;) {
      double best = std::max(total[at(i + 1, j)], total[at(i, j + 1)]);
      if (match[i * m + j] > 0) best = std::max(best, match[i * m + j] + total[at(i + 1, j + 1)]);
      total[at(i, j)] = best;
    }
  }
  std::vector<std::size_t> partner(m, kNoPartner);
  std::size_t i = 0, j = 0;
  while (i < n && j < m) {
    const double matched = match[i * m + j];
    if (matched > 0 && total[at(i, j)] == matched + total[at(i + 1, j + 1)]) {
      partner[j++] = i++;
    } else if (total[at(i, j)] == total[at(i + 1, j)]) {
      ++i;
    } else {
      ++j;
    }
  }
  return partner;
}

Names NamesOf(const IndicatorSheet& sheet) {
  Names names;
  for (const Leaf& leaf : sheet.leaves) names.push_back(CodePoints(NormalizeForMatch(leaf.name)));
  return names;
}

struct GrowingFamily {
  Names names{};
  SheetFamily family{};
};

double PartnerShare(const std::vector<std::size_t>& partner, std::size_t family_size) {
  const auto found =
      std::count_if(partner.begin(), partner.end(), [](std::size_t p) { return p != kNoPartner; });
  return static_cast<double>(found) / static_cast<double>(std::max(partner.size(), family_size));
}

// Adds a sheet; leaves without a partner get slots of their own right after the leaf before them.
void AddMember(GrowingFamily& grown, std::size_t sheet_index, const IndicatorSheet& sheet,
               const Names& names, const std::vector<std::size_t>& partner) {
  Names merged;
  std::vector<std::string> merged_names;
  std::vector<std::size_t> new_slot_of_old;
  FamilyMember member{.sheet = sheet_index};
  std::size_t old = 0;
  const auto copy_old_until = [&](std::size_t end) {
    for (; old < end; ++old) {
      new_slot_of_old.push_back(merged.size());
      merged.push_back(grown.names[old]);
      merged_names.push_back(grown.family.slot_names[old]);
    }
  };
  for (std::size_t j = 0; j < names.size(); ++j) {
    if (partner[j] != kNoPartner) {
      copy_old_until(partner[j]);
      member.slots.push_back(merged.size());
      copy_old_until(partner[j] + 1);
    } else {
      member.slots.push_back(merged.size());
      merged.push_back(names[j]);
      merged_names.push_back(sheet.leaves[j].name);
    }
  }
  copy_old_until(grown.names.size());
  for (FamilyMember& other : grown.family.members) {
    for (std::size_t& slot : other.slots) slot = new_slot_of_old[slot];
  }
  grown.names = std::move(merged);
  grown.family.slot_names = std::move(merged_names);
  grown.family.members.push_back(std::move(member));
}

// Enough leaves could find partners, and not too many would have to.
bool MayBeSiblings(std::size_t a, std::size_t b, const FamilyOptions& options) {
  const auto shorter = static_cast<double>(std::min(a, b));
  const auto longer = static_cast<double>(std::max(a, b));
  return std::max(a, b) <= options.most_leaves && shorter >= options.same_table * longer;
}

}  // namespace

std::vector<SheetFamily> GroupIntoFamilies(std::span<const IndicatorSheet> sheets,
                                           const FamilyOptions& options) {
  std::vector<GrowingFamily> families;
  for (std::size_t s = 0; s < sheets.size(); ++s) {
    if (sheets[s].leaves.empty()) continue;
    const Names names = NamesOf(sheets[s]);
    bool is_placed = false;
    std::size_t compared = 0;
    for (GrowingFamily& grown : families) {
      if (!MayBeSiblings(names.size(), grown.names.size(), options)) continue;
      if (++compared > options.most_families) break;
      const std::vector<std::size_t> partner = AlignNames(grown.names, names, options.same_name);
      if (PartnerShare(partner, grown.names.size()) < options.same_table) continue;
      AddMember(grown, s, sheets[s], names, partner);
      is_placed = true;
      break;
    }
    if (!is_placed) {
      families.emplace_back();
      AddMember(families.back(), s, sheets[s], names,
                std::vector<std::size_t>(names.size(), kNoPartner));
    }
  }
  std::vector<SheetFamily> result;
  for (GrowingFamily& grown : families) result.push_back(std::move(grown.family));
  return result;
}

}  // namespace gongwen
