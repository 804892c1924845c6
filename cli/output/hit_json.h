// The archive's answers as JSON objects with the contract's column names.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "model/notice.h"
#include "store/document_record.h"
#include "store/rows.h"

namespace gongwen {

// Ordered: keys stand as in the contract's views. Missing values are null, boxes four members.
[[nodiscard]] nlohmann::ordered_json ToJson(const IndicatorHit& hit);
[[nodiscard]] nlohmann::ordered_json ToJson(const AllocationHit& hit);
[[nodiscard]] nlohmann::ordered_json ToJson(const SearchHit& hit);
[[nodiscard]] nlohmann::ordered_json ToJson(const CheckHit& hit);
[[nodiscard]] nlohmann::ordered_json ToJson(const ReviewHit& hit);

// A whole document: fields with their provenance, tables, rows, repairs, failures. One line of
// `export --to jsonl`, and `show --json`.
[[nodiscard]] nlohmann::ordered_json ToJson(const StoredDocument& document);

// A document for a search engine: flat texts and lists, without places and confidences of single
// words. docs/export.md describes both forms.
[[nodiscard]] nlohmann::ordered_json ToSearchJson(const StoredDocument& document);

}  // namespace gongwen
