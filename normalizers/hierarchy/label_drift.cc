#include "normalizers/hierarchy/label_drift.h"

#include <toml++/toml.h>

#include <numeric>
#include <utility>

namespace gongwen {
namespace {

constexpr double kRemoteOffset = 1e-6;  // of an offset in a direction that the class does not know
constexpr double kSure = 0.9;

std::vector<double> Numbers(const toml::table& entry, std::string_view key) {
  std::vector<double> numbers;
  if (const toml::array* array = entry[key].as_array()) {
    for (const toml::node& node : *array) numbers.push_back(node.value_or(0.0));
  }
  return numbers;
}

}  // namespace

OffsetTable::OffsetTable(const DriftClass& drift) {
  auto& free = by_stand_[0];
  auto& pushed = by_stand_[1];
  auto& stopped = by_stand_[2];
  const auto side = [&](const std::vector<double>& known, int direction) {
    double tail = known.empty() ? 0 : known.back();
    for (int distance = 1; distance <= kFurthest; ++distance) {
      const auto i = static_cast<std::size_t>(distance);
      tail = i <= known.size() ? known[i - 1] : tail / 2;
      free[static_cast<std::size_t>(kFurthest + direction * distance)] = tail + kRemoteOffset;
    }
  };
  free[kFurthest] = drift.at;
  side(drift.down, 1);
  side(drift.up, -1);
  std::partial_sum(free.begin(), free.end(), pushed.begin());
  std::partial_sum(free.rbegin(), free.rend(), stopped.rbegin());
}

double StatedConfidence(double posterior, double sure_from) {
  if (posterior >= sure_from) {
    return sure_from >= 1 ? 1 : kSure + (1 - kSure) * (posterior - sure_from) / (1 - sure_from);
  }
  return kSure * posterior / sure_from;
}

Result<LabelDrift> LabelDrift::FromToml(std::string_view toml, std::string_view name) try {
  const toml::table file = toml::parse(toml, name);
  LabelDrift drift;
  drift.exchange_ = file["exchange"].value_or(drift.exchange_);
  drift.copied_ = file["copied"].value_or(drift.copied_);
  drift.sure_from_ = file["sure_from"].value_or(drift.sure_from_);
  double sum = 0;
  if (const toml::array* entries = file["class"].as_array()) {
    for (const toml::node& node : *entries) {
      const toml::table* entry = node.as_table();
      if (entry == nullptr) continue;
      DriftClass one{.id = (*entry)["id"].value_or(std::string{}),
                     .prior = (*entry)["prior"].value_or(0.0),
                     .missing = (*entry)["missing"].value_or(0.01),
                     .stray = (*entry)["stray"].value_or(0.01),
                     .at = (*entry)["at"].value_or(1.0),
                     .is_centred = (*entry)["centred"].value_or(false),
                     .down = Numbers(*entry, "down"),
                     .up = Numbers(*entry, "up")};
      sum += one.prior;
      drift.classes_.push_back(std::move(one));
    }
  }
  if (sum <= 0) {
    return Fail(ErrorCode::kInvalidArgument,
                std::string(name) + ": needs [[class]] entries with a prior over 0");
  }
  for (DriftClass& one : drift.classes_) {
    one.prior /= sum;
    drift.offsets_.emplace_back(one);
  }
  return drift;
} catch (const toml::parse_error& error) {
  return Fail(ErrorCode::kInvalidArgument, std::string(name) + ": line " +
                                               std::to_string(error.source().begin.line) + ": " +
                                               std::string(error.description()));
}

}  // namespace gongwen
