// What a person decided about one value of one document. It outlives every reading.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gongwen {

enum class Verdict {
  kAccepted,   // what the program reads is right
  kCorrected,  // `value` is right
  kRejected,   // it is wrong, and what is right is not known; a repair is taken back
};
// "accepted", "corrected", "rejected": the states of v_review.
[[nodiscard]] std::string_view ToString(Verdict verdict);
[[nodiscard]] std::optional<Verdict> VerdictFromString(std::string_view name);

// The place is told by the document's bytes, table, row and field, and by what the row was called:
// a later version may count rows differently.
struct Answer {
  std::string item_id{};  // of v_review; made of sha256, table_no, row_no, field
  std::string sha256{};   // of the document
  int table_no = 0;       // 0 = a field of the notice
  int row_no = 0;         // 0 = the whole table
  std::string field{};   // as in v_review: value, level3, path, amount:COLUMN, document_number, ...
  std::string anchor{};  // the row's level-3 name or recipient when it was answered
  std::string before{};  // what the program read then
  Verdict verdict = Verdict::kAccepted;
  std::string value{};  // what is right; of kAccepted what was read
  std::string by{}, note{};
  std::string at{};  // UTC, 2023-07-03T08:00:00Z
  bool operator==(const Answer&) const = default;
};

// What became of an answer when a reading was stored.
struct AppliedAnswer {
  Answer answer{};
  bool is_placed = false;  // its row was found
  int row_no = 0;          // where it stands now
  std::string read{};      // what the program reads there now
  bool operator==(const AppliedAnswer&) const = default;
};

}  // namespace gongwen
