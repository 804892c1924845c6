// Two documents of the archive, cell by cell.
#pragma once

#include <string_view>
#include <vector>

#include "model/error.h"
#include "normalizers/review/compare_notices.h"
#include "store/archive.h"

namespace gongwen {

//   first, second  names as Archive::Resolve takes them; errors are its own
[[nodiscard]] Result<std::vector<Difference>> CompareDocuments(const Archive& archive,
                                                               std::string_view first,
                                                               std::string_view second);

}  // namespace gongwen
