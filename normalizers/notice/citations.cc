#include "normalizers/notice/citations.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "normalizers/text/han_text.h"
#include "normalizers/value/document_number.h"

namespace gongwen {
namespace {

constexpr std::size_t kMaxContextBytes = 1200;  // about 400 characters

// Byte ranges of the parts of `text` that close with one of `ends`, the mark included. Marks
// inside 《》 close nothing.
std::vector<std::pair<std::size_t, std::size_t>> PartsOf(std::string_view text,
                                                         std::u32string_view ends) {
  std::vector<std::pair<std::size_t, std::size_t>> parts;
  std::size_t begin = 0, at = 0;
  int depth = 0;
  for (const char32_t c : CodePoints(text)) {
    std::string utf8;
    AppendUtf8(utf8, c);
    at = std::min(at + utf8.size(), text.size());
    if (c == U'《') ++depth;
    if (c == U'》') depth = std::max(0, depth - 1);
    if ((depth == 0 || c == U'。') && ends.find(c) != std::u32string_view::npos) {
      parts.emplace_back(begin, at);
      begin = at;
      depth = 0;
    }
  }
  if (begin < text.size()) parts.emplace_back(begin, text.size());
  return parts;
}

// The clause without titles and without the numbers: what its own words are.
std::string OwnWords(std::string_view clause) {
  std::string words(clause);
  static const RE2 kTitle("《[^》]*》?|[“\"][^”\"]*[”\"]");
  static const RE2 kBracket("[（(][^（()）]*[）)]");
  RE2::GlobalReplace(&words, kTitle, "");
  while (RE2::GlobalReplace(&words, kBracket, "") > 0) continue;  // inner ones first
  return words;
}

// The relation that a clause's words tell, "mention" when they tell none, empty when there are no
// words to tell.
std::string_view RelationOf(std::string_view clause) {
  static const RE2 kRepeal("废止|停止执行|不再执行|失效|作废");
  static const RE2 kAdvance("提前下达|提前告知|预下达|预拨|前期下达|已下达|已拨付");
  static const RE2 kBasis(
      "根据|依据|按照|遵照|依照|参照|对照|(?:^|[，。；：])[\\pZ\\s]*(?:经|现)?["
      "按据]|"
      "精神|规定|要求|安排意见|为准");
  static const RE2 kSettle("结算|清算|决算");
  static const RE2 kForward("转发|批转");
  static const RE2 kFollow("贯彻|落实|执行");
  static const RE2 kNoWords("[\\p{P}\\s\\pZ和及与、等]*");
  const std::string words = OwnWords(clause);
  if (RE2::PartialMatch(words, kRepeal)) return "repeal";
  if (RE2::PartialMatch(words, kAdvance)) return "advance";
  if (RE2::PartialMatch(words, kSettle)) return "settle";
  if (RE2::PartialMatch(words, kForward)) return "forward";
  if (RE2::PartialMatch(words, kBasis)) return "basis";
  if (RE2::PartialMatch(words, kFollow)) return "follow";
  return RE2::FullMatch(words, kNoWords) ? "" : "mention";
}

// The relation of the number at byte `at` of `sentence`.
std::string RelationAt(std::string_view sentence, std::size_t at) {
  std::string_view last = "mention";
  for (const auto& [begin, end] : PartsOf(sentence, U"，；：,;:")) {
    const std::string_view own = RelationOf(sentence.substr(begin, end - begin));
    if (!own.empty()) last = own;
    if (at < end) break;
  }
  return std::string(last);
}

Repair RepairOf(const DocumentNumber& number) {
  return {.field = "cited_number",
          .before = number.raw,
          .after = number.canonical,
          .reason =
              "引用文号缺括号或“号”，按格式补全 / cited number lacks a bracket or 号, restored by "
              "its form",
          .evidence = {{.term = "form",
                        .detail = number.alternative.empty() ? "GB/T 9704-2012 7.2.5"
                                                             : "or " + number.alternative,
                        .weight = number.alternative.empty() ? 1.5 : 0.7}},
          .confidence = number.confidence};
}

void AddCitation(CitationReading& reading, Citation citation) {
  const auto known =
      std::ranges::find(reading.cites, citation.cited_number, &Citation::cited_number);
  if (known == reading.cites.end()) {
    reading.cites.push_back(std::move(citation));
  } else if (known->relation == "mention" && citation.relation != "mention") {
    *known = std::move(citation);
  }
}

// The sentence, cut around the number when it is longer than a reader wants.
std::string ContextOf(std::string_view sentence, std::size_t at) {
  if (sentence.size() <= kMaxContextBytes) return RemoveBlanksBetweenHan(sentence);
  const auto is_trail = [&](std::size_t i) {
    return i < sentence.size() && (static_cast<unsigned char>(sentence[i]) & 0xC0) == 0x80;
  };
  std::size_t begin = at > kMaxContextBytes / 2 ? at - kMaxContextBytes / 2 : 0;
  std::size_t end = std::min(sentence.size(), begin + kMaxContextBytes);
  while (is_trail(begin)) ++begin;
  while (is_trail(end)) ++end;
  return RemoveBlanksBetweenHan(sentence.substr(begin, end - begin));
}

}  // namespace

CitationReading ReadCitations(std::span<const NoticeLine> lines, std::string_view own_number) {
  CitationReading reading;
  for (const NoticeLine& line : lines) {
    const std::vector<DocumentNumber> numbers = FindDocumentNumbers(line.text);
    if (numbers.empty()) continue;
    const auto sentences = PartsOf(line.text, U"。！？!?");
    for (const DocumentNumber& number : numbers) {
      if (number.canonical == own_number) continue;
      const auto holds = [&](const auto& part) { return number.begin < part.second; };
      const auto sentence = std::ranges::find_if(sentences, holds);
      if (sentence == sentences.end()) continue;
      const std::string_view text =
          std::string_view(line.text).substr(sentence->first, sentence->second - sentence->first);
      const std::size_t at = number.begin - sentence->first;
      Citation citation{.cited_number = number.canonical,
                        .relation = RelationAt(text, at),
                        .context = ContextOf(text, at),
                        .from = line.from};
      citation.from.confidence *= number.confidence;
      if (number.is_damaged) reading.repairs.push_back(RepairOf(number));
      AddCitation(reading, std::move(citation));
    }
  }
  return reading;
}

}  // namespace gongwen
