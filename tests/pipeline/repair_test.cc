// What gongwen repair does to documents: the shapes of fixtures/shapes, and notices made by the
// generator with and without damage.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "cli/output/repair_writers.h"
#include "extractors/markup/decode_text.h"
#include "fixtures/generator/dump_file.h"
#include "fixtures/generator/truth.h"
#include "normalizers/hierarchy/indicator_sheet.h"
#include "normalizers/hierarchy/revert_repairs.h"
#include "pipeline/repair_document.h"

namespace gongwen {
namespace {

namespace fs = std::filesystem;

const std::string kFixtures = GONGWEN_FIXTURE_DIR;

const Knowledge& Built() {
  static const auto knowledge = *Knowledge::Load();
  return *knowledge;
}

std::string FileText(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

RepairedDocument Repaired(const std::string& bytes) {
  DocumentReader reader({});
  Result<RepairedDocument> document = RepairDocument(bytes, reader, Built());
  REQUIRE(document);
  return std::move(*document);
}

std::string Written(const RepairedDocument& document, std::string_view form) {
  const Result<std::string> text = WriteRepaired(document, form);
  REQUIRE(text);
  return *text;
}

std::string WrittenInOwnForm(const std::string& bytes) {
  const RepairedDocument document = Repaired(bytes);
  return Written(document, OwnForm(document));
}

// One line a leaf.
std::string RowsOf(const Notice& notice) {
  std::string rows;
  for (const IndicatorTable& table : notice.indicator_tables) {
    for (const IndicatorRow& row : table.rows) {
      rows += row.level1 + "|" + row.level2 + "|" + row.level3 + "|" + row.value_text + "\n";
    }
  }
  return rows;
}

std::string RowsOf(const fixtures::TruthNotice& truth) {
  std::string rows;
  for (const fixtures::TruthIndicatorTable& table : truth.indicator_tables) {
    for (const fixtures::TruthLeaf& leaf : table.rows) {
      rows += leaf.level1 + "|" + leaf.level2 + "|" + leaf.level3 + "|" + leaf.value + "\n";
    }
  }
  return rows;
}

struct Shape {
  fs::path file{}, truth{};
};
std::vector<Shape> Shapes() {
  const fs::path folder = fs::path(kFixtures) / "shapes";
  std::ifstream file(folder / "manifest.json");
  std::vector<Shape> shapes;
  for (const nlohmann::json& entry : nlohmann::json::parse(file)) {
    shapes.push_back({folder / entry.at("file").get<std::string>(),
                      folder / entry.at("truth").get<std::string>()});
  }
  return shapes;
}

fixtures::TruthNotice NoticeOf(const std::string& name) {
  return *fixtures::LoadTruth(kFixtures + "/notices/" + name);
}

std::vector<std::string> NoticeNames() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kFixtures + "/notices")) {
    if (entry.path().extension() == ".json") names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

TEST_CASE("tables of every shape seen in archives are read as they were meant", "[shapes]") {
  const std::vector<Shape> shapes = Shapes();
  CHECK(shapes.size() >= 40);
  for (const Shape& shape : shapes) {
    INFO(shape.file.filename());
    CHECK(RowsOf(Repaired(FileText(shape.file)).notice) ==
          RowsOf(*fixtures::LoadTruth(shape.truth.string())));
  }
}

TEST_CASE("a document that needs no repair stays byte for byte", "[repair]") {
  for (const std::string& name : NoticeNames()) {
    for (const auto format : {fixtures::DumpFormat::kMarkdown, fixtures::DumpFormat::kHtml}) {
      INFO(name);
      const std::string dump = *fixtures::MakeDump(NoticeOf(name), {.format = format});
      const RepairedDocument document = Repaired(dump);
      CHECK(document.notice.repairs.empty());
      CHECK(Written(document, OwnForm(document)) == dump);
    }
  }
}

TEST_CASE("a mended document says the same when it is read again, and needs no more", "[repair]") {
  std::vector<std::string> documents;
  for (const Shape& shape : Shapes()) documents.push_back(FileText(shape.file));
  for (const std::string& name : NoticeNames()) {
    documents.push_back(*fixtures::MakeDump(NoticeOf(name), {.severity = 3, .seed = 11}));
  }
  for (const std::string& bytes : documents) {
    const RepairedDocument once = Repaired(bytes);
    const std::string written = Written(once, OwnForm(once));
    const RepairedDocument again = Repaired(written);
    INFO(written);
    CHECK(RowsOf(again.notice) == RowsOf(once.notice));
    CHECK(Written(again, OwnForm(again)) == written);
  }
}

TEST_CASE("every form of the mended tables says the same", "[repair]") {
  for (const Shape& shape : Shapes()) {
    INFO(shape.file.filename());
    const RepairedDocument document = Repaired(FileText(shape.file));
    for (const MendedTable& table : document.tables) CHECK(CheckTiling(table.mended.grid));
    for (const std::string_view form : {"md", "html"}) {
      CHECK(RowsOf(Repaired(Written(document, form)).notice) == RowsOf(document.notice));
    }
  }
}

TEST_CASE("what stands around and in the head of a mended table stays as it was", "[repair]") {
  const std::string before = "# 附件2\n\n| 资金名称 |就业| | |\n|:--|---|--:|-|\n";
  const std::string header = "| 一级指标 | 二级指标|三级指标 |指标值 |\n";
  const std::string after = "\n\n  其他 *文字*\t\n\n| 甲 | 乙 |\n|---|---|\n|1|2|\n";
  const std::string text =
      before + header +
      "| 产出指标 | 数量指标 | 培训人数 | ≥500人 |\n| 质量指标 | 合格率 | ≥98% |\n"
      "| | 时效指标 | 按期完成率 | 100% |" +
      after;
  CHECK(WrittenInOwnForm(text) == before + header +
                                      "| 产出指标 | 数量指标 | 培训人数 | ≥500人 |\n"
                                      "| 产出指标 | 质量指标 | 合格率 | ≥98% |\n"
                                      "| 产出指标 | 时效指标 | 按期完成率 | 100% |" +
                                      after);
}

TEST_CASE("line ends, byte order mark and encoding of the source are kept", "[repair]") {
  const std::string text =
      "\xEF\xBB\xBF通知\r\n\r\n| 一级指标 | 二级指标 | 三级指标 | 指标值 |\r\n|---|---|---|---|\r\n"
      "| 产出指标 | 数量指标 | 培训人数 | ≥500人 |\r\n| 质量指标 | 合格率 | ≥98% "
      "|\r\n\r\n文\x01末\r\n";
  const std::string written = WrittenInOwnForm(text);
  CHECK(
      written ==
      "\xEF\xBB\xBF通知\r\n\r\n| 一级指标 | 二级指标 | 三级指标 | 指标值 |\r\n|---|---|---|---|\r\n"
      "| 产出指标 | 数量指标 | 培训人数 | ≥500人 |\r\n| 产出指标 | 质量指标 | 合格率 | ≥98% |\r\n"
      "\r\n文\x01末\r\n");
}

TEST_CASE("a table in GB18030 is mended in GB18030", "[repair]") {
  // 指标,产出指标 ... in GB18030: made from UTF-8 by hand would be unreadable, so by round trip.
  const std::string utf8 =
      "一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,培训人数,500人\n质量指标,合格率,98%\n"
      "时效指标,按期完成率,100%\n成本指标,人均补助标准,3000元\n";
  const Result<std::string> gb = EncodeLike("\xB2\xFA\xB3\xF6\xD6\xB8\xB1\xEA", utf8);
  REQUIRE(gb);
  const Result<std::string> wanted =
      EncodeLike("\xB2\xFA\xB3\xF6\xD6\xB8\xB1\xEA",
                 "一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,培训人数,500人\n"
                 "产出指标,质量指标,合格率,98%\n产出指标,时效指标,按期完成率,100%\n"
                 "产出指标,成本指标,人均补助标准,3000元\n");
  CHECK(WrittenInOwnForm(*gb) == *wanted);
}

TEST_CASE("a mended HTML table keeps its tag and gets row spans", "[repair]") {
  const std::string text =
      "<html><body><!-- a --><p class=\"x\">通知</p>\n<table border=\"1\" class='t'>"
      "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"
      "<tr><td>产出指标</td><td>数量指标</td><td>培训人数</td><td>≥500人</td></tr>"
      "<tr><td>质量指标</td><td>合格率</td><td>≥98%</td></tr>"
      "</table>\n<p>完</p></body></html>\n";
  const std::string written = WrittenInOwnForm(text);
  CHECK(
      written ==
      "<html><body><!-- a --><p class=\"x\">通知</p>\n<table border=\"1\" class='t'>\n"
      "<tr><th>一级指标</th><th>二级指标</th><th>三级指标</th><th>指标值</th></tr>\n"
      "<tr><td rowspan=\"2\">产出指标</td><td>数量指标</td><td>培训人数</td><td>≥500人</td></tr>\n"
      "<tr><td>质量指标</td><td>合格率</td><td>≥98%</td></tr>\n"
      "</table>\n<p>完</p></body></html>\n");
}

TEST_CASE("extra columns, suffixes, remarks and empty forms are in the mended table", "[repair]") {
  const std::string written = WrittenInOwnForm(
      "| 序号 | 一级指标 | 二级指标 | 三级指标 | 权重 | 指标值 | 备注 |\n|-|-|-|-|-|-|-|\n"
      "| 1 | 产出指标(50分) | 数量指标★ | 培训人数 | 20 | ≥500人 | 含线上 |\n"
      "| 2 | 质量指标 | 合格率 | 30 | ≥98% | |\n"
      "| | | | 指标2： | | | |\n"
      "| 3 | 效益指标(40分) | 社会效益指标 | 就业人数 | 40 | ≥300人 | |\n"
      "| 注：以上指标由县级填报。 | | | | | | |\n");
  CHECK(written ==
        "| 序号 | 一级指标 | 二级指标 | 三级指标 | 权重 | 指标值 | 备注 |\n|-|-|-|-|-|-|-|\n"
        "| 1 | 产出指标(50分) | 数量指标★ | 培训人数 | 20 | ≥500人 | 含线上 |\n"
        "| 2 | 产出指标(50分) | 质量指标 | 合格率 | 30 | ≥98% |  |\n"
        "|  |  |  | 指标2： |  |  |  |\n"
        "| 3 | 效益指标(40分) | 社会效益指标 | 就业人数 | 40 | ≥300人 |  |\n"
        "| 注：以上指标由县级填报。 |  |  |  |  |  |  |\n");
}

TEST_CASE("a table that goes on without its header keeps its columns", "[repair]") {
  const std::string text = WrittenInOwnForm(
      "| 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 计量单位 "
      "|\n|---|---|---|---|---|---|\n"
      "| 产出指标 | 数量指标 | 新建公路里程 | ≥ | 20 | 公里 |\n"
      "|  |  | 改造桥梁座数 | ≥ | 3 | 座 |\n\n— 3 —\n\n"
      "| 质量指标 | 验收合格率 | = | 100 | % |\n|---|---|---|---|---|\n"
      "|  | 优良路率 | ≥ | 90 | % |\n| 时效指标 | 按期完工率 | ≥ | 95 | % |\n");
  CHECK(text.find("| 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 计量单位 |",
                  text.find("— 3 —")) != std::string::npos);
  CHECK(text.find("| 优良路率 | ≥ | 90 | % |") != std::string::npos);
  CHECK(text.find("| 按期完工率 | ≥ | 95 | % |") != std::string::npos);
}

TEST_CASE("reverting every repair gives back what was read", "[repair]") {
  std::size_t repairs = 0;
  for (const std::string& name : NoticeNames()) {
    for (const int severity : {1, 2, 3}) {
      const RepairedDocument document =
          Repaired(*fixtures::MakeDump(NoticeOf(name), {.severity = severity, .seed = 3}));
      repairs += document.notice.repairs.size();
      for (const MendedTable& mended : document.tables) {
        const IndicatorTable& table = document.notice.indicator_tables[mended.table];
        const IndicatorSheet sheet = ReadIndicatorSheet(
            std::get<TableGrid>(document.reading.blocks[mended.block]), Built().label_reader());
        const std::vector<IndicatorRow> rows = RevertRepairs(table, document.notice.repairs);
        REQUIRE(rows.size() == sheet.leaves.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
          const Leaf& leaf = sheet.leaves[i];
          CHECK(rows[i].level1 == leaf.level1_read);
          CHECK(rows[i].level2 == leaf.level2_read);
          CHECK(rows[i].level3 == leaf.name_read.value_or(leaf.name));
          CHECK(rows[i].value_text == leaf.value_read.value_or(leaf.value));
        }
      }
    }
  }
  CHECK(repairs > 500);
}

TEST_CASE("changes are explained by runs of rows, with their weights", "[repair]") {
  const std::string text = ExplainRepairs(
      Repaired(FileText(fs::path(kFixtures) / "shapes" / "09-blank-level1.md")).notice);
  CHECK(text.find("row 1–7 level1: 「」 → 「产出指标」") != std::string::npos);
  CHECK(text.find("no level-1 label was read") != std::string::npos);
  CHECK(text.find("12 repairs") != std::string::npos);
}

}  // namespace
}  // namespace gongwen
