#include "normalizers/table/table_caption.h"

#include <catch2/catch.hpp>

#include "normalizers/table/caption_lines.h"

namespace gongwen {
namespace {

TableGrid Grid(const std::vector<std::string>& first_rows = {}) {
  TableGrid grid{.rows = static_cast<int>(first_rows.size()) + 2, .columns = 3};
  int row = 0;
  for (const std::string& text : first_rows) {
    grid.cells.push_back({.row = row++, .column = 0, .column_span = 3, .text = text});
  }
  for (; row < grid.rows; ++row) {
    for (int c = 0; c < 3; ++c) grid.cells.push_back({.row = row, .column = c, .text = "甲"});
  }
  return grid;
}

Reading Above(const std::vector<std::string>& lines, const TableGrid& grid = Grid()) {
  Reading reading;
  for (const std::string& line : lines) reading.blocks.emplace_back(Paragraph{.text = line});
  reading.blocks.emplace_back(grid);
  return reading;
}

TableCaption CaptionOf(const std::vector<std::string>& lines, const TableGrid& grid = Grid()) {
  const std::vector<TableCaption> captions = CaptionTables(Above(lines, grid));
  REQUIRE(captions.size() == 1);
  return captions[0];
}

TEST_CASE("unit, title and mark are told apart above a table", "[normalizers]") {
  const TableCaption caption = CaptionOf(
      {"2023年7月3日印发", "附件1:", "2023年中央财政就业补助资金(第二批)分配表", "单位: 万元"});
  CHECK(caption.title.value == "2023年中央财政就业补助资金(第二批)分配表");
  CHECK(caption.unit == "万元");
  CHECK(caption.attachment == "附件1");
  CHECK(caption.year == 2023);
  CHECK(caption.caption_rows == 0);
}

TEST_CASE("a unit may stand below its table", "[normalizers]") {
  const auto unit_of = [](const std::vector<std::string>& below, bool has_next) {
    Reading reading = Above({"2023年资金分配表"});
    for (const std::string& line : below) reading.blocks.emplace_back(Paragraph{.text = line});
    if (has_next) reading.blocks.emplace_back(Grid());
    return CaptionTables(reading).at(0).unit;
  };
  CHECK(unit_of({"单位：万元"}, false) == "万元");
  CHECK(unit_of({"注：本表金额单位均为万元。"}, true) == "万元");
  CHECK(unit_of({"注：1.含新区。", "2.县本级另行下达。", "单位：元"}, false) == "元");
  CHECK(unit_of({"单位：元", "附件2", "2023年其他资金分配表"}, true) == "元");
  // The caption of the next table.
  CHECK(unit_of({"单位：元"}, true).empty());
  CHECK(unit_of({"附件2", "单位：元"}, true).empty());
  CHECK(unit_of({"现下达资金。", "单位：元"}, false).empty());
}

TEST_CASE("units in traditional characters are units", "[normalizers]") {
  CHECK(CaptionOf({"2023年資金分配表", "單位：萬元"}).unit == "万元");
  CHECK(UnitIn("補助資金（億元）") == "亿元");
}

TEST_CASE("the year line below a title is the table's year", "[normalizers]") {
  const TableCaption caption = CaptionOf({"昌吉州绩效目标表", "（2024 年度）"});
  CHECK(caption.title.value == "昌吉州绩效目标表");
  CHECK(caption.year == 2024);
}

TEST_CASE("a line that names a place and nothing else says whose the table is", "[normalizers]") {
  CHECK(CaptionOf({"绩效目标表", "（周口市）"}).region == "周口市");
  CHECK(CaptionOf({"绩效目标表", "地区：宿迁市"}).region == "宿迁市");
  CHECK(CaptionOf({"绩效目标表", "填报单位（盖章）：宿迁市财政局"}).region == "宿迁市");
  CHECK(CaptionOf({"绩效目标表", "（周口市）"}).title.value == "绩效目标表");
  CHECK(CaptionOf({"绩效目标表"}, Grid({"甲自治县"})).region == "甲自治县");
  CHECK(CaptionOf({"绩效目标表", "各县（市、区）"}).region.empty());
  CHECK(RegionLine("福建省财政厅").empty());
  CHECK(RegionLine("单位：万元").empty());
}

TEST_CASE("a place that begins with 万 is a place", "[normalizers]") {
  CHECK(RegionLine("（万宁市）") == "万宁市");
  CHECK(RegionLine("（万元）").empty());
}

TEST_CASE("the number of a form is no title, and the unit behind it is the table's",
          "[normalizers]") {
  const TableCaption caption = CaptionOf({"2024年道路资金分配表", "编号：2024-7 单位：万元"});
  CHECK(caption.title.value == "2024年道路资金分配表");
  CHECK(caption.unit == "万元");
  CHECK(CaptionOf({"2024年道路资金分配表", "填报单位：甲省财政厅 单位：元"}).unit == "元");
  CHECK(CaptionOf({"2024年道路资金分配表", "单位：万元编号：2024-7"}).unit == "万元");
}

TEST_CASE("a name of columns above the grid is no title", "[normalizers]") {
  const TableCaption caption = CaptionOf({"2024年道路资金分配表", "本次下达资金（万元）"});
  CHECK(caption.title.value == "2024年道路资金分配表");
  CHECK(caption.lost_head == "本次下达资金（万元）");
  CHECK(caption.unit == "万元");
}

TEST_CASE("one line may hold mark and title, or title and unit", "[normalizers]") {
  const TableCaption marked = CaptionOf({"附件 1 2023年补助资金分配表", "（金额单位：元）"});
  CHECK(marked.attachment == "附件1");
  CHECK(marked.title.value == "2023年补助资金分配表");
  CHECK(marked.unit == "元");
  const TableCaption unit = CaptionOf({"附件2-1：资金分配表", "补助资金明细表 单位：千元"});
  CHECK(unit.attachment == "附件2-1");
  CHECK(unit.title.value == "补助资金明细表");
  CHECK(unit.unit == "千元");
}

TEST_CASE("running text, the letter's footer and another table end the caption", "[normalizers]") {
  CHECK(CaptionOf({"现将有关事项通知如下，请遵照执行。"}).title.value.empty());
  CHECK(CaptionOf({"分配表", "福建省财政厅", "2022年11月8日"}).title.value.empty());
  CHECK(CaptionOf({"附件：1. 分配表", "2. 绩效目标表"}).title.value.empty());
  Reading reading = Above({"甲表"});
  reading.blocks.emplace_back(Grid());
  CHECK(CaptionTables(reading)[1].title.value.empty());
}

TEST_CASE("page numbers and form lines between title and table are passed over", "[normalizers]") {
  const TableCaption caption =
      CaptionOf({"附件3", "绩效目标申报表", "填报单位：", "— 5 —", "单位：人、万元"});
  CHECK(caption.title.value == "绩效目标申报表");
  CHECK(caption.unit == "万元");
  CHECK(caption.attachment == "附件3");
}

TEST_CASE("title and mark may stand on the page before", "[normalizers]") {
  Reading reading;
  reading.blocks.emplace_back(Paragraph{.text = "附件2：", .page_no = 1});
  reading.blocks.emplace_back(Paragraph{.text = "补助资金分配表", .page_no = 1});
  reading.blocks.emplace_back(Paragraph{.text = "— 1 —", .page_no = 1});
  reading.blocks.emplace_back(Paragraph{.text = "单位：元", .page_no = 2});
  reading.blocks.emplace_back(Grid());
  const std::vector<TableCaption> captions = CaptionTables(reading);
  REQUIRE(captions.size() == 1);
  CHECK(captions[0].title.value == "补助资金分配表");
  CHECK(captions[0].attachment == "附件2");
  CHECK(captions[0].unit == "元");
}

TEST_CASE("the first rows of a grid may be its caption", "[normalizers]") {
  const TableCaption caption =
      CaptionOf({"附件1"}, Grid({"2022年第二批补助资金分配表", "（2022年度）", "单位：万元"}));
  CHECK(caption.title.value == "2022年第二批补助资金分配表");
  CHECK(caption.unit == "万元");
  CHECK(caption.year == 2022);
  CHECK(caption.caption_rows == 3);
  CHECK(CaptionOf({"甲表"}, Grid({"一、市本级"})).caption_rows == 0);
}

TEST_CASE("a blank first row and cells that repeat a caption hide nothing", "[normalizers]") {
  TableGrid grid{.rows = 4, .columns = 2};
  const auto row = [&](int at, const std::string& left, const std::string& right) {
    grid.cells.push_back({.row = at, .column = 0, .text = left});
    grid.cells.push_back({.row = at, .column = 1, .text = right});
  };
  row(0, "", "");
  row(1, "恩施州", "恩施州");
  row(2, "三级指标", "指标值");
  row(3, "新建公路", "20公里");
  Reading reading;
  reading.blocks.emplace_back(grid);
  CHECK(CaptionTables(reading)[0].region == "恩施州");
  CHECK(CaptionTables(reading)[0].caption_rows == 2);
}

TEST_CASE("the unit may stand before another remark on its line", "[normalizers]") {
  CHECK(CaptionOf({"补助资金分配表", "金额单位：万元编号：2022-347"}).unit == "万元");
}

TEST_CASE("a row of the grid may hold the unit beside a remark", "[normalizers]") {
  TableGrid grid{.rows = 3, .columns = 3};
  const auto row = [&](int at, const std::vector<std::string>& texts) {
    for (int c = 0; c < 3; ++c) {
      grid.cells.push_back({.row = at, .column = c, .text = texts[static_cast<std::size_t>(c)]});
    }
  };
  row(0, {"编号：2022-136", "", "（单位：万元）"});
  row(1, {"县（市、区）", "项目名称", "补助金额"});
  row(2, {"右江区", "饮用水源保护", "219.2"});
  Reading reading;
  reading.blocks.emplace_back(grid);
  CHECK(CaptionTables(reading)[0].unit == "万元");
  CHECK(CaptionTables(reading)[0].caption_rows == 1);
}

TEST_CASE("two centred lines of one size are one title", "[normalizers]") {
  Reading reading;
  const auto line = [](std::string text, double y) {
    return Paragraph{.text = std::move(text),
                     .page_no = 4,
                     .box = {100, y, 400, y + 16},
                     .font_size_pt = 16,
                     .is_centered = true};
  };
  reading.pages = {{.page_no = 4, .source = TextSource::kOcr}};
  reading.blocks = {line("2023年中央财政衔接推进乡村振兴补助", 100), line("资金分配表", 124),
                    Grid()};
  const TableCaption caption = CaptionTables(reading)[0];
  CHECK(caption.title.value == "2023年中央财政衔接推进乡村振兴补助资金分配表");
  CHECK(caption.title.from.page_no == 4);
  CHECK(caption.title.from.source == TextSource::kOcr);
  CHECK(caption.title.from.box == RectPt{100, 100, 400, 140});
}

TEST_CASE("units of money are found in captions and head cells", "[normalizers]") {
  const std::pair<std::string_view, std::string_view> rows[] = {{"单位：万元", "万元"},
                                                                {"（单位：元）", "元"},
                                                                {"金额（万元）", "万元"},
                                                                {"补助资金(亿元)", "亿元"},
                                                                {"单位：人、万元", "万元"},
                                                                {"单位:人民币元", "元"},
                                                                {"万元", "万元"},
                                                                {"单元", ""},
                                                                {"单位名称", ""},
                                                                {"补助标准（元/人）", ""},
                                                                {"", ""}};
  for (const auto& [text, unit] : rows) {
    CAPTURE(text);
    CHECK(UnitIn(text) == unit);
  }
}

}  // namespace
}  // namespace gongwen
