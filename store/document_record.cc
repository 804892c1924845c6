#include "store/document_record.h"

#include <variant>

namespace gongwen {

const TableGrid* FindGrid(const Reading& reading, int table_no) {
  int number = 0;
  for (const Block& block : reading.blocks) {
    const auto* grid = std::get_if<TableGrid>(&block);
    if (grid != nullptr && ++number == table_no) return grid;
  }
  return nullptr;
}

}  // namespace gongwen
