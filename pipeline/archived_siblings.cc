#include "pipeline/archived_siblings.h"

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <variant>

namespace gongwen {
namespace {

using FundYear = std::pair<std::string, int>;

std::set<FundYear> FundsOf(const Notice& notice) {
  std::set<FundYear> funds;
  for (const IndicatorTable& table : notice.indicator_tables) {
    if (!table.fund.empty() && table.year) funds.emplace(table.fund, *table.year);
  }
  return funds;
}

}  // namespace

Result<std::vector<TableGrid>> ArchivedSiblings(const Archive& archive, const Notice& notice,
                                                std::string_view sha256, std::size_t most) {
  std::vector<TableGrid> grids;
  for (const auto& [fund, year] : FundsOf(notice)) {
    const Result<std::vector<std::int64_t>> documents =
        archive.DocumentsOfFund(fund, year, static_cast<int>(most));
    if (!documents) return tl::make_unexpected(documents.error());
    for (const std::int64_t id : *documents) {
      if (grids.size() >= most) return grids;
      Result<StoredDocument> document = archive.LoadDocument(id);
      if (!document) return tl::make_unexpected(std::move(document).error());
      if (document->record.sha256 == sha256) continue;
      std::vector<const TableGrid*> read;
      for (const Block& block : document->record.reading.blocks) {
        if (const TableGrid* grid = std::get_if<TableGrid>(&block)) read.push_back(grid);
      }
      for (const IndicatorTable& table : document->record.notice.indicator_tables) {
        const auto index = static_cast<std::size_t>(table.table_no - 1);
        const bool is_same = table.fund == fund && table.year == year && index < read.size();
        if (is_same && grids.size() < most) grids.push_back(*read[index]);
      }
    }
  }
  return grids;
}

}  // namespace gongwen
