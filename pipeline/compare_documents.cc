#include "pipeline/compare_documents.h"

#include <utility>

namespace gongwen {

Result<std::vector<Difference>> CompareDocuments(const Archive& archive, std::string_view first,
                                                 std::string_view second) {
  const Result<StoredDocument> before = archive.LoadDocument(first);
  if (!before) return tl::make_unexpected(before.error());
  const Result<StoredDocument> after = archive.LoadDocument(second);
  if (!after) return tl::make_unexpected(after.error());
  return CompareNotices(before->record.notice, after->record.notice);
}

}  // namespace gongwen
