// The heart: from tables taken apart to the path of every leaf, with its probability.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/notice.h"
#include "normalizers/hierarchy/evidence.h"
#include "normalizers/hierarchy/indicator_sheet.h"
#include "normalizers/hierarchy/knowledge.h"

namespace gongwen {

struct ResolvedLeaf {
  std::string level1{}, level2{};
  double probability = 1;
  std::vector<Alternative> alternatives{};  // other paths over kLeastAlternative, best first
  std::vector<Evidence> evidence{};         // what spoke for this path against the path as read
};

// By sheet, then by leaf.
using ResolvedSheet = std::vector<ResolvedLeaf>;

struct HierarchyOptions {
  EvidenceSwitches evidence{};
  bool siblings_vote = true;  // false: every table is a family of its own
  int drift_rounds = 1;       // rounds of inferring how each member's labels moved
  // Log odds by which a member's own labels must contradict its family before it is solved alone;
  // see LogOddsOfBelonging.
  double divergence = 10.0;
  double least_alternative = 0.02;  // paths less probable are not listed
  // A longer table is none of a notice: it is taken as read, and said to be doubtful.
  std::size_t most_leaves = 5'000;
  bool is_noisy = false;  // words of the document are misread (checks/misreading.h)
};

// The families whose members are solved together: by likeness, or each table by itself where
// siblings do not vote.
[[nodiscard]] std::vector<SheetFamily> FamiliesOf(std::span<const IndicatorSheet> sheets,
                                                  const HierarchyOptions& options);

//   sheets    the indicator tables of one notice, in order
//   families  as FamiliesOf gives them
//   returns   one ResolvedSheet for each, with one ResolvedLeaf for each leaf
// Tables with the same leaves are solved as one family. For each hypothesis about the groups, all
// evidence of all members is added up and the segmentation is solved exactly; hypotheses are mixed
// by their evidence. A member whose own labels contradict the family's answer beyond the limit
// is solved alone.
// Pure.  O(tables x leaves x groups x (labels + groups)).
[[nodiscard]] std::vector<ResolvedSheet> ResolveHierarchy(std::span<const IndicatorSheet> sheets,
                                                          std::span<const SheetFamily> families,
                                                          const Knowledge& knowledge,
                                                          const HierarchyOptions& options = {});

}  // namespace gongwen
