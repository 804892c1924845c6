// What a document was read as, against what it says.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "fixtures/generator/truth.h"
#include "model/notice.h"
#include "model/reading.h"

namespace gongwen::bench {

// Found of so many, and how many were given that are not there.
struct Count {
  std::size_t expected = 0, found = 0, extra = 0;
  Count& operator+=(const Count& other) {
    expected += other.expected;
    found += other.found;
    extra += other.extra;
    return *this;
  }
};

struct Score {
  std::size_t documents = 0, pages = 0, tables = 0;
  double seconds = 0;
  Count tuple{};   // (region, level 1, level 2, level 3, value)
  Count region{};  // by table
  Count level1{};  // (level 1, level 3, value), whatever the region and level 2
  Count level2{};
  Count level3{};      // names alone
  Count value{};       // values alone
  Count allocation{};  // (recipient, column, amount, is_total, parent)
  Count amount{};      // amounts alone
  Count cell{};        // names, values and amounts; extra: wrong and said to be sure (0.9 or more)
  // Characters of the letter's body, and insertions, deletions and replacements that mend them.
  std::size_t characters = 0, character_errors = 0;
  Count field{};  // number, title, agencies, addressees, dates, cites, ...
  std::size_t sure = 0,
              sure_and_wrong = 0;  // rows of confidence >= 0.9, and of these not in the truth
  std::size_t wrong = 0, wrong_in_review = 0;  // rows not in the truth, and of these under 0.9
  // Rows by confidence, in steps of a tenth, the last of a hundredth: all, and those in the truth.
  static constexpr std::size_t kBins = 19;
  std::array<std::size_t, kBins> rows_in_bin{}, right_in_bin{};
  std::size_t repairs = 0;
  std::vector<std::string> misses{};  // one line each, for --misses
  Score& operator+=(const Score& other);
};

// 0..8: [0.0, 0.1) ... [0.8, 0.9); 9..18: [0.90, 0.91) ... [0.99, 1].
[[nodiscard]] std::size_t ConfidenceBin(double confidence);

// What the file holds of the notice.
struct Parts {
  bool letter = true, allocations = true;
  std::vector<int> tables{};  // 1-based indicator tables; empty = all
};

// Text is compared as a reader would: blanks dropped, full-width forms folded, level names without
// suffixes such as (50分).
[[nodiscard]] Score Compare(const fixtures::TruthNotice& truth, const Parts& parts,
                            const Notice& notice, const Reading& reading);

}  // namespace gongwen::bench
