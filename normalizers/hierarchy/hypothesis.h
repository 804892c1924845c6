// What the hierarchy of a family of tables may be: lists of groups in order.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "normalizers/hierarchy/family.h"
#include "normalizers/hierarchy/indicator_sheet.h"
#include "normalizers/hierarchy/taxonomy.h"

namespace gongwen {

// One level of a group: a label of the taxonomy, or a name learned from the table itself.
struct LevelName {
  int id = -1;         // index into the taxonomy; -1 = not of the taxonomy
  std::string text{};  // the name as learned, when id is -1; may be empty: no such level
  bool operator==(const LevelName&) const = default;
};

// Tells whether a label sighted in the sheet is this name of level 1 or 2. In a dump a label may
// have slid into another column, so that a name of both levels (成本指标) counts for either.
[[nodiscard]] bool Names(const IndicatorSheet& sheet, const LabelSighting& sighting,
                         const LevelName& name, int level);

struct GroupState {
  LevelName level1{}, level2{};
  bool operator==(const GroupState&) const = default;
};

struct Hypothesis {
  std::string origin{};  // the scheme's id, or "as printed"
  double prior = 0;      // natural logarithm
  std::vector<GroupState> states{};
};

// Every label that the table prints is a name of the hypothesis.
[[nodiscard]] bool IsExplained(const IndicatorSheet& sheet, const Hypothesis& hypothesis);

// One hypothesis for each scheme of the taxonomy, and one that takes the labels in the order in
// which the most trustworthy member prints them: it alone knows names that the taxonomy lacks.
// Labels that were seen but that a hypothesis cannot explain lower its prior. A family without a
// single label gives no hypothesis: levels are never invented.
[[nodiscard]] std::vector<Hypothesis> MakeHypotheses(const SheetFamily& family,
                                                     std::span<const IndicatorSheet> sheets,
                                                     const Taxonomy& taxonomy);

}  // namespace gongwen
