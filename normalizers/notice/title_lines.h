// The title of a notice over its printed lines: 标题, GB/T 9704-2012, 7.3.1.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/notice.h"
#include "normalizers/notice/notice_lines.h"

namespace gongwen {

struct TitleLines {
  SourcedText title{};
  std::size_t begin = 0, end = 0;  // half open range of the lines
};

// True when `text` closes with a kind of document: …通知, …函, …批复, …办法（试行）.
[[nodiscard]] bool EndsWithDocumentKind(std::string_view text);

// Finds the title: from the first line with 关于 (and the agencies' lines just before it that stand
// below the number, in `lines[agencies_from..]`) to the line that closes with a kind of document
// and leaves no 《 open. Without 关于, a single line that closes so.
[[nodiscard]] std::optional<TitleLines> FindTitle(std::span<const NoticeLine> lines,
                                                  std::size_t agencies_from);

}  // namespace gongwen
