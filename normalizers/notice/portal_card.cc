// Tested by portal_card_test.cc.
#include "normalizers/notice/portal_card.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "normalizers/data/embedded.h"
#include "normalizers/notice/title_lines.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/compact_text.h"
#include "normalizers/value/date.h"
#include "normalizers/value/document_number.h"

namespace gongwen {
namespace {

constexpr std::size_t kMaxHeadBlocks = 400;  // navigations are long
constexpr std::size_t kBodyHan = 20;         // with 。: running text
constexpr std::size_t kMaxLabelHan = 8;
constexpr std::size_t kLongNavigation = 15;  // lines above the letter
constexpr std::size_t kMastheadLines = 6;    // of them may be its issuer mark
constexpr int kMaxBarRows = 2;               // a bar of links or a date above the letter
constexpr int kMaxCardRows = 20;
constexpr double kSaid = 0.95, kSentDate = 0.8, kPageTitle = 0.8;

using Labels = std::map<std::string, std::string, std::less<>>;  // label -> field

const Labels& PortalLabels() {
  static const Labels kLabels = [] {
    Labels labels;
    std::string_view tsv = kDefaultPortal;
    while (!tsv.empty()) {
      const std::size_t end = std::min(tsv.find('\n'), tsv.size());
      const std::string_view line = tsv.substr(0, end);
      tsv.remove_prefix(std::min(end + 1, tsv.size()));
      const std::size_t tab = line.find('\t');
      if (line.starts_with('#') || tab == std::string_view::npos) continue;
      labels.emplace(line.substr(tab + 1), line.substr(0, tab));
    }
    return labels;
  }();
  return kLabels;
}

// The field that a label fills; nullopt for what is none.
std::optional<std::string> FieldOf(std::string_view text) {
  std::string label = NormalizeForMatch(text);
  static const RE2 kMarks("[\\[\\](){}<>【】〔〕*:：\"'|]");
  RE2::GlobalReplace(&label, kMarks, "");
  const auto found = PortalLabels().find(label);
  return found == PortalLabels().end() ? std::nullopt : std::optional(found->second);
}

struct Said {
  std::string field{}, value{};
};

// "索引号：014000/1　发文机关：某局" -> two; empty where the text does not begin with a label.
std::vector<Said> SaidIn(std::string_view text) {
  // 索引号： or 【索引号】
  static const RE2 kLabel(
      "[【\\[]([\\p{Han}A-Za-z_ \\x{3000}]{1,16})[】\\]][：:]?|"
      "([\\p{Han}A-Za-z_][\\p{Han}A-Za-z_ \\x{3000}]{0,16}?)[：:]");
  std::vector<Said> said;
  text = TrimmedView(text);
  std::size_t value_begin = 0;
  re2::StringPiece rest(text.data(), text.size()), label, plain;
  while (RE2::FindAndConsume(&rest, kLabel, &label, &plain)) {
    if (label.data() == nullptr) label = plain;
    const auto begin = static_cast<std::size_t>(label.data() - text.data());
    const auto end = static_cast<std::size_t>(rest.data() - text.data());
    // "…财政局发文字号": the label is the end of what stands before the colon.
    std::string_view name(label.data(), label.size());
    std::optional<std::string> field = FieldOf(name);
    while (!field && !said.empty() && CountHan(name) > 2) {
      (void)TakeCodePoint(name);
      field = FieldOf(name);
    }
    if (!field || CountHan(name) > kMaxLabelHan) {
      if (said.empty()) return {};
      continue;
    }
    const auto name_begin = begin + (label.size() - name.size());
    if (said.empty() && CountHan(text.substr(0, name_begin)) > 0) return {};
    if (!said.empty()) {
      said.back().value = text.substr(value_begin, name_begin - value_begin);
    }
    said.push_back({.field = *field});
    value_begin = end;
  }
  if (!said.empty()) said.back().value = text.substr(value_begin);
  for (Said& one : said) {
    static const RE2 kQuotes("^[\\pZ\\s\"'】\\]]+|[\\pZ\\s\"'【\\[|]+$");
    RE2::GlobalReplace(&one.value, kQuotes, "");
  }
  return said;
}

class PortalReader {
 public:
  explicit PortalReader(const Reading& reading) : reading_(reading) {}

