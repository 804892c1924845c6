// The document numbers that a notice cites, and how it stands to them.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "model/notice.h"
#include "normalizers/notice/notice_lines.h"

namespace gongwen {

struct CitationReading {
  std::vector<Citation> cites{};  // each number once, in order of first mention
  std::vector<Repair> repairs{};  // of cited numbers that lacked a bracket, field "cited_number"
};

// Finds all document numbers of `lines` but `own_number`. The relation is told by the clause that
// holds the number, book titles in 《》 aside:
//   "repeal"   废止, 停止执行, 失效
//   "advance"  提前下达, 预拨: money already given out by that document
//   "settle"   结算, 清算, 决算: money that is settled with that document
//   "forward"  转发, 批转
//   "basis"    根据, 依据, 按照, 遵照 before it, or 精神, 规定, 要求 behind it
//   "follow"   贯彻, 落实, 执行, without a word of basis
//   "mention"  everything else
// A clause that holds only the title and its number goes with the clause before it. A number that
// is cited twice keeps the first relation that is not "mention".  O(n).
[[nodiscard]] CitationReading ReadCitations(std::span<const NoticeLine> lines,
                                            std::string_view own_number);

}  // namespace gongwen
