// The lines of a caption, each told by its form.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gongwen {

enum class CaptionRole {
  kTitle,   // what is left: short, and no sentence
  kUnit,    // 单位：万元
  kYear,    // （2023年度）
  kRegion,  // （奇台县）, 地区：奇台县: whose the table is
  kMark,    // 附件1, or 附件1：2023年…分配表
  kHead,    // 本次下达资金: the upper line of the head, which reading left outside the grid
  kSkip,    // page numbers, 填报单位：…, 续表, a date
  kStop,    // running text, the letter's list of attachments, its signature and footer
};

// All of these take lines that went through TightText.
[[nodiscard]] CaptionRole CaptionRoleOf(const std::string& tight);

// The mark at the front of "附件1：2023年…分配表", and what follows it.
struct MarkedLine {
  std::string mark{}, rest{};
};
// nullopt also for "附件：…", which is the list in the letter.
[[nodiscard]] std::optional<MarkedLine> ParseMark(const std::string& tight);

// The place that a line names and nothing else: （奇台县）, 地区：奇台县, 填报单位：奇台县财政局.
// Empty when there is none.
[[nodiscard]] std::string RegionLine(const std::string& tight);

[[nodiscard]] bool IsUnitLine(const std::string& printed);

// A name of columns and no title: 本次下达资金, 已下达金额（万元）.
[[nodiscard]] bool IsLostHead(const std::string& tight);

// Cuts "单位：万元" off the end of a line that also holds the title.
[[nodiscard]] std::string WithoutUnit(const std::string& tight);

// As UnitFromCaption, and also one of several units ("单位：人、万元" -> 万元) and a text that is
// nothing but a unit ("万元"). For head cells and caption lines; empty when there is none.
[[nodiscard]] std::string UnitIn(std::string_view text);

// The unit that a note below or in a table tells: 注：本表金额单位均为万元。 Empty when it tells
// none.
[[nodiscard]] std::string UnitInNote(std::string_view text);

}  // namespace gongwen
