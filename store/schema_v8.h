// Schema version 6: checks with their row and proposal, answers of review, ranges and
// dates, codes of places.
#pragma once

namespace gongwen {

extern const char* const kSchemaV8;

}  // namespace gongwen
