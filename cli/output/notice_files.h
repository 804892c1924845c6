// Notices as files, one for each.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "model/error.h"
#include "store/archive.h"

namespace gongwen {

enum class NoticeFormat { kHtml, kMarkdown };

struct NoticeFileOptions {
  NoticeFormat format = NoticeFormat::kHtml;
  bool has_pictures = true;  // of the pages beside the values, where the source file is still there
};

// The file's text. Pictures come from the source file if it still has the bytes that were read;
// where it has not, the text says so.
[[nodiscard]] std::string WriteNotice(const StoredDocument& document,
                                      const NoticeFileOptions& options);

// 000012-昌州财社〔2023〕22号.html: what no file system forbids, at most 120 bytes.
[[nodiscard]] std::string NoticeFileName(const StoredDocument& document, NoticeFormat format);

// One file a document into `folder`, which is made when it is not there; returns their number.
// Errors: those of the archive; kUnreadable: a file that cannot be written.
[[nodiscard]] Result<int> WriteNoticeFiles(const Archive& archive,
                                           const std::vector<std::int64_t>& documents,
                                           const std::string& folder,
                                           const NoticeFileOptions& options);

}  // namespace gongwen
