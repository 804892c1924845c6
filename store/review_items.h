// What a person should look at: every value less sure than kReviewBelow.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/answer.h"
#include "model/notice.h"
#include "store/rows.h"

namespace gongwen {

// The doubtful values of a notice, one item for each place. document_id is left 0; state is "open".
//
//   fields of the notice    field = document_number, title, addressee ... ; from the second on of a
//                           list addressee[2]
//   rows of indicators      field = level3, value: what was read badly; level1, level2 ...: what
//   was
//                           repaired in doubt; path: level 1 / level 2 when neither says why
//   amounts                 field = amount, or amount:COLUMN where the column has a name
//
// item_id depends on the bytes' sha256 and on table, row and field: it is the same on every import
// of the same bytes. Of several reasons for one place, a repair's comes first.
// A figure that sums give away (v_check) is an item, whatever its confidence; so is every place
// that a person answered, with the answer's state: where the program now reads something else than
// was answered, its reading is the item's value and `why` says so.
// Pure.
[[nodiscard]] std::vector<ReviewHit> ReviewItems(const Notice& notice, std::string_view sha256,
                                                 std::span<const AppliedAnswer> answers = {});

// The item of a place: 16 hexadecimal digits.
[[nodiscard]] std::string ReviewItemId(std::string_view sha256, int table_no, int row_no,
                                       std::string_view field);

}  // namespace gongwen
