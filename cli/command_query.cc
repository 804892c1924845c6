// search, indicators, allocations: questions to the archive.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/output/hit_json.h"
#include "cli/output/pivot.h"
#include "cli/output/text_table.h"
#include "cli/read_options.h"
#include "store/archive.h"

namespace gongwen {
namespace {

// "2023", "2020..2024", "2020..", "..2024".
Result<std::pair<std::optional<int>, std::optional<int>>> ParseYears(const std::string& text) {
  const auto parse = [](std::string_view part) -> std::optional<int> {
    int year = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), year);
    if (error != std::errc() || end != part.data() + part.size()) return std::nullopt;
    return year;
  };
  const std::size_t dots = text.find("..");
  const std::string first = text.substr(0, dots);
  const std::string last = dots == std::string::npos ? first : text.substr(dots + 2);
  const std::optional<int> from = parse(first), to = parse(last);
  if ((!first.empty() && !from) || (!last.empty() && !to) || (first.empty() && last.empty())) {
    return Fail(ErrorCode::kInvalidArgument,
                "--year " + text + " is no year; write 2023 or 2020..2024");
  }
  return std::pair{from, to};
}

struct QueryArguments {
  std::string database = DefaultDatabase();
  bool json = false;
  std::string years{};
};

void AddQueryArguments(CLI::App& command, QueryArguments& arguments) {
  command.add_option("--db", arguments.database, "the database");
  command.add_flag("--json", arguments.json, "one JSON object a line");
}

// Opens, asks, prints. `ask` gives the lines of JSON or the text for a person.
template <class Ask>
ExitCode AnswerQuery(const QueryArguments& arguments, Ask ask) {
  const Result<Archive> archive = Archive::Open(arguments.database, OpenMode::kReadOnly);
  if (!archive) return Complain(archive.error());
  const Result<std::string> text = ask(*archive);
  if (!text) return Complain(text.error());
  const Result<void> written = WriteOutput("", *text);
  return written ? ExitCode::kOk : Complain(written.error());
}

template <class Hit>
std::string JsonLines(const std::vector<Hit>& hits) {
  std::string lines;
  for (const Hit& hit : hits) lines += ToJson(hit).dump() + "\n";
  return lines;
}

std::string Place(int page_no) { return page_no == 0 ? "" : std::to_string(page_no); }

// 安装路灯 [石门坎村]
std::string WithColumn(const std::string& name, const std::string& value_column) {
  return value_column.empty() ? name : name + " [" + value_column + "]";
}

std::string IndicatorText(const std::vector<IndicatorHit>& hits) {
  std::vector<std::vector<std::string>> rows{
      {"region", "year", "level 1 / level 2", "indicator", "value", "page", "sure", "notice"}};
  for (const IndicatorHit& hit : hits) {
    rows.push_back({hit.region.empty() ? hit.region_department : hit.region,
                    hit.year ? std::to_string(*hit.year) : "", hit.level1 + " / " + hit.level2,
                    WithColumn(hit.level3, hit.value_column), hit.value_text, Place(hit.page_no),
                    fmt::format("{:.2f}{}", hit.confidence, hit.is_repaired ? "*" : ""),
                    hit.document_number});
  }
  const std::size_t right[] = {4, 5, 6};
  return TextTable(rows, right) +
         fmt::format("{} rows; * = its levels were repaired\n", hits.size());
}

std::string AllocationText(const std::vector<AllocationHit>& hits) {
  std::vector<std::vector<std::string>> rows{
      {"recipient", "column", "amount", "unit", "yuan", "total", "of", "page", "notice"}};
  for (const AllocationHit& hit : hits) {
    rows.push_back({hit.recipient, hit.column_name, hit.amount_text, hit.unit,
                    hit.amount_yuan ? hit.amount_yuan->ToString() : "", hit.is_total ? "yes" : "",
                    hit.parent, Place(hit.page_no), hit.document_number});
  }
  const std::size_t right[] = {2, 4, 7};
  return TextTable(rows, right) + fmt::format("{} amounts\n", hits.size());
}

std::string SearchText(const SearchAnswer& answer) {
  std::string text;
  for (const SearchHit& hit : answer.hits) {
    text += fmt::format("{}  {}{}\n    {}\n    {}\n",
                        hit.document_number.empty() ? "(no number)" : hit.document_number,
                        hit.title, hit.page_no == 0 ? "" : fmt::format("  p. {}", hit.page_no),
                        hit.snippet, hit.source_path);
  }
  return text + fmt::format("{} found, {} shown{}\n", answer.found, answer.hits.size(),
                            answer.is_capped ? fmt::format("; too many to look at all: those with "
                                                           "the words in title or number, then the "
                                                           "newest of them were")
                                             : "");
}

struct IndicatorArguments : QueryArguments {
  IndicatorFilter filter{};
  std::string by{};
  bool has_chart = false;
  double number_min = 0, number_max = 0;
  CLI::Option* has_min = nullptr;
  CLI::Option* has_max = nullptr;
};

// By region and year, one table for each indicator that the name fits.
std::string Summary(const std::vector<IndicatorHit>& hits, const IndicatorArguments& arguments,
                    PivotBy by) {
  std::string text;
  for (const Pivot& pivot :
       MakePivots(hits, by, arguments.filter.year_min, arguments.filter.year_max)) {
    if (arguments.json) {
      text += ToJson(pivot).dump() + "\n";
    } else {
      text += (text.empty() ? "" : "\n") + PivotText(pivot, arguments.has_chart);
    }
  }
  if (text.empty() && !arguments.json) text = "0 rows\n";
  return text;
}

}  // namespace

