// Tables of other notices that the archive holds, as witnesses for those of a new one.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "model/notice.h"
#include "model/table_grid.h"
#include "store/archive.h"

namespace gongwen {

// Returns the grids, as read, of at most `most` indicator tables of the same fund and year as a
// table of `notice`, newest documents first; without those of the document with bytes `sha256`.
// Tables without a fund or a year have none. Whether they have the same leaves is for the hierarchy
// engine to find out.  Errors: as Archive::LoadDocument.
[[nodiscard]] Result<std::vector<TableGrid>> ArchivedSiblings(const Archive& archive,
                                                              const Notice& notice,
                                                              std::string_view sha256,
                                                              std::size_t most = 20);

}  // namespace gongwen
