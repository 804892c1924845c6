// The rows of a document as a Notice again.
#pragma once

#include <cstdint>

#include "model/error.h"
#include "model/notice.h"

namespace gongwen {

class SqliteConnection;

// Gives back what WriteNotice took. Tables come in the order of table_no, rows in the order of
// row_no, whatever the order they were written in. A document without a notice gives Notice{}.
[[nodiscard]] Result<Notice> LoadNotice(const SqliteConnection& connection,
                                        std::int64_t document_id);

}  // namespace gongwen
