#include "normalizers/hierarchy/label_drift.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <utility>

namespace gongwen {
namespace {

constexpr std::size_t kLongestTail = 30, kTailLooked = 4;
constexpr double kRemoteOffset = 1e-6;  // of an offset in a direction that the class does not know

std::vector<double> Numbers(const toml::table& entry, std::string_view key) {
  std::vector<double> numbers;
  if (const toml::array* array = entry[key].as_array()) {
    for (const toml::node& node : *array) numbers.push_back(node.value_or(0.0));
  }
  return numbers;
}

}  // namespace

double OffsetProbability(const DriftClass& drift, int offset) {
  if (offset == 0) return drift.at;
  const std::vector<double>& side = offset > 0 ? drift.down : drift.up;
  const auto distance = static_cast<std::size_t>(std::abs(offset));
  if (side.empty()) return kRemoteOffset;
  if (distance <= side.size()) return side[distance - 1];
  const std::size_t beyond = distance - side.size();
  if (beyond > kLongestTail) return kRemoteOffset;
  return std::ldexp(side.back(), -static_cast<int>(beyond)) + kRemoteOffset;  // halved each time
}

double PushedOffsetProbability(const DriftClass& drift, int offset) {
  const int highest = -static_cast<int>(drift.up.size() + kTailLooked);
  double sum = 0;
  for (int o = highest; o <= offset; ++o) sum += OffsetProbability(drift, o);
  return std::min(1.0, sum) + kRemoteOffset;
}

double StoppedOffsetProbability(const DriftClass& drift, int offset) {
  const int lowest = static_cast<int>(drift.down.size() + kTailLooked);
  double sum = 0;
  for (int o = offset; o <= lowest; ++o) sum += OffsetProbability(drift, o);
  return std::min(1.0, sum) + kRemoteOffset;
}

Result<LabelDrift> LabelDrift::FromToml(std::string_view toml, std::string_view name) try {
  const toml::table file = toml::parse(toml, name);
  LabelDrift drift;
  drift.exchange_ = file["exchange"].value_or(drift.exchange_);
  drift.copied_ = file["copied"].value_or(drift.copied_);
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
  for (DriftClass& one : drift.classes_) one.prior /= sum;
  return drift;
} catch (const toml::parse_error& error) {
  return Fail(ErrorCode::kInvalidArgument, std::string(name) + ": line " +
                                               std::to_string(error.source().begin.line) + ": " +
                                               std::string(error.description()));
}

}  // namespace gongwen
