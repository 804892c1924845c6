// One document in, its indicator tables mended: no database needed.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "model/notice.h"
#include "model/reading.h"
#include "normalizers/hierarchy/knowledge.h"
#include "pipeline/read_document.h"
#include "pipeline/understand_reading.h"

namespace gongwen {

// A stretch of a markup document that holds one table.
struct TableInSource {
  std::size_t begin = 0, end = 0;  // bytes of RepairedDocument::source, half open
};

struct RepairedDocument {
  Reading reading{};
  Notice notice{};
  // For Markdown: the text as decoded, and where each table of the reading stands in it.
  std::optional<std::string> source{};
  std::vector<TableInSource> tables{};
};

//   errors  as DocumentReader::Read
[[nodiscard]] Result<RepairedDocument> RepairDocument(std::string_view bytes,
                                                      DocumentReader& reader,
                                                      const Knowledge& knowledge,
                                                      const UnderstandOptions& options = {});

// The Markdown source with each indicator table that has rows replaced by what `write` gives for
// it; every other byte as it was. Needs `source`.
[[nodiscard]] std::string ReplaceIndicatorTables(
    const RepairedDocument& document,
    const std::function<std::string(const IndicatorTable&, const TableGrid&)>& write);

}  // namespace gongwen
