#include "model/notice.h"

namespace gongwen {

std::string_view ToString(TableKind kind) {
  switch (kind) {
    case TableKind::kIndicator:
      return "indicator";
    case TableKind::kAllocation:
      return "allocation";
    case TableKind::kOther:
      break;
  }
  return "other";
}

std::string_view ToString(CheckOutcome outcome) {
  switch (outcome) {
    case CheckOutcome::kPass:
      return "pass";
    case CheckOutcome::kFail:
      return "fail";
    case CheckOutcome::kNotApplicable:
      break;
  }
  return "not_applicable";
}

std::optional<CheckOutcome> CheckOutcomeFromString(std::string_view name) {
  for (const CheckOutcome outcome :
       {CheckOutcome::kPass, CheckOutcome::kFail, CheckOutcome::kNotApplicable}) {
    if (ToString(outcome) == name) return outcome;
  }
  return std::nullopt;
}

}  // namespace gongwen
