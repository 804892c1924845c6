// The agency code of a document number, 昌州财社 of 昌州财社〔2023〕22号, found in running text.
#pragma once

#include <cstddef>
#include <optional>

#include "normalizers/value/compact_text.h"

namespace gongwen {

struct AgencyCode {
  std::size_t begin = 0;    // in the compact text
  double confidence = 1.0;  // less where the front could only be guessed
};

// The code that ends at byte `end` of `compact`, where the year's bracket stands. nullopt when
// fewer than two Han characters are left there. O(1): looks back over 40 characters.
[[nodiscard]] std::optional<AgencyCode> FindAgencyCode(const CompactText& compact, std::size_t end);

}  // namespace gongwen
