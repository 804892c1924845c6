// Sibling tables: the same leaves in the same order, with small differences.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "normalizers/hierarchy/indicator_sheet.h"

namespace gongwen {

struct FamilyMember {
  std::size_t sheet = 0;             // index into the sheets given
  std::vector<std::size_t> slots{};  // by leaf of that sheet: its slot in the family, ascending
};

// `slots` is the union of the members' leaves in their common order; each member's leaves are a
// subsequence of it.
struct SheetFamily {
  std::vector<std::string> slot_names{};  // the name first seen in each slot
  std::vector<FamilyMember> members{};
};

struct FamilyOptions {
  double same_name = 0.75;  // likeness (1 - edits/length) from which two names are one
  double same_table = 0.7;  // share of the longer table's leaves that must find a partner
  // Bounds for hostile input: a longer table is a family of its own, and a table is compared with so
  // many families at most.
  std::size_t most_leaves = 2'000, most_families = 200;
};

// Puts every sheet with leaves into exactly one family; most often all tables of a notice are one.
// Names are compared by NormalizeForMatch; alignment keeps the order of both (Needleman-Wunsch).
// O(tables x families x leaves^2) name comparisons; most notices have one family.
[[nodiscard]] std::vector<SheetFamily> GroupIntoFamilies(std::span<const IndicatorSheet> sheets,
                                                         const FamilyOptions& options = {});

}  // namespace gongwen
