// The running text of a document as lines with their places, without page furniture.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/notice.h"
#include "model/reading.h"

namespace gongwen {

struct NoticeLine {
  std::string text{};  // as read; leading list bullets dropped
  Provenance from{};
  double font_size_pt = 0;
  bool is_centered = false;
  bool is_after_table = false;  // a table with content stands somewhere before it
  bool operator==(const NoticeLine&) const = default;
};

// One line for each paragraph, or for each part of one between '\n'. Page numbers (GB/T 9704-2012,
// 7.5: — 1 —) are left out. Small tables that are only layout — the issuer mark beside 文件, the
// ruled footer with 抄送 and 印发 — give one line for each row. What a web site prints above the
// letter (ReadPortal) is left out.  O(n).
[[nodiscard]] std::vector<NoticeLine> NoticeLines(const Reading& reading);

// True for "— 12 —", "-12-", "12", "第3页 共7页".
[[nodiscard]] bool IsPageNumberLine(std::string_view text);

// True for "附件1", "附件 2-1：", "附表3": the mark above an attachment (GB/T 9704-2012, 7.3.7),
// not the note that lists them.
[[nodiscard]] bool IsAttachmentMark(std::string_view text);

// True when a （ ( or 《 of `text` is not closed: what it names goes on in the next line.
[[nodiscard]] bool HasOpenBracket(std::string_view text);

// The source of a page's text; kMarkup for documents without pages.
[[nodiscard]] TextSource SourceOfPage(const Reading& reading, int page_no);

}  // namespace gongwen
