// What LaTeX sets of blanks is nothing, so the blanks that OCR models put between all characters
// ($1 3 5 0$) go without a guess. A formula is told from money by what stands in it and beside it:
//   $\ge 5$    a command: a formula
//   $1 3 5 0$  no command: digits, marks and short names only, no letter or digit beside the
//   dollars $5 与 5$   words: text
// \( and \[ are brackets in Markdown that a writer protected, unless a command stands inside.
// Tested by formula_text_test.cc.
#include "extractors/markup/formula_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extractors/markup/ascii_text.h"
#include "extractors/markup/raised_text.h"
#include "text/han.h"

namespace gongwen {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMaxFormulaBytes = 400;
constexpr std::size_t kMaxNameLetters = 2;  // km, kg; longer words make a formula a text
constexpr int kMaxDepth = 8;

struct Sign {
  std::string_view command, text;
};
constexpr std::array kSigns = std::to_array<Sign>({
    {"approx", "≈"},   {"ast", "*"},        {"bigcirc", "○"}, {"blacksquare", "■"},
    {"bullet", "•"},   {"cdot", "·"},       {"cdots", "…"},   {"checkmark", "√"},
    {"circ", "°"},     {"colon", ":"},      {"degree", "°"},  {"div", "÷"},
    {"dots", "…"},     {"equiv", "≡"},      {"ge", "≥"},      {"geq", "≥"},
    {"geqq", "≥"},     {"geqslant", "≥"},   {"gg", "≫"},      {"gt", ">"},
    {"infty", "∞"},    {"langle", "〈"},    {"lbrace", "{"},  {"lbrack", "["},
    {"ldots", "…"},    {"le", "≤"},         {"leq", "≤"},     {"leqq", "≤"},
    {"leqslant", "≤"}, {"ll", "≪"},         {"lt", "<"},      {"mid", "|"},
    {"mp", "∓"},       {"mu", "μ"},         {"ne", "≠"},      {"neq", "≠"},
    {"ngeq", "≱"},     {"nleq", "≰"},       {"percent", "%"}, {"permil", "‰"},
    {"pm", "±"},       {"prime", "′"},      {"rangle", "〉"}, {"rbrace", "}"},
    {"rbrack", "]"},   {"rightarrow", "→"}, {"sim", "~"},     {"square", "□"},
    {"star", "☆"},     {"thicksim", "~"},   {"times", "×"},   {"to", "→"},
    {"triangle", "△"}, {"yen", "¥"},
});

// Without a sign of their own.
constexpr std::array kFonts = std::to_array<std::string_view>({"Big",        "Large",
                                                               "big",        "bf",
                                                               "boldsymbol", "displaystyle",
                                                               "hbox",       "it",
                                                               "large",      "left",
                                                               "mathbf",     "mathit",
                                                               "mathnormal", "mathrm",
                                                               "mathsf",     "mathtt",
                                                               "mbox",       "operatorname",
                                                               "pmb",        "right",
                                                               "rm",         "scriptscriptstyle",
                                                               "scriptsize", "scriptstyle",
                                                               "small",      "text",
                                                               "textbf",     "textit",
                                                               "textrm",     "textsf",
                                                               "textstyle",  "texttt",
                                                               "tiny"});
constexpr std::array kGaps = {"enspace"sv, "qquad"sv, "quad"sv, "space"sv};
constexpr std::array kFractions = {"cfrac"sv, "dfrac"sv, "frac"sv, "tfrac"sv};
// The commands that are read without marks around them. Others may be the names of folders.
constexpr std::array kBareSigns = std::to_array<std::string_view>(
    {"approx", "ge", "geq", "geqslant", "le", "leq", "leqslant", "pm", "sim", "times"});

bool IsIn(std::string_view word, const auto& list) {
  return std::ranges::find(list, word) != list.end();
}

std::string_view SignOf(std::string_view command) {
  const auto* sign = std::ranges::find(kSigns, command, &Sign::command);
  return sign == kSigns.end() ? std::string_view() : sign->text;
}

// The letters behind a backslash.
std::string_view CommandAt(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && IsAsciiLetter(text[end])) ++end;
  return text.substr(0, end);
}

