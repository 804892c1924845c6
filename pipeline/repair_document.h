// One document in, its indicator tables mended: no database needed.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/markup/byte_range.h"
#include "model/error.h"
#include "model/notice.h"
#include "model/reading.h"
#include "normalizers/hierarchy/knowledge.h"
#include "normalizers/hierarchy/mended_grid.h"
#include "pipeline/read_document.h"
#include "pipeline/understand_reading.h"

namespace gongwen {

// How a table is written in a text.
enum class TableForm {
  kPipes,
  kHtml,
  kSeparated,  // fields parted by commas or tabs
  kLines,      // parted by blanks, one cell a line, an outline
};

// Where a table of the reading stands in the bytes of the document.
struct TableInSource {
  ByteRange range{};
  TableForm form = TableForm::kPipes;
  std::string head{};      // of kPipes: the lines above the body, where one line is one row
  char separator = ',';    // of kSeparated
  std::string open_tag{};  // of kHtml: <table border="1">
};

// An indicator table that has rows: where it was read, and what it is mended to.
struct MendedTable {
  std::size_t table = 0;  // index into Notice::indicator_tables
  std::size_t block = 0;  // index into Reading::blocks: the grid as read
  MendedGrid mended{};
  bool needs_mending = false;  // it has repairs, or its cells do not stand where they belong
  std::optional<TableInSource> place{};  // nullopt where there is no source, or it cannot be told
};

struct RepairedDocument {
  Reading reading{};
  Notice notice{};
  std::vector<MendedTable> tables{};    // in the order of the document
  std::optional<std::string> source{};  // the bytes, of Markdown, HTML and plain text
  // The source is nothing but fields parted by commas or tabs, and lines around them.
  bool is_separated = false;
};

//   errors  as DocumentReader::Read
[[nodiscard]] Result<RepairedDocument> RepairDocument(std::string_view bytes,
                                                      DocumentReader& reader,
                                                      const Knowledge& knowledge,
                                                      const UnderstandOptions& options = {});

// The source with each table for which `write` gives a text replaced by it, in the encoding and
// with the line ends of the source; every other byte as it was. Needs `source`. Tables without a
// place are left to the caller.
[[nodiscard]] Result<std::string> ReplaceTables(
    const RepairedDocument& document,
    const std::function<std::optional<std::string>(const MendedTable&)>& write);

}  // namespace gongwen
