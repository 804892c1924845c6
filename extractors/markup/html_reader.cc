// libxml2 builds the tree; one walk turns it into lines and tables. A table is read by a walk of
// its own that gathers rows, and whatever it meets outside cells goes to the lines before the
// table. Tables inside cells are remembered and read when the outer one is done.
// Tested by html_reader_test.cc.
#include "extractors/markup/html_reader.h"

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "extractors/markup/ascii_text.h"
#include "extractors/markup/formula_text.h"
#include "extractors/markup/grid_from_rows.h"
#include "extractors/markup/html_layout.h"
#include "extractors/markup/html_names.h"
#include "extractors/markup/html_nodes.h"
#include "extractors/markup/html_table_grid.h"
#include "extractors/markup/inline_text.h"
#include "extractors/markup/markup_limits.h"
#include "extractors/markup/paragraph_joiner.h"
#include "extractors/markup/raised_text.h"
#include "text/han.h"
#include "text/readable_text.h"

namespace gongwen {
namespace {

// A span as written: digits, else 1. Huge numbers are clamped later.
int SpanAttribute(const xmlNode* node, const char* name) {
  const std::string text = NodeAttribute(node, name);
  const std::string_view digits = TrimAscii(text);
  int span = 1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), span);
  if (error == std::errc::result_out_of_range) return 1000000;
  return error == std::errc{} && span >= 0 ? span : 1;
}

bool IsCentered(const xmlNode* node) {
  if (NodeName(node) == "center") return true;
  const std::string align = NodeAttribute(node, "align"), style = NodeAttribute(node, "style");
  const std::size_t at = style.find("text-align");
  return StartsWithNoCase(align, "center") ||
         (at != std::string::npos &&
          StartsWithNoCase(TrimAscii(std::string_view(style).substr(
                               std::min(style.find(':', at), style.size() - 1) + 1)),
                           "center"));
}

// Appends the text of a node with every run of white space as one blank (as browsers show it).
void AppendCollapsed(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (!IsAsciiBlank(c)) {
      out.push_back(c);
    } else if (!out.empty() && !IsAsciiBlank(out.back())) {
      out.push_back(' ');
    }
  }
}

constexpr std::size_t kMaxCondition = 100;  // characters of <![if …]>