std::string Mapped(std::string_view digits, std::string_view from, const auto& to) {
  std::string mapped;
  for (const char c : digits) mapped += to[from.find(c)];
  return mapped;
}

// 2 -> ², °  and ① as they are; else ^x, so that no exponent passes for a digit of the base.
std::string Raised(const std::string& text) {
  if (text.empty()) return {};
  if (std::string raised = RaisedText(text); raised != text) return raised;
  const bool is_ascii = std::ranges::all_of(text, [](unsigned char c) { return c < 0x80; });
  return is_ascii && text != "*" ? "^" + text : text;
}

std::string Lowered(const std::string& text) {
  static constexpr std::array kTo = {"₀"sv, "₁"sv, "₂"sv, "₃"sv, "₄"sv,
                                     "₅"sv, "₆"sv, "₇"sv, "₈"sv, "₉"sv};
  constexpr auto kFrom = "0123456789"sv;
  if (text.empty() || text.find_first_not_of(kFrom) == std::string::npos) {
    return Mapped(text, kFrom, kTo);
  }
  return "_" + text;
}

// 1 -> ①; what has no such sign stands in brackets.
std::string Circled(const std::string& text) {
  constexpr int kFirst = 0x2460, kLast = 20;
  int number = 0;
  for (const char c : text)
    number = IsAsciiDigit(static_cast<char32_t>(c)) && number <= kLast ? number * 10 + (c - '0')
                                                                       : kLast + 1;
  if (number < 1 || number > kLast) return text.empty() ? "" : "(" + text + ")";
  std::string circled;
  AppendUtf8(circled, static_cast<char32_t>(kFirst + number - 1));
  return circled;
}

bool IsPlain(const std::string& text) {
  return std::ranges::all_of(text, [](unsigned char c) {
    return IsAsciiLetter(static_cast<char>(c)) || IsAsciiDigit(c) || c >= 0x80 || c == '.';
  });
}

class FormulaReader {
 public:
  explicit FormulaReader(std::string_view source, int depth = 0) : source_(source), depth_(depth) {}

  std::string Read() && {
    while (at_ < source_.size()) Step();
    while (out_.ends_with(' ')) out_.pop_back();
    return std::move(out_);
  }

 private:
  void Step() {
    const char c = source_[at_];
    if (c == '\\') return Command();
    ++at_;
    if (IsAsciiBlank(c)) {
      // Two words of \text{...} keep the blank between them.
      has_blank_ = true;
      return;
    }
    if (c == '{' || c == '}') return;
    if (c == '^') return Append(Raised(Argument()));
    if (c == '_') return Append(Lowered(Argument()));
    // ~ is a blank of LaTeX; behind a % models mean the sign: 90\%~95\%.
    if (c == '~') return out_.ends_with('%') ? Append("~") : Gap();
    Append(source_.substr(at_ - 1, 1));
  }

  void Command() {
    const std::string_view name = CommandAt(source_.substr(at_ + 1));
    if (name.empty()) {
      const char c = at_ + 1 < source_.size() ? source_[at_ + 1] : '\\';
      at_ = std::min(at_ + 2, source_.size());
      if (c == '!') return;
      if (c == ',' || c == ';' || c == ':' || c == ' ' || c == '\\') return Gap();
      return Append(std::string_view(&c, 1));
    }
    at_ += 1 + name.size();
    if (IsIn(name, kFonts)) return;
    if (IsIn(name, kGaps)) return Gap();
    if (IsIn(name, kFractions)) {
      const std::string upper = Argument(), lower = Argument();
      return Append((IsPlain(upper) ? upper : "(" + upper + ")") + "/" +
                    (IsPlain(lower) ? lower : "(" + lower + ")"));
    }
    if (name == "textcircled" || name == "circled") return Append(Circled(Argument()));
    if (name == "textsuperscript") return Append(Raised(Argument()));
    if (name == "textsubscript") return Append(Lowered(Argument()));
    if (name == "sqrt") return Append("√" + Argument());
    const std::string_view sign = SignOf(name);
    if (!sign.empty()) return Append(sign);
    Append("\\" + std::string(name));  // kept, so that nobody takes the rest for the whole
  }

