// Lines of text as columns of a screen or a typewriter, for tables that are drawn with characters.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gongwen {

// How wide the writer of a drawn table took characters to be.
enum class CharacterWidth {
  kDisplay,      // Han and full-width forms take two columns (pandoc, psql, wcwidth)
  kDisplayWide,  // ambiguous ones too: ─ │ ≥ “ as East Asian fonts show them
  kCodePoints,   // every character takes one column (len() of a string)
};
inline constexpr CharacterWidth kCharacterWidths[] = {
    CharacterWidth::kDisplay, CharacterWidth::kDisplayWide, CharacterWidth::kCodePoints};

inline constexpr char32_t kWideTail = 0;  // the second column of a wide character

// One element a column; kWideTail follows a character of two columns. Tabs count as one column.
[[nodiscard]] std::u32string ColumnsOf(std::string_view line, CharacterWidth width);

// The same with strokes of box drawing as - = | and +, and full-width bars as |.
[[nodiscard]] std::u32string StrokesOf(std::string_view line, CharacterWidth width);

// The text of columns [begin, end) without blanks at its ends.
[[nodiscard]] std::string TextOfColumns(std::u32string_view columns, std::size_t begin,
                                        std::size_t end);

// Joins the lines of one cell: a line end inside running text is nothing beside a full-width
// character, else a blank; an empty line is '\n', and so is a line end behind a backslash. The
// result has passed InlineText.
[[nodiscard]] std::string JoinCellLines(std::span<const std::string> lines);

// True for ─ ━ ═ │ ┃ ║ ┌ ┬ ┼ and the other strokes of box drawing.
[[nodiscard]] constexpr bool IsBoxStroke(char32_t c) { return c >= 0x2500 && c <= 0x257F; }

}  // namespace gongwen
