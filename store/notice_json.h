// The lists that stand in one column of a row, as JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/notice.h"

namespace gongwen {

// [{"term": ..., "detail": ..., "weight": ...}]
[[nodiscard]] std::string EvidenceToJson(const std::vector<Evidence>& evidence);
// [{"level1": ..., "level2": ..., "probability": ...}]
[[nodiscard]] std::string AlternativesToJson(const std::vector<Alternative>& alternatives);
// [{"column": ..., "text": ...}]
[[nodiscard]] std::string ExtrasToJson(const std::vector<ExtraCell>& extras);

// {"row_no": ..., "column": ..., "before": ..., "after": ...}
[[nodiscard]] std::string ProposalToJson(const Proposal& proposal);

// Back again. Text that is no such JSON gives an empty list; it can only come from outside.
[[nodiscard]] std::vector<Evidence> EvidenceFromJson(std::string_view text);
[[nodiscard]] std::vector<Alternative> AlternativesFromJson(std::string_view text);
[[nodiscard]] std::vector<ExtraCell> ExtrasFromJson(std::string_view text);
[[nodiscard]] std::optional<Proposal> ProposalFromJson(std::string_view text);
[[nodiscard]] std::vector<std::string> StringsFromJson(std::string_view text);

}  // namespace gongwen