class TreeReader {
 public:
  // Reads everything below `node` into lines and tables.
  Result<void> Walk(const xmlNode* node, int depth, bool is_centered) {
    if (depth > kMaxHtmlNesting) return TooDeep();
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
      if (auto read = WalkChild(child, depth, is_centered); !read) return read;
    }
    return {};
  }

  Result<Reading> Finish() && {
    EndLine();
    if (auto added = sink_.Add(joiner_.Take()); !added) {
      return tl::make_unexpected(std::move(added).error());
    }
    Reading reading{.format = InputFormat::kHtml, .blocks = std::move(sink_).Take()};
    reading.leftovers = std::move(leftovers_);
    AddSubstitutions(read_otherwise_, 0, reading.substitutions);
    return reading;
  }

 private:
  static tl::unexpected<Error> TooDeep() {
    return Fail(ErrorCode::kTooLarge,
                "HTML elements nested deeper than " + std::to_string(kMaxHtmlNesting));
  }

  Result<void> WalkChild(const xmlNode* node, int depth, bool is_centered) {
    if (IsIgnoredNode(node)) return {};
    if (IsHiddenNode(node)) return KeepHidden(node);
    if (IsTextNode(node)) {
      AddText(is_raised_ ? RaisedText(ViewXml(node->content)) : ViewXml(node->content),
              is_centered);
      return {};
    }
    if (!IsElementNode(node)) return Walk(node, depth + 1, is_centered);
    if (NodeName(node) == "title") return KeepTitle(node);
    if (NodeName(node) == "meta") return KeepMeta(node);
    if (NodeName(node) == "table") return ReadTable(node, depth);
    if (NodeName(node) == "img") AddText(NodeAttribute(node, "alt"), is_centered);
    const bool is_heading = NodeName(node).size() == 2 && NodeName(node)[0] == 'h' &&
                            NodeName(node)[1] >= '1' && NodeName(node)[1] <= '6';
    const bool is_block = IsBlockElement(NodeName(node));
    if (is_block) EndLine();
    if (is_block && NodeName(node) != "br") joiner_.AddEmptyLine();
    const bool was_pre = std::exchange(is_pre_, is_pre_ || NodeName(node) == "pre");
    const bool was_raised = std::exchange(is_raised_, is_raised_ || NodeName(node) == "sup");
    line_.starts_block = line_.starts_block || is_heading || NodeName(node) == "li";
    if (auto read = Walk(node, depth + 1, is_centered || IsCentered(node)); !read) return read;
    is_pre_ = was_pre;
    is_raised_ = was_raised;
    line_.ends_block = line_.ends_block || is_heading;
    if (is_block) EndLine();
    if (is_block && NodeName(node) != "br") joiner_.AddEmptyLine();
    return {};
  }

  void AddText(std::string_view text, bool is_centered) {
    line_.is_centered = line_.is_centered || is_centered;
    if (!is_pre_) return AppendCollapsed(text, line_.text);
    for (std::size_t at = 0; at <= text.size();) {
      const std::string_view line = LineAt(text, at);
      line_.text.append(line);
      at += line.size() + 1;
      if (at <= text.size()) EndLine();
    }
  }

  // Text of the tree as a reader sees it: what was escaped twice, what stood there as entities,
  // formulas.
  std::string Shown(std::string text) {
    if (text.find('&') != std::string::npos) text = EntitiesAsText(text, &read_otherwise_);
    MakeReadable(text, &read_otherwise_);
    return MayHoldFormula(text) ? FormulasAsText(text) : text;
  }

  void EndLine() {
    MarkupLine line = std::exchange(line_, {});
    line.text = Shown(std::move(line.text));
    if (TrimBlanks(line.text).empty()) {
      line_.starts_block = line.starts_block;  // <li><p>: the item begins with the paragraph
    } else {
      joiner_.AddLine(std::move(line));
    }
  }

  Result<void> KeepTitle(const xmlNode* node) {
    std::string title;
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
      if (IsTextNode(child)) AppendCollapsed(ViewXml(child->content), title);
    }
    title = TrimPieces(Shown(std::move(title)));
    if (!title.empty()) leftovers_.push_back({.text = title, .why = "title of the HTML page"});
    return {};
  }

  // What a portal says of the notice: <meta name="ArticleTitle" content="…">.
  Result<void> KeepMeta(const xmlNode* node) {
    const std::string name = NodeAttribute(node, "name");
    std::string content = NodeAttribute(node, "content");
    MakeReadable(content, &read_otherwise_);
    if (!name.empty() && HasHan(content)) {
      leftovers_.push_back({.text = name + ": " + content, .why = "meta of the HTML page"});
    }
    return {};
  }

  // What is not displayed is no text of the notice, and not lost.
  Result<void> KeepHidden(const xmlNode* node) {
    std::string text;
    if (auto read = AppendHidden(node, 0, text); !read) return read;
    text = TrimPieces(Shown(TrimPieces(text)));
    if (!text.empty()) leftovers_.push_back({.text = text, .why = "hidden in the HTML page"});
    return {};
  }

  static Result<void> AppendHidden(const xmlNode* node, int depth, std::string& out) {
    if (depth > kMaxHtmlNesting) return TooDeep();
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
      if (IsIgnoredNode(child)) continue;
      if (IsTextNode(child)) AppendCollapsed(ViewXml(child->content), out);
      const bool is_block = IsElementNode(child) && IsBlockElement(NodeName(child));
      if (is_block) out.push_back('\n');
      if (auto read = AppendHidden(child, depth + 1, out); !read) return read;
      if (is_block) out.push_back('\n');
    }
    return {};
  }

  // One table, its stray text before it and the tables of its cells behind it.
  struct TableParts {
    std::vector<HtmlRow> rows{};
    std::vector<HtmlRow> footer_rows{};  // <tfoot> is shown last, wherever it is written
    std::vector<const xmlNode*> inner_tables{};
    bool is_row_open = false;  // cells outside any <tr> share a row
  };

  Result<void> ReadTable(const xmlNode* table, int depth) {
    if (tables_open_ >= kMaxNestedTables) {
      return Fail(ErrorCode::kTooLarge,
                  "tables nested deeper than " + std::to_string(kMaxNestedTables));
    }
    EndLine();
    const std::vector<LayoutRow> layout = LayoutRows(table);
    if (!layout.empty()) return ReadLayout(layout, depth + 1);
    TableParts parts;
    if (auto read = GatherRows(table, depth + 1, parts, parts.rows); !read) return read;
    return AddParts(std::move(parts), depth);
  }

  // Cells that lay out as blocks; rows of data between them as tables of their own.
  Result<void> ReadLayout(const std::vector<LayoutRow>& rows, int depth) {
    ++tables_open_;
    for (std::size_t i = 0; i < rows.size();) {
      if (rows[i].is_layout) {
        if (auto read = WalkCells(rows[i++].row, depth + 1); !read) return read;
        continue;
      }
      TableParts parts;
      for (; i < rows.size() && !rows[i].is_layout; ++i) {
        if (auto read = GatherChild(rows[i].row, depth + 1, parts, parts.rows); !read) return read;
      }
      for (HtmlRow& row : parts.rows) row.group_end = static_cast<int>(parts.rows.size());
      if (auto added = AddParts(std::move(parts), depth); !added) return added;
    }
    --tables_open_;
    return {};
  }

  Result<void> WalkCells(const xmlNode* row, int depth) {
    for (const xmlNode* child = row->children; child != nullptr; child = child->next) {
      EndLine();
      joiner_.AddEmptyLine();
      if (auto read = WalkChild(child, depth, false); !read) return read;
    }
    EndLine();
    joiner_.AddEmptyLine();
    return {};
  }

  Result<void> AddParts(TableParts parts, int depth) {
    const auto body_rows = static_cast<int>(parts.rows.size());
    for (HtmlRow& row : parts.footer_rows) {
      row.group_end += body_rows;
      parts.rows.push_back(std::move(row));
    }
    EndLine();
    if (auto added = sink_.Add(joiner_.Take()); !added) return added;
    KeepHiddenRows(parts.rows);
    if (!parts.rows.empty()) {
      auto grid = GridFromHtmlRows(std::move(parts.rows));
      if (!grid) return tl::make_unexpected(std::move(grid).error());
      if (auto added = sink_.Add(std::move(*grid)); !added) return added;
    }
    ++tables_open_;
    for (const xmlNode* inner : parts.inner_tables) {
      if (auto read = ReadTable(inner, depth + 1); !read) return read;
    }
    --tables_open_;
    return {};
  }

  // What stands in rows that are not displayed is no part of the table; a table that scripts show
  // has no other rows. The cells keep their places, for spans count them.
  void KeepHiddenRows(std::vector<HtmlRow>& rows) {
    const auto is_shown = [](const HtmlRow& row) {
      return !row.is_hidden && std::ranges::any_of(row.cells, [](const HtmlCell& cell) {
        return !cell.text.empty();
      });
    };
    if (std::ranges::count_if(rows, is_shown) < 2) return;
    for (HtmlRow& row : rows) {
      if (!row.is_hidden) continue;
      std::string text;
      for (HtmlCell& cell : row.cells) {
        if (!cell.text.empty()) text += (text.empty() ? "" : " | ") + std::exchange(cell.text, {});
      }
      if (!text.empty()) leftovers_.push_back({.text = text, .why = "hidden row of an HTML table"});
    }
  }

  Result<void> GatherRows(const xmlNode* node, int depth, TableParts& parts,
                          std::vector<HtmlRow>& rows) {
    if (depth > kMaxHtmlNesting) return TooDeep();
    const std::size_t first = rows.size();
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
      if (auto read = GatherChild(child, depth, parts, rows); !read) return read;
    }
    for (std::size_t i = first; i < rows.size(); ++i) {
      if (rows[i].group_end == 0) rows[i].group_end = static_cast<int>(rows.size());
    }
    return {};
  }

  Result<void> GatherChild(const xmlNode* node, int depth, TableParts& parts,
                           std::vector<HtmlRow>& rows) {
    const bool is_row = IsElementNode(node, "tr");  // spans count hidden rows too
    if (!is_row && IsHiddenNode(node)) return KeepHidden(node);
    if (IsTableCell(node)) {
      if (!std::exchange(parts.is_row_open, true)) rows.emplace_back();
      return AddCell(node, depth, parts, rows.back());
    }
    if (IsIgnoredNode(node)) return {};
    if (IsRowGroup(node)) {
      parts.is_row_open = false;
      auto& target = NodeName(node) == "tfoot" ? parts.footer_rows : rows;
      if (auto read = GatherRows(node, depth + 1, parts, target); !read) return read;
      parts.is_row_open = false;
      return {};
    }
    if (is_row) {
      rows.emplace_back();
      parts.is_row_open = true;
      if (auto read = GatherRows(node, depth + 1, parts, rows); !read) return read;
      if (IsHiddenNode(node)) rows.back().is_hidden = true;
      parts.is_row_open = false;
      return {};
    }
    return GatherStray(node, depth, parts, rows);
  }

  // Text, a caption, or an element that has no place in a table but may hold rows.
  Result<void> GatherStray(const xmlNode* node, int depth, TableParts& parts,
                           std::vector<HtmlRow>& rows) {
    if (IsTextNode(node)) {
      AddText(ViewXml(node->content), false);
      return {};
    }
    if (IsElementNode(node) && NodeName(node) == "table") {
      parts.inner_tables.push_back(node);
      return {};
    }
    const bool is_block = IsElementNode(node) && IsBlockElement(NodeName(node));
    if (is_block) EndLine();
    if (auto read = GatherRows(node, depth + 1, parts, rows); !read) return read;
    if (is_block) EndLine();
    return {};
  }

  Result<void> AddCell(const xmlNode* node, int depth, TableParts& parts, HtmlRow& row) {
    if (row.cells.size() >= kMaxRowCells) return CheckTableSize(1, row.cells.size() + 1);
    std::string text;
    if (auto read = AppendCellText(node, depth + 1, true, text, parts); !read) return read;
    row.cells.push_back({.text = TrimPieces(Shown(TrimPieces(text))),
                         .row_span = SpanAttribute(node, "rowspan"),
                         .column_span = SpanAttribute(node, "colspan")});
    return {};
  }

  // `is_outermost`: tables met here are this cell's own, deeper ones belong to those.
  Result<void> AppendCellText(const xmlNode* node, int depth, bool is_outermost, std::string& out,
                              TableParts& parts) {
    if (depth > kMaxHtmlNesting) return TooDeep();
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
      if (IsIgnoredNode(child)) continue;
      if (IsHiddenNode(child)) {
        if (auto kept = KeepHidden(child); !kept) return kept;
        continue;
      }
      if (IsTextNode(child)) {
        const std::string_view content = ViewXml(child->content);
        AppendCollapsed(is_raised_ ? RaisedText(content) : content, out);
        continue;
      }
      const bool is_table = IsElementNode(child) && NodeName(child) == "table";
      if (is_table && is_outermost) parts.inner_tables.push_back(child);
      if (IsElementNode(child) && NodeName(child) == "img") out += NodeAttribute(child, "alt");
      const bool is_block = IsElementNode(child) && IsBlockElement(NodeName(child));
      if (is_block) out.push_back('\n');
      const bool was_raised = std::exchange(
          is_raised_, is_raised_ || (IsElementNode(child) && NodeName(child) == "sup"));
      auto read = AppendCellText(child, depth + 1, is_outermost && !is_table, out, parts);
      is_raised_ = was_raised;
      if (!read) return read;
      if (is_block) out.push_back('\n');
    }
    return {};
  }

  BlockSink sink_;
  ParagraphJoiner joiner_;
  MarkupLine line_;
  std::vector<Leftover> leftovers_;
  ReadOtherwise read_otherwise_;
  int tables_open_ = 0;
  bool is_pre_ = false;
  bool is_raised_ = false;  // inside <sup>
};

