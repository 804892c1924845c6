#include "extractors/markup/grid_from_rows.h"

#include <algorithm>
#include <utility>

#include "extractors/markup/markup_limits.h"

namespace gongwen {

Result<void> CheckTableSize(std::size_t rows, std::size_t columns) {
  if (columns > kMaxRowCells) {
    return Fail(ErrorCode::kTooLarge, "a table row of " + std::to_string(columns) +
                                          " cells, more than the limit of " +
                                          std::to_string(kMaxRowCells));
  }
  if (columns > 0 && rows > kMaxTableSlots / columns) {
    return Fail(ErrorCode::kTooLarge,
                "a table of " + std::to_string(rows) + " rows and " + std::to_string(columns) +
                    " columns, more than the limit of " + std::to_string(kMaxTableSlots) +
                    " cells; split the table");
  }
  return {};
}

Result<TableGrid> GridFromRows(TextRows rows) {
  std::size_t columns = 1;
  for (const auto& row : rows) columns = std::max(columns, row.size());
  if (auto size = CheckTableSize(rows.size(), columns); !size) {
    return tl::make_unexpected(std::move(size).error());
  }
  TableGrid grid{.rows = static_cast<int>(rows.size()),
                 .columns = static_cast<int>(columns),
                 .origin = GridOrigin::kPipes,
                 .source = TextSource::kMarkup};
  grid.cells.reserve(rows.size() * columns);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      Cell cell{.row = static_cast<int>(r), .column = static_cast<int>(c)};
      cell.is_padding = c >= rows[r].size();
      if (!cell.is_padding) cell.text = std::move(rows[r][c]);
      grid.cells.push_back(std::move(cell));
    }
  }
  return grid;
}

Result<void> BlockSink::Add(TableGrid grid) {
  slots_ += static_cast<std::size_t>(grid.rows) * static_cast<std::size_t>(grid.columns);
  if (slots_ > kMaxDocumentSlots) {
    return Fail(ErrorCode::kTooLarge, "the tables of this file have more than " +
                                          std::to_string(kMaxDocumentSlots) +
                                          " cells; split the file");
  }
  blocks_.emplace_back(std::move(grid));
  return {};
}

Result<void> BlockSink::Add(std::vector<Paragraph> paragraphs) {
  paragraphs_ += paragraphs.size();
  if (paragraphs_ > kMaxParagraphs) {
    return Fail(ErrorCode::kTooLarge,
                "more than " + std::to_string(kMaxParagraphs) + " paragraphs; split the file");
  }
  for (Paragraph& paragraph : paragraphs) blocks_.emplace_back(std::move(paragraph));
  return {};
}

}  // namespace gongwen
