// 附件说明, GB/T 9704-2012, 7.3.4: the list of attachments below the body.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "model/notice.h"
#include "normalizers/notice/notice_lines.h"

namespace gongwen {

struct AttachmentNote {
  std::vector<SourcedText> names{};  // without numbers and closing marks, in order
  std::vector<std::size_t> used{};   // indexes of the lines that hold them, ascending
};

// Reads "附件：1. …" with its further numbers in the same line or in the lines below, an unnumbered
// "附件：…", and lists written 附件1：… 附件2：…. Marks above attachments (附件1 alone) are no
// list.
[[nodiscard]] AttachmentNote ReadAttachmentNote(std::span<const NoticeLine> lines,
                                                std::size_t body_begin);

}  // namespace gongwen
