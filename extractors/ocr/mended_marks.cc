#include "extractors/ocr/mended_marks.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "text/han.h"

namespace gongwen {
namespace {

bool IsNumberByte(char c) {
  return IsAsciiDigit(static_cast<unsigned char>(c)) || c == '.' || c == ',';
}

// Places of the points in [begin, end), a run of digits, points and commas, that are commas.
std::vector<std::size_t> MistakenPoints(std::string_view text, std::size_t begin, std::size_t end) {
  std::vector<std::size_t> marks;
  for (std::size_t i = begin; i < end; ++i) {
    if (!IsAsciiDigit(static_cast<unsigned char>(text[i]))) marks.push_back(i);
  }
  if (marks.size() < 2 || marks.front() == begin || marks.front() - begin > 3) return {};
  for (std::size_t i = 1; i < marks.size(); ++i) {
    if (marks[i] - marks[i - 1] != 4) return {};  // groups of three digits
  }
  const std::size_t last_group = end - marks.back() - 1;
  if (last_group == 0) return {};
  std::vector<std::size_t> mistaken;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const bool is_last = i + 1 == marks.size();
    // After commas alone the last point is one; after points it is a comma like them.
    const bool may_be_point = is_last && (last_group != 3 || text[marks.front()] == ',');
    if (text[marks[i]] == '.' && !may_be_point) mistaken.push_back(marks[i]);
  }
  return mistaken;
}

}  // namespace

std::string WithMatchingBrackets(std::string_view text) {
  constexpr std::array<std::string_view, 2> kMistaken{"〈", "《"};
  constexpr std::array<std::string_view, 6> kMarks{"〈", "《", "〉", "》", ")", "）"};
  std::string mended(text);
  for (std::size_t at = 0; at < mended.size(); ++at) {
    const auto begins_with = [&](std::string_view mark) {
      return std::string_view(mended).substr(at).starts_with(mark);
    };
    const auto* mistaken = std::find_if(kMistaken.begin(), kMistaken.end(), begins_with);
    if (mistaken == kMistaken.end()) continue;
    std::size_t next = std::string::npos;
    for (const std::string_view mark : kMarks) {
      next = std::min(next, mended.find(mark, at + mistaken->size()));
    }
    if (next == std::string::npos) break;
    const std::string_view rest = std::string_view(mended).substr(next);
    if (rest.starts_with(")") || rest.starts_with("）")) mended.replace(at, mistaken->size(), "(");
  }
  return mended;
}

void MendThousands(OcrText& read) {
  std::vector<std::size_t> mistaken;
  for (std::size_t i = 0; i < read.text.size();) {
    std::size_t end = i;
    while (end < read.text.size() && IsNumberByte(read.text[end])) ++end;
    for (const std::size_t at : MistakenPoints(read.text, i, end)) mistaken.push_back(at);
    i = std::max(end, i + 1);
  }
  for (const std::size_t at : mistaken) {
    // The same point among the glyphs, which have no blanks.
    const auto before = std::count(read.text.begin(),
                                   read.text.begin() + static_cast<std::ptrdiff_t>(at), '.');
    std::ptrdiff_t seen = 0;
    for (OcrGlyph& glyph : read.glyphs) {
      if (glyph.text != ".") continue;
      if (seen++ == before) {
        glyph.text = ",";
        break;
      }
    }
    read.text[at] = ',';
  }
}

}  // namespace gongwen
