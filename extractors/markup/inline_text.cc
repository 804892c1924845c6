// One pass writes the text and notes marks that may turn out to be markup (an opening ** whose
// partner is further on, the [ of a link). When the partner is met, both ranges of the output are
// listed as erased; at the end they are cut out. Marks without partner are never listed, so they
// stay. All look-ahead is bounded or remembered, so hostile lines stay linear.
// Tested by markdown_reader_test.cc.
#include "extractors/markup/inline_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "extractors/markup/ascii_text.h"
#include "extractors/markup/formula_text.h"
#include "extractors/markup/html_names.h"
#include "extractors/markup/raised_text.h"
#include "text/han.h"

namespace gongwen {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMaxTagBytes = 2000;
constexpr std::size_t kMaxUrlBytes = 2000;
constexpr std::size_t kMaxMarkRun = 3;  // ***bold and italic***

// Elements inside a line. Others, as <甲> or <x>, are text.
constexpr std::array kInlineElements = std::to_array<std::string_view>(
    {"a",    "abbr",  "b",    "big",    "cite",   "code",  "del",  "dfn",  "em",  "eq", "font",
     "i",    "img",   "ins",  "kbd",    "label",  "mark",  "meta", "nobr", "o:p", "q",  "s",
     "samp", "small", "span", "strike", "strong", "style", "sub",  "sup",  "tt",  "u",  "var"});
static_assert(std::ranges::is_sorted(kInlineElements));

bool IsAsciiPunctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
         (c >= '{' && c <= '~');
}

class InlineReader {
 public:
  explicit InlineReader(std::string_view source) : source_(source) { out_.reserve(source.size()); }

  std::string Read() && {
    while (at_ < source_.size()) {
      const std::size_t next = source_.find_first_of("\\`<&*_~[]!$", at_);
      out_.append(source_.substr(at_, next - at_));
      at_ = std::min(next, source_.size());
      if (at_ < source_.size() && !Step()) out_.push_back(source_[at_++]);
    }
    return WithoutErased();
  }

 private:
  struct Mark {
    std::size_t begin = 0, length = 0;  // in out_
    bool is_open = false;
  };

  // Handles the character at at_; false = it is plain text.
  bool Step() {
    switch (source_[at_]) {
      case '\\':
        return Escape();
      case '`':
        return CodeMark();
      case '<':
        return Tag();
      case '&':
        return Entity();
      case '[':
        open_bracket_ = {out_.size(), 1, true};
        return false;
      case '!':
        return ImageMark();
      case ']':
        return LinkEnd();
      case '$':
        return Formula();
      default:
        return Emphasis();
    }
  }

  bool Escape() {
    if (Formula()) return true;
    if (at_ + 1 >= source_.size() || !IsAsciiPunctuation(source_[at_ + 1])) return false;
    out_.push_back(source_[at_ + 1]);
    at_ += 2;
    return true;
  }

  // Backticks go in pairs: an odd one at the end stays.
  bool CodeMark() {
    const std::size_t run = RunLength();
    Pair(backticks_, run);
    return true;
  }

  bool Tag() {
    const std::string_view rest = source_.substr(at_, kMaxTagBytes);
    if (rest.starts_with("<!--")) return Comment();
    const std::size_t end = rest.find_first_of("<>", 1);
    if (end == std::string_view::npos || rest[end] != '>') return false;
    std::string_view inside = rest.substr(1, end - 1);
    if (inside.starts_with("http://") || inside.starts_with("https://")) {
      out_.append(inside);
      at_ += end + 1;
      return true;
    }
    const bool is_end = inside.starts_with('/');
    if (is_end) inside.remove_prefix(1);
    std::string name(inside.substr(0, inside.find_first_of(" \t\n/>")));
    std::ranges::transform(name, name.begin(), AsciiLower);
    const bool is_block = IsBlockElement(name);
    if (!is_block && !std::ranges::binary_search(kInlineElements, name)) return false;
    if (is_block) out_.push_back('\n');
    if (name == "sup") is_end ? EndRaised() : BeginRaised();
    at_ += end + 1;
    return true;
  }

  void BeginRaised() { raised_ = {.begin = out_.size(), .erased = erased_.size()}; }

  // Writes what stood in <sup> as raised. Marks that opened in it have no partner behind it; one
  // that opened before it and closed in it leaves it as it is.
  void EndRaised() {
    if (!raised_) return;
    const auto [begin, first] = *std::exchange(raised_, std::nullopt);
    const auto is_inside = [begin = begin](const Mark& mark) { return mark.begin >= begin; };
    const auto inner_marks =
        std::ranges::subrange(erased_.begin() + static_cast<std::ptrdiff_t>(first), erased_.end());
    if (!std::ranges::all_of(inner_marks, is_inside)) return;
    const auto close = [&](Mark& mark) { mark.is_open = mark.is_open && !is_inside(mark); };
    for (auto& runs : marks_) std::ranges::for_each(runs, close);
    close(backticks_);
    close(open_bracket_);
    std::vector<Mark> inner(inner_marks.begin(), inner_marks.end());
    for (Mark& mark : inner) mark.begin -= begin;
    const std::string text = Without(std::move(inner), std::string_view(out_).substr(begin));
    erased_.resize(first);
    out_.replace(begin, std::string::npos, RaisedText(text));
  }

  bool Comment() {
    if (no_comment_end_) return false;
    const std::size_t end = source_.find("-->", at_ + 4);
    no_comment_end_ = end == std::string_view::npos;
    if (!no_comment_end_) at_ = end + 3;
    return !no_comment_end_;
  }

