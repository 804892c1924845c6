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

}  // namespace gongwen
