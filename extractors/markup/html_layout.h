// Tables that lay out a page: the letter, a navigation and further tables stand in their cells.
#pragma once

#include <vector>

struct _xmlNode;  // of libxml2

namespace gongwen {

struct LayoutRow {
  const _xmlNode* row = nullptr;  // <tr>
  bool is_layout = false;         // its cells are read as blocks, one after the other
};

// The rows of `table` in order, told apart by what they hold; empty when the table is one of data
// as a whole. A row lays out when a cell of it holds a table and prose or a table that lays out,
// when its only filled cell holds a table, or when it holds a letter: several paragraphs of prose.
// In a table with such a row, rows of one filled cell lay out too, and so do one or two rows with
// links (a navigation). Other rows between them are tables of data.
//   cost  O(nodes below `table`)
[[nodiscard]] std::vector<LayoutRow> LayoutRows(const _xmlNode* table);

}  // namespace gongwen
