// A Notice as rows of the archive.
#pragma once

#include <cstdint>

#include "model/error.h"
#include "model/notice.h"

namespace gongwen {

class SqliteConnection;

// Removes what WriteNotice wrote for a document.
[[nodiscard]] Result<void> DeleteNotice(const SqliteConnection& connection,
                                        std::int64_t document_id);

// Writes every part of a notice; the document's row must exist and hold no notice yet. Meant for
// the inside of a transaction: after an error the rows are incomplete.
// Errors: kStore, two tables or two rows of the same number among others.
[[nodiscard]] Result<void> WriteNotice(const SqliteConnection& connection, std::int64_t document_id,
                                       const Notice& notice);

}  // namespace gongwen
