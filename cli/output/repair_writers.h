// What `gongwen repair` writes.
#pragma once

#include <string>
#include <string_view>

#include "model/error.h"
#include "pipeline/repair_document.h"

namespace gongwen {

// "md", "html" or "csv": the form in which the document came; "md" for pages and images.
[[nodiscard]] std::string_view OwnForm(const RepairedDocument& document);

// The document in the form asked for.
//   In its own form, and as Markdown if it is text: with its indicator tables mended in their
//   places; every other byte, and every table that needs no mending, as it was.
//   In another form: md, html - paragraphs and all tables anew; csv - one record for each row of
//   each indicator table; json - indicator tables and repairs.
[[nodiscard]] Result<std::string> WriteRepaired(const RepairedDocument& document,
                                                std::string_view form);

// For a person: each indicator table row by row, changed rows marked, and below it what was
// changed, by runs of rows with the same change, with the reasons and their weights.
[[nodiscard]] std::string ExplainRepairs(const Notice& notice);

}  // namespace gongwen
