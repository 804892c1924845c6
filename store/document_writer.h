// A whole document as rows of the archive: the document itself, its pages, passages, reading,
// notice, review items and failures; and what is known of its file.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/error.h"
#include "store/prepared_document.h"
#include "store/work_item.h"

namespace gongwen {

class SqliteConnection;

// The id of a path in the list of work, where it is put if it is new. Meant for the inside of a
// transaction, as are all of these.
[[nodiscard]] Result<std::int64_t> EnsureWork(const SqliteConnection& connection,
                                              std::string_view path);
// Notes how it ended, and what the file was like when it was read.
[[nodiscard]] Result<void> WriteWorkState(const SqliteConnection& connection, std::int64_t work_id,
                                          std::string_view state, const FileStamp& stamp);

// Writes it in place of the document of the same sha256, if there is one, and returns its id. A new
// document's id is that of its path in the list of work, so that it does not depend on which of
// several readers was faster.
[[nodiscard]] Result<std::int64_t> WriteDocument(const SqliteConnection& connection,
                                                 const PreparedDocument& document,
                                                 const FileStamp& stamp);

// Notes that the bytes of a document stand at `path`.
[[nodiscard]] Result<void> WritePath(const SqliteConnection& connection, std::int64_t document_id,
                                     std::string_view path, const FileStamp& stamp);

// Replaces what is known of a path that has no document. An equal failure keeps its row.
[[nodiscard]] Result<void> WritePathFailure(const SqliteConnection& connection,
                                            std::string_view path, std::string_view sha256,
                                            const Error& error, const FileStamp& stamp);

}  // namespace gongwen
