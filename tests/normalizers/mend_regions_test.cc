#include "normalizers/notice/mend_regions.h"

#include <catch2/catch.hpp>

namespace gongwen {
namespace {

const Gazetteer& Known() {
  static const Gazetteer gazetteer =
      Gazetteer::FromText("# remark\n621124\t临洮县\n361128\t鄱阳县\n1\t东乡县\n2\t西乡县\n");
  return gazetteer;
}

Notice NoticeWith(const std::string& region, double confidence,
                  TextSource source = TextSource::kOcr) {
  Notice notice;
  IndicatorTable table{.table_no = 2, .region = region, .region_department = region + "财政局"};
  table.head = {{.key = "各地财政部门", .value = {region + "财政局", {1, {}, confidence, source}}}};
  table.rows = {{.row_no = 1, .level3 = "修复件数", .confidence = 0.99}};
  notice.indicator_tables = {table};
  return notice;
}

}  // namespace

TEST_CASE("a region that stands otherwise elsewhere in the notice is mended", "[notice]") {
  Notice notice = NoticeWith("北涨县", 0.95);
  notice.allocation_tables = {{.table_no = 1, .entries = {{.recipient = "北洮县"}}}};
  MendRegions(notice, Known());
  CHECK(notice.indicator_tables[0].region == "北洮县");
  CHECK(notice.indicator_tables[0].region_department == "北洮县财政局");
  REQUIRE(notice.repairs.size() == 1);
  CHECK(notice.repairs[0].before == "北涨县");
  CHECK(notice.indicator_tables[0].rows[0].confidence < 0.95);
}

TEST_CASE("an unsure region is mended by its only neighbour in the gazetteer", "[notice]") {
  Notice unsure = NoticeWith("临涨县", 0.3), sure = NoticeWith("临涨县", 0.95);
  MendRegions(unsure, Known());
  MendRegions(sure, Known());
  CHECK(unsure.indicator_tables[0].region == "临洮县");
  CHECK(sure.indicator_tables[0].region == "临涨县");
}

TEST_CASE("known names, text layers and names with two neighbours stay", "[notice]") {
  for (Notice notice :
       {NoticeWith("鄱阳县", 0.1), NoticeWith("临涨县", 0.1, TextSource::kTextLayer),
        NoticeWith("南乡县", 0.1)}) {
    const std::string before = notice.indicator_tables[0].region;
    MendRegions(notice, Known());
    CHECK(notice.indicator_tables[0].region == before);
    CHECK(notice.repairs.empty());
  }
}

TEST_CASE("a dump's region is mended only where other words of it are misread", "[notice]") {
  Notice notice = NoticeWith("临涨县", 1, TextSource::kMarkup);
  MendRegions(notice, Known(), false);
  CHECK(notice.indicator_tables[0].region == "临涨县");
  MendRegions(notice, Known(), true);
  CHECK(notice.indicator_tables[0].region == "临洮县");
}

}  // namespace gongwen
