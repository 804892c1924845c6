// All that is to be changed lies in few places of Unicode, and nearly all text of a notice lies in
// others: ASCII and U+4000 to U+DFFF. A look at lead bytes passes those by, three bytes at a time;
// what is left is looked up in a table of two levels, so that a full stop costs no search.
// Tested by tests/text/readable_text_test.cc and fuzz/text_fuzz.cc.
#include "text/readable_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "text/data/embedded.h"
#include "text/utf8.h"

namespace gongwen {
namespace {

constexpr char32_t kEndOfUnicode = 0x110000;
constexpr std::size_t kPageSize = 256;

class ReadingTable {
 public:
  ReadingTable() {
    for (const std::string_view lines : {kDefaultIdeographs, kDefaultForms, kDefaultVendors}) {
      AddLines(lines);
    }
  }

  // What `c` reads as; null when it is itself.
  [[nodiscard]] const std::u32string* Find(char32_t c) const {
    if (c >= kEndOfUnicode) return nullptr;
    const std::uint16_t entry = pages_[page_of_[c / kPageSize]][c % kPageSize];
    return entry == 0 ? nullptr : &texts_[entry - 1U];
  }

 private:
  using Page = std::array<std::uint16_t, kPageSize>;

  // "2F00<tab>4E00<tab>..." or "FE00..FE0F<tab>-".
  void AddLines(std::string_view lines) {
    while (!lines.empty()) {
      const std::string_view line = lines.substr(0, lines.find('\n'));
      lines.remove_prefix(std::min(lines.size(), line.size() + 1));
      if (line.empty() || line.front() == '#') continue;
      const std::size_t tab = line.find('\t');
      std::string_view range = line.substr(0, tab), reading = line.substr(tab + 1);
      const char32_t first = TakeHex(range);
      if (range.starts_with("..")) range.remove_prefix(2);
      const char32_t last = range.empty() ? first : TakeHex(range);
      reading = reading.substr(0, reading.find('\t'));
      std::u32string text;
      while (!reading.empty() && reading != "-") {
        text += TakeHex(reading);
        if (reading.starts_with(' ')) reading.remove_prefix(1);
      }
      texts_.push_back(std::move(text));
      for (char32_t c = first; c <= last; ++c) {
        SlotOf(c) = static_cast<std::uint16_t>(texts_.size());
      }
    }
  }

  static char32_t TakeHex(std::string_view& text) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    text.remove_prefix(error == std::errc() ? static_cast<std::size_t>(end - text.data())
                                            : text.size());
    return value;
  }

  std::uint16_t& SlotOf(char32_t c) {
    std::uint16_t& page = page_of_[c / kPageSize];
    if (page == 0) {
      page = static_cast<std::uint16_t>(pages_.size());
      pages_.emplace_back();
    }
    return pages_[page][c % kPageSize];
  }

  std::array<std::uint16_t, kEndOfUnicode / kPageSize> page_of_{};
  std::vector<Page> pages_{1};  // the first is empty: all that stays itself
  std::vector<std::u32string> texts_{};
};

const ReadingTable& Table() {
  static const ReadingTable table;
  return table;
}

// The first place at or behind `at` that may have to change, past characters that never do.
std::size_t SkipReadable(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto is_trail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  while (at < text.size()) {
    const unsigned lead = byte(at);
    if (lead >= 0x20 && lead < 0x7F) {
      ++at;
    } else if (lead >= 0xE4 && lead <= 0xEC && at + 2 < text.size() && is_trail(at + 1) &&
               is_trail(at + 2)) {
      at += 3;  // U+4000 to U+CFFF
    } else if (lead == '\n' || lead == '\t') {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

// The first character that reads as another, or is ill-formed; the end when there is none.
std::size_t FindUnreadable(std::string_view text, std::size_t at) {
  for (at = SkipReadable(text, at); at < text.size(); at = SkipReadable(text, at)) {
    std::size_t behind = at;
    const char32_t c = DecodeAt(text, behind);
    if (c == kIllFormed || Table().Find(c) != nullptr) return at;
    at = behind;
  }
  return at;
}

}  // namespace

std::string ReadableText(std::string_view utf8, ReadOtherwise* read_otherwise) {
  std::string readable;
  readable.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t stop = FindUnreadable(utf8, at);
    readable.append(utf8, at, stop - at);
    at = stop;
    if (at < utf8.size()) AppendReadable(readable, NextCodePoint(utf8, at), read_otherwise);
  }
  return readable;
}

bool IsReadable(std::string_view utf8) { return FindUnreadable(utf8, 0) == utf8.size(); }

void MakeReadable(std::string& utf8, ReadOtherwise* read_otherwise) {
  if (!IsReadable(utf8)) utf8 = ReadableText(utf8, read_otherwise);
}

void AppendReadable(std::string& utf8, char32_t c, ReadOtherwise* read_otherwise) {
  const std::u32string* reading = Table().Find(c);
  if (reading == nullptr) return AppendUtf8(utf8, c);
  for (const char32_t read : *reading) AppendUtf8(utf8, read);
  if (read_otherwise != nullptr) ++(*read_otherwise)[c];
}

std::string ReadAs(char32_t c) {
  std::string utf8;
  AppendReadable(utf8, c);
  return utf8;
}

char32_t ReadableCharacter(char32_t c) {
  const std::u32string* reading = Table().Find(c);
  return reading != nullptr && reading->size() == 1 ? reading->front() : c;
}

bool IsPrivateUse(char32_t c) {
  const bool is_private = (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0xFFFFD) ||
                          (c >= 0x100000 && c <= 0x10FFFD);
  return is_private && Table().Find(c) == nullptr;
}

bool HasUnknown(std::string_view utf8) {
  for (std::size_t at = SkipReadable(utf8, 0); at < utf8.size(); at = SkipReadable(utf8, at)) {
    const char32_t c = NextCodePoint(utf8, at);
    if (c == kReplacement || IsPrivateUse(c)) return true;
  }
  return false;
}

}  // namespace gongwen
