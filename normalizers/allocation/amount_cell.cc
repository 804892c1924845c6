#include "normalizers/allocation/amount_cell.h"

#include <re2/re2.h>

#include "normalizers/text/han_text.h"
#include "normalizers/value/amount.h"
#include "normalizers/value/compact_text.h"
#include "normalizers/value/footnote_mark.h"
#include "normalizers/value/number_text.h"

namespace gongwen {

AmountCell ParseAmountCell(std::string_view printed) {
  const std::string_view text = WithoutFootnoteMarks(printed);
  static const RE2 kNothing("[-/\\\\]*|无");
  static const RE2 kUnit("[0-9)]((?:人民币)?[十百千万亿]*元)$");
  static const RE2 kTriangle("^[△▲]");
  std::string compact = SimplifiedUnits(Compact(text).text);
  AmountCell cell;
  if (RE2::FullMatch(compact, kNothing)) return cell;
  cell.is_empty = false;
  if (IsPowerOfTen(printed)) return cell;
  const bool has_triangle = RE2::Replace(&compact, kTriangle, "-");
  // Blanks decide whether digits are one number, so the text as it stands is read where it can be.
  cell.amount = ParseAmount(has_triangle ? std::string_view(compact) : text);
  // "10282.7 8": the last digit did not fit into the cell and stands below the others.
  static const RE2 kWrapped("^[-+]?[0-9][0-9,]*\\.[0-9]{1,3} [0-9]{1,2}$");
  if (!cell.amount && !has_triangle && RE2::PartialMatch(TrimmedView(text), kWrapped)) {
    cell.amount = ParseAmount(compact);
    cell.is_wrapped = cell.amount.has_value();
  }
  // "100 200": thousands set apart by a blank, or two figures of one cell.
  static const RE2 kApart("^[-+]?[0-9]{1,3}(?: [0-9]{3})+(?:[^0-9,]|$)");
  if (cell.amount && RE2::PartialMatch(TrimmedView(text), kApart)) cell.is_wrapped = true;
  if (cell.amount) RE2::PartialMatch(compact, kUnit, &cell.unit);
  return cell;
}

}  // namespace gongwen
