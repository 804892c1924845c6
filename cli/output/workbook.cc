// Tested by tests/cli/cli_test.sh.
#include "cli/output/workbook.h"

#include <fmt/core.h>
#include <xlsxwriter.h>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace gongwen {
namespace {

constexpr lxw_row_t kMostRows = 1'000'000;  // of a sheet, under Excel's 1,048,576
constexpr std::size_t kMostName = 31;       // characters of a sheet's name

struct Formats {
  lxw_format* head = nullptr;
  lxw_format* plain = nullptr;
  lxw_format* level = nullptr;     // a merged cell
  lxw_format* doubtful = nullptr;  // less sure than kReviewBelow
  lxw_format* total = nullptr;
};

Formats MakeFormats(lxw_workbook* book) {
  Formats formats;
  const auto make = [book] { return workbook_add_format(book); };
  formats.head = make();
  format_set_bold(formats.head);
  format_set_bg_color(formats.head, 0xDDE6F0);
  format_set_border(formats.head, LXW_BORDER_THIN);
  formats.plain = make();
  formats.level = make();
  format_set_align(formats.level, LXW_ALIGN_VERTICAL_CENTER);
  format_set_text_wrap(formats.level);
  format_set_border(formats.level, LXW_BORDER_HAIR);
  formats.doubtful = make();
  format_set_bg_color(formats.doubtful, 0xFFE699);
  formats.total = make();
  format_set_bold(formats.total);
  return formats;
}

// A name that Excel takes: without []:*?/\, at most 31 characters, none twice.
class SheetNames {
 public:
  std::string Next(const std::string& wanted) {
    std::string clean;
    std::size_t length = 0;
    for (std::size_t i = 0; i < wanted.size() && length < kMostName - 4;) {
      const auto lead = static_cast<unsigned char>(wanted[i]);
      const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      const std::string character = wanted.substr(i, size);
      i += size;
      if (character.size() == 1 && std::string("[]:*?/\\'").find(character) != std::string::npos) {
        continue;
      }
      clean += character;
      ++length;
    }
    if (clean.empty()) clean = "指标";
    std::string name = clean;
    for (int n = 2; !used_.insert(name).second; ++n) name = clean + " " + std::to_string(n);
    return name;
  }

 private:
  std::set<std::string> used_{};
};

// A sheet that is written from top to bottom.
class Sheet {
 public:
  Sheet(lxw_workbook* book, const std::string& name, const Formats& formats,
        const std::vector<std::pair<const char*, double>>& columns)
      : sheet_(workbook_add_worksheet(book, name.c_str())) {
    lxw_col_t column = 0;
    for (const auto& [title, width] : columns) {
      worksheet_set_column(sheet_, column, column, width, nullptr);
      worksheet_write_string(sheet_, 0, column++, title, formats.head);
    }
    worksheet_freeze_panes(sheet_, 1, 0);
    worksheet_autofilter(sheet_, 0, 0, kMostRows, static_cast<lxw_col_t>(columns.size() - 1));
  }

  [[nodiscard]] lxw_worksheet* get() const { return sheet_; }
  [[nodiscard]] lxw_row_t row() const { return row_; }
  lxw_row_t Next() { return ++row_; }
  [[nodiscard]] bool is_full() const { return row_ >= kMostRows; }

  void Text(lxw_col_t column, const std::string& text, lxw_format* format) {
    if (!text.empty()) worksheet_write_string(sheet_, row_, column, text.c_str(), format);
  }
  void Number(lxw_col_t column, double number, lxw_format* format) {
    worksheet_write_number(sheet_, row_, column, number, format);
  }
  // Rows from..to of one column hold one text.
  void Merge(lxw_row_t from, lxw_row_t to, lxw_col_t column, const std::string& text,
             lxw_format* format) {
    if (from == to) {
      worksheet_write_string(sheet_, from, column, text.c_str(), format);
    } else {
      worksheet_merge_range(sheet_, from, column, to, column, text.c_str(), format);
    }
  }

 private:
  lxw_worksheet* sheet_;
  lxw_row_t row_ = 0;  // last written; 0 is the head
};

// Level cells of one table, merged when they end.
class LevelColumn {
 public:
  LevelColumn(lxw_col_t column) : column_(column) {}

