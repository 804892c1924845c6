// How far a value that OCR read can be believed, beyond the engine's own confidence.
#pragma once

#include <string_view>

#include "model/notice.h"
#include "model/source.h"

namespace gongwen {

// A factor in (0,1] for the confidence of a value. chi_sim has no ≥ and ≤: it writes 之98%, 三98%,
// >98%, or drops the sign, often with high confidence. So of OCR a value with digits that is no
// value, a strict comparison, a share over 100 % and a share without a sign are doubtful however
// sure the engine was. Of any source, what is meant as a number and could not be read as one
// (12,34.5, O.5, l20, 约50, 90%左右) is put before a person. 1 for the other values of text layers
// and dumps, and for words.
//   text    as read
//   value   what it was parsed to
[[nodiscard]] double ValueReadingTrust(std::string_view text, const Value& value,
                                       TextSource source);

}  // namespace gongwen
