#include "normalizers/table/running_lines.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "normalizers/table/table_caption.h"
#include "tests/normalizers/grid_of.h"

namespace gongwen {
namespace {

// "|" is a grid, all else a line.
Reading ReadingOf(const std::vector<std::string>& blocks) {
  Reading reading;
  for (const std::string& text : blocks) {
    if (text == "|") {
      reading.blocks.emplace_back(GridOf({{"1", "甲县"}, {"2", "乙县"}}));
    } else {
      reading.blocks.emplace_back(Paragraph{.text = text});
    }
  }
  return reading;
}

TEST_CASE("a line that stands again and again between grids is a running head", "[table]") {
  const Reading reading =
      ReadingOf({"某市公路养护资料", "正文。", "|", "— 3 —", "某市公路养护资料", "|"});
  CHECK(RunningLines(reading).contains("某市公路养护资料"));
  CHECK(CaptionTables(reading)[1].title.value.empty());
}

TEST_CASE("titles of sibling tables and lines that stand once are no running heads", "[table]") {
  CHECK(RunningLines(ReadingOf({"公路养护绩效目标表", "|", "公路养护绩效目标表", "|"})).empty());
  CHECK(RunningLines(ReadingOf({"|", "某市公路养护资料", "|"})).empty());
  CHECK(RunningLines(ReadingOf({"公路养护", "正文。", "公路养护", "|"})).empty());
}

TEST_CASE("a line of the office and its fund is no title", "[table]") {
  CHECK(IsOfficeLine("河南省财政厅学前教育发展补助资金"));
  CHECK_FALSE(IsOfficeLine("河南省财政厅2023年补助资金分配表"));
  CHECK_FALSE(IsOfficeLine("河南省财政厅"));
  CHECK_FALSE(IsOfficeLine("学前教育发展补助资金分配表"));
}

}  // namespace
}  // namespace gongwen