  void Add(Sheet& sheet, const std::string& key, const std::string& text, const Formats& formats) {
    if (key == key_) {
      last_ = sheet.row();
      return;
    }
    Close(sheet, formats);
    key_ = key;
    text_ = text;
    first_ = last_ = sheet.row();
  }
  void Close(Sheet& sheet, const Formats& formats) {
    if (first_ > 0) sheet.Merge(first_, last_, column_, text_, formats.level);
    first_ = 0;
    key_.clear();
  }

 private:
  lxw_col_t column_;
  std::string key_{}, text_{};
  lxw_row_t first_ = 0, last_ = 0;
};

constexpr std::array<std::pair<const char*, double>, 13> kIndicatorColumns{{
    {"地区 region", 14},
    {"一级指标", 14},
    {"二级指标", 18},
    {"三级指标", 40},
    {"指标值", 18},
    {"比较 sign", 7},
    {"数值 number", 12},
    {"单位 unit", 8},
    {"页 page", 6},
    {"把握 sure", 8},
    {"修复 repaired", 8},
    {"发文字号", 24},
    {"表 table", 6},
}};

struct FamilySheet {
  Sheet sheet;
  LevelColumn region{0}, level1{1}, level2{2};

  void Close(const Formats& formats) {
    for (LevelColumn* column : {&region, &level1, &level2}) column->Close(sheet, formats);
  }
};

class WorkbookWriter {
 public:
  WorkbookWriter(lxw_workbook* book, const Archive& archive)
      : book_(book), archive_(archive), formats_(MakeFormats(book)) {}

  Result<WorkbookReport> Write() {
    return WriteIndicators()
        .and_then([&] { return WriteAllocations(); })
        .and_then([&] { return WriteChecks(); })
        .map([&] { return report_; });
  }

 private:
  Sheet NewSheet(const std::string& name,
                 const std::vector<std::pair<const char*, double>>& columns) {
    ++report_.sheets;
    return {book_, names_.Next(name), formats_, columns};
  }

  FamilySheet& SheetOf(const IndicatorHit& hit) {
    const std::string family =
        hit.fund + (hit.year ? " " + std::to_string(*hit.year) : std::string{});
    auto it = families_.find(family);
    if (it != families_.end() && it->second.sheet.is_full()) {
      it->second.Close(formats_);
      families_.erase(it);
      it = families_.end();
    }
    if (it == families_.end()) {
      it = families_
               .emplace(family, FamilySheet{NewSheet(
                                    family, {kIndicatorColumns.begin(), kIndicatorColumns.end()})})
               .first;
    }
    return it->second;
  }

  Result<void> WriteIndicators() {
    const Result<void> done = archive_.VisitIndicators({}, [&](const IndicatorHit& hit) {
      FamilySheet& family = SheetOf(hit);
      Sheet& sheet = family.sheet;
      sheet.Next();
      ++report_.rows;
      const std::string table = fmt::format("{}/{}", hit.document_id, hit.table_id);
      const std::string path1 = table + "/" + hit.level1, path2 = path1 + "/" + hit.level2;
      const std::string& region = hit.region.empty() ? hit.region_department : hit.region;
      family.region.Add(sheet, table, region, formats_);
      family.level1.Add(sheet, path1, hit.level1, formats_);
      family.level2.Add(sheet, path2, hit.level2, formats_);
      lxw_format* format = hit.confidence < kReviewBelow ? formats_.doubtful : formats_.plain;
      sheet.Text(3,
                 hit.value_column.empty() ? hit.level3 : hit.level3 + " [" + hit.value_column + "]",
                 format);
      sheet.Text(4, hit.value_text, format);
      sheet.Text(5, hit.comparator, formats_.plain);
      if (hit.value_number) sheet.Number(6, *hit.value_number, formats_.plain);
      sheet.Text(7, hit.value_unit, formats_.plain);
      if (hit.page_no > 0) sheet.Number(8, hit.page_no, formats_.plain);
      sheet.Text(9, fmt::format("{:.2f}", hit.confidence), format);
      sheet.Text(10, hit.is_repaired ? "*" : "", formats_.plain);
      sheet.Text(11, hit.document_number, formats_.plain);
      sheet.Number(12, hit.table_id, formats_.plain);
      return true;
    });
    for (auto& [name, family] : families_) family.Close(formats_);
    return done;
  }