  PortalReading Read() && {
    out_.is_furniture.resize(reading_.blocks.size());
    ReadHead();
    if (labels_ < 2) {
      // A number under its label may be the letter's own: leave all as it stands.
      out_.is_furniture.assign(reading_.blocks.size(), false);
      out_.fields = {};
    }
    if (reading_.pages.empty()) DropNavigation();
    ReadLeftovers();
    return std::move(out_);
  }

 private:
  void ReadHead() {
    const std::size_t limit = std::min(reading_.blocks.size(), kMaxHeadBlocks);
    for (std::size_t i = 0; i < limit; ++i) {
      if (const auto* grid = std::get_if<TableGrid>(&reading_.blocks[i])) {
        if (IsCard(*grid)) {
          ReadCard(*grid);
          out_.is_furniture[i] = true;
        } else if (grid->rows > kMaxBarRows) {
          return;
        }
        open_label_.reset();
        continue;
      }
      const auto& paragraph = std::get<Paragraph>(reading_.blocks[i]);
      if (ReadParagraph(paragraph)) {
        out_.is_furniture[i] = true;
      } else if (paragraph.text.find("。") != std::string::npos &&
                 CountHan(paragraph.text) > kBodyHan) {
        return;
      }
    }
  }

  // True when the paragraph is a part of a description.
  bool ReadParagraph(const Paragraph& paragraph) {
    const Provenance from = FromOf(paragraph.page_no, paragraph.box, paragraph.confidence);
    if (std::optional<std::string> field = FieldOf(paragraph.text)) {
      open_label_ = std::move(field);
      ++labels_;
      return true;
    }
    const std::vector<Said> said = SaidIn(paragraph.text);
    if (said.empty()) {
      const std::optional<std::string> field = std::exchange(open_label_, std::nullopt);
      if (!field || !CanBeValue(*field, paragraph.text)) return false;
      Keep(*field, paragraph.text, from);
      return true;
    }
    open_label_.reset();
    for (const Said& one : said) Keep(one.field, one.value, from);
    labels_ += said.size();
    if (said.back().value.empty()) open_label_ = said.back().field;
    return true;
  }

  // False for the letter's first line behind a label without a value.
  static bool CanBeValue(std::string_view field, const std::string& text) {
    if (field == "title") return true;
    if (field == "number") return ParseDocumentNumber(TightText(text)).has_value();
    return !OpensLetter(text) && !TightText(text).ends_with("文件") && CountHan(text) <= 60;
  }

  // Labels in nearly half of the filled cells, three kinds at least.
  static bool IsCard(const TableGrid& grid) {
    if (grid.rows > kMaxCardRows) return false;
    std::set<std::string> labels;
    std::size_t filled = 0, told = 0;
    for (const Cell& cell : grid.cells) {
      if (TrimmedView(cell.text).empty()) continue;
      ++filled;
      const std::vector<Said> said = SaidIn(cell.text);
      if (!FieldOf(cell.text) && said.empty()) continue;
      ++told;
      labels.insert(NormalizeForMatch(cell.text));
    }
    return labels.size() >= 3 && told * 5 >= filled * 2;
  }

  void ReadCard(const TableGrid& grid) {
    for (std::size_t i = 0; i < grid.cells.size(); ++i) {
      const Cell& cell = grid.cells[i];
      const Provenance from = FromOf(cell.page_no, cell.box, cell.confidence);
      const std::optional<std::string> field = FieldOf(cell.text);
      if (field) {
        ++labels_;
        const bool has_value = i + 1 < grid.cells.size() && grid.cells[i + 1].row == cell.row &&
                               !FieldOf(grid.cells[i + 1].text);
        if (has_value) Keep(*field, grid.cells[i + 1].text, from);
        continue;
      }
      for (const Said& one : SaidIn(cell.text)) {
        ++labels_;
        Keep(one.field, one.value, from);
      }
    }
  }

  [[nodiscard]] Provenance FromOf(int page_no, const RectPt& box, double confidence) const {
    return {.page_no = page_no,
            .box = box,
            .confidence = confidence * kSaid,
            .source = SourceOfPage(reading_, page_no)};
  }

