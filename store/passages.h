// The texts that full text search looks at: what a document is cut into for the index.
#pragma once

#include <string>
#include <vector>

#include "model/notice.h"
#include "model/reading.h"

namespace gongwen {

struct Passage {
  std::string kind{};  // "head" title, number, agencies | "page" | "body" | "table" names
  int page_no = 0;     // 1-based; 0 for the head, and where the input has no pages
  std::string body{};
  bool operator==(const Passage&) const = default;
};

// The head first, then one passage a page, in the order of reading.pages; or, for an input without
// pages, body passages of about kBodyPassageBytes, cut between blocks.
//
// Then one passage for each table, with its title, fund, region and row names, as far as the text
// of the place they were read from does not hold them: those which a repair changed or which a page
// break cut. Names that stand on the page as they are would only be counted twice.
// Pure.  O(text + names x text of their page).
[[nodiscard]] std::vector<Passage> MakePassages(const Reading& reading, const Notice& notice);

inline constexpr std::size_t kBodyPassageBytes = 8'000;

// ISO 639-1 "zh" when most letters are Han, "und" when not, empty when there are no letters.
[[nodiscard]] std::string LanguageOf(const std::vector<Passage>& passages);

}  // namespace gongwen
