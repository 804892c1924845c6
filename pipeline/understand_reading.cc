#include "pipeline/understand_reading.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "normalizers/allocation/allocation_table.h"
#include "normalizers/allocation/continued_grids.h"
#include "normalizers/checks/check_notice.h"
#include "normalizers/checks/mend_amounts.h"
#include "normalizers/checks/misreading.h"
#include "normalizers/checks/rate_allocations.h"
#include "normalizers/hierarchy/listed_tables.h"
#include "normalizers/notice/further_fields.h"
#include "normalizers/notice/locate_regions.h"
#include "normalizers/notice/mend_regions.h"
#include "normalizers/notice/notice_fields.h"
#include "normalizers/table/data_frame.h"
#include "normalizers/table/header_rows.h"
#include "normalizers/table/running_lines.h"
#include "normalizers/table/table_caption.h"
#include "normalizers/table/table_kind.h"

namespace gongwen {

UnderstoodReading UnderstandReading(Reading read, const Knowledge& knowledge,
                                    const UnderstandOptions& options) {
  ClearDataFrameMarks(read);
  GatheredReading gathered = GatherListedTables(std::move(read), knowledge.label_reader());
  UnderstoodReading understood{.reading = std::move(gathered.reading),
                               .first_block = std::move(gathered.first_block)};
  const Reading& reading = understood.reading;
  Notice& notice = understood.notice;
  notice = ExtractNoticeFields(reading);
  const std::vector<TableCaption> captions = CaptionTables(reading);
  const std::set<std::string> running = RunningLines(reading);
  // A document that begins with a table is called what that table is.
  constexpr std::ptrdiff_t kFewLines = 6;
  const auto first = std::ranges::find_if(
      reading.blocks, [](const Block& block) { return std::holds_alternative<TableGrid>(block); });
  const bool begins_with_table =
      first != reading.blocks.end() && first - reading.blocks.begin() <= kFewLines;
  if (begins_with_table && notice.title.value.empty() && notice.document_number.value.empty()) {
    notice.title = captions.front().title;
  }
  std::vector<IndicatorGrid> indicator_grids;
  int table_no = 0;
  int joined_until = 0;  // tables up to here are parts of the allocation table before them
  int unplaced = 0;      // a table of further columns of the one before, for unknown rows
  for (const Block& block : reading.blocks) {
    const TableGrid* grid = std::get_if<TableGrid>(&block);
    if (grid == nullptr) continue;
    const TableCaption& caption = captions[static_cast<std::size_t>(table_no)];
    ++table_no;
    const bool is_part = table_no <= joined_until || table_no == unplaced;
    TableKind kind =
        is_part ? TableKind::kAllocation : ClassifyTable(*grid, caption, knowledge.label_reader());
    const bool follows_indicators =
        !indicator_grids.empty() && indicator_grids.back().table_no == table_no - 1;
    if (kind == TableKind::kOther && follows_indicators &&
        MayGoOnWithIndicators(*grid, caption, knowledge.label_reader())) {
      kind = TableKind::kIndicator;
    }
    notice.tables.push_back({.table_no = table_no,
                             .kind = kind,
                             .title = caption.title.value,
                             .unit = caption.unit,
                             .attachment = caption.attachment});
    if (kind == TableKind::kIndicator) {
      const bool may_go_on = !indicator_grids.empty() && caption.title.value.empty() &&
                             indicator_grids.back().table_no == table_no - 1;
      indicator_grids.push_back(
          {table_no, grid, caption.title.value, caption.year, caption.region, may_go_on});
    } else if (kind == TableKind::kAllocation && table_no > joined_until) {
      const JoinedGrid joined =
          JoinContinuedGrids(reading, captions, static_cast<std::size_t>(table_no) - 1, running);
      joined_until = table_no + static_cast<int>(joined.parts) - 1;
      if (joined.has_unplaced_columns) unplaced = joined_until + 1;
      notice.allocation_tables.push_back(
          BuildAllocationTable(joined.grid, caption, table_no, joined.columns_by_order));
    }
    if (kind != TableKind::kIndicator) {
      notice.tables.back().header_rows = ReadHeaderRows(*grid, caption.caption_rows).body_begin();
    }
  }
  const Misreading of_reading = MisreadingOf(reading, knowledge);
  HierarchyOptions hierarchy = options.hierarchy;
  hierarchy.is_noisy = of_reading.is_noisy();
  IndicatorTables indicators =
      BuildIndicatorTables(indicator_grids, knowledge, hierarchy, options.archived);
  for (std::size_t i = 0; i < indicator_grids.size(); ++i) {
    TableSummary& summary =
        notice.tables[static_cast<std::size_t>(indicator_grids[i].table_no - 1)];
    summary.header_rows = indicators.header_rows[i];
  }
  notice.indicator_tables = std::move(indicators.tables);
  understood.sheets = std::move(indicators.sheets);
  std::move(indicators.repairs.begin(), indicators.repairs.end(),
            std::back_inserter(notice.repairs));
  MendRegions(notice, knowledge.gazetteer(), hierarchy.is_noisy);
  LocateRegions(notice, knowledge.gazetteer());
  AddFundOfTables(notice);
  MendAmounts(notice);
  const Misreading misreading = of_reading + MisreadingOf(notice, knowledge.gazetteer());
  RateIndicators(notice, misreading);
  RateAllocations(notice, knowledge.gazetteer(), misreading);
  notice.checks = CheckNotice(notice, reading);
  return understood;
}

}  // namespace gongwen