Command AddSearch(CLI::App& app) {
  struct Arguments : QueryArguments {
    SearchQuery query{};
    std::vector<std::string> words{};
  };
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("search", "Full text: words of any length, AND OR NOT, phrases, filters");
  command->add_option("WORDS", arguments->words, "what to look for")->required();
  command->add_option("--limit", arguments->query.limit, "most hits")->capture_default_str();
  command->add_flag("--every-page", arguments->query.every_page, "each page that matches");
  AddQueryArguments(*command, *arguments);
  command->footer(
      "Words side by side must all occur; AND OR NOT (与 或 非) and parentheses join them, - "
      "before a\n"
      "word leaves it out, quotes make a phrase. Filters: year:2020..2024 fund: region: agency:\n"
      "kind: number: (年份: 资金: 地区: 机关: 类型: 文号:). Traditional characters find simplified "
      "ones.\n"
      "Example: gongwen search '就业补助 (昌吉 OR 阿勒泰) -创业 year:2020..2024' --limit 5");
  return {command, [arguments] {
            for (const std::string& word : arguments->words) {
              arguments->query.words += (arguments->query.words.empty() ? "" : " ") + word;
            }
            return AnswerQuery(*arguments, [&](const Archive& archive) {
              return archive.Search(arguments->query).map([&](const SearchAnswer& answer) {
                return arguments->json ? JsonLines(answer.hits) : SearchText(answer);
              });
            });
          }};
}

Command AddIndicators(CLI::App& app) {
  auto arguments = std::make_shared<IndicatorArguments>();
  CLI::App* command = app.add_subcommand("indicators", "Rows of the indicator tables");
  IndicatorFilter& filter = arguments->filter;
  command->add_option("--name", filter.name, "part of the level-3 name");
  command->add_option("--region", filter.region, "part of the region or its finance department");
  command->add_option("--fund", filter.fund, "part of the fund's name");
  command->add_option("--level1", filter.level1, "part of the level-1 name");
  command->add_option("--level2", filter.level2, "part of the level-2 name");
  command->add_option("--year", arguments->years, "2023, 2020..2024, 2020..");
  command->add_option("--document", filter.document_number, "part of the document number");
  arguments->has_min = command->add_option("--min", arguments->number_min, "least number");
  arguments->has_max = command->add_option("--max", arguments->number_max, "greatest number");
  command->add_option("--limit", filter.limit, "most rows; -1 = all")->capture_default_str();
  command
      ->add_option("--by", arguments->by,
                   "a table of sums: lines by this, columns by year; what is missing is said")
      ->check(CLI::IsMember({"region", "year", "fund", "document", "level2"}));
  command->add_flag("--chart", arguments->has_chart, "with --by: bars of the totals");
  AddQueryArguments(*command, *arguments);
  command->footer(
      "Examples: gongwen indicators --name 城镇新增就业 --year 2020..2024\n"
      "          gongwen indicators --name 城镇新增就业 --by region --year 2020..2024");
  return {command, [arguments]() -> ExitCode {
            IndicatorFilter& wanted = arguments->filter;
            if (!arguments->years.empty()) {
              const auto years = ParseYears(arguments->years);
              if (!years) return Complain(years.error());
              std::tie(wanted.year_min, wanted.year_max) = *years;
            }
            if (arguments->has_min->count() > 0) wanted.number_min = arguments->number_min;
            if (arguments->has_max->count() > 0) wanted.number_max = arguments->number_max;
            return AnswerQuery(*arguments, [&](const Archive& archive) {
              return archive.Indicators(wanted).map([&](const auto& hits) {
                const std::optional<PivotBy> by = PivotByFromString(arguments->by);
                if (by) return Summary(hits, *arguments, *by);
                return arguments->json ? JsonLines(hits) : IndicatorText(hits);
              });
            });
          }};
}

Command AddAllocations(CLI::App& app) {
  struct Arguments : QueryArguments {
    AllocationFilter filter{};
  };
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("allocations", "Amounts of the allocation tables");
  AllocationFilter& filter = arguments->filter;
  command->add_option("--name,--recipient,--region", filter.recipient,
                      "part of the recipient's name");
  command->add_option("--column", filter.column, "part of the column's name");
  command->add_option("--fund", filter.fund, "part of the table's or the notice's title");
  command->add_option("--year", arguments->years, "of the notice: 2023, 2020..2024");
  command->add_option("--document", filter.document_number, "part of the document number");
  command->add_option("--limit", filter.limit, "most rows; -1 = all")->capture_default_str();
  AddQueryArguments(*command, *arguments);
  command->footer("Example: gongwen allocations --recipient 阜康市");
  return {command, [arguments]() -> ExitCode {
            AllocationFilter& wanted = arguments->filter;
            if (!arguments->years.empty()) {
              const auto years = ParseYears(arguments->years);
              if (!years) return Complain(years.error());
              std::tie(wanted.year_min, wanted.year_max) = *years;
            }
            return AnswerQuery(*arguments, [&](const Archive& archive) {
              return archive.Allocations(wanted).map([&](const auto& hits) {
                return arguments->json ? JsonLines(hits) : AllocationText(hits);
              });
            });
          }};
}

}  // namespace gongwen
