#include "extractors/markup/html_table_spans.h"

#include <algorithm>

#include "extractors/markup/ascii_text.h"

namespace gongwen {
namespace {

// A dump is cut off once or twice; more unclosed tables than this are noise and are read as tags.
constexpr std::size_t kMaxUnclosed = 100;

// The offset behind the tag that begins at `at`.
std::size_t TagEnd(std::string_view text, std::size_t at) {
  return std::min(text.find('>', at), text.size() - 1) + 1;
}

// An unclosed <table> ends before the next empty line.
std::size_t EndOfUnclosed(std::string_view text, std::size_t begin, std::size_t limit) {
  for (std::size_t at = begin; at < limit;) {
    const std::string_view line = LineAt(text, at);
    if (at > begin && TrimAscii(line).empty()) return at - 1;
    at += line.size() + 1;
  }
  return limit;
}

std::vector<ByteRange> WithoutInner(std::vector<ByteRange> spans) {
  std::ranges::sort(spans, {}, &ByteRange::begin);
  std::vector<ByteRange> outer;
  for (const ByteRange& span : spans) {
    if (outer.empty() || span.begin >= outer.back().end) outer.push_back(span);
  }
  return outer;
}

}  // namespace

std::vector<ByteRange> FindHtmlTables(std::string_view text) {
  std::vector<std::size_t> open;
  std::vector<ByteRange> spans;
  for (std::size_t at = text.find('<'); at < text.size(); at = text.find('<', at + 1)) {
    const std::string_view rest = text.substr(at);
    if (StartsWithTag(rest, "<table")) {
      open.push_back(at);
    } else if (!open.empty() && StartsWithTag(rest, "</table")) {
      spans.push_back({open.back(), TagEnd(text, at)});
      open.pop_back();
    }
  }
  spans = WithoutInner(std::move(spans));
  if (open.size() > kMaxUnclosed) open.clear();
  std::vector<ByteRange> unclosed;
  for (std::size_t i = 0; i < open.size(); ++i) {
    const auto next = std::ranges::lower_bound(spans, open[i], {}, &ByteRange::begin);
    std::size_t limit = next == spans.end() ? text.size() : next->begin;
    if (i + 1 < open.size()) limit = std::min(limit, open[i + 1]);
    unclosed.push_back({open[i], EndOfUnclosed(text, open[i], limit)});
  }
  spans.insert(spans.end(), unclosed.begin(), unclosed.end());
  return WithoutInner(std::move(spans));
}

}  // namespace gongwen
