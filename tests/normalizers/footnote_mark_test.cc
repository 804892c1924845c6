#include "normalizers/value/footnote_mark.h"

#include <catch2/catch.hpp>
#include <string>

#include "normalizers/allocation/amount_cell.h"
#include "normalizers/table/header_rows.h"
#include "normalizers/value/amount.h"

namespace gongwen {
namespace {

TEST_CASE("marks of notes are no part of a name", "[normalizers]") {
  CHECK(WithoutFootnoteMarks("清河县①") == "清河县");
  CHECK(WithoutFootnoteMarks("清河县 ¹²") == "清河县");
  CHECK(WithoutFootnoteMarks("清河县*") == "清河县");
  CHECK(WithoutFootnoteMarks("清河县※※") == "清河县");
  CHECK(WithoutFootnoteMarks("清河县[3]") == "清河县");
  CHECK(WithoutFootnoteMarks("清河县（注）") == "清河县");
  CHECK(WithoutFootnoteMarks("清河县（注2）") == "清河县");
  CHECK(WithoutFootnoteMarks("清河县（本级）") == "清河县（本级）");
  CHECK(WithoutFootnoteMarks("清河县(2)") == "清河县(2)");
  CHECK(WithoutFootnoteMarks("*") == "*");
  CHECK(WithoutFootnoteMarks("①") == "①");
  CHECK(WithoutFootnoteMarks("").empty());
}

TEST_CASE("an amount is read without the mark behind it", "[normalizers]") {
  for (const std::string mark : {"²", "²⁾", "⁽³⁾", "①", "*", "[1]", "（注）", " ³", "⁾"}) {
    INFO(mark);
    if (mark == "⁾") {
      CHECK_FALSE(ParseAmount("1,234.5" + mark));
      continue;
    }
    CHECK(ParseAmount("1,234.5" + mark) == Decimal::Parse("1234.5"));
    CHECK(ParseAmountCell("1,234.5" + mark).amount == Decimal::Parse("1234.5"));
    CHECK(IsNumericCell("1,234.5" + mark));
  }
  for (const char* power : {"10⁴", "10³", "2×10³"}) {
    INFO(power);
    CHECK_FALSE(ParseAmount(power));
    CHECK_FALSE(ParseAmountCell(power).amount);
  }
  CHECK(ParseAmountCell("10.10¹").amount == Decimal::Parse("10.1"));
  CHECK(ParseAmountCell("—①").is_empty);
  CHECK(ParseAmountCell("（35）").amount == Decimal::Parse("-35"));
  CHECK(ParseAmountCell("△35¹").amount == Decimal::Parse("-35"));
}

}  // namespace
}  // namespace gongwen
