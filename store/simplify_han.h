// Traditional characters as simplified ones, for finding.
#pragma once

namespace gongwen {

// One character for one: 業 -> 业. What has no single simplified form, and everything else, stays.
// Source: store/data/simplified.tsv, which is ICU's transliterator Traditional-Simplified (CLDR) one
// character at a time; that one takes 50 ms to start. O(1) after the first call.
[[nodiscard]] char32_t Simplified(char32_t c);

}  // namespace gongwen