  void Keep(std::string_view field, std::string_view value, Provenance from) {
    PortalFields& fields = out_.fields;
    const std::string text = TightText(value);
    const auto keep = [&](SourcedText& target, const std::string& kept) {
      if (target.value.empty()) target = {.value = kept, .from = from};
    };
    if (field == "number") {
      if (const auto number = ParseDocumentNumber(text))
        keep(fields.document_number, number->canonical);
    } else if (field == "title") {
      if (CountHan(text) > 4) keep(fields.title, text);
    } else if (field == "issuer") {
      keep(fields.issuer, std::string(value));
    } else if (field == "issue_date" || field == "sent_date") {
      const std::vector<FoundDate> dates = FindDates(text);
      if (dates.size() != 1) return;
      const bool is_sent = field == "sent_date";
      if (is_sent) from.confidence = std::min(from.confidence, kSentDate);
      if (!is_sent && is_sent_date_) fields.issue_date = {};
      if (fields.issue_date.value.empty()) is_sent_date_ = is_sent;
      keep(fields.issue_date, dates[0].iso);
    }
  }

  // The line with which the letter begins to be told: its number, or its title.
  [[nodiscard]] static bool OpensLetter(const std::string& text) {
    const std::string tight = TightText(text);
    return (tight.find("关于") != std::string::npos && CountHan(tight) > 8) ||
           ParseDocumentNumber(tight).has_value();
  }

  static bool IsPathOfPage(const std::string& text) {
    static const RE2 kPath(
        "^(?:您?的?当前位置|您?现在的?位置|您?所在的?位置|您的位置|所在位置|位置)[：:]|首页[^。]*[>"
        "›»＞→]");
    return RE2::PartialMatch(TightText(text), kPath);
  }

  static bool IsNameOfSite(const std::string& text) {
    static const RE2 kSite("网站|门户网|政府网$|信息网$|信息公开(?:目录|专栏|平台|网)?$|政务公开$");
    return CountHan(text) <= 24 && RE2::PartialMatch(TightText(text), kSite) &&
           text.find("关于") == std::string::npos;
  }

  void DropNavigation() {
    std::vector<std::size_t> above;  // what stands above the letter and is not described yet
    for (std::size_t i = 0; i < std::min(reading_.blocks.size(), kMaxHeadBlocks); ++i) {
      if (out_.is_furniture[i]) continue;
      if (const auto* grid = std::get_if<TableGrid>(&reading_.blocks[i])) {
        if (grid->rows > kMaxBarRows && grid->columns > 1) return;
        above.push_back(i);
        continue;
      }
      const std::string& text = std::get<Paragraph>(reading_.blocks[i]).text;
      if (IsPathOfPage(text) || IsNameOfSite(text)) {
        out_.is_furniture[i] = true;
      } else if (OpensLetter(text)) {
        const std::size_t dropped =
            above.size() > kLongNavigation ? above.size() - kMastheadLines : 0;
        for (std::size_t k = 0; k < above.size(); ++k) {
          const bool is_grid = std::holds_alternative<TableGrid>(reading_.blocks[above[k]]);
          if (is_grid || k < dropped) out_.is_furniture[above[k]] = true;
        }
        return;
      } else {
        above.push_back(i);
      }
    }
  }

  // <meta> and <title> of the page, for what neither letter nor description says.
  void ReadLeftovers() {
    for (const Leftover& leftover : reading_.leftovers) {
      const Provenance from = FromOf(0, {}, kPageTitle);
      if (leftover.why == "meta of the HTML page") {
        for (const Said& one : SaidIn(leftover.text)) Keep(one.field, one.value, from);
      }
      if (leftover.why != "title of the HTML page") continue;
      const std::string title =
          TightText(leftover.text.substr(0, leftover.text.find_first_of("_|")));
      if (title.find("关于") != std::string::npos && EndsWithDocumentKind(title)) {
        Keep("title", title, from);
      }
    }
  }

  const Reading& reading_;
  PortalReading out_;
  std::optional<std::string> open_label_;
  std::size_t labels_ = 0;
  bool is_sent_date_ = false;
};

}  // namespace

PortalReading ReadPortal(const Reading& reading) { return PortalReader(reading).Read(); }

}  // namespace gongwen
