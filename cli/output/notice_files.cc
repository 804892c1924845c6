// Tested by tests/cli/cli_test.sh and tests/pipeline/notice_files_test.cc.
#include "cli/output/notice_files.h"

#include <fmt/core.h>

#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/output/notice_html.h"
#include "cli/output/notice_markdown.h"
#include "pipeline/cut_places.h"
#include "pipeline/find_inputs.h"
#include "store/sha256.h"

namespace gongwen {
namespace {

constexpr std::size_t kMostNameBytes = 100;

// The bytes that were read, from any of the paths they were met at.
Result<std::string> SourceBytes(const StoredDocument& document) {
  for (const std::string& path : document.source_paths) {
    Result<std::string> bytes = ReadFileBytes(path);
    if (bytes && Sha256Hex(*bytes) == document.record.sha256) return bytes;
  }
  return Fail(ErrorCode::kUnreadable,
              "源文件不在原处或已改变 / the source file is gone or has changed");
}

}  // namespace

std::string WriteNotice(const StoredDocument& document, const NoticeFileOptions& options) {
  if (options.format == NoticeFormat::kMarkdown) return WriteNoticeMarkdown(document);
  if (!options.has_pictures || document.record.reading.pages.empty()) {
    return WriteNoticeHtml(document, {});
  }
  const Result<std::string> bytes = SourceBytes(document);
  if (!bytes) return WriteNoticeHtml(document, {}, bytes.error().message);
  const Result<std::vector<std::string>> pictures =
      CutPlacesIsolated(*bytes, document.record.reading, PlacesOf(document));
  if (!pictures) return WriteNoticeHtml(document, {}, pictures.error().message);
  return WriteNoticeHtml(document, *pictures);
}

std::string NoticeFileName(const StoredDocument& document, NoticeFormat format) {
  const Notice& notice = document.record.notice;
  const std::string& text =
      notice.document_number.value.empty() ? notice.title.value : notice.document_number.value;
  std::string name = fmt::format("{:06}", document.document_id);
  if (!text.empty()) name += '-';
  for (std::size_t i = 0; i < text.size() && name.size() < kMostNameBytes;) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const bool is_forbidden =
        lead <= 0x20 || std::string_view("/\\:*?\"<>|\x7f").find(text[i]) != std::string_view::npos;
    name += is_forbidden ? "_" : text.substr(i, size);
    i += size;
  }
  return name + (format == NoticeFormat::kHtml ? ".html" : ".md");
}

Result<int> WriteNoticeFiles(const Archive& archive, const std::vector<std::int64_t>& documents,
                             const std::string& folder, const NoticeFileOptions& options) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    return tl::make_unexpected(Error{.code = ErrorCode::kUnreadable,
                                     .message = "cannot be made: " + error.message(),
                                     .file = folder});
  }
  int count = 0;
  for (const std::int64_t id : documents) {
    const Result<StoredDocument> document = archive.LoadDocument(id);
    if (!document) return tl::make_unexpected(document.error());
    const std::string path = folder + "/" + NoticeFileName(*document, options.format);
    std::ofstream file(path, std::ios::binary);
    file << WriteNotice(*document, options);
    if (!file.flush()) {
      return tl::make_unexpected(Error{.code = ErrorCode::kUnreadable,
                                       .message = "could not be written whole; is the disk full?",
                                       .file = path});
    }
    ++count;
  }
  return count;
}

}  // namespace gongwen
