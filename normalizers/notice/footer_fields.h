// What stands behind the body: signature and date of issue (GB/T 9704-2012, 7.3.5), copies and
// printing (版记, 7.4.2 and 7.4.3).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "model/notice.h"
#include "normalizers/notice/notice_lines.h"

namespace gongwen {

struct FooterFields {
  std::vector<SourcedText> signers{};  // 发文机关署名
  SourcedText issue_date{};            // 成文日期, ISO
  SourcedText copy_to{};               // 抄送机关, without the closing 。
  SourcedText printing_office{};       // 印发机关
  SourcedText print_date{};            // 印发日期, ISO
  std::vector<std::size_t> used{};     // indexes of the lines that hold these, ascending
};

// Reads the lines behind the header. The date of issue is a line that is a date and nothing else
// (or the signers and a date) before the attachments; the printing date is the one with 印发.
// O(n).
[[nodiscard]] FooterFields ReadFooter(std::span<const NoticeLine> lines, std::size_t body_begin);

}  // namespace gongwen
