// Tested by tests/cli/cli_test.sh and tests/pipeline/notice_files_test.cc.
#include "cli/output/notice_html.h"

#include <fmt/core.h>

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <variant>

#include "cli/output/grid_writers.h"
#include "store/archive.h"

namespace gongwen {
namespace {

constexpr std::string_view kStyle = R"css(
body{font:16px/1.6 "Noto Serif CJK SC","Source Han Serif SC",SimSun,serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222}
h1{font-size:1.5rem;text-align:center}h2{font-size:1.15rem;border-bottom:1px solid #999;margin-top:2rem}
table{border-collapse:collapse;margin:.6rem 0}td,th{border:1px solid #bbb;padding:.25rem .5rem;vertical-align:top;text-align:left}
td.n{text-align:right;font-variant-numeric:tabular-nums}.meta th{background:#f3f5f8;font-weight:normal;white-space:nowrap}
ul{list-style:none;padding-left:1.4rem;margin:.2rem 0}.l1{font-weight:bold;margin-top:.6rem}.l2{color:#345}
.row{display:flex;gap:.8rem;align-items:center;border-bottom:1px dotted #ddd;padding:.1rem 0}.row .name{flex:1}
.value{font-weight:bold;white-space:nowrap}.where{color:#888;font-size:.8rem;white-space:nowrap}
.doubt{background:#ffe699}.repaired{color:#b04000;font-size:.85rem}.fail{color:#b00020}
img{max-height:1.8rem;max-width:18rem;border:1px solid #eee;vertical-align:middle}td img{display:block;margin-left:auto}
.note{color:#777;font-size:.85rem})css";

std::string Base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8U | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      out += i + k <= bytes.size() ? kDigits[group >> (18U - 6U * k) & 0x3FU] : '=';
    }
  }
  return out;
}

std::string Joined(const std::vector<SourcedText>& texts) {
  std::string joined;
  for (const SourcedText& text : texts) joined += (joined.empty() ? "" : "；") + text.value;
  return joined;
}

class HtmlWriter {
 public:
  HtmlWriter(const StoredDocument& document, const std::vector<std::string>& pictures)
      : document_(document), notice_(document.record.notice), pictures_(pictures) {
    for (const Repair& repair : notice_.repairs) {
      repairs_[{repair.table_no, repair.row_no}].push_back(&repair);
    }
  }

  std::string Write(const std::string& no_pictures) {
    const std::string title =
        notice_.title.value.empty() ? document_.record.source_path : notice_.title.value;
    out_ = fmt::format(
        "<!doctype html>\n<html lang=\"zh\"><head><meta charset=\"utf-8\"><title>{}</title>"
        "<style>{}</style></head><body>\n<h1>{}</h1>\n",
        EscapeHtml(title), kStyle, EscapeHtml(title));
    WriteFields();
    if (!no_pictures.empty()) {
      out_ += fmt::format("<p class=\"note\">没有页面图 / no pictures of the page: {}</p>\n",
                          EscapeHtml(no_pictures));
    }
    WriteLetter();
    for (const IndicatorTable& table : notice_.indicator_tables) WriteTree(table);
    for (const AllocationTable& table : notice_.allocation_tables) WriteAllocation(table);
    WriteChecks();
    WriteFailures();
    return out_ + "</body></html>\n";
  }

 private:
  void Field(std::string_view name, const std::string& value, const Provenance& from = {}) {
    if (value.empty()) return;
    const bool is_doubtful = from.confidence < kReviewBelow;
    out_ += fmt::format("<tr><th>{}</th><td{}>{}</td></tr>\n", name,
                        is_doubtful ? " class=\"doubt\"" : "", EscapeHtml(value));
  }

  void WriteFields() {
    out_ += "<table class=\"meta\">\n";
    Field("发文字号 number", notice_.document_number.value, notice_.document_number.from);
    Field("发文机关 issued by", Joined(notice_.issuing_agencies));
    Field("主送机关 to", Joined(notice_.addressees));
    Field("成文日期 date", notice_.issue_date.value, notice_.issue_date.from);
    Field("附件 attachments", Joined(notice_.attachments));
    Field("抄送 copies", notice_.copy_to.value);
    Field("印发 printed", notice_.printing_office.value + " " + notice_.print_date.value);
    for (const NamedText& further : notice_.further) {
      Field(EscapeHtml(further.name), further.text.value, further.text.from);
    }
    for (const Citation& cite : notice_.cites) {
      Field("引用 cites", cite.cited_number + " (" + cite.relation + ")", cite.from);
    }
    Field("文件 file", document_.record.source_path);
    Field("sha256", document_.record.sha256);
    out_ += "</table>\n";
  }

  void WriteLetter() {
    out_ += "<details open><summary>正文 letter</summary>\n";
    for (const Block& block : document_.record.reading.blocks) {
      const auto* paragraph = std::get_if<Paragraph>(&block);
      if (paragraph != nullptr) out_ += "<p>" + EscapeHtml(paragraph->text) + "</p>\n";
    }
    out_ += "</details>\n";
  }

  std::string NextPicture() {
    if (at_ >= pictures_.size()) return {};
    const std::string& png = pictures_[at_++];
    return png.empty() ? std::string()
                       : "<img alt=\"\" src=\"data:image/png;base64," + Base64(png) + "\">";
  }

  static std::string Where(const Provenance& from, double confidence) {
    return fmt::format(
        "{}{:.2f}",
        from.page_no > 0 ? fmt::format("第{}页 p. {} · ", from.page_no, from.page_no) : "",
        confidence);
  }

  void WriteRepairs(int table_no, int row_no) {
    const auto found = repairs_.find({table_no, row_no});
    if (found == repairs_.end()) return;
    for (const Repair* repair : found->second) {
      out_ +=
          fmt::format("<div class=\"repaired\">{} {}: 「{}」→「{}」 {:.2f} {}</div>\n",
                      repair->is_reverted ? "已撤回 reverted" : "修复 repaired",
                      EscapeHtml(repair->field), EscapeHtml(repair->before),
                      EscapeHtml(repair->after), repair->confidence, EscapeHtml(repair->reason));
    }
  }

  void WriteTree(const IndicatorTable& table) {
    out_ += fmt::format("<h2>[{}] {} {} {}</h2>\n", table.table_no, EscapeHtml(table.title),
                        EscapeHtml(table.region.empty() ? table.region_department : table.region),
                        table.year ? std::to_string(*table.year) : "");
    out_ += "<table class=\"meta\">\n";
    for (const HeadField& field : table.head) {
      Field(EscapeHtml(field.key), field.value.value, field.value.from);
    }
    out_ += "</table>\n";
    WriteRepairs(table.table_no, 0);
    const IndicatorRow* last = nullptr;
    for (const IndicatorRow& row : table.rows) {
      const bool new1 = last == nullptr || last->level1 != row.level1;
      const bool new2 = new1 || last->level2 != row.level2;
      if (new2 && last != nullptr) out_ += "</ul>\n";
      if (new1 && last != nullptr) out_ += "</ul>\n";
      if (new1) out_ += fmt::format("<div class=\"l1\">{}</div><ul>\n", EscapeHtml(row.level1));
      if (new2) out_ += fmt::format("<li class=\"l2\">{}</li><ul>\n", EscapeHtml(row.level2));
      out_ += fmt::format(
          "<li><div class=\"row{}\"><span class=\"name\">{}{}</span><span class=\"value\">{}</span>"
          "{}<span class=\"where\">{}</span></div>\n",
          row.confidence < kReviewBelow ? " doubt" : "", EscapeHtml(row.level3),
          row.value_column.empty() ? "" : " [" + EscapeHtml(row.value_column) + "]",
          EscapeHtml(row.value_text), NextPicture(), Where(row.value_from, row.confidence));
      WriteRepairs(table.table_no, row.row_no);
      out_ += "</li>\n";
      last = &row;
    }
    if (last != nullptr) out_ += "</ul></ul>\n";
  }

  void WriteAllocation(const AllocationTable& table) {
    out_ += fmt::format("<h2>[{}] {} {}</h2>\n", table.table_no, EscapeHtml(table.title),
                        table.unit.empty() ? "" : "（" + EscapeHtml(table.unit) + "）");
    WriteRepairs(table.table_no, 0);
    out_ +=
        "<table><tr><th>单位 recipient</th><th>项目 column</th><th>金额 amount</th>"
        "<th>出处 where</th></tr>\n";
    for (const AllocationEntry& entry : table.entries) {
      const bool is_doubtful = entry.from.confidence < kReviewBelow;
      out_ += fmt::format(
          "<tr><td>{}{}</td><td>{}</td><td class=\"n{}\">{}{}</td><td "
          "class=\"where\">{}</td></tr>\n",
          entry.is_total ? "Σ " : "", EscapeHtml(entry.recipient), EscapeHtml(entry.column_name),
          is_doubtful ? " doubt" : "", EscapeHtml(entry.amount_text), NextPicture(),
          Where(entry.from, entry.from.confidence));
    }
    out_ += "</table>\n";
    for (const AllocationEntry& entry : table.entries) {
      WriteRepairs(table.table_no, entry.row_no);
      repairs_.erase({table.table_no, entry.row_no});  // once, also for several columns
    }
  }

  void WriteChecks() {
    std::string failed;
    for (const Check& check : notice_.checks) {
      if (check.outcome != CheckOutcome::kFail) continue;
      failed += fmt::format("<li class=\"fail\">✗ {}: {}</li>\n", EscapeHtml(check.name),
                            EscapeHtml(check.message));
    }
    if (!failed.empty()) out_ += "<h2>核对不符 checks that fail</h2><ul>\n" + failed + "</ul>\n";
  }

  void WriteFailures() {
    for (const Error& error : document_.record.failures) {
      out_ += "<p class=\"fail\">! " + EscapeHtml(ToString(error)) + "</p>\n";
    }
  }

  const StoredDocument& document_;
  const Notice& notice_;
  const std::vector<std::string>& pictures_;
  std::size_t at_ = 0;
  std::map<std::pair<int, int>, std::vector<const Repair*>> repairs_{};
  std::string out_{};
};

}  // namespace

std::vector<PagePlace> PlacesOf(const StoredDocument& document) {
  std::vector<PagePlace> places;
  const Notice& notice = document.record.notice;
  for (const IndicatorTable& table : notice.indicator_tables) {
    for (const IndicatorRow& row : table.rows) {
      places.push_back({row.value_from.page_no, row.value_from.box});
    }
  }
  for (const AllocationTable& table : notice.allocation_tables) {
    for (const AllocationEntry& entry : table.entries) {
      places.push_back({entry.from.page_no, entry.from.box});
    }
  }
  return places;
}

std::string WriteNoticeHtml(const StoredDocument& document,
                            const std::vector<std::string>& pictures,
                            const std::string& no_pictures) {
  return HtmlWriter(document, pictures).Write(no_pictures);
}

}  // namespace gongwen