  Result<void> WriteAllocations() {
    std::optional<Sheet> sheet;
    const auto fresh = [&] {
      sheet.emplace(NewSheet("分配表 allocations", {{"单位 recipient", 24},
                                                    {"栏目 column", 24},
                                                    {"金额 as printed", 14},
                                                    {"金额 amount", 14},
                                                    {"单位 unit", 8},
                                                    {"元 yuan", 18},
                                                    {"合计 total", 8},
                                                    {"属于 part of", 18},
                                                    {"页 page", 6},
                                                    {"把握 sure", 8},
                                                    {"发文字号", 24},
                                                    {"表 table", 40},
                                                    {"项目 item", 30}}));
    };
    return archive_.VisitAllocations({}, [&](const AllocationHit& hit) {
      if (!sheet || sheet->is_full()) fresh();
      sheet->Next();
      ++report_.rows;
      lxw_format* own = hit.is_total ? formats_.total : formats_.plain;
      lxw_format* format = hit.confidence < kReviewBelow ? formats_.doubtful : own;
      sheet->Text(0, hit.recipient, own);
      sheet->Text(1, hit.column_name, formats_.plain);
      sheet->Text(2, hit.amount_text, format);
      if (hit.amount) sheet->Number(3, hit.amount->ToDouble(), format);
      sheet->Text(4, hit.unit, formats_.plain);
      // Exact: a number of Excel has 15 digits.
      if (hit.amount_yuan) sheet->Number(5, hit.amount_yuan->ToDouble(), format);
      sheet->Text(6, hit.is_total ? "是 yes" : "", formats_.plain);
      sheet->Text(7, hit.parent, formats_.plain);
      if (hit.page_no > 0) sheet->Number(8, hit.page_no, formats_.plain);
      sheet->Text(9, fmt::format("{:.2f}", hit.confidence), format);
      sheet->Text(10, hit.document_number, formats_.plain);
      sheet->Text(11, hit.table_title, formats_.plain);
      sheet->Text(12, hit.item, formats_.plain);
      return true;
    });
  }

  Result<void> WriteChecks() {
    std::optional<Sheet> sheet;
    return archive_.VisitChecks({}, [&](const CheckHit& hit) {
      if (!sheet) {
        sheet.emplace(NewSheet("核对 checks", {{"发文字号", 24},
                                               {"核对 check", 22},
                                               {"表 table", 6},
                                               {"行 row", 6},
                                               {"应为 expected", 18},
                                               {"实为 actual", 18},
                                               {"说明 message", 90}}));
      }
      if (sheet->is_full()) return false;
      sheet->Next();
      ++report_.rows;
      sheet->Text(0, hit.document_number, formats_.plain);
      sheet->Text(1, hit.name, formats_.plain);
      if (hit.table_id > 0) sheet->Number(2, hit.table_id, formats_.plain);
      if (hit.row_no > 0) sheet->Number(3, hit.row_no, formats_.plain);
      sheet->Text(4, hit.expected, formats_.plain);
      sheet->Text(5, hit.actual, formats_.plain);
      sheet->Text(6, hit.message, formats_.plain);
      return true;
    });
  }

  lxw_workbook* book_;
  const Archive& archive_;
  Formats formats_;
  SheetNames names_{};
  std::map<std::string, FamilySheet> families_{};
  WorkbookReport report_{};
};

}  // namespace

Result<WorkbookReport> WriteWorkbook(const Archive& archive, const std::string& path) {
  lxw_workbook* book = workbook_new(path.c_str());
  if (book == nullptr) return Fail(ErrorCode::kTooLarge, "no memory for a workbook");
  WorkbookWriter writer(book, archive);
  Result<WorkbookReport> report = writer.Write();
  if (report && report->sheets == 0) workbook_add_worksheet(book, nullptr);
  const lxw_error error = workbook_close(book);  // writes, and frees the book
  if (!report) return report;
  if (error != LXW_NO_ERROR) {
    return tl::make_unexpected(
        Error{.code = ErrorCode::kUnreadable,
              .message = std::string("cannot be written: ") + lxw_strerror(error),
              .file = path});
  }
  return report;
}

}  // namespace gongwen