// Without <![if …]> and <![endif]>, which Word writes around what all browsers show: the parser
// takes them for text. Those inside comments stay.
std::string WithoutConditions(std::string_view html) {
  std::string out;
  out.reserve(html.size());
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t begin = std::min(html.find("<![", at), html.size());
    out.append(html.substr(at, begin - at));
    const std::string_view rest = html.substr(begin);
    const bool is_end = StartsWithNoCase(rest, "<![endif]>");
    const std::size_t end = is_end || StartsWithNoCase(rest, "<![if")
                                ? rest.substr(0, kMaxCondition).find('>')
                                : std::string_view::npos;
    at = begin + (end == std::string_view::npos ? 0 : end + 1);
    if (at == begin && begin < html.size()) {
      out.push_back('<');
      ++at;
    }
  }
  return out;
}

struct FreeContext {
  void operator()(htmlParserCtxt* context) const { htmlFreeParserCtxt(context); }
};
struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};

}  // namespace

Result<Reading> ReadHtml(std::string_view utf8) {
  if (utf8.size() > kMaxMarkupBytes) {
    return Fail(ErrorCode::kTooLarge,
                "more than " + std::to_string(kMaxMarkupBytes) + " bytes of HTML; split the file");
  }
  std::string plain;
  if (utf8.find("<![") != std::string_view::npos) utf8 = plain = WithoutConditions(utf8);
  const std::unique_ptr<htmlParserCtxt, FreeContext> context(htmlNewParserCtxt());
  if (context == nullptr) return Fail(ErrorCode::kInternal, "libxml2 gave no parser");
  const std::unique_ptr<xmlDoc, FreeDocument> document(htmlCtxtReadMemory(
      context.get(), utf8.data(), static_cast<int>(utf8.size()), nullptr, "UTF-8",
      HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER));
  // The parser stops for good at its own limits (256 elements inside one another).
  if (context->disableSAX != 0) {
    return Fail(ErrorCode::kTooLarge,
                "HTML nested too deep for the parser; is this an archived page at all?");
  }
  TreeReader reader;
  if (document != nullptr) {
    const auto* root = reinterpret_cast<const xmlNode*>(document.get());
    if (auto read = reader.Walk(root, 0, false); !read) {
      return tl::make_unexpected(std::move(read).error());
    }
  }
  return std::move(reader).Finish();
}

}  // namespace gongwen
