// Tested by tests/cli/cli_test.sh and tests/pipeline/notice_files_test.cc.
#include "cli/output/notice_markdown.h"

#include <fmt/core.h>

#include <string_view>
#include <variant>
#include <vector>

#include "store/archive.h"

namespace gongwen {
namespace {

// A text inside a cell or a paragraph: on one line, and nothing in it is markup.
std::string Plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\|*_`<>[]#").find(c) != std::string_view::npos) out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out;
}

void AddRow(std::string& out, const std::vector<std::string>& cells) {
  out += "|";
  for (const std::string& cell : cells) out += " " + cell + " |";
  out += "\n";
}

void AddHead(std::string& out, const std::vector<std::string>& names) {
  AddRow(out, names);
  AddRow(out, std::vector<std::string>(names.size(), "---"));
}

void AddField(std::string& out, std::string_view name, const std::string& value) {
  if (!value.empty()) out += fmt::format("- {}：{}\n", name, Plain(value));
}

std::string Joined(const std::vector<SourcedText>& texts) {
  std::string joined;
  for (const SourcedText& text : texts) joined += (joined.empty() ? "" : "；") + text.value;
  return joined;
}

std::string Mark(double confidence, bool is_repaired) {
  return fmt::format("{:.2f}{}{}", confidence, confidence < kReviewBelow ? " ~" : "",
                     is_repaired ? " \\*" : "");
}

std::string PageOf(const Provenance& from) {
  return from.page_no > 0 ? std::to_string(from.page_no) : "";
}

void AddIndicators(std::string& out, const IndicatorTable& table) {
  out += fmt::format("\n## {} {} {}\n\n", Plain(table.title),
                     Plain(table.region.empty() ? table.region_department : table.region),
                     table.year ? std::to_string(*table.year) : "");
  for (const HeadField& field : table.head) AddField(out, Plain(field.key), field.value.value);
  out += "\n";
  AddHead(out, {"一级指标", "二级指标", "三级指标", "指标值", "页 page", "把握 sure"});
  for (const IndicatorRow& row : table.rows) {
    AddRow(out,
           {Plain(row.level1), Plain(row.level2),
            Plain(row.level3 + (row.value_column.empty() ? "" : " [" + row.value_column + "]")),
            Plain(row.value_text), PageOf(row.value_from), Mark(row.confidence, row.is_repaired)});
  }
}

void AddAllocation(std::string& out, const AllocationTable& table) {
  out += fmt::format("\n## {}{}\n\n", Plain(table.title),
                     table.unit.empty() ? "" : "（" + Plain(table.unit) + "）");
  AddHead(out, {"单位 recipient", "项目 column", "金额 amount", "页 page", "把握 sure"});
  for (const AllocationEntry& entry : table.entries) {
    AddRow(out, {(entry.is_total ? "Σ " : "") + Plain(entry.recipient), Plain(entry.column_name),
                 Plain(entry.amount_text), PageOf(entry.from), Mark(entry.from.confidence, false)});
  }
}

}  // namespace

std::string WriteNoticeMarkdown(const StoredDocument& document) {
  const Notice& notice = document.record.notice;
  std::string out =
      "# " + Plain(notice.title.value.empty() ? document.record.source_path : notice.title.value) +
      "\n\n";
  AddField(out, "发文字号 number", notice.document_number.value);
  AddField(out, "发文机关 issued by", Joined(notice.issuing_agencies));
  AddField(out, "主送机关 to", Joined(notice.addressees));
  AddField(out, "成文日期 date", notice.issue_date.value);
  AddField(out, "附件 attachments", Joined(notice.attachments));
  for (const NamedText& further : notice.further) {
    AddField(out, Plain(further.name), further.text.value);
  }
  for (const Citation& cite : notice.cites) {
    AddField(out, "引用 cites", cite.cited_number + " (" + cite.relation + ")");
  }
  AddField(out, "文件 file", document.record.source_path);
  AddField(out, "sha256", document.record.sha256);
  out += "\n";
  for (const Block& block : document.record.reading.blocks) {
    const auto* paragraph = std::get_if<Paragraph>(&block);
    if (paragraph != nullptr) out += Plain(paragraph->text) + "\n\n";
  }
  for (const IndicatorTable& table : notice.indicator_tables) AddIndicators(out, table);
  for (const AllocationTable& table : notice.allocation_tables) AddAllocation(out, table);
  if (!notice.repairs.empty()) {
    out += "\n## 修复 repairs\n\n";
    AddHead(out, {"表 table", "行 row", "项 field", "原读 before", "改为 after", "把握 sure",
                  "理由 reason"});
  }
  for (const Repair& repair : notice.repairs) {
    AddRow(out, {std::to_string(repair.table_no), std::to_string(repair.row_no),
                 Plain(repair.field), Plain(repair.before), Plain(repair.after),
                 Mark(repair.confidence, false), Plain(repair.reason)});
  }
  bool has_failed = false;
  for (const Check& check : notice.checks) {
    if (check.outcome != CheckOutcome::kFail) continue;
    if (!has_failed) out += "\n## 核对不符 checks that fail\n\n";
    has_failed = true;
    out += fmt::format("- {}: {}\n", Plain(check.name), Plain(check.message));
  }
  return out;
}

}  // namespace gongwen
