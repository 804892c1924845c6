// Tables that went through a data frame (pandas): marks of it that no page has.
#pragma once

#include "model/reading.h"

namespace gongwen {

// Empties the cells that a data frame writes of itself into tables of markup: NaN and its like for
// a blank cell, "Unnamed: 3" for a head without name, and the rows' numbers 0, 1, 2 … below a blank
// head. Cells stay in their places. Tables without such marks are left alone.  O(cells)
void ClearDataFrameMarks(Reading& reading);

}  // namespace gongwen
