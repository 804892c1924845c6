#include "normalizers/text/confusions.h"

#include <algorithm>

#include "normalizers/text/han_text.h"

namespace gongwen {

Confusions Confusions::FromText(std::string_view utf8) {
  Confusions confusions;
  int set = 0;
  while (!utf8.empty()) {
    const std::size_t end = std::min(utf8.find('\n'), utf8.size());
    const std::string_view line = utf8.substr(0, end);
    utf8.remove_prefix(std::min(end + 1, utf8.size()));
    if (line.empty() || line.front() == '#') continue;
    for (const char32_t c : CodePoints(line)) {
      if (!IsBlank(c)) confusions.sets_[c].push_back(set);
    }
    ++set;
  }
  return confusions;
}

bool Confusions::AreAlike(char32_t a, char32_t b) const {
  const auto of_a = sets_.find(a), of_b = sets_.find(b);
  if (of_a == sets_.end() || of_b == sets_.end()) return false;
  return std::find_first_of(of_a->second.begin(), of_a->second.end(), of_b->second.begin(),
                            of_b->second.end()) != of_a->second.end();
}

std::size_t Confusions::CountMisread(std::u32string_view a, std::u32string_view b) const {
  if (a.size() != b.size()) return 0;
  std::size_t misread = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) continue;
    if (!AreAlike(a[i], b[i])) return 0;
    ++misread;
  }
  return misread;
}

}  // namespace gongwen
