#include "normalizers/notice/gazetteer.h"

#include <algorithm>

#include "normalizers/text/han_text.h"

namespace gongwen {

Gazetteer Gazetteer::FromText(std::string_view tsv) {
  Gazetteer out;
  while (!tsv.empty()) {
    const std::size_t end = std::min(tsv.find('\n'), tsv.size());
    const std::string_view line = tsv.substr(0, end);
    tsv.remove_prefix(std::min(end + 1, tsv.size()));
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string_view::npos) continue;
    const std::string name(line.substr(tab + 1));
    if (!out.names_.insert(name).second) continue;
    const std::u32string points = CodePoints(name);
    out.by_length_[points.size()].push_back(points);
  }
  return out;
}

std::optional<std::string> Gazetteer::Nearest(std::string_view name) const {
  constexpr std::size_t kShortest = 3;
  const std::u32string own = CodePoints(name);
  const auto same_length = by_length_.find(own.size());
  if (own.size() < kShortest || Contains(name) || same_length == by_length_.end()) {
    return std::nullopt;
  }
  const std::u32string* found = nullptr;
  for (const std::u32string& known : same_length->second) {
    if (known.back() != own.back()) continue;
    std::size_t differing = 0;
    for (std::size_t i = 0; i < own.size() && differing < 2; ++i) {
      differing += own[i] == known[i] ? 0U : 1U;
    }
    if (differing != 1) continue;
    if (found != nullptr) return std::nullopt;
    found = &known;
  }
  return found == nullptr ? std::nullopt : std::optional(ToUtf8(*found));
}

}  // namespace gongwen
