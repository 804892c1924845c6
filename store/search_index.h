// The full text index of the archive: one entry a document, of what search_words.h keeps of it.
#pragma once

#include <cstdint>
#include <vector>

#include "model/error.h"
#include "store/passages.h"
#include "store/search_facets.h"

struct sqlite3;

namespace gongwen {

class SqliteConnection;

// Both meant for the inside of a transaction. The index keeps no text: what it is to forget is
// worked out from the passages that the document has, which must still be there.
[[nodiscard]] Result<void> AddToIndex(const SqliteConnection& connection, std::int64_t document_id,
                                      const std::vector<Passage>& passages,
                                      const SearchFacets& facets);
[[nodiscard]] Result<void> RemoveFromIndex(const SqliteConnection& connection,
                                           std::int64_t document_id);

// SQL function search_grams(text), for the migration that builds the index anew.
[[nodiscard]] Result<void> RegisterSearchGrams(sqlite3* connection);

}  // namespace gongwen
