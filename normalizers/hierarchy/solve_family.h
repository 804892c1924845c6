// All hypotheses about a family of tables, each solved and weighed.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "normalizers/hierarchy/evidence.h"
#include "normalizers/hierarchy/knowledge.h"

namespace gongwen {

struct SolveOptions {
  EvidenceSwitches evidence{};
  int drift_rounds = 1;  // rounds of inferring how each member's labels moved
};

// One hypothesis with one explanation of how the labels moved.
struct Solution {
  Hypothesis hypothesis{};
  std::shared_ptr<const FamilyEvidence> evidence{};  // under this hypothesis
  Segmentation segmentation{};
  double log_weight = 0;  // log of the sum over all paths, words and labels together
  double weight = 0;      // probability; those of all solutions add up to 1
};

// Solutions, the most probable first; none when there is no hypothesis.
// The classes of drift and the groups explain each other, so that more than one pair of them can be
// consistent: each hypothesis is solved twice, as if the labels were in place and as if they had
// drifted, and both answers are kept with their weights.
[[nodiscard]] std::vector<Solution> SolveFamily(const SheetFamily& family, const FamilyWords& words,
                                                std::span<const IndicatorSheet> sheets,
                                                const Knowledge& knowledge,
                                                const SolveOptions& options);

// The same for given hypotheses.
[[nodiscard]] std::vector<Solution> SolveHypotheses(const std::vector<Hypothesis>& hypotheses,
                                                    const SheetFamily& family,
                                                    const FamilyWords& words,
                                                    std::span<const IndicatorSheet> sheets,
                                                    const Knowledge& knowledge,
                                                    const SolveOptions& options);

// Does one table belong to its family? The log of
//     P(its labels | the family's groups) / P(its labels | any groups that its words allow),
// in which both sums run over all ways in which labels may have moved. Far below 0 for a table
// whose labels stand firmly for other groups than the family's; for one whose labels merely moved,
// neither explains them well.
//   alone     the table as a family of its own
//   state_of  by leaf: the family's groups, as states of `hypothesis`, ascending
[[nodiscard]] double LogOddsOfBelonging(const SheetFamily& alone, const FamilyWords& words,
                                        std::span<const IndicatorSheet> sheets,
                                        const Knowledge& knowledge, const Hypothesis& hypothesis,
                                        const std::vector<int>& state_of,
                                        const std::vector<Solution>& own,
                                        const SolveOptions& options);

}  // namespace gongwen
