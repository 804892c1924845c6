// One notice as a Markdown file.
#pragma once

#include <string>

#include "store/document_record.h"

namespace gongwen {

// Fields, letter, tables with the levels in every row, then what was repaired and what fails.
[[nodiscard]] std::string WriteNoticeMarkdown(const StoredDocument& document);

}  // namespace gongwen
