// Lines of a dump -> paragraphs. Used by the readers of Markdown, HTML and plain text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/reading.h"

namespace gongwen {

struct MarkupLine {
  std::string text{};         // one line, without markup; blanks at the ends do not matter
  bool starts_block = false;  // a heading, a list item, an indented line: never joins upwards
  bool ends_block = false;    // a heading: nothing joins to it
  bool is_centered = false;
};

// Thresholds for joining. A notice is set 28 characters a line (GB/T 9704, 5.2.3), so a shorter
// line that ends without punctuation ends on purpose.
struct JoinOptions {
  double min_wrapped_width = 24;   // ems of a line that may go on in the next one
  std::size_t min_split_han = 40;  // Han of a sentence that may go on behind an empty line
};

// Joins lines into paragraphs as they come:
//   - in a dump a line end mostly means a new paragraph; it is a wrapped line only when the line
//     is long (min_wrapped_width) or ends with a comma, does not end with the punctuation that
//     ends a sentence or a label, and the next one opens no item (一、 （一） 1. - 附件 第三条 ①)
//     and is no date;
//   - an empty line separates, but a sentence cut by one (a page end) is joined when it is very
//     long (min_split_han), does not end as titles do, and what follows ends as sentences do;
//   - a page number on a line of its own (— 2 —) may stand in such a cut: it becomes a paragraph
//     behind the joined one.
// In the text, one blank between full-width characters is dropped; wider gaps become U+3000, for
// they part things that stand on one line (印发机关　印发日期).
// O(n) over all lines.
class ParagraphJoiner {
 public:
  explicit ParagraphJoiner(const JoinOptions& options = {}) : options_(options) {}

  void AddLine(MarkupLine line);
  void AddEmptyLine() { is_after_gap_ = true; }
  // Ends the region (a table follows, or the file is at its end) and returns its paragraphs.
  [[nodiscard]] std::vector<Paragraph> Take();
  // Paragraphs that are complete so far and not taken.
  [[nodiscard]] std::size_t size() const { return done_.size(); }

 private:
  [[nodiscard]] bool GoesOn(const MarkupLine& next) const;
  void Append(const std::string& text);
  void CloseOpen();

  JoinOptions options_;
  std::vector<Paragraph> done_;
  std::optional<Paragraph> open_;
  std::vector<Paragraph> page_numbers_;  // seen since the last line of open_
  std::size_t open_han_ = 0;
  double last_line_width_em_ = 0;
  bool open_ends_block_ = false;
  bool is_after_gap_ = false;
};

}  // namespace gongwen
