#include "normalizers/notice/attachment_note.h"

// Numbers are followed, not searched: after item k only "k+1." can open the next one, in the same
// line or in the next. So 2. inside a name ("2.5万亩") does not break it, and lists whose lines an
// extractor joined come apart again.

#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "normalizers/notice/agency_names.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/compact_text.h"
#include "normalizers/value/date.h"

namespace gongwen {
namespace {

constexpr int kMaxAttachments = 99;
constexpr std::size_t kMaxTailHan = 40;  // of a name's second line

// Where the item `number` opens in `text` at or after `from`: [begin of the number, begin of name).
struct Opening {
  std::size_t begin = 0, name = 0;
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::optional<Opening> FindOpening(std::string_view text, int number, std::size_t from) {
  const std::string digits = std::to_string(number);
  static constexpr std::string_view kMarks[] = {".", "．", "、", "）", ")", "。", ":", "："};
  for (std::size_t at = text.find(digits, from); at != std::string_view::npos;
       at = text.find(digits, at + 1)) {
    const std::size_t after = at + digits.size();
    if (at > 0 && (IsDigit(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == '-')) continue;
    for (const std::string_view mark : kMarks) {
      if (!text.substr(after).starts_with(mark)) continue;
      const std::size_t name = after + mark.size();
      // "2.5万亩" is a number, "1.2023年" is a name that begins with a year.
      static const RE2 kFraction("^[0-9]{1,3}(?:[^0-9]|$)");
      const std::string_view rest = text.substr(name);
      if (mark == "." && RE2::PartialMatch(rest, kFraction)) continue;
      std::size_t begin = at;
      for (const std::string_view open : {"附件", "（", "("}) {
        if (text.substr(0, begin).ends_with(open)) begin -= open.size();
      }
      return Opening{begin, name};
    }
  }
  return std::nullopt;
}

std::string CleanName(std::string_view text) {
  std::string name = TightText(text);
  static const RE2 kClosing("[；;。，,、]+$");
  static const RE2 kMark("^附[件表][0-9]{0,2}[：:.．、 ]*([\\p{Han}《]|(?:19|20)[0-9]{2}年)");
  RE2::Replace(&name, kClosing, "");
  RE2::Replace(&name, kMark, "\\1");  // 附件：附件1 …
  return name;
}

// Collects names over lines.
struct NoteReader {
  AttachmentNote note{};
  int next = 1;

  void Add(std::string_view text, const Provenance& from) {
    note.names.push_back({.value = CleanName(text), .from = from});
    ++next;
  }

  // Takes the items of one line; `text` begins with item `next`'s number. False if it does not.
  bool TakeItems(std::string_view text, const Provenance& from) {
    std::optional<Opening> item = FindOpening(text, next, 0);
    if (!item || !TrimmedView(text.substr(0, item->begin)).empty()) return false;
    while (item && next <= kMaxAttachments) {
      const std::optional<Opening> following = FindOpening(text, next + 1, item->name);
      const std::size_t end = following ? following->begin : text.size();
      Add(text.substr(item->name, end - item->name), from);
      item = following;
    }
    return true;
  }

  // Appends the second line of a name that broke.
  void Continue(const NoticeLine& line) {
    note.names.back().value = CleanName(note.names.back().value + " " + line.text);
  }
};

// What a name closes with: a kind of table or document, or a file's name.
bool IsWholeName(std::string_view name) {
  static const RE2 kEnd(
      "(?:表|单|册|书|图|账|目录|办法|细则|方案|情况|计划|通知|意见|函|批复|模板|样式|格式|说明|"
      "报告|标准|规定|要求|"
      "指南|名录|任务|\\.[A-Za-z]{3,4})(?:[（(][^（()）]*[）)])?$");
  return RE2::PartialMatch(name, kEnd);
}

// True when line `i` can be the rest of the name before it: short, no element of its own, and the
// name is open, or is whole only with this line, or the list goes on below.
bool IsTail(std::span<const NoticeLine> lines, std::size_t i, const NoteReader& reader,
            bool is_list) {
  const NoticeLine& line = lines[i];
  const std::string tight = TightText(line.text);
  static const RE2 kElement("^(?:附|抄送|[（(]?[0-9]+[.．、）)])|[。：:]$|印发$");
  if (reader.note.names.empty() || line.is_after_table || CountHan(tight) > kMaxTailHan ||
      RE2::PartialMatch(tight, kElement) || IsAgencyName(tight) || ParseDate(tight)) {
    return false;
  }
  const std::string& name = reader.note.names.back().value;
  if (HasOpenBracket(name)) return true;
  if (IsWholeName(tight) && (is_list || !IsWholeName(name))) return true;
  if (i + 1 >= lines.size()) return false;
  const std::optional<Opening> next = FindOpening(lines[i + 1].text, reader.next, 0);
  return next && next->begin == 0;
}

// The line that opens the note: "附件：", "附件：1. …", "附件：…", "附 件 1. …".
std::optional<std::size_t> OpeningEnd(std::string_view line) {
  static const RE2 kOpening("^(附[\\pZ\\s]*[件表]?[\\pZ\\s]*[:：])");
  static const RE2 kNumbered(
      "^(附[\\pZ\\s]*[件表][\\pZ\\s]*)1[.．、][\\pZ\\s]*\\p{Han}|^(附[\\pZ\\s]*[件表][\\pZ\\s]*)1[."
      "．、][\\pZ\\s]*20[0-9][0-9]");
  re2::StringPiece opening, other;
  if (RE2::PartialMatch(line, kOpening, &opening)) return opening.size();
  if (RE2::PartialMatch(line, kNumbered, &opening, &other)) {
    return opening.empty() ? other.size() : opening.size();
  }
  return std::nullopt;
}

AttachmentNote ReadFrom(std::span<const NoticeLine> lines, std::size_t at, std::size_t opening) {
  NoteReader reader;
  const std::string_view first = std::string_view(lines[at].text).substr(opening);
  const bool is_numbered = reader.TakeItems(first, lines[at].from);
  const bool is_bare = TrimmedView(first).empty();
  reader.note.used.push_back(at);
  if (!is_numbered && !is_bare) reader.Add(first, lines[at].from);
  for (std::size_t i = at + 1; i < lines.size() && !lines[i].is_after_table; ++i) {
    const bool can_list = is_numbered || is_bare;
    const bool is_item = can_list && reader.TakeItems(lines[i].text, lines[i].from);
    if (!is_item && IsTail(lines, i, reader, is_numbered || is_bare)) {
      reader.Continue(lines[i]);
    } else if (!is_item) {
      break;
    }
    reader.note.used.push_back(i);
  }
  return reader.note;
}

// A list written 附件1：… and below it 附件2：…. One such line alone is a mark above an attachment.
std::optional<AttachmentNote> ReadMarkedList(std::span<const NoticeLine> lines, std::size_t at) {
  static const RE2 kMarked(
      "^附[\\pZ\\s]*件[\\pZ\\s]*([0-9]{1,2})[\\pZ\\s]*[:：.．、]?[\\pZ\\s]*(.+)$");
  AttachmentNote note;
  for (std::size_t i = at; i < lines.size() && !lines[i].is_after_table; ++i) {
    int number = 0;
    std::string name;
    if (!RE2::FullMatch(lines[i].text, kMarked, &number, &name)) break;
    if (number != static_cast<int>(note.names.size()) + 1) break;
    note.names.push_back({.value = CleanName(name), .from = lines[i].from});
    note.used.push_back(i);
  }
  return note.names.size() >= 2 ? std::optional(std::move(note)) : std::nullopt;
}

}  // namespace

AttachmentNote ReadAttachmentNote(std::span<const NoticeLine> lines, std::size_t body_begin) {
  for (std::size_t i = body_begin; i < lines.size() && !lines[i].is_after_table; ++i) {
    if (const auto opening = OpeningEnd(lines[i].text)) {
      AttachmentNote note = ReadFrom(lines, i, *opening);
      if (!note.names.empty()) return note;
    }
    if (auto note = ReadMarkedList(lines, i)) return std::move(*note);
  }
  return {};
}

}  // namespace gongwen
