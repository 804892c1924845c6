// Does a text look like a value: ≥98%, 2023年12月底前, 1,234.50, 3—5天?
#pragma once

#include <string_view>

namespace gongwen {

// Whether the value model should look at a line that was read as `text`: it is short and has a
// digit, a sign of comparison or of a number, or what an engine makes of one (之98%).
[[nodiscard]] bool MayBeValue(std::string_view text);

// Whether at least half of the characters are digits, signs and marks of numbers.
[[nodiscard]] bool IsMostlyNumber(std::string_view text);

// How well `text` follows the grammar of values, in [0,1]: 1 for [sign] number [unit] and its
// relatives, ranges, dates, fractions; less for each piece that such a text does not have (a sign
// behind a digit, two points in a number, %%). Words without digits are 0.5: nothing is known.
//   cost  about 1 us a text
[[nodiscard]] double ValueShape(std::string_view text);

}  // namespace gongwen
