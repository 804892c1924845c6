// 发文字号, the number by which a notice is filed and cited: GB/T 9704-2012, 7.2.5.
//
// Agency code + year in 〔〕 + running number + 号: 昌州财社〔2023〕22号.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongwen {

struct DocumentNumber {
  std::string canonical{};  // 闽财教(指)〔2022〕59号: 〔〕, half-width digits, no blanks, 号
  std::string agency_code{};  // 闽财教(指)
  int year = 0;
  std::string number{};            // "59", "2-1"
  std::string raw{};               // as printed; of a list 19号、36号 only the number's own part
  std::size_t begin = 0, end = 0;  // byte range of `raw` in the text that was searched
  bool is_damaged = false;         // a bracket, or the 号, was missing and has been put back
  // Another way to read the damage: 〔2025122 is 〔2025〕122 or, the bracket read as a 1,
  // 〔2025〕22. Empty when there is only one way.
  std::string alternative{};
  double confidence = 1.0;  // of the form; the reading of the characters is the caller's
  bool operator==(const DocumentNumber&) const = default;
};

// Finds all of them in running text, from left to right. Brackets 〔〕 [] （） 【】 ﹝﹞ ［］ 〈〉
// 《》 {} 「」 in any mixture; one or both lost or read as a letter; year and number in Han
// (〔二〇二三〕四十五号); announcements (财政部公告2021年第7号 -> 财政部公告〔2021〕7号); inner
// brackets 榕财教(指), 宁财(农)指标; numbers 2-1; lists 〔2019〕19号、36号、63号 (one entry each,
// the code repeated). What stands before the agency code is parted from it by punctuation, by wide
// gaps and by a small list of words (根据, 财政厅, 文件, ...).  O(n) time.
[[nodiscard]] std::vector<DocumentNumber> FindDocumentNumbers(std::string_view text);

// The number if `text` is one and nothing else, enclosing brackets and punctuation aside.
[[nodiscard]] std::optional<DocumentNumber> ParseDocumentNumber(std::string_view text);

}  // namespace gongwen