  // The group, command or character that comes next, as it shows.
  std::string Argument() {
    while (at_ < source_.size() && IsAsciiBlank(source_[at_])) ++at_;
    if (at_ >= source_.size() || source_[at_] == '}') return {};
    const std::size_t begin = at_;
    if (source_[at_] == '{') {
      int open = 0;
      for (; at_ < source_.size(); ++at_) {
        if (source_[at_] == '\\' && at_ + 1 < source_.size()) {
          ++at_;
          continue;
        }
        open += source_[at_] == '{' ? 1 : source_[at_] == '}' ? -1 : 0;
        if (open == 0) break;
      }
      at_ = std::min(at_ + 1, source_.size());
    } else if (source_[at_] == '\\') {
      const std::size_t letters = CommandAt(source_.substr(at_ + 1)).size();
      at_ = std::min(at_ + 1 + std::max<std::size_t>(letters, 1), source_.size());
    } else {
      (void)NextCodePoint(source_, at_);
    }
    const std::string_view argument = source_.substr(begin, at_ - begin);
    if (depth_ >= kMaxDepth) return std::string(argument);
    return FormulaReader(argument, depth_ + 1).Read();
  }

  void Gap() {
    if (!out_.empty() && !out_.ends_with(' ')) out_.push_back(' ');
    has_blank_ = false;
  }

  void Append(std::string_view text) {
    if (text.empty()) return;
    const bool parts_words = has_blank_ && !out_.empty() && IsAsciiLetter(out_.back()) &&
                             IsAsciiLetter(text.front()) && last_word_ > kMaxNameLetters;
    if (parts_words) out_.push_back(' ');
    const bool is_letter = IsAsciiLetter(text.front());
    last_word_ = !is_letter ? 0 : has_blank_ ? 1 : last_word_ + 1;
    has_blank_ = false;
    out_ += text;
  }

  std::string_view source_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::string out_;
  bool has_blank_ = false;
  std::size_t last_word_ = 0;  // letters without a blank at the end of out_
};

// A backslash before a letter or %: what only a formula holds.
bool HasCommand(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] == '\\' && (IsAsciiLetter(text[i + 1]) || text[i + 1] == '%')) return true;
  }
  return false;
}

// Digits, marks and short names, and something of them.
bool IsPlainFormula(std::string_view text) {
  std::size_t letters = 0, shown = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, i);
    const bool is_letter = c < 0x80 && IsAsciiLetter(static_cast<char>(c));
    letters = is_letter ? letters + 1 : 0;
    if (letters > kMaxNameLetters) return false;
    if (c == U' ') continue;
    if (c == U'\\' && i < text.size() && ",;:! "sv.find(text[i]) != std::string_view::npos)
      continue;
    if (is_letter || IsAsciiDigit(c)) ++shown;
    static constexpr std::u32string_view kMarks =
        U".,;!()[]{}+-=<>%~/:^_'*|≥≤±×÷·°℃‰㎡〔〕（）［］【】";
    if (!is_letter && !IsAsciiDigit(c) && kMarks.find(c) == std::u32string_view::npos) return false;
  }
  return shown > 0;
}

bool IsWordByte(char c) { return IsAsciiLetter(c) || (c >= '0' && c <= '9'); }

// Money beside the dollars: US$, $100 and $ 200.
bool StandsAlone(std::string_view text, std::size_t begin, std::size_t end) {
  if (begin > 0 && IsWordByte(text[begin - 1])) return false;
  while (end < text.size() && text[end] == ' ') ++end;
  return end == text.size() || !IsWordByte(text[end]);
}

struct Span {
  std::string_view inside{};
  std::size_t length = 0;
};

