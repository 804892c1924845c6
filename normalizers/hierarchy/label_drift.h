// How the labels of a dump move away from the leaves that they head: classes of damage, data from
// normalizers/data/drift.toml.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"

namespace gongwen {

// One way in which a reader places the labels of a table. All numbers are probabilities; an offset
// is counted in leaves from the first leaf of the label's group, down is positive. They say where a
// label would stand by itself. Labels keep their order and stay in the table: one that would stand
// above the label before it, or above the table, is pushed down to the first free row, one that
// would leave no row for those after it is stopped at the last.
struct DriftClass {
  std::string id{};
  double prior = 0;         // of a table's being of this class
  double missing = 0;       // a group's label is not printed
  double stray = 0;         // a label stands anywhere, as if by chance
  double at = 1;            // the label stands where it belongs
  bool is_centred = false;  // offsets count from the middle leaf of the group, not from the first
  std::vector<double> down{}, up{};  // by 1, 2, ... leaves; beyond the last each halves
};

// What else may have moved a label: see DriftClass.
enum class LabelStand {
  kFree,
  kPushed,   // by itself it would stand there or higher
  kStopped,  // by itself it would stand there or lower
};

// The probabilities of all offsets of one class, without `missing` and `stray`.
class OffsetTable {
 public:
  explicit OffsetTable(const DriftClass& drift);
  [[nodiscard]] double operator()(int offset, LabelStand stand = LabelStand::kFree) const {
    const int at = std::clamp(offset, -kFurthest, kFurthest) + kFurthest;
    return by_stand_[static_cast<std::size_t>(stand)][static_cast<std::size_t>(at)];
  }

 private:
  static constexpr int kFurthest = 48;
  std::array<std::array<double, 2 * kFurthest + 1>, 3> by_stand_{};
};

// Immutable once built.
class LabelDrift {
 public:
  // [[class]] entries with the fields of DriftClass. Priors are scaled to add up to 1.
  // Errors: kInvalidArgument with the file's name and line, or when there is no class.
  [[nodiscard]] static Result<LabelDrift> FromToml(std::string_view toml, std::string_view name);

  [[nodiscard]] const std::vector<DriftClass>& classes() const { return classes_; }
  [[nodiscard]] const OffsetTable& offsets(std::size_t drift_class) const {
    return offsets_[drift_class];
  }
  // Rows of this posterior or more are given a confidence of 0.9 or more: of those at most one in
  // two hundred is wrong, also in tables without siblings.
  [[nodiscard]] double sure_from() const { return sure_from_; }
  // Two neighbouring labels of a level have changed places.
  [[nodiscard]] double exchange() const { return exchange_; }
  // Siblings print a label at the same leaf because one was copied from the other.
  [[nodiscard]] double copied() const { return copied_; }

 private:
  std::vector<DriftClass> classes_{};
  std::vector<OffsetTable> offsets_{};
  double exchange_ = 0.05, copied_ = 0.05, sure_from_ = 0.9;
};

// The confidence that is stated for a posterior: `sure_from` becomes 0.9, in straight lines from 0
// and to 1, so that what the posterior promises too much on tables unlike those of the bench is
// said to be doubtful.
[[nodiscard]] double StatedConfidence(double posterior, double sure_from);

}  // namespace gongwen
