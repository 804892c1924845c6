#include "extractors/text/join_over_pages.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "extractors/text/compose_lines.h"
#include "extractors/text/paragraph_cues.h"

namespace gongwen {
namespace {

constexpr double kMaxSizeRatio = 1.3;  // recognised sizes wobble

bool IsSameSize(double a, double b) {
  return a <= 0 || b <= 0 || std::max(a, b) <= kMaxSizeRatio * std::min(a, b);
}

// The part of a paragraph that its last page holds: what the next page would go on with.
struct Tail {
  std::size_t block = 0;  // index into the joined blocks
  Paragraph last{};       // layout of its latest part
};

void Append(Paragraph& to, const Paragraph& part) {
  AppendWrapped(to.text, part.text);
  to.confidence = std::min(to.confidence, part.confidence);
  to.ends_at_margin = part.ends_at_margin;
}

}  // namespace

bool ContinuesParagraph(const Paragraph& last_of_page, const Paragraph& first_of_next) {
  if (!last_of_page.ends_at_margin || !first_of_next.starts_at_margin) return false;
  if (last_of_page.is_centered || first_of_next.is_centered) return false;
  if (!IsSameSize(last_of_page.font_size_pt, first_of_next.font_size_pt)) return false;
  if (StartsElement(first_of_next.text)) return false;
  if (!EndsSentence(last_of_page.text)) return true;
  return !last_of_page.starts_at_margin && !StartsItem(first_of_next.text);
}

std::vector<Block> JoinOverPages(std::vector<Block> blocks) {
  std::vector<Block> joined;
  joined.reserve(blocks.size());
  bool has_tail = false;
  Tail tail;
  for (Block& block : blocks) {
    auto* const paragraph = std::get_if<Paragraph>(&block);
    if (paragraph == nullptr) {
      has_tail = false;
    } else if (!IsPageNumber(paragraph->text)) {
      const bool is_next_page = has_tail && paragraph->page_no == tail.last.page_no + 1;
      const bool starts_at_margin = has_tail && tail.last.starts_at_margin;
      if (is_next_page && ContinuesParagraph(tail.last, *paragraph)) {
        Append(std::get<Paragraph>(joined[tail.block]), *paragraph);
        tail.last = std::move(*paragraph);
        tail.last.starts_at_margin = starts_at_margin;  // the indent is that of its beginning
        continue;
      }
      tail = {joined.size(), *paragraph};
      has_tail = true;
    }
    joined.push_back(std::move(block));
  }
  return joined;
}

}  // namespace gongwen
