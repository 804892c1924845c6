#include "model/substitution.h"

#include <algorithm>

#include "text/utf8.h"

namespace gongwen {

void AddSubstitutions(const ReadOtherwise& read_otherwise, int page_no,
                      std::vector<Substitution>& substitutions) {
  for (const auto& [character, count] : read_otherwise) {
    const std::string in_file = ToUtf8({&character, 1});
    const auto same = std::ranges::find_if(substitutions, [&](const Substitution& s) {
      return s.page_no == page_no && s.in_file == in_file;
    });
    if (same != substitutions.end()) {
      same->count += count;
    } else {
      substitutions.push_back(
          {.in_file = in_file, .read_as = ReadAs(character), .page_no = page_no, .count = count});
    }
  }
}

}  // namespace gongwen
