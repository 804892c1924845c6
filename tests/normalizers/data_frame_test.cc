#include "normalizers/table/data_frame.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/normalizers/grid_of.h"

namespace gongwen {
namespace {

std::string Cleared(const Rows& rows) {
  Reading reading;
  TableGrid grid = GridOf(rows, GridOrigin::kPipes);
  grid.source = TextSource::kMarkup;
  reading.blocks.emplace_back(std::move(grid));
  ClearDataFrameMarks(reading);
  std::string out;
  for (const Cell& cell : std::get<TableGrid>(reading.blocks[0]).cells) {
    out += (cell.column > 0 ? "|" : out.empty() ? "" : "/") + cell.text;
  }
  return out;
}

TEST_CASE("what a data frame adds to a table is taken off", "[normalizers]") {
  CHECK(Cleared({{"", "地区", "资金"}, {"0", "甲县", "1.0"}, {"1", "NaN", "nan"}}) ==
        "|地区|资金/|甲县|1.0/||");
  CHECK(Cleared({{"Unnamed: 0", "Unnamed: 1"}, {"地区", "资金"}, {"甲县", "1"}}) ==
        "|/地区|资金/甲县|1");
}

TEST_CASE("a table's own numbers stay", "[normalizers]") {
  CHECK(Cleared({{"序号", "地区"}, {"0", "甲县"}, {"1", "乙县"}}) == "序号|地区/0|甲县/1|乙县");
  CHECK(Cleared({{"", "地区"}, {"1", "甲县"}, {"2", "乙县"}}) == "|地区/1|甲县/2|乙县");
  CHECK(Cleared({{"", "地区"}, {"0", "甲县"}, {"5", "乙县"}}) == "|地区/0|甲县/5|乙县");
}

}  // namespace
}  // namespace gongwen
