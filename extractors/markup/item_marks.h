// What the beginning and the end of a line say about where paragraphs of a notice begin and end.
#pragma once

#include <string_view>

namespace gongwen {

// The line opens an item or a part of a notice: 一、 （一） 1. 1） ① 第三条 附件 抄送 目标1： ….
[[nodiscard]] bool OpensItem(std::string_view line);

// 2023年7月3日, 二〇二三年七月三日, with or without 印发 at the end: nothing but that.
[[nodiscard]] bool IsDateLine(std::string_view line);

// "— 2 —", "- 2 -", "第 2 页", "第2页 共8页", "2/8". A bare number is none: it may be a value.
[[nodiscard]] bool IsMarkedPageNumber(std::string_view line);

// Ends with a mark after which a sentence always goes on: ， 、 ,  or an opening bracket or quote.
[[nodiscard]] bool EndsOpen(std::string_view line);

// Ends as titles and table captions do: 通知 办法 方案 分配表 ….
[[nodiscard]] bool EndsAsTitle(std::string_view line);

}  // namespace gongwen
