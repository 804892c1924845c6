#include "extractors/markup/paragraph_joiner.h"

#include <string_view>
#include <utility>

#include "extractors/markup/item_marks.h"
#include "extractors/text/paragraph_cues.h"
#include "text/han.h"

namespace gongwen {
namespace {

constexpr char32_t kWideBlank = U'　';

bool IsLineBlank(char32_t c) { return c == U' ' || c == U'\t' || c == 0xA0 || c == kWideBlank; }

bool IsWideGap(std::string_view gap) { return gap.size() > 1 && gap != "\xC2\xA0"; }

// Blanks as the header says: a single one between full-width characters goes, a wide gap becomes
// one U+3000.
std::string TidyBlanks(std::string_view line) {
  line = TrimBlanks(line);
  std::string tidy;
  tidy.reserve(line.size());
  char32_t before = 0;
  while (!line.empty()) {
    const std::string_view here = line;
    while (IsLineBlank(FirstCodePoint(line))) TakeCodePoint(line);
    const std::string_view gap = here.substr(0, here.size() - line.size());
    const std::string_view at = line;
    const char32_t c = TakeCodePoint(line);
    if (IsWideGap(gap) || gap == "\t") {
      tidy += "　";
    } else if (!gap.empty() && !(IsFullWidth(before) && IsFullWidth(c))) {
      tidy += ' ';
    }
    tidy.append(at.substr(0, at.size() - line.size()));
    before = c;
  }
  return tidy;
}

struct Extent {
  double width_em = 0;
  std::size_t han = 0;
};

Extent Measure(std::string_view line) {
  Extent extent;
  while (!line.empty()) {
    const char32_t c = TakeCodePoint(line);
    extent.width_em += c < 0x2000 ? 0.5 : 1.0;
    if (IsHan(c)) ++extent.han;
  }
  return extent;
}

}  // namespace

bool ParagraphJoiner::GoesOn(const MarkupLine& next) const {
  if (!open_ || open_ends_block_ || next.starts_block || next.is_centered != open_->is_centered ||
      EndsSentence(open_->text) || OpensItem(next.text) || IsDateLine(next.text)) {
    return false;
  }
  if (!is_after_gap_ && page_numbers_.empty()) {
    return last_line_width_em_ >= options_.min_wrapped_width || EndsOpen(open_->text);
  }
  return open_han_ >= options_.min_split_han && !EndsAsTitle(open_->text) &&
         EndsSentence(next.text) && !next.text.ends_with("：") && !next.text.ends_with(":");
}

void ParagraphJoiner::Append(const std::string& text) {
  const bool needs_blank = !open_->text.empty() && !IsFullWidth(LastCodePoint(open_->text)) &&
                           !IsFullWidth(FirstCodePoint(text));
  if (needs_blank) open_->text += ' ';
  open_->text += text;
}

void ParagraphJoiner::AddLine(MarkupLine line) {
  line.text = TidyBlanks(line.text);
  if (line.text.empty()) return AddEmptyLine();
  if (IsMarkedPageNumber(line.text)) {
    page_numbers_.push_back({.text = std::move(line.text), .is_centered = line.is_centered});
    return;
  }
  const Extent extent = Measure(line.text);
  if (GoesOn(line)) {
    Append(line.text);
  } else {
    CloseOpen();
    open_ = Paragraph{.text = std::move(line.text), .is_centered = line.is_centered};
    open_han_ = 0;
  }
  open_han_ += extent.han;
  last_line_width_em_ = extent.width_em;
  open_ends_block_ = line.ends_block;
  is_after_gap_ = false;
}

void ParagraphJoiner::CloseOpen() {
  if (open_) done_.push_back(std::move(*open_));
  open_.reset();
  for (Paragraph& number : page_numbers_) done_.push_back(std::move(number));
  page_numbers_.clear();
}

std::vector<Paragraph> ParagraphJoiner::Take() {
  CloseOpen();
  is_after_gap_ = false;
  return std::exchange(done_, {});
}

}  // namespace gongwen
