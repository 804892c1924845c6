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
    const std::u32string whole = CodePoints(name);
    out.by_beginning_[whole.substr(0, 2)].emplace_back(line.substr(0, tab), whole);
    if (!out.names_.insert(name).second) continue;
    const std::u32string points = CodePoints(name);
    out.by_length_[points.size()].push_back(points);
  }
  return out;
}

std::optional<std::string> Gazetteer::Locate(std::string_view name, std::string_view area) const {
  const std::u32string own = CodePoints(NormalizeForMatch(name));
  const auto candidates = by_beginning_.find(own.substr(0, 2));
  if (candidates == by_beginning_.end()) return std::nullopt;
  // How much of `own` a place explains: its whole name, or a short one of the same kind of place.
  const auto covered = [&](const std::u32string& whole) -> std::size_t {
    if (own.starts_with(whole)) return whole.size();
    constexpr std::u32string_view kOfPeoples = U"自治";
    const std::size_t mark = whole.find(kOfPeoples);
    if (mark == std::u32string::npos) return 0;
    const std::size_t kind = own.find(whole.back());
    const bool is_short = kind != std::u32string::npos && kind >= 2 && kind < mark &&
                          whole.starts_with(own.substr(0, kind));
    return is_short ? kind + 1 : 0;
  };
  std::optional<std::string> found;
  std::size_t most = 0;
  bool is_one = false;
  for (const auto& [code, whole] : candidates->second) {
    if (!code.starts_with(area)) continue;
    const std::size_t length = covered(whole);
    if (length == 0 || length < most) continue;
    is_one = length > most;
    most = length;
    found = code;
  }
  return is_one ? found : std::nullopt;
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

bool Gazetteer::IsNearOne(std::string_view name, std::string_view area) const {
  const std::u32string own = CodePoints(name);
  if (own.size() < 2 || Locate(name)) return false;
  return std::ranges::any_of(by_beginning_, [&](const auto& places) {
    return std::ranges::any_of(places.second, [&](const auto& place) {
      const auto& [code, whole] = place;
      return code.starts_with(area) && whole.back() == own.back() &&
             EditDistance(own, whole, 1) == 1;
    });
  });
}

}  // namespace gongwen
