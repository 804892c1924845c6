// Elements that not every notice has.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "model/notice.h"
#include "normalizers/notice/notice_lines.h"

namespace gongwen {

// Reads, each with its line's place:
//   copy_number       份号, six digits at the top (GB/T 9704-2012, 7.2.1)
//   classification    密级和保密期限: 机密★1年 (7.2.2)
//   urgency           紧急程度: 特急 (7.2.3)
//   approver          签发人 (7.2.6)
//   note              附注: （此件公开发布） (7.3.7)
//   budget_year       of the title, else of the tables
//   fund              资金名称 of the tables where they agree, else what the title says is given
//   income_subject, expense_subject, economic_subject
//                     科目 with their codes: 20807 就业补助
//   direct_fund_mark  直达资金标识: 01 中央直达资金
// `lines` are those of the letter, `body_begin` the first after the head.  O(n).
[[nodiscard]] std::vector<NamedText> ReadFurtherFields(const Notice& notice,
                                                       std::span<const NoticeLine> lines,
                                                       std::size_t body_begin);

// fund and budget_year of tables, once these are known.
void AddFundOfTables(Notice& notice);

}  // namespace gongwen
