#include "normalizers/value/agency_code.h"

// A code has no form of its own: any two to twelve Han characters, perhaps with an inner bracket
// such as (指). So its front is found by what cannot be part of it: punctuation, digits, letters
// and wide gaps end the walk to the left, then the words of kWordsBefore are cut off, as Chinese
// sets no blank between 根据财政厅 and 新财社. A walk that still holds too many characters has met
// an unknown word: the last few are taken, with little confidence. Tested by
// document_number_test.cc.

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

constexpr std::size_t kMinCodeHan = 2;
constexpr std::size_t kMaxCodeHan = 12;
constexpr std::size_t kFallbackCodeHan = 5;  // the usual length: 昌州财社, 新财社
constexpr std::size_t kMaxInnerHan = 3;      // (指), (农), (基)

// What may stand directly before an agency code and is never the end of a code. Everything up to
// and including the last such word is cut off. Organisations end a name of their own.
constexpr std::array kWordsBefore = std::to_array<std::string_view>(
    {"根据",   "依据",   "按照",   "依照",   "遵照",   "参照",   "对照",   "比照",   "贯彻",
     "落实",   "执行",   "转发",   "印发",   "下发",   "下达",   "拨付",   "收到",   "废止",
     "停止",   "结合",   "关于",   "其中",   "以及",   "或者",   "参见",   "详见",   "扣除",
     "文件",   "文号",   "字号",   "编号",   "通知",   "意见",   "办法",   "规定",   "公告",
     "精神",   "要求",   "批复",   "附件",   "细则",   "方案",   "的",     "号",     "省级",
     "财政厅", "财政局", "财政部", "财政委", "保障厅", "保障局", "保障部", "委员会", "办公厅",
     "办公室", "政府",   "国务院", "总局",   "管理局", "教育厅", "教育局", "教育部", "民政厅",
     "民政局", "民政部", "农村厅", "农村局", "农村部", "水利厅", "水利局", "水利部", "运输厅",
     "运输局", "运输部", "税务局", "健康委", "改革委", "旅游厅", "旅游局", "旅游部", "管委会",
     "振兴局"});

// One-character words that begin no code: cut off wherever the run begins.
constexpr std::array kVerbs =
    std::to_array<std::string_view>({"按", "据", "见", "以", "由", "等", "是", "否"});

// Connectives: cut off only after something that they can join to; 和地财社 is a code.
constexpr std::array kConnectives = std::to_array<std::string_view>({"和", "及", "与", "原"});

// The code point that ends at byte `end` of `text`, and its first byte.
std::pair<char32_t, std::size_t> CodePointBefore(std::string_view text, std::size_t end) {
  std::size_t begin = end - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  const std::u32string decoded = CodePoints(text.substr(begin, end - begin));
  return {decoded.empty() ? 0 : decoded.front(), begin};
}

// The start of a "(指)" that ends at `end`, or `end` when there is none.
std::size_t InnerBracketBegin(std::string_view text, std::size_t end) {
  static const RE2 kInner("[(〔]\\p{Han}{1,3}[)〕]$");
  static_assert(kMaxInnerHan == 3);
  constexpr std::size_t kMaxBytes = 3 * (kMaxInnerHan + 2);
  const std::size_t from = end > kMaxBytes ? end - kMaxBytes : 0;
  re2::StringPiece window(text.data() + from, end - from);
  re2::StringPiece found;
  if (!kInner.Match(window, 0, window.size(), RE2::UNANCHORED, &found, 1)) return end;
  return static_cast<std::size_t>(found.data() - text.data());
}

// The first byte of the run of Han characters and inner brackets that ends at `end`.
std::size_t RunBegin(const CompactText& compact, std::size_t end) {
  const std::string_view text = compact.text;
  std::size_t begin = end;
  constexpr std::size_t kMaxRun = 40;  // characters; longer runs are cut by the words anyway
  for (std::size_t n = 0; begin > 0 && n < kMaxRun; ++n) {
    if (begin != end && std::ranges::binary_search(compact.gaps, begin)) break;
    const std::size_t inner = InnerBracketBegin(text, begin);
    const auto [c, at] = CodePointBefore(text, begin);
    if (inner < begin && inner > 0 && IsHan(CodePointBefore(text, inner).first)) {
      begin = inner;
    } else if (IsHan(c)) {
      begin = at;
    } else {
      break;
    }
  }
  return begin;
}

// Where the code starts in `run`, after the last of kWordsBefore.
std::size_t SkipWordsBefore(std::string_view run) {
  std::size_t start = 0;
  for (const std::string_view word : kWordsBefore) {
    const std::size_t at = run.rfind(word);
    if (at != std::string_view::npos) start = std::max(start, at + word.size());
  }
  return start;
}

// Cuts one short word off the front of the run, when it cannot belong to the code.
std::size_t SkipShortWord(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view run = text.substr(begin, end - begin);
  if (CountHan(run) <= kMinCodeHan) return begin;
  const auto cut = [&](const auto& words) {
    const auto word = std::ranges::find_if(words, [&](auto w) { return run.starts_with(w); });
    return word == words.end() ? begin : begin + word->size();
  };
  const std::string_view before = text.substr(0, begin);
  const bool joins = before.ends_with("号") || before.ends_with("》") || before.ends_with(")");
  if (const std::size_t at = cut(kVerbs); at != begin) return at;
  if (const std::size_t at = joins ? cut(kConnectives) : begin; at != begin) return at;
  // 年/月/日 of a date that ended in front of the code: 2023年新财社〔2023〕74号.
  for (const std::string_view word : {"年", "月", "日"}) {
    if (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9' && run.starts_with(word)) {
      return begin + word.size();
    }
  }
  return begin;
}

// A bracket that closes and was opened before the code began, by a word that was cut off, is none
// of it: (贯彻精神)指标 gives 指标.
std::size_t SkipOpenedBefore(std::string_view text, std::size_t begin, std::size_t end) {
  int depth = 0;
  std::size_t start = begin;
  for (std::size_t i = begin; i < end; ++i) {
    const std::string_view rest = text.substr(i, end - i);
    if (rest.starts_with("(") || rest.starts_with("〔")) ++depth;
    const std::size_t close = rest.starts_with(")")    ? 1
                              : rest.starts_with("〕") ? std::string_view("〕").size()
                                                       : 0;
    if (close > 0 && --depth < 0) {
      start = i + close;
      depth = 0;
    }
  }
  return start;
}

}  // namespace

std::optional<AgencyCode> FindAgencyCode(const CompactText& compact, std::size_t end) {
  const std::string_view text = compact.text;
  AgencyCode code{.begin = RunBegin(compact, end)};
  code.begin += SkipWordsBefore(text.substr(code.begin, end - code.begin));
  code.begin = SkipShortWord(text, code.begin, end);
  code.begin = SkipOpenedBefore(text, code.begin, end);
  const std::size_t han = CountHan(text.substr(code.begin, end - code.begin));
  if (han < kMinCodeHan) return std::nullopt;
  if (han > kMaxCodeHan) {
    std::size_t begin = end;
    for (std::size_t n = 0; n < kFallbackCodeHan; ++n) begin = CodePointBefore(text, begin).second;
    code = {.begin = SkipOpenedBefore(text, begin, end), .confidence = 0.4};
  }
  return code;
}

}  // namespace gongwen
