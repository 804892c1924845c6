// The archive as an Excel workbook.
#pragma once

#include <cstddef>
#include <string>

#include "model/error.h"
#include "store/archive.h"

namespace gongwen {

struct WorkbookReport {
  std::size_t sheets = 0, rows = 0;
};

// Writes `path`: one sheet for the indicators of each fund and year, level cells merged as printed,
// one for all allocation amounts, one for failed checks. Values under kReviewBelow are coloured;
// page, confidence and document number stand beside each. A sheet holds a million rows; what is
// more goes to a further one.
//   errors  those of the archive; kUnreadable: the file cannot be written
//   cost    memory grows with the rows: about 1 kB each
[[nodiscard]] Result<WorkbookReport> WriteWorkbook(const Archive& archive, const std::string& path);

}  // namespace gongwen
