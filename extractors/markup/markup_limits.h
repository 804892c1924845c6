// What one markup file may ask of the program. Real notices stay far below: the largest seen has
// 4,000 cells. Going over a limit is ErrorCode::kTooLarge, naming the limit.
#pragma once

#include <cstddef>

namespace gongwen {

inline constexpr std::size_t kMaxMarkupBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxRowCells = 2'000;           // columns of one table
inline constexpr std::size_t kMaxTableSlots = 1'000'000;     // rows x columns of one table
inline constexpr std::size_t kMaxDocumentSlots = 2'000'000;  // of all tables of one file
inline constexpr std::size_t kMaxParagraphs = 1'000'000;
inline constexpr int kMaxHtmlNesting = 200;  // elements inside one another
inline constexpr int kMaxNestedTables = 8;   // each level copies the text of those inside it

}  // namespace gongwen
