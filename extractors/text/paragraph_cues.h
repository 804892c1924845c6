// What the words of a line say about where paragraphs begin and end. Layout decides first; these
// settle what layout leaves open. All take UTF-8; all but TextWidthEm look at a bounded
// number of characters.
#pragma once

#include <string_view>

namespace gongwen {

// "— 1 —", "-3-", "3", "3/10", "第 3 页 共 10 页": a page number and nothing else.
[[nodiscard]] bool IsPageNumber(std::string_view text);

// The mark of a numbered item or a bullet at the start: 一、 （一） 1. 1、 （1） ① ● 第三条, or the
// words that open an element of their own: 附件 附： 抄送. "3.5万" and "2023年" are no marks.
[[nodiscard]] bool StartsItem(std::string_view text);

// Opens an element of its own wherever it stands: 附件 附： 抄送 印发机关.
[[nodiscard]] bool StartsElement(std::string_view text);

// The width, in ems, of everything before the words of an item: "附件：1. " is about 4. Continued
// lines of the item may be set under its words. 0 when there is no mark.
[[nodiscard]] double MarkWidthEm(std::string_view text);

// The width, in ems, of the first characters that must stay on one line: a Han character with the
// punctuation after it, a number, a Latin word.
[[nodiscard]] double FirstUnitEm(std::string_view text);

// The width of the text as set, in ems: 1 for Han and other full-width characters, 1/2 for ASCII.
[[nodiscard]] double TextWidthEm(std::string_view text);

// Ends in 。！？；： (or their ASCII forms), behind closing quotes and brackets.
[[nodiscard]] bool EndsSentence(std::string_view text);

// Names a whole agency: ends in 局 厅 委 部 政府 办公室 ... and is no 关于 title.
[[nodiscard]] bool IsAgency(std::string_view text);

// Begins the words of a title: 关于 转发 印发 批转.
[[nodiscard]] bool StartsTitle(std::string_view text);

// A document number (…〔2023〕22号) or a date (2023年7月3日, 二〇二三年七月三日) and nothing after.
[[nodiscard]] bool IsNumberOrDate(std::string_view text);

}  // namespace gongwen
