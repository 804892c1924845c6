// An indicator table taken apart: head fields, leaves, and the places where level labels were seen.
// Nothing is decided here about which leaf belongs to which label.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/notice.h"
#include "model/table_grid.h"
#include "normalizers/hierarchy/continued_header.h"
#include "normalizers/hierarchy/label_reader.h"
#include "normalizers/hierarchy/table_header.h"

namespace gongwen {

// A text of a column beside name and first value.
struct BesideLeaf {
  int column = -1;  // index into TableHeader::columns; -1: it fits in none
  int row_span = 1;
  std::string text{};
  Provenance from{};
};

// A leaf row: 三级指标 and 指标值, as read.
struct Leaf {
  std::string name{}, value{};
  int row = 0;  // grid row
  Provenance name_from{}, value_from{};
  std::string direction{}, unit{};  // of columns 指标性质 and 计量单位: ≥, 定性; 公里
  std::vector<BesideLeaf> next_values{};     // of further value columns: one for each village
  std::vector<BesideLeaf> extras{};          // of extra and section columns, and what fits nowhere
  std::string level1_read{}, level2_read{};  // the path when labels are taken where they stand
  // The cells as they stood, where a label was taken off the name, or a name or a value was joined
  // from pieces or parted from the other.
  std::optional<std::string> name_read{}, value_read{};
  bool has_label_taken = false;
};

// A level label seen somewhere in the table.
struct LabelSighting {
  LabelReading label{};
  int level = 2;       // 1 or 2: the column that it stood in, or was taken to
  int leaf_begin = 0;  // the first leaf at or below it
  int leaf_end = 0;    // half open; the leaves that a merged cell covers. A dump tells none: equal
  bool is_known = true;   // false: a text that the taxonomy lacks, in a label's column
  int row = 0;            // of the grid
  std::string printed{};  // as it stands there, with suffixes: 产出指标(50分)
};

struct IndicatorSheet {
  // Labels stand in merged cells whose extent is a fact, or beside every leaf.
  bool has_geometry = false;
  bool spans_disagree = false;  // of HTML: they cannot all be facts, and none is taken for one
  bool has_level2 = true;       // the header announces a second level, or labels of it were seen
  TableHeader header{};
  std::vector<HeadField> head{};
  std::vector<Leaf> leaves{};
  std::vector<LabelSighting> sightings{};  // by leaf_begin, then level
  // Rows of the grid that hold an empty form (指标2：), a remark, or texts beside no leaf.
  std::vector<int> left_out{};
};

// Whether spans of HTML are facts where they agree with each other (SpansAgree), or never.
enum class SpanTrust { kWhereTheyAgree, kNever };

struct SheetOptions {
  HeadedGrid before{};  // the grid that this one goes on from: its columns hold without a header
  SpanTrust trust = SpanTrust::kWhereTheyAgree;
};

//   grid      any grid; cells with text as read
//   returns   leaves in the order of the table; a table without leaves gives none
// Pure.  O(cells x columns).
[[nodiscard]] IndicatorSheet ReadIndicatorSheet(const TableGrid& grid, const LabelReader& reader,
                                                const SheetOptions& options = {});

}  // namespace gongwen
