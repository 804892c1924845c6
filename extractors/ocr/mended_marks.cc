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

// Whether a character stands farther from the one before than characters of one number do.
bool StandsOff(const std::vector<OcrGlyph>& glyphs, std::size_t i) {
  constexpr double kFar = 2.2;  // usual distances
  const auto middle = [&](std::size_t k) { return (glyphs[k].x0 + glyphs[k].x1) / 2.0; };
  std::vector<double> distances;
  for (std::size_t k = 1; k < glyphs.size(); ++k) distances.push_back(middle(k) - middle(k - 1));
  const auto half = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
  std::nth_element(distances.begin(), half, distances.end());
  return middle(i) - middle(i - 1) > kFar * *half && *half > 0;
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
  // Runs of characters that stand close: across a gap two numbers of two columns meet.
  const std::vector<OcrGlyph>& glyphs = read.glyphs;
  std::string run;
  std::vector<std::size_t> at;  // of each byte of the run, its glyph
  std::vector<std::size_t> mistaken;
  const auto close = [&] {
    for (const std::size_t byte : MistakenPoints(run, 0, run.size())) mistaken.push_back(at[byte]);
    run.clear();
    at.clear();
  };
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const bool is_of_number = glyphs[i].text.size() == 1 && IsNumberByte(glyphs[i].text[0]);
    if (!is_of_number || (!run.empty() && StandsOff(glyphs, i))) close();
    if (!is_of_number) continue;
    run += glyphs[i].text;
    at.push_back(i);
  }
  close();
  for (const std::size_t i : mistaken) {
    // The same point in the text, which may have blanks.
    auto before = std::count_if(glyphs.begin(), glyphs.begin() + static_cast<std::ptrdiff_t>(i),
                                [](const OcrGlyph& g) { return g.text == "." || g.text == ","; });
    for (char& c : read.text) {
      if (c != '.' && c != ',') continue;
      if (before-- == 0) {
        c = ',';
        break;
      }
    }
    read.glyphs[i].text = ",";
  }
}

}  // namespace gongwen
