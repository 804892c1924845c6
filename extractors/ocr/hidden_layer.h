// The text that another program's OCR laid under a scan, against what is read from its pixels.
#pragma once

#include <span>
#include <vector>

#include "model/page.h"
#include "model/reading.h"

namespace gongwen {

// Settles what was read with what the layer says at the same place, line by line. How good the
// layer is on this page is told by the lines that were read surely:
//   it says mostly the same   lines that agree are surer; where the reading was unsure, the layer's
//                             is taken, in doubt, and the reading a leftover
//   now and then              lines that agree are surer
//   seldom, or too few lines  the layer is not looked at
// Where both differ the reading is doubtful and the layer's text a leftover. Lines of words are
// never made sure: a layer says nothing new about a recipient.
//   read   glyphs line by line, points of an upright page; their texts, boxes and confidence change
//   layer  in points of the same page
//   cost   O(n log n) for n glyphs, and O(lines x layer lines of one height)
void SettleWithLayer(std::vector<Glyph>& read, std::span<const Glyph> layer, int page_no,
                     std::vector<Leftover>& leftovers);

}  // namespace gongwen
