// An indicator table taken apart: head fields, leaves, and the places where level labels were seen.
// Nothing is decided here about which leaf belongs to which label.
#pragma once

#include <string>
#include <vector>

#include "model/notice.h"
#include "model/table_grid.h"
#include "normalizers/hierarchy/label_reader.h"
#include "normalizers/hierarchy/row_alignment.h"

namespace gongwen {

// A value of a further value column that stands beside the first: one for each village.
struct NextValue {
  std::string text{};
  Provenance from{};
};

// A leaf row: 三级指标 and 指标值, as read.
struct Leaf {
  std::string name{}, value{};
  int row = 0;  // grid row
  Provenance name_from{}, value_from{};
  std::string direction{}, unit{};  // of columns 指标性质 and 计量单位: ≥, 定性; 公里
  std::vector<NextValue> next_values{};
  std::string level1_read{}, level2_read{};  // the path when labels are taken where they stand
  // The cells as they stood, where a label was taken off the name, or a name or a value was joined
  // from pieces or parted from the other.
  std::string name_read{}, value_read{};
  bool has_label_taken = false;
};

// A level label seen somewhere in the table.
struct LabelSighting {
  LabelReading label{};
  int level = 2;       // 1 or 2: the column that it stood in, or was taken to
  int leaf_begin = 0;  // the first leaf at or below it
  int leaf_end = 0;    // half open; the leaves that a merged cell covers. A dump tells none: equal
  bool is_known = true;  // false: a text that the taxonomy lacks, in a label's column
};

struct IndicatorSheet {
  bool has_geometry = false;  // labels stand in merged cells whose extent is a fact
  bool has_level2 = true;     // the header announces a second level, or labels of it were seen
  int header_row = -1;        // -1: the table has none
  int header_rows = 0;
  std::vector<HeadField> head{};
  std::vector<Leaf> leaves{};
  std::vector<LabelSighting> sightings{};  // by leaf_begin, then level
};

//   grid      any grid; cells with text as read
//   returns   leaves in the order of the table; a table without leaves gives none
// Pure.  O(cells x columns).
[[nodiscard]] IndicatorSheet ReadIndicatorSheet(const TableGrid& grid, const LabelReader& reader);

}  // namespace gongwen
