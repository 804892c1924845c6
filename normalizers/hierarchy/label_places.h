// Where the labels of a hypothesis were seen in one table, and what that says about where its
// groups begin.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "normalizers/hierarchy/hypothesis.h"
#include "normalizers/hierarchy/indicator_sheet.h"
#include "normalizers/hierarchy/label_drift.h"

namespace gongwen {

// A leaf at which a label may be said to stand; the weights of one label add up to 1. More than one
// when it is printed twice, or when two neighbours stand in the wrong order and may have changed
// places.
struct LabelPlace {
  int leaf = 0;
  double weight = 1;
  // Pushed: right below another label of its level, or in the first row. Stopped: only labels of
  // its level stand below it, row by row to the last.
  LabelStand stand = LabelStand::kFree;
};

struct LabelPlaces {
  int leaves = 0;                                 // of the table
  std::vector<std::vector<LabelPlace>> level2{};  // by state of the hypothesis; empty = not seen
  std::vector<std::vector<LabelPlace>> level1{};  // by number of the parent
  bool has_level1 = false, has_level2 = false;    // the table prints labels of this level at all
  int exchanges = 0;                              // neighbours in an order that is not this one
};

[[nodiscard]] LabelPlaces FindLabelPlaces(const IndicatorSheet& sheet, const Hypothesis& hypothesis,
                                          const std::vector<int>& parent_of_state);

// The numbers of the parents of the hypothesis's states: a new one whenever level 1 changes.
[[nodiscard]] std::vector<int> ParentNumbers(const Hypothesis& hypothesis);

// One label's score (natural logarithm) for a group over the leaves [begin, end), when the table is
// of class d with probability classes[d].
class LabelScorer {
 public:
  static constexpr int kUnknownEnd = -1;
  LabelScorer(const LabelDrift& drift, std::vector<double> classes, int leaves);

  // kUnknownEnd where the end is not known: a label in the middle may then stand anywhere below.
  [[nodiscard]] double Score(const std::vector<LabelPlace>& places, int begin, int end) const;
  // The table may be of a class whose labels stand in the middle: scores depend on the end.
  [[nodiscard]] bool IsCentred() const { return centred_ > kLeastCentred; }

 private:
  static constexpr double kLeastCentred = 0.1;
  [[nodiscard]] double Probability(const LabelPlace& place, int begin, int end) const;

  const LabelDrift& drift_;
  std::vector<double> classes_;
  int leaves_;
  double missing_ = 0, centred_ = 0, stray_ = 0;
  // Of the classes that are not centred; index offset + leaves_.
  std::array<std::vector<double>, 3> by_offset_{};  // by LabelStand
};

// log P(the places of a table's labels | its groups begin where the path says, its class).
//   begins  by group that is there: state, first leaf, end, in the table's own leaves
struct GroupExtent {
  std::size_t state = 0;
  int begin = 0, end = 0;
  bool begins_parent = false;
};
[[nodiscard]] double ScoreOfClass(const LabelDrift& drift, std::size_t drift_class,
                                  const LabelPlaces& places, const std::vector<GroupExtent>& groups,
                                  const std::vector<int>& parent_of_state);

}  // namespace gongwen
