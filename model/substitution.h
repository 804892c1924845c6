// What the border of text (text/readable_text.h) read as something else than what stood in the
// file.
#pragma once

#include <string>
#include <vector>

#include "text/readable_text.h"

namespace gongwen {

// One character of a page, or of a document without pages: ⾦ read as 金 twelve times on page 3.
struct Substitution {
  std::string in_file{};  // UTF-8, one character
  std::string read_as{};  // empty: it shows nothing
  int page_no = 0;        // 0 = the input has no pages
  int count = 0;
  bool operator==(const Substitution&) const = default;
};

// Adds what was read otherwise on one page, to those of the same page and character.
void AddSubstitutions(const ReadOtherwise& read_otherwise, int page_no,
                      std::vector<Substitution>& substitutions);

}  // namespace gongwen
