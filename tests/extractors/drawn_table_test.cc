#include "extractors/markup/drawn_table.h"

#include <catch2/catch.hpp>
#include <string>

#include "extractors/markup/markdown_reader.h"
#include "extractors/markup/sniff_format.h"

namespace gongwen {
namespace {

// The first table that Markdown holds, as its Dump without places where nothing spans:
// "a|b/1|2"; "-" when it has none.
std::string Table(std::string_view text) {
  const Result<MarkupReading> read = ReadMarkdown(text);
  REQUIRE(read);
  for (const Block& block : read->reading.blocks) {
    const auto* grid = std::get_if<TableGrid>(&block);
    if (grid == nullptr) continue;
    REQUIRE(CheckTiling(*grid));
    std::string out;
    for (const Cell& cell : grid->cells) {
      if (!out.empty()) out += cell.row > 0 && out.back() != '/' && cell.column == 0 ? "/" : "|";
      if (cell.row_span > 1 || cell.column_span > 1) {
        out += std::to_string(cell.row_span) + "x" + std::to_string(cell.column_span) + " ";
      }
      out += cell.text;
    }
    return out;
  }
  return "-";
}

TEST_CASE("a grid table is read with its merged cells and cells of several lines", "[extractors]") {
  CHECK(Table("+----------+----------+----------+------+\n"
              "| 一级指标 | 二级指标 | 三级指标 | 值   |\n"
              "+==========+==========+==========+======+\n"
              "| 产出指标 | 数量指标 | 新建     | ≥24  |\n"
              "|          |          | 养老点   |      |\n"
              "|          |          +----------+------+\n"
              "|          |          | 改造家庭 | ≥50  |\n"
              "|          +----------+----------+------+\n"
              "|          | 质量指标 | 合格率   | 100% |\n"
              "+----------+----------+----------+------+\n"
              "| 合计     |                     | 3    |\n"
              "+----------+---------------------+------+\n") ==
        "一级指标|二级指标|三级指标|值/3x1 产出指标|2x1 数量指标|新建养老点|≥24|改造家庭|≥50|"
        "质量指标|合格率|100%/合计|1x2 |3");
}

TEST_CASE("borders meet bars under one of three widths of characters", "[extractors]") {
  const std::string expected = "序号|地区|金额/1|凯里市|256.4/2|黄平县|183";
  CHECK(Table("┌──────┬────────┬───────┐\n"
              "│ 序号 │ 地区   │ 金额  │\n"
              "├──────┼────────┼───────┤\n"
              "│ 1    │ 凯里市 │ 256.4 │\n"
              "├──────┼────────┼───────┤\n"
              "│ 2    │ 黄平县 │ 183   │\n"
              "└──────┴────────┴───────┘\n") == expected);
  CHECK(Table("┌───┬────┬────┐\n"
              "│序号  │地区    │金额    │\n"
              "├───┼────┼────┤\n"
              "│1     │凯里市  │256.4   │\n"
              "├───┼────┼────┤\n"
              "│2     │黄平县  │183     │\n"
              "└───┴────┴────┘\n") == expected);
  CHECK(Table("+----+-----+-------+\n"
              "| 序号 | 地区  | 金额    |\n"
              "+----+-----+-------+\n"
              "| 1  | 凯里市 | 256.4 |\n"
              "| 2  | 黄平县 | 183   |\n"
              "+----+-----+-------+\n") == expected);
}

TEST_CASE("borders that miss the bars: cells are counted", "[extractors]") {
  CHECK(Table("+---+---+\n|甲|乙丙丁|\n+---+---+\n|1 |2|\n+---+---+\n|3|4      |\n+---+---+\n") ==
        "甲|乙丙丁/1|2/3|4");
}

TEST_CASE("lines of dashes that cross no column are no table", "[extractors]") {
  CHECK(Table("正文。\n\n----------\n\n正文。\n") == "-");
  CHECK(Table("-- --\n") == "-");
  CHECK(Table("+---+\n") == "-");
  CHECK(Table("+--\n甲\n") == "-");
  CHECK(Table("├──\n甲\n") == "-");
}

TEST_CASE("columns under dashes are cut by the width of characters", "[extractors]") {
  CHECK(Table("  序号   地区       资金\n"
              "  ------ ---------- -------\n"
              "  1      凯里市     256.4\n"
              "         施秉县     97.5\n"
              "  合计              353.9\n\n尾\n") ==
        "序号|地区|资金/1|凯里市|256.4/|施秉县|97.5/合计||353.9");
  CHECK(Table("  ---------------------\n"
              "  地区       资金\n"
              "  ---------- ----------\n"
              "  凯里       256.4\n"
              "  市\n\n"
              "  黄平县     183\n"
              "  ---------------------\n") == "地区|资金/凯里市|256.4/黄平县|183");
  CHECK(Table("------ -----\n凯里市 256.4\n黄平县   183\n------ -----\n") ==
        "凯里市|256.4/黄平县|183");
  CHECK(Table("==== ======\n序号 地区\n==== ======\n1    凯里市\n\\    黄平县\n==== ======\n") ==
        "序号|地区/1|凯里市/|黄平县");
}

TEST_CASE("emphasis that is broken over the lines of a cell is none of its text", "[extractors]") {
  CHECK(Table("+----+----------+\n| *  | **应下   |\n| *序| 达资金** |\n| 号 |          |\n| ** |  "
              "        |\n"
              "+----+----------+\n| 1  | 20       |\n+----+----------+\n")
            .find('*') == std::string::npos);
}

TEST_CASE("bars of other tools part cells as pipes do", "[extractors]") {
  CHECK(Table("｜地区｜资金｜\n｜凯里市｜256.4｜\n") == "地区|资金/凯里市|256.4");
  CHECK(Table("地区｜市｜资金\n甲县｜乙｜256.4\n｜丙｜183\n") ==
        "地区|市|资金/甲县|乙|256.4/|丙|183");
  CHECK(Table(" 地区   | 资金\n--------+-------\n 凯里市 | 256.4\n(1 row)\n") ==
        "地区|资金/凯里市|256.4");
  CHECK(Table("| 地区 | 资金 |\n|------+------|\n| 凯里市 | 256.4 |\n") ==
        "地区|资金/凯里市|256.4");
}

TEST_CASE("a text with a drawn table is read as Markdown", "[extractors]") {
  CHECK(SniffFormat("甲\n+---+---+\n| a | b |\n+---+---+\n") == InputFormat::kMarkdown);
  CHECK(SniffFormat("┌──┐\n│甲│\n└──┘\n") == InputFormat::kMarkdown);
  CHECK(SniffFormat("  甲   乙\n  ---- ----\n  1    2\n") == InputFormat::kMarkdown);
}

}  // namespace
}  // namespace gongwen