Span SpanAt(std::string_view text, std::size_t at, std::string_view open, std::string_view close) {
  // Formulas do not nest; and so no byte is looked at for many openings.
  for (std::size_t i = 0; open[0] == '\\' && i < kMaxFormulaBytes; ++i) {
    const std::string_view next = text.substr(std::min(at + open.size() + i, text.size()));
    if (next.empty() || next.starts_with(open)) return {};
    if (next.starts_with(close)) break;
  }
  const std::string_view rest = text.substr(at + open.size(), kMaxFormulaBytes);
  std::size_t end = rest.find(close);
  // \$ inside a formula is a dollar.
  while (close[0] == '$' && end != std::string_view::npos && end > 0 && rest[end - 1] == '\\') {
    end = rest.find(close, end + 1);
  }
  if (end == std::string_view::npos || rest.substr(0, end).find('\n') != std::string_view::npos) {
    return {};
  }
  return {rest.substr(0, end), open.size() + end + close.size()};
}

bool IsPadded(std::string_view inside) {
  return inside.size() > 2 && inside.front() == ' ' && inside.back() == ' ';
}

// Ends with no letter behind, so that \le is not found in \left.
std::size_t TakeBareSign(std::string_view text, std::size_t at, std::string& out) {
  if (text.substr(at).starts_with("\\%")) {
    out += '%';
    return 2;
  }
  const std::string_view name = CommandAt(text.substr(at + 1));
  if (!IsIn(name, kBareSigns)) return 0;
  out += SignOf(name);
  std::size_t length = 1 + name.size();
  while (at + length < text.size() && text[at + length] == ' ') ++length;
  return length;
}

}  // namespace

std::string FormulaText(std::string_view formula) { return FormulaReader(formula).Read(); }

std::size_t TakeFormula(std::string_view text, std::size_t at, std::string& out) {
  Span span;
  if (text[at] == '$') {
    const bool is_double = text.substr(at).starts_with("$$");
    span = is_double ? SpanAt(text, at, "$$", "$$") : SpanAt(text, at, "$", "$");
    const bool is_formula =
        HasCommand(span.inside) ||
        (IsPlainFormula(span.inside) &&
         (TrimAscii(span.inside).starts_with('^') || StandsAlone(text, at, at + span.length)));
    if (!is_formula) return 0;
  } else if (text.substr(at).starts_with("\\(")) {
    span = SpanAt(text, at, "\\(", "\\)");
    if (!HasCommand(span.inside) && !(IsPadded(span.inside) && IsPlainFormula(span.inside))) {
      return 0;
    }
  } else if (text.substr(at).starts_with("\\[")) {
    span = SpanAt(text, at, "\\[", "\\]");
    if (!HasCommand(span.inside)) return 0;
  } else if (text[at] == '\\') {
    return TakeBareSign(text, at, out);
  }
  if (span.length > 0) out += FormulaText(span.inside);
  return span.length;
}

bool IsBareFormula(std::string_view text) {
  text = TrimAscii(text);
  if (text.size() > kMaxFormulaBytes || text.find_first_of("$\n") != std::string_view::npos ||
      text.find('\\') == std::string_view::npos) {
    return false;
  }
  const bool is_ascii = std::ranges::all_of(text, [](unsigned char c) { return c < 0x80; });
  if (!is_ascii || text.find("\\(") != std::string_view::npos) return false;
  for (std::size_t at = text.find('\\'); at < text.size(); at = text.find('\\', at + 1)) {
    if (IsIn(CommandAt(text.substr(at + 1)), kBareSigns)) return true;
  }
  return false;
}

std::string FormulasAsText(std::string_view text) {
  if (!MayHoldFormula(text)) return std::string(text);
  if (IsBareFormula(text)) return FormulaText(TrimAscii(text));
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = std::min(text.find_first_of("$\\", at), text.size());
    out.append(text.substr(at, next - at));
    at = next;
    if (at == text.size()) break;
    const std::size_t length = TakeFormula(text, at, out);
    if (length == 0) out.push_back(text[at]);
    at += std::max<std::size_t>(length, 1);
  }
  return out;
}

}  // namespace gongwen
