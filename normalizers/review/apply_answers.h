// A person's answers win over what was read.
#pragma once

#include <span>
#include <vector>

#include "model/answer.h"
#include "model/notice.h"

namespace gongwen {

// Puts each answer in its place: the answered text stands there, what follows from it (numbers,
// 元) is worked out anew, and its confidence is 1. What is rejected keeps its text, has no number
// and confidence 0; of a repair that is rejected, what was read comes back.
//   row       the one of the same number if it has the answer's anchor or nearly so, else the only
//             one of its table that has it
//   returns   one for each answer, in order; those without a place changed nothing
// Answers of other fields than those below are never placed.
//   notice    document_number title issue_date print_date printing_office copy_to, and
//             issuing_agency addressee attachment, from the second on with [2], [3] ...
//   table     region (row_no 0)
//   row       level1 level2 level3 value path (level 1 / level 2); amount, amount:COLUMN
// Pure but for `notice`; applying twice changes nothing more.
[[nodiscard]] std::vector<AppliedAnswer> ApplyAnswers(Notice& notice,
                                                      std::span<const Answer> answers);

// What the row of a place is called: the anchor of an answer. Empty for fields of the notice.
[[nodiscard]] std::string AnchorOf(const Notice& notice, int table_no, int row_no,
                                   std::string_view field);

}  // namespace gongwen
