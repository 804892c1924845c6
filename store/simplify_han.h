// Traditional characters as simplified ones, for finding.
#pragma once

namespace gongwen {

// One character for one: 業 -> 业. What has no single simplified form, and everything else, stays.
// Source: ICU's transliterator Traditional-Simplified (CLDR). O(1) after the first call.
[[nodiscard]] char32_t Simplified(char32_t c);

}  // namespace gongwen
