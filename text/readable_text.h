// The border for text: what stands in a file, a font or a shell -> the text that a reader sees.
//
// Whatever enters passes here once: glyphs of a PDF, markup after decoding and its entities, CSV,
// what OCR reads, what a user types. Behind it ⽼ is 老, a soft hyphen is gone and a ligature is
// its letters, so that no search, date or gazetteer has to know how a file wrote them. Text stays
// as printed otherwise: full width, traditional characters and marks are folded for comparing only
// (match_form.h). See docs/text.md; the tables are in text/data.
//
// Pure and thread-safe. A character reads as the same whatever stands beside it.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace gongwen {

// The characters that read as something else, and how often each stood there.
using ReadOtherwise = std::map<char32_t, int>;

// `utf8` as a reader sees it; ill-formed parts become U+FFFD. Idempotent.
//   read_otherwise  gets what was replaced or dropped, ill-formed parts not; may be null
//   cost            O(n); text that is readable already is looked through and copied
[[nodiscard]] std::string ReadableText(std::string_view utf8,
                                       ReadOtherwise* read_otherwise = nullptr);

// True when ReadableText would change nothing.
[[nodiscard]] bool IsReadable(std::string_view utf8);

// The same in place; text that is readable already is not touched.
void MakeReadable(std::string& utf8, ReadOtherwise* read_otherwise = nullptr);

// Appends what `c` reads as, which may be nothing or several characters.
void AppendReadable(std::string& utf8, char32_t c, ReadOtherwise* read_otherwise = nullptr);

// What `c` reads as, in UTF-8. It is another character, several, or none.
[[nodiscard]] std::string ReadAs(char32_t c);

// The one character that `c` reads as; `c` itself where that is none or several.  O(1)
[[nodiscard]] char32_t ReadableCharacter(char32_t c);

// For private use, and none of the known vendors': only the picture tells what it shows.
[[nodiscard]] bool IsPrivateUse(char32_t c);

// Holds a character that says nothing of what it shows: IsPrivateUse, or U+FFFD.  O(n)
[[nodiscard]] bool HasUnknown(std::string_view utf8);

}  // namespace gongwen
