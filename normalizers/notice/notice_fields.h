// Reading -> the fields of a notice (公文), as GB/T 9704-2012 orders them.
#pragma once

#include "model/notice.h"
#include "model/reading.h"

namespace gongwen {

// Fills document_number, title, issuing_agencies, addressees, issue_date, print_date,
// printing_office, copy_to, cites, attachments, and repairs of document numbers (table_no 0,
// row_no 0). Tables are not touched. Each value carries page, box, confidence and source of the
// paragraph that it was read in; what is not there stays empty. Never fails.
// Pure; O(length of the text). The rules are in docs/notice.md.
[[nodiscard]] Notice ExtractNoticeFields(const Reading& reading);

}  // namespace gongwen
