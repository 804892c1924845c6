#include "normalizers/notice/locate_regions.h"

#include <catch2/catch.hpp>

#include "normalizers/hierarchy/knowledge.h"
#include "tests/normalizers/amount_table.h"

namespace gongwen {
namespace {

const Gazetteer& Places() {
  static const auto knowledge = *Knowledge::Load();
  return knowledge->gazetteer();
}

}  // namespace

TEST_CASE("places are found under whole and short names, with what follows them", "[notice]") {
  CHECK(Places().Locate("新疆维吾尔自治区财政厅") == "65");
  CHECK(Places().Locate("昌吉回族自治州财政局") == "6523");
  CHECK(Places().Locate("木垒县", "6523") == "652328");
  CHECK(Places().Locate("木垒哈萨克自治县人社局", "6523") == "652328");
  CHECK(Places().Locate("阜康市财政局", "6523") == "652302");
  CHECK_FALSE(Places().Locate("高新区", "6523"));
  CHECK_FALSE(Places().Locate("", "6523"));
}

TEST_CASE("a name that stands twice is told by the area, or not at all", "[notice]") {
  CHECK_FALSE(Places().Locate("城关区"));  // 兰州 and 拉萨
  CHECK(Places().Locate("城关区", "6201") == "620102");
}

TEST_CASE("recipients and regions get the codes of the issuing agency's area", "[notice]") {
  Notice notice;
  notice.issuing_agencies = {{.value = "昌吉回族自治州财政局"}};
  notice.allocation_tables = {AmountTable(
      {""}, {{"合计", "", {"2"}}, {"木垒县", "合计", {"1"}}, {"准东开发区", "合计", {"1"}}})};
  notice.indicator_tables = {{.table_no = 2, .region = "奇台县"}};
  LocateRegions(notice, Places());
  CHECK(notice.allocation_tables[0].entries[0].recipient_code.empty());
  CHECK(notice.allocation_tables[0].entries[1].recipient_code == "652328");
  CHECK(notice.allocation_tables[0].entries[2].recipient_code.empty());
  CHECK(notice.indicator_tables[0].region_code == "652325");
}

}  // namespace gongwen
