// Tested by html_reader_test.cc.
#include "extractors/markup/html_layout.h"

#include <libxml/tree.h>

#include <algorithm>
#include <string>

#include "extractors/markup/html_names.h"
#include "extractors/markup/html_nodes.h"
#include "extractors/markup/markup_limits.h"
#include "text/han.h"

namespace gongwen {
namespace {

constexpr std::size_t kLetterPieces = 4;  // paragraphs of a letter; a cell of aims has fewer
constexpr std::size_t kLetterHan = 60;
constexpr std::size_t kManyPieces = 8;  // beside another filled cell
constexpr std::size_t kFewRows = 2;     // between rows that lay out

// What one cell or row holds, without the tables inside it.
struct Holding {
  std::size_t han = 0, bytes = 0;
  std::size_t pieces = 0;  // runs of text that block elements part
  std::size_t sentences = 0;
  std::size_t tables = 0, links = 0;
  bool holds_layout = false;  // a table that lays out itself
};

void Look(const xmlNode* node, int depth, bool& is_open, Holding& out) {
  if (depth > kMaxHtmlNesting) return;
  for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
    if (IsIgnoredNode(child)) continue;
    if (IsTextNode(child)) {
      const std::string_view text = TrimBlanks(ViewXml(child->content));
      if (text.empty()) continue;
      out.han += CountHan(text);
      out.bytes += text.size();
      out.pieces += is_open ? 0U : 1U;
      is_open = true;
      for (std::size_t at = text.find("。"); at != std::string_view::npos;
           at = text.find("。", at + 1)) {
        ++out.sentences;
      }
      continue;
    }
    if (IsElementNode(child, "table")) {
      ++out.tables;
      out.holds_layout = out.holds_layout || !LayoutRows(child).empty();
      is_open = false;
      continue;
    }
    out.links += IsElementNode(child, "a") || IsElementNode(child, "img") ? 1U : 0U;
    const bool is_block = IsElementNode(child) && IsBlockElement(NodeName(child));
    if (is_block) is_open = false;
    Look(child, depth + 1, is_open, out);
    if (is_block) is_open = false;
  }
}

Holding HoldingOf(const xmlNode* node) {
  Holding holding;
  bool is_open = false;
  Look(node, 0, is_open, holding);
  return holding;
}

// False where cells stand outside rows.
bool GatherRows(const xmlNode* node, std::vector<LayoutRow>& rows) {
  for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
    if (IsElementNode(child, "tr")) {
      rows.push_back({.row = child});
    } else if (IsRowGroup(child)) {
      if (!GatherRows(child, rows)) return false;
    } else if (IsTableCell(child) || IsElementNode(child, "table")) {
      return false;
    }
  }
  return true;
}

struct RowShape {
  std::size_t filled = 0;  // cells that hold anything
  bool is_letter = false;
  bool holds_table = false;
  std::size_t sentences = 0, han = 0, links = 0;
};

RowShape ShapeOf(const xmlNode* row) {
  RowShape shape;
  bool has_prose = false;
  Holding most;
  for (const xmlNode* cell = row->children; cell != nullptr; cell = cell->next) {
    if (!IsTableCell(cell)) continue;
    const Holding holding = HoldingOf(cell);
    if (holding.bytes == 0 && holding.tables == 0) continue;
    ++shape.filled;
    shape.sentences += holding.sentences;
    shape.han += holding.han;
    shape.links += holding.links;
    shape.holds_table = shape.holds_table || holding.tables > 0;
    has_prose = has_prose || holding.holds_layout ||
                (holding.tables > 0 && holding.sentences > 0 && holding.han >= kLetterHan);
    if (holding.pieces > most.pieces) most = holding;
  }
  const std::size_t pieces = shape.filled == 1 ? kLetterPieces : kManyPieces;
  shape.is_letter = most.pieces >= pieces && most.han >= kLetterHan && most.sentences > 0;
  if (shape.holds_table) {
    shape.is_letter = has_prose || shape.filled == 1 || shape.is_letter;
  }
  return shape;
}

// Every filled row is one paragraph, and some are prose.
bool IsColumnOfProse(const std::vector<RowShape>& shapes) {
  std::size_t sentences = 0, han = 0, rows = 0;
  for (const RowShape& shape : shapes) {
    if (shape.filled > 1) return false;
    sentences += shape.sentences;
    han += shape.han;
    rows += shape.filled;
  }
  return rows > 1 && sentences > 0 && han >= kLetterHan;
}

}  // namespace

std::vector<LayoutRow> LayoutRows(const xmlNode* table) {
  std::vector<LayoutRow> rows;
  if (!GatherRows(table, rows)) return {};
  std::vector<RowShape> shapes;
  std::size_t widest = 0;
  for (const LayoutRow& row : rows) {
    shapes.push_back(ShapeOf(row.row));
    widest = std::max(widest, shapes.back().filled);
  }
  const bool is_prose = IsColumnOfProse(shapes);
  bool has_layout = is_prose;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    // A form has rows of several cells; its long texts are no letter.
    const bool can_be_letter = shapes[i].holds_table || widest <= 2;
    rows[i].is_layout = is_prose || (shapes[i].is_letter && can_be_letter);
    has_layout = has_layout || rows[i].is_layout;
  }
  if (!has_layout) return {};
  for (std::size_t i = 0; i < rows.size();) {
    std::size_t end = i;
    while (end < rows.size() && !rows[end].is_layout) ++end;
    std::size_t filled = 0;
    bool is_single = true, has_links = true;
    for (std::size_t k = i; k < end; ++k) {
      filled += shapes[k].filled > 0 ? 1U : 0U;
      is_single = is_single && shapes[k].filled <= 1;
      has_links = has_links && (shapes[k].filled <= 1 || shapes[k].links > 0);
    }
    const bool is_navigation = filled <= kFewRows && has_links;
    for (std::size_t k = i; k < end; ++k) rows[k].is_layout = is_single || is_navigation;
    i = end + 1;
  }
  return rows;
}

}  // namespace gongwen
