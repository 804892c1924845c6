// How the labels of a dump move away from the leaves that they head: classes of damage, data from
// normalizers/data/drift.toml.
#pragma once

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

// Probability of an offset, without `missing` and `stray`.
[[nodiscard]] double OffsetProbability(const DriftClass& drift, int offset);

// The same for a label that may have been pushed down to where it stands (by itself it would stand
// there or higher), or stopped there (there or lower).
[[nodiscard]] double PushedOffsetProbability(const DriftClass& drift, int offset);
[[nodiscard]] double StoppedOffsetProbability(const DriftClass& drift, int offset);

// Immutable once built.
class LabelDrift {
 public:
  // [[class]] entries with the fields of DriftClass. Priors are scaled to add up to 1.
  // Errors: kInvalidArgument with the file's name and line, or when there is no class.
  [[nodiscard]] static Result<LabelDrift> FromToml(std::string_view toml, std::string_view name);

  [[nodiscard]] const std::vector<DriftClass>& classes() const { return classes_; }
  // Two neighbouring labels of a level have changed places.
  [[nodiscard]] double exchange() const { return exchange_; }
  // Siblings print a label at the same leaf because one was copied from the other.
  [[nodiscard]] double copied() const { return copied_; }

 private:
  std::vector<DriftClass> classes_{};
  double exchange_ = 0.05, copied_ = 0.05;
};

}  // namespace gongwen
