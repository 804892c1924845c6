#include "extractors/markup/text_canvas.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "extractors/markup/inline_text.h"
#include "text/han.h"
#include "text/utf8.h"

namespace gongwen {
namespace {

using namespace std::string_view_literals;

constexpr std::u32string_view kHorizontals = U"─━┄┅┈┉╌╍╴╶╸╺╼╾";
constexpr std::u32string_view kVerticals = U"│┃┆┇┊┋╎╏║╵╷╹╻╽╿｜";
constexpr std::u32string_view kRightEnds = U"┐┑┒┓┘┙┚┛┤┥┦┧┨┩┪┫╕╖╗╛╜╝╡╢╣╮╯";

bool IsWide(char32_t c, CharacterWidth width) {
  if (width == CharacterWidth::kCodePoints || c < 0x80) return false;
  switch (u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH)) {
    case U_EA_FULLWIDTH:
    case U_EA_WIDE:
      return true;
    case U_EA_AMBIGUOUS:
      return width == CharacterWidth::kDisplayWide;
    default:
      return false;
  }
}

char32_t AsStroke(char32_t c) {
  if (c < 0x80) return c;
  if (kHorizontals.find(c) != std::u32string_view::npos) return U'-';
  if (kVerticals.find(c) != std::u32string_view::npos) return U'|';
  if (c == U'═') return U'=';
  return IsBoxStroke(c) ? U'+' : c;
}

// What stands in the second column of a wide stroke.
char32_t TailOf(char32_t c) {
  const char32_t stroke = AsStroke(c);
  if (stroke == c) return kWideTail;
  if (stroke == U'-' || stroke == U'=') return stroke;
  if (stroke == U'|' || kRightEnds.find(c) != std::u32string_view::npos) return U' ';
  return U'-';
}

// Marks of emphasis that a writer broke off their words are set tight too: ** | 周口市小计**.
bool IsSetTight(std::string_view before, std::string_view after) {
  if (before.ends_with('*') || after.starts_with('*')) return true;
  return IsFullWidth(LastCodePoint(before)) || IsFullWidth(FirstCodePoint(after));
}

}  // namespace

std::u32string ColumnsOf(std::string_view line, CharacterWidth width) {
  std::u32string columns;
  columns.reserve(line.size());
  while (!line.empty()) {
    const char32_t c = TakeCodePoint(line);
    columns.push_back(c);
    if (IsWide(c, width)) columns.push_back(kWideTail);
  }
  return columns;
}

std::u32string StrokesOf(std::string_view line, CharacterWidth width) {
  std::u32string columns = ColumnsOf(line, width);
  for (std::size_t x = 0; x < columns.size(); ++x) {
    const bool has_tail = x + 1 < columns.size() && columns[x + 1] == kWideTail;
    if (has_tail) columns[x + 1] = TailOf(columns[x]);
    columns[x] = AsStroke(columns[x]);
    if (has_tail) ++x;
  }
  return columns;
}

std::string TextOfColumns(std::u32string_view columns, std::size_t begin, std::size_t end) {
  end = std::min(end, columns.size());
  std::string text;
  for (std::size_t x = begin; x < end; ++x) {
    if (columns[x] != kWideTail) AppendUtf8(text, columns[x]);
  }
  return std::string(TrimBlanks(text));
}

std::string JoinCellLines(std::span<const std::string> lines) {
  std::string text, piece;
  const auto close = [&] {
    const std::string read = InlineText(piece);
    if (!read.empty()) text += (text.empty() ? "" : "\n") + read;
    piece.clear();
  };
  for (const std::string& line : lines) {
    if (line.empty() || line == "\\") {  // RST writes an empty first cell so
      close();
      continue;
    }
    if (!piece.empty()) piece += IsSetTight(piece, line) ? ""sv : " "sv;
    piece += line;
    if (line.size() > 1 && line.ends_with('\\') && !line.ends_with("\\\\")) {
      piece.pop_back();
      close();
    }
  }
  close();
  return text;
}

}  // namespace gongwen
