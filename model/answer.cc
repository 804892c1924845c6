#include "model/answer.h"

namespace gongwen {

std::string_view ToString(Verdict verdict) {
  switch (verdict) {
    case Verdict::kCorrected:
      return "corrected";
    case Verdict::kRejected:
      return "rejected";
    case Verdict::kAccepted:
      break;
  }
  return "accepted";
}

std::optional<Verdict> VerdictFromString(std::string_view name) {
  for (const Verdict verdict : {Verdict::kAccepted, Verdict::kCorrected, Verdict::kRejected}) {
    if (ToString(verdict) == name) return verdict;
  }
  return std::nullopt;
}

}  // namespace gongwen