  bool Entity() {
    const std::size_t length = DecodeEntity(source_.substr(at_), out_);
    at_ += length;
    return length > 0;
  }

  bool ImageMark() {
    if (at_ + 1 >= source_.size() || source_[at_ + 1] != '[') return false;
    open_bracket_ = {out_.size(), 2, true};
    out_.append("![");
    at_ += 2;
    return true;
  }

  // "](url)" after an open "[". A URL has no Han and no blank, and something that marks it as one:
  // 〔2023〕 written as [2023](试行) is no link.
  bool LinkEnd() {
    if (!open_bracket_.is_open || source_.substr(at_, 2) != "]("sv) {
      open_bracket_.is_open = false;
      return false;
    }
    const std::string_view rest = source_.substr(at_ + 2, kMaxUrlBytes);
    std::size_t end = 0;
    while (end < rest.size() && rest[end] > ' ' && rest[end] < '\x7F' && rest[end] != ')' &&
           rest[end] != '[' && rest[end] != ']') {
      ++end;
    }
    const std::string_view url = rest.substr(0, end);
    if (end == rest.size() || rest[end] != ')' ||
        (!url.empty() && url.find_first_of("/.#:") == std::string_view::npos)) {
      return false;
    }
    erased_.push_back(open_bracket_);
    open_bracket_.is_open = false;
    at_ += 2 + end + 1;
    return true;
  }

  bool Formula() {
    const std::size_t length = TakeFormula(source_, at_, out_);
    at_ += length;
    return length > 0;
  }

  // Pairs a run of one to three * or _, or exactly two ~.
  bool Emphasis() {
    const char mark = source_[at_];
    const std::size_t run = RunLength();
    const bool is_known = mark == '~' ? run == 2 : run <= kMaxMarkRun;
    if (!is_known) {
      AppendRun(run);
      return true;
    }
    const char32_t before = LastCodePoint(source_.substr(0, at_));  // 0 at the beginning
    const char32_t after = FirstCodePoint(source_.substr(at_ + run));
    const bool needs_edge = run == 1 || mark == '_';
    const bool can_open = !IsGap(after) && (!needs_edge || IsEdge(before));
    const bool can_close = !IsGap(before) && (!needs_edge || IsEdge(after));
    Mark& open = marks_[mark == '*' ? 0U : mark == '_' ? 1U : 2U][run - 1];
    const bool has_content = open.is_open && open.begin + open.length < out_.size();
    if (can_close && has_content) {
      Pair(open, run);
    } else if (can_open) {
      open = {out_.size(), run, true};
      AppendRun(run);
    } else {
      AppendRun(run);
    }
    return true;
  }

  static bool IsGap(char32_t c) { return c <= U' ' || c == U'　'; }
  static bool IsEdge(char32_t c) {
    return IsGap(c) || IsFullWidthMark(c) || (c < 0x80 && IsAsciiPunctuation(static_cast<char>(c)));
  }

  [[nodiscard]] std::size_t RunLength() const {
    std::size_t end = at_;
    while (end < source_.size() && source_[end] == source_[at_]) ++end;
    return end - at_;
  }

  void AppendRun(std::size_t run) {
    out_.append(run, source_[at_]);
    at_ += run;
  }

  // Erases an open mark and the present one, or opens it.
  void Pair(Mark& open, std::size_t run) {
    const Mark present{out_.size(), run, true};
    AppendRun(run);
    if (!open.is_open || open.length != run) {
      open = present;
      return;
    }
    erased_.push_back(open);
    erased_.push_back(present);
    open.is_open = false;
  }

  std::string WithoutErased() {
    return erased_.empty() ? std::move(out_) : Without(std::move(erased_), out_);
  }

  static std::string Without(std::vector<Mark> erased, std::string_view text) {
    std::ranges::sort(erased, {}, &Mark::begin);
    std::string kept;
    kept.reserve(text.size());
    std::size_t from = 0;
    for (const Mark& mark : erased) {
      kept.append(text.substr(from, mark.begin - from));
      from = mark.begin + mark.length;
    }
    kept.append(text.substr(from));
    return kept;
  }

  std::string_view source_;
  std::size_t at_ = 0;
  std::string out_;
  std::vector<Mark> erased_;
  std::array<std::array<Mark, kMaxMarkRun>, 3> marks_{};
  Mark backticks_{}, open_bracket_{};
  struct Raised {
    std::size_t begin = 0;   // in out_
    std::size_t erased = 0;  // how many marks were erased before
  };
  std::optional<Raised> raised_{};  // an open <sup>
  bool no_comment_end_ = false;
};

}  // namespace

std::string TrimPieces(std::string_view text) {
  std::string pieces;
  pieces.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view line = LineAt(text, at);
    const std::string_view piece = TrimBlanks(line);
    at += line.size() + 1;
    if (piece.empty()) continue;
    if (!pieces.empty()) pieces.push_back('\n');
    pieces.append(piece);
  }
  return pieces;
}

std::string InlineText(std::string_view markdown) {
  if (markdown.find_first_of("\\`<&*_~[$\n") == std::string_view::npos) {
    return std::string(TrimBlanks(markdown));
  }
  if (IsBareFormula(markdown)) return FormulaText(TrimAscii(markdown));
  return TrimPieces(InlineReader(markdown).Read());
}

}  // namespace gongwen
