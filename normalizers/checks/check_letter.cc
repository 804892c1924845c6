// The letter and its tables are written by different people: what both say checks both.
// Tested by tests/normalizers/check_notice_test.cc.
#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/checks/check_notice.h"
#include "normalizers/checks/sum_equations.h"
#include "normalizers/notice/notice_lines.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/amount.h"
#include "normalizers/value/legal_number.h"

namespace gongwen {
namespace {

// The lines of the letter, before its tables.
std::vector<std::string> LetterLines(const Reading& reading) {
  std::vector<std::string> lines;
  for (const NoticeLine& line : NoticeLines(reading)) {
    if (!line.is_after_table) lines.push_back(FoldWidth(RemoveBlanksBetweenHan(line.text)));
  }
  return lines;
}

struct Mention {
  std::string text{};
  Decimal yuan{};
  bool gives_money = false;  // 下达, 拨付 ... stands before it in its sentence
};

// Sums of money of a line: 4347万元, not 500元/人.
std::vector<Mention> MoneyIn(std::string_view line) {
  static const RE2 kMoney("([0-9][0-9,]*(?:\\.[0-9]+)?) ?((?:亿|千万|百万|十万|万|千)?元)(/)?");
  static const RE2 kGives("下达|拨付|拨给|安排|分配|追加|核定|调整|共计|合计");
  static const RE2 kEach("每(?:人|个|户|亩|件|月|年|天|名|家|所|公里|平方米)[^，。；]{0,6}$");
  std::vector<Mention> mentions;
  std::string_view rest = line;
  std::string number, unit, slash;
  std::size_t sentence = 0;
  while (true) {
    std::string_view before = rest;
    re2::StringPiece input(rest.data(), rest.size());
    if (!RE2::FindAndConsume(&input, kMoney, &number, &unit, &slash)) break;
    const std::size_t end = line.size() - input.size();
    const std::size_t begin = end - number.size() - unit.size() - slash.size();
    const std::size_t stop = line.rfind("。", begin);
    sentence = stop == std::string_view::npos ? 0 : stop;
    const std::string own(line.substr(sentence, begin - sentence));
    const std::optional<Decimal> amount = ParseAmount(number);
    const std::optional<Decimal> yuan = amount ? ToYuan(*amount, unit) : std::nullopt;
    if (yuan && slash.empty() && !RE2::PartialMatch(own, kEach)) {
      mentions.push_back({number + unit, *yuan, RE2::PartialMatch(own, kGives)});
    }
    rest = line.substr(end);
    if (rest.size() >= before.size()) break;
  }
  return mentions;
}

struct GrandTotal {
  int table_no = 0, row_no = 0;
  std::string name{};
  Decimal yuan{};
};

// What each allocation table gives in all, by column: its grand totals, or where it has none the
// sum of its rows.
std::vector<GrandTotal> GrandTotals(const Notice& notice) {
  std::vector<GrandTotal> totals;
  for (const AllocationTable& table : notice.allocation_tables) {
    std::map<std::string, std::optional<Decimal>> sums;
    bool has_total = false;
    for (const AllocationEntry& entry : table.entries) {
      if (!entry.amount_yuan) continue;
      if (entry.is_total && entry.parent.empty()) {
        has_total = true;
        totals.push_back(
            {table.table_no, entry.row_no,
             entry.recipient + (entry.column_name.empty() ? "" : "·") + entry.column_name,
             *entry.amount_yuan});
      }
      if (entry.is_total) continue;
      const auto [sum, is_new] = sums.emplace(entry.column_name, Decimal{});
      if (sum->second) sum->second = sum->second->Plus(*entry.amount_yuan);
    }
    for (const auto& [column, sum] : sums) {
      if (!has_total && sum) totals.push_back({table.table_no, 0, "各行之和·" + column, *sum});
    }
  }
  return totals;
}

Check LetterTotal(const Notice& notice, const std::vector<std::string>& lines) {
  Check check{.name = "letter_total"};
  const std::vector<GrandTotal> totals = GrandTotals(notice);
  std::vector<Mention> giving;
  for (const std::string& line : lines) {
    for (const Mention& mention : MoneyIn(line)) {
      const auto same = std::ranges::find(totals, mention.yuan, &GrandTotal::yuan);
      if (same != totals.end()) {
        check.table_no = same->table_no;
        check.row_no = same->row_no;
        check.outcome = CheckOutcome::kPass;
        check.expected = check.actual = mention.text;
        check.message = "正文的 " + mention.text + " 与分配表的 " + same->name +
                        " 相符 / the letter's amount is the table's total";
        return check;
      }
      if (mention.gives_money) giving.push_back(mention);
    }
  }
  if (totals.empty() || giving.empty()) {
    check.message = totals.empty()
                        ? "没有分配表 / there is no allocation table"
                        : "正文没有写下达的金额 / the letter names no amount that is given";
    return check;
  }
  check.outcome = CheckOutcome::kFail;
  check.table_no = totals.front().table_no;
  check.row_no = totals.front().row_no;
  check.expected = giving.front().text;
  check.actual = totals.front().yuan.ToString() + "元";
  check.message = "正文写 " + check.expected + "，分配表的 " + totals.front().name + " 为 " +
                  check.actual + " / the letter says one amount, no total of its tables is that";
  return check;
}

void CapitalAmounts(const std::vector<std::string>& lines, std::vector<Check>& checks) {
  for (const std::string& line : lines) {
    const std::vector<Mention> digits = MoneyIn(line);
    for (const std::string& capital : FindLegalAmounts(line)) {
      const std::optional<Decimal> yuan = ParseLegalAmount(capital);
      if (!yuan || digits.empty()) continue;
      const bool agrees = std::ranges::find(digits, *yuan, &Mention::yuan) != digits.end();
      checks.push_back(
          {.name = "capital_amount",
           .outcome = agrees ? CheckOutcome::kPass : CheckOutcome::kFail,
           .expected = capital,
           .actual = digits.front().text,
           .message = agrees ? "大写与小写相符 / the amount in words is the amount in figures"
                             : "大写 " + capital + "（" + yuan->ToString() + "元）与小写 " +
                                   digits.front().text +
                                   " 不符 / the amount in words is not that in figures"});
    }
  }
}

std::set<std::string> YearsOf(const std::string& text) {
  static const RE2 kYear("((?:19|20)[0-9]{2})年");
  std::set<std::string> years;
  re2::StringPiece input(text);
  std::string year;
  while (RE2::FindAndConsume(&input, kYear, &year)) years.insert(year);
  return years;
}

// Years that the letter gives its own money: 2022年就业补助资金预算分配, not those of titles, of
// dates, of what was given before, is settled, or is weighed for another year.
std::vector<std::pair<std::string, std::string>> MoneyYears(const std::string& line) {
  static const RE2 kTitle("《[^》]*》?|“[^”]*”|\\([^()]*\\)");
  static const RE2 kClause("([^，。；：,;:]+)");
  static const RE2 kYear("((?:19|20)[0-9]{2}) ?年度?([^、月]{0,16}(?:资金|预算|补助|经费|专项))");
  static const RE2 kOther(
      "结转|结余|上年|提前|已下达|已拨付|决算|清算|结算|以前|以来|考核|执行|依据|挂钩|参考|因素|"
      "评价");
  std::string text = line;
  RE2::GlobalReplace(&text, kTitle, "");
  std::vector<std::pair<std::string, std::string>> found;
  re2::StringPiece input(text);
  std::string clause, year, what;
  while (RE2::FindAndConsume(&input, kClause, &clause)) {
    if (RE2::PartialMatch(clause, kOther)) continue;
    re2::StringPiece rest(clause);
    while (RE2::FindAndConsume(&rest, kYear, &year, &what)) {
      found.emplace_back(year, year + "年" + what);
    }
  }
  return found;
}

void Years(const Notice& notice, const std::vector<std::string>& lines,
           std::vector<Check>& checks) {
  const std::set<std::string> of_title = YearsOf(FoldWidth(notice.title.value));
  // A report on a budget speaks of several years.
  static const RE2 kReport("(?:报告|草案|表|说明|情况)$");
  if (of_title.size() != 1 || RE2::PartialMatch(notice.title.value, kReport)) {
    checks.push_back(
        {.name = "years", .message = "标题没有唯一的年度 / the title does not name one year"});
    return;
  }
  const std::string& year = *of_title.begin();
  std::size_t same = 0, other = 0;
  const auto fail = [&](int table_no, const std::string& actual, const std::string& where) {
    ++other;
    checks.push_back({.table_no = table_no,
                      .name = "years",
                      .outcome = CheckOutcome::kFail,
                      .expected = year,
                      .actual = actual,
                      .message = where + " 写 " + actual + " 年，标题为 " + year +
                                 " 年 / another year than the title's"});
  };
  for (const std::string& line : lines) {
    if (FoldWidth(notice.title.value) == line) continue;
    for (const auto& [found, context] : MoneyYears(line)) {
      if (found == year) {
        ++same;
      } else {
        fail(0, found, "正文“" + context + "”");
      }
    }
  }
  for (const IndicatorTable& table : notice.indicator_tables) {
    if (!table.year) continue;
    if (std::to_string(*table.year) == year) {
      ++same;
    } else {
      fail(table.table_no, std::to_string(*table.year), "绩效目标表 " + table.region);
    }
  }
  if (other == 0) {
    checks.push_back({.name = "years",
                      .outcome = same > 0 ? CheckOutcome::kPass : CheckOutcome::kNotApplicable,
                      .expected = year,
                      .actual = same > 0 ? year : "",
                      .message = std::to_string(same) +
                                 " 处年度与标题一致 / mentions of the year agree with the title"});
  }
}

// How much of the shorter text's pairs of characters the other holds.
double Likeness(const std::string& a, const std::string& b) {
  const auto pairs = [](const std::string& text) {
    const std::u32string points = CodePoints(NormalizeForMatch(text));
    std::set<std::u32string> all;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) all.insert(points.substr(i, 2));
    return all;
  };
  const std::set<std::u32string> x = pairs(a), y = pairs(b);
  if (x.empty() || y.empty()) return 0;
  const auto common = std::ranges::count_if(x, [&](const auto& pair) { return y.contains(pair); });
  return static_cast<double>(common) / static_cast<double>(std::min(x.size(), y.size()));
}

// A table's title and the name that the letter gives it: of one kind (分配表, 目标表), and alike.
bool IsTitleOf(const std::string& title, const std::string& name) {
  constexpr double kAlike = 0.4, kSame = 0.85;
  const auto kind = [](const std::string& text) {
    constexpr std::size_t kKind = 3;
    const std::u32string points = CodePoints(NormalizeForMatch(text));
    return points.substr(points.size() - std::min(points.size(), kKind));
  };
  const double likeness = Likeness(title, name);
  return likeness >= kSame || (likeness >= kAlike && kind(title) == kind(name));
}

// 附件2-1 -> 2; 0 where the mark has no number.
int NumberOf(const std::string& mark) {
  static const RE2 kNumber("([0-9]{1,3})");
  int number = 0;
  return RE2::PartialMatch(mark, kNumber, &number) ? number : 0;
}

void Attachments(const Notice& notice, const Reading& reading, std::vector<Check>& checks) {
  std::set<int> marked;
  bool has_bare_mark = false;
  const auto mark = [&](const std::string& text) {
    const int number = NumberOf(text);
    marked.insert(number);
    has_bare_mark = has_bare_mark || number == 0;
  };
  for (const TableSummary& table : notice.tables) {
    if (!table.attachment.empty()) mark(table.attachment);
  }
  for (const NoticeLine& line : NoticeLines(reading)) {
    if (IsAttachmentMark(line.text)) mark(FoldWidth(line.text));
  }
  const std::size_t announced = notice.attachments.size();
  for (std::size_t i = 0; i < announced; ++i) {
    const std::string& name = notice.attachments[i].value;
    const bool has_title = std::ranges::any_of(
        notice.tables, [&](const TableSummary& table) { return IsTitleOf(table.title, name); });
    const bool is_there =
        has_title || marked.contains(static_cast<int>(i) + 1) || (announced == 1 && has_bare_mark);
    checks.push_back(
        {.name = "attachments",
         .outcome = is_there ? CheckOutcome::kPass : CheckOutcome::kFail,
         .expected = name,
         .actual = is_there ? name : "",
         .message = "附件" + std::to_string(i + 1) +
                    (is_there ? " 在文中 / the attachment is there"
                              : " 已列出而未见：" + name + " / announced and not there")});
  }
  if (announced == 0) {
    checks.push_back(
        {.name = "attachments", .message = "没有附件说明 / no attachment is announced"});
  }
}

}  // namespace

std::vector<Check> CheckLetter(const Notice& notice, const Reading& reading) {
  const std::vector<std::string> lines = LetterLines(reading);
  std::vector<Check> checks{LetterTotal(notice, lines)};
  CapitalAmounts(lines, checks);
  Years(notice, lines, checks);
  Attachments(notice, reading, checks);
  return checks;
}

}  // namespace gongwen
