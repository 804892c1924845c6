#include "tests/store/sample_record.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <system_error>

#include "store/han_tokenizer.h"
#include "store/sha256.h"
#include "store/sqlite_statement.h"

namespace gongwen::test {
namespace {

Provenance OnPage(int page_no, double y, double confidence = 0.98) {
  return {.page_no = page_no,
          .box = {72.5, y, 300.25, y + 12},
          .confidence = confidence,
          .source = TextSource::kOcr};
}

Reading SampleReading() {
  Reading reading{.format = InputFormat::kPdf, .engine = "test engine 1.0"};
  reading.pages = {
      {.page_no = 1,
       .width_pt = 595.28,
       .height_pt = 841.89,
       .source = TextSource::kOcr,
       .text = "关于拨付2023年就业补助资金预算的通知\n根据新财社〔2023〕74号，促进就业。"},
      {.page_no = 2,
       .width_pt = 595.28,
       .height_pt = 841.89,
       .source = TextSource::kOcr,
       .rotation_deg = 90,
       .seals = {{300, 400, 413, 513}},
       .text = "产出指标\t数量指标\t享受社会保险补贴人员数量\t500\n木垒县\t400"}};
  TableGrid grid{.rows = 1, .columns = 2, .source = TextSource::kOcr};
  grid.cells = {{.row = 0, .column = 0, .page_no = 2, .box = {72, 100, 200, 120}, .text = "木垒县"},
                {.row = 0,
                 .column = 1,
                 .page_no = 2,
                 .box = {200, 100, 300, 120},
                 .text = "400",
                 .confidence = 0.93}};
  reading.blocks = {Paragraph{.text = "促进就业。", .page_no = 1, .box = {72, 90, 500, 110}}, grid};
  reading.leftovers = {{.text = "—1—", .page_no = 1, .box = {280, 800, 310, 812}, .why = "footer"}};
  return reading;
}

AllocationTable SampleAllocation() {
  AllocationTable table{.table_no = 1, .title = "就业补助资金分配表", .unit = "万元"};
  table.entries = {{.row_no = 1,
                    .recipient = "昌吉州合计",
                    .column_name = "金额",
                    .amount_text = "4347",
                    .amount = Decimal::FromInteger(4347),
                    .unit = "万元",
                    .amount_yuan = Decimal::FromInteger(43'470'000),
                    .is_total = true,
                    .from = OnPage(2, 100)},
                   {.row_no = 2,
                    .recipient = "木垒县",
                    .column_name = "金额",
                    .amount_text = "400.5",
                    .amount = Decimal::Parse("400.5"),
                    .unit = "万元",
                    .amount_yuan = Decimal::FromInteger(4'005'000),
                    .parent = "昌吉州合计",
                    .from = OnPage(2, 120, 0.7)},
                   {.row_no = 3, .recipient = "高新区", .column_name = "金额", .amount_text = "—"}};
  return table;
}

IndicatorTable SampleIndicators() {
  IndicatorTable table{.table_no = 2,
                       .title = "就业补助资金转移支付绩效目标表",
                       .fund = "就业补助资金",
                       .year = 2023,
                       .region = "木垒县",
                       .region_department = "木垒县财政局",
                       .competent_department = "木垒县人社局"};
  table.head = {{.key = "资金名称", .value = {"就业补助资金", OnPage(2, 200)}},
                {.key = "总体目标", .value = {}}};
  table.rows = {{.row_no = 1,
                 .level1 = "产出指标",
                 .level2 = "数量指标",
                 .level3 = "享受社会保险补贴人员数量(万人次)",
                 .value_text = "0.05",
                 .value = {.comparator = "=", .number = 500, .unit = "人次"},
                 .name_from = OnPage(2, 220),
                 .value_from = OnPage(2, 220, 0.6),
                 .confidence = 0.6},
                {.row_no = 2,
                 .level1 = "产出指标",
                 .level2 = "质量指标",
                 .level3 = "补贴发放准确率（%）",
                 .value_text = "≥98.5%",
                 .value = {.comparator = ">=", .number = 98.5, .unit = "%"},
                 .name_from = OnPage(2, 240),
                 .value_from = OnPage(2, 240),
                 .confidence = 0.8,
                 .alternatives = {{"产出指标", "时效指标", 0.2}}},
                {.row_no = 3,
                 .level3 = "国家级大师工作室建设数量",
                 .value_text = "以评审文件为准",
                 .name_from = OnPage(2, 260),
                 .value_from = {},
                 .is_repaired = true}};
  return table;
}

Notice SampleNotice() {
  Notice notice;
  notice.document_number = {"昌州财社〔2023〕22号", OnPage(1, 40)};
  notice.title = {"关于拨付2023年就业补助资金预算的通知", OnPage(1, 60, 0.85)};
  notice.issuing_agencies = {{"昌吉回族自治州财政局", OnPage(1, 20)},
                             {"昌吉回族自治州人力资源和社会保障局", OnPage(1, 24, 0.5)}};
  notice.addressees = {{"各县（市）财政局", OnPage(1, 70)}};
  notice.issue_date = {"2023-06-30", OnPage(1, 700)};
  notice.cites = {{"新财社〔2023〕74号", "basis", "根据新财社〔2023〕74号", OnPage(1, 80)}};
  notice.attachments = {{"就业补助资金分配表", OnPage(1, 500)}};
  notice.further = {{"fund", {"就业补助资金", OnPage(1, 200)}},
                    {"income_subject", {"1100248 转移支付收入", OnPage(1, 300)}},
                    {"income_subject", {"1100249 其他收入", OnPage(1, 320)}}};
  notice.tables = {{.table_no = 1,
                    .kind = TableKind::kAllocation,
                    .title = "分配表",
                    .unit = "万元",
                    .attachment = "附件1"},
                   {.table_no = 2, .kind = TableKind::kIndicator, .header_rows = 1}};
  notice.allocation_tables = {SampleAllocation()};
  notice.indicator_tables = {SampleIndicators()};
  notice.repairs = {{.table_no = 2,
                     .row_no = 3,
                     .field = "level2",
                     .before = "",
                     .after = "数量指标",
                     .reason = "数量 / a count",
                     .evidence = {{"leaf_words", "ends in 数量", 1.25}, {"order", "third", -0.5}},
                     .confidence = 0.75}};
  return notice;
}

}  // namespace

DocumentRecord SampleRecord(std::string_view seed) {
  return {.source_path = std::string(seed) + ".pdf",
          .sha256 = Sha256Hex(seed),
          .size_bytes = 12345,
          .status = "partial",
          .reading = SampleReading(),
          .notice = SampleNotice(),
          .failures = {{.code = ErrorCode::kOcrFailed,
                        .message = "page is blank",
                        .file = std::string(seed) + ".pdf",
                        .page_no = 3,
                        .stage = "ocr"}}};
}

DocumentRecord MarkupRecord(std::string_view seed) {
  DocumentRecord record{
      .source_path = std::string(seed) + ".md", .sha256 = Sha256Hex(seed), .size_bytes = 99};
  record.reading.format = InputFormat::kMarkdown;
  record.reading.blocks = {Paragraph{.text = "关于下达乡村振兴补助资金的通知"},
                           Paragraph{.text = "各市县财政局：现下达资金１００万元。"}};
  record.notice.document_number = {"川财农〔2024〕5号", {.source = TextSource::kMarkup}};
  record.notice.title = {"关于下达乡村振兴补助资金的通知", {.source = TextSource::kMarkup}};
  return record;
}

TempFolder::TempFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "gongwen_store_XXXXXX").string();
  REQUIRE(mkdtemp(name.data()) != nullptr);
  path_ = name;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::vector<std::string> Query(const std::string& database, std::string_view sql) {
  const auto connection = SqliteConnection::Open(database, SqliteAccess::kReadWriteCreate, 1000);
  REQUIRE(connection);
  auto statement = connection->Prepare(sql);
  INFO((statement ? "" : ToString(statement.error())));
  REQUIRE(statement);
  std::vector<std::string> rows;
  const auto done = VisitRows(*statement, [&](SqliteStatement& row) {
    std::string text;
    for (int i = 0; i < row.ColumnCount(); ++i) {
      text += i == 0 ? "" : "|";
      const bool is_null = row.NextIsNull();
      const std::string value = row.Text();
      text += is_null ? "NULL" : value;
    }
    rows.push_back(text);
    return true;
  });
  REQUIRE(done);
  return rows;
}

std::vector<std::string> DumpDatabase(const std::string& database) {
  std::vector<std::string> dump;
  const auto tables = Query(database,
                            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE"
                            " 'document_index%' AND name NOT LIKE 'sqlite_%' ORDER BY name");
  for (const std::string& table : tables) {
    dump.push_back("== " + table);
    const auto rows = Query(database, "SELECT * FROM " + table + " ORDER BY 1, 2, 3");
    dump.insert(dump.end(), rows.begin(), rows.end());
  }
  return dump;
}

void Execute(const std::string& database, const std::string& script) {
  const auto connection = SqliteConnection::Open(database, SqliteAccess::kReadWriteCreate, 1000);
  REQUIRE(connection);
  const auto done = connection->Execute(script);
  INFO((done ? "" : ToString(done.error())));
  REQUIRE(done);
}

}  // namespace gongwen::test
