#include "normalizers/value/unit_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMaxNounLength = 6;
constexpr std::size_t kMaxOtherLength = 2;
constexpr std::size_t kMaxDivisorLength = 4;  // the 人 of 元/人

struct Multiplier {
  std::string_view word;
  int exponent;
};
constexpr std::array kMultipliers = {Multiplier{"万亿", 12}, Multiplier{"千万", 7},
                                     Multiplier{"百万", 6},  Multiplier{"十万", 5},
                                     Multiplier{"亿", 8},    Multiplier{"万", 4}};

constexpr std::array kTimeUnits = std::to_array<std::string_view>(
    {"年", "个月", "月", "周", "天", "日", "工作日", "个工作日", "日历天", "个日历天", "自然日",
     "个自然日", "小时", "个小时", "分钟", "秒"});

constexpr std::array kUnits = std::to_array<std::string_view>(
    {"%",      "‰",        "％",       "个百分点", "百分点", "倍",   "分",     "元",     "千元",
     "美元",   "角",       "人",       "人次",     "人天",   "人日", "户",     "户次",   "户家",
     "家",     "家次",     "个",       "个次",     "项",     "项次", "次",     "件",     "起",
     "例",     "宗",       "名",       "位",       "台",     "台套", "台(套)", "套",     "辆",
     "座",     "处",       "所",       "间",       "张",     "份",   "期",     "场",     "场次",
     "批",     "批次",     "班",       "班次",     "节",     "门",   "课时",   "学时",   "标段",
     "平方米", "平方公里", "平方千米", "立方米",   "立方",   "米",   "公里",   "千米",   "里",
     "厘米",   "毫米",     "延米",     "海里",     "亩",     "亩次", "公顷",   "吨",     "千克",
     "公斤",   "斤",       "克",       "毫克",     "升",     "毫升", "千瓦",   "兆瓦",   "千瓦时",
     "度",     "吨标准煤", "标准箱",   "株",       "棵",     "头",   "头只",   "只",     "羽",
     "匹",     "尾",       "条",       "幅",       "块",     "根",   "本",     "册",     "篇",
     "部",     "种",       "类",       "片",       "支",     "艘",   "架",     "口",     "眼",
     "床",     "张床",     "床位",     "杆",       "盏",     "孔",   "对",     "双",     "组",
     "队",     "村",       "个村",     "乡镇",     "社区",   "㎡",   "m²",     "m2",     "m³",
     "m3",     "km",       "km²",      "km2",      "m",      "cm",   "mm",     "kg",     "g",
     "t",      "L",        "mL",       "ml",       "kW",     "kw",   "MW",     "kWh",    "kwh",
     "℃",      "°C",       "dB",       "dB(A)",    "mg/L",   "mg/l", "μg/m³",  "GB",     "TB",
     "Mbps",   "人年",     "人月",     "宿位",     "学位",   "座次", "车次",   "标准台", "标台",
     "公顷次", "万"});

// A classifier and the noun that it counts: 个+基地.
constexpr std::array kClassifiers = std::to_array<std::string_view>(
    {"个", "名", "家", "项", "所", "座", "处", "条", "件", "套", "台", "辆",
     "户", "位", "场", "次", "期", "批", "间", "块", "份", "支", "种", "类",
     "片", "头", "只", "株", "棵", "本", "部", "篇", "张", "口", "眼"});

// No unit holds one of these; 级 and 号 say which one, not how many.
constexpr std::u32string_view kNeverInUnit =
    U"的以内上下前后左右第至到和或及完成约每级率为是不未无达底末初号时点届度比较提降增减且与均";

bool IsIn(std::string_view word, auto& list) { return std::ranges::find(list, word) != list.end(); }

bool IsNoun(std::string_view text, std::size_t max_length) {
  const std::u32string noun = CodePoints(text);
  return !noun.empty() && noun.size() <= max_length && std::ranges::all_of(noun, [](char32_t c) {
    return (IsHan(c) && kNeverInUnit.find(c) == std::u32string_view::npos) || c == U'(' ||
           c == U')';
  });
}

bool IsSingleUnit(std::string_view unit) { return IsIn(unit, kUnits) || IsIn(unit, kTimeUnits); }

// 人·月 behind the 元/: a unit, or a short noun (元/生).
bool IsDivisor(std::string_view text) {
  return IsSingleUnit(text) || IsNoun(text, kMaxDivisorLength);
}

std::size_t FindJoint(std::string_view text) {
  return std::min({text.find('/'), text.find("·"), text.find("*"), text.find("每")});
}

}  // namespace

int TakeMultiplier(std::string_view& text) {
  for (const Multiplier& multiplier : kMultipliers) {
    if (!text.starts_with(multiplier.word)) continue;
    text.remove_prefix(multiplier.word.size());
    return multiplier.exponent;
  }
  return 0;
}

bool IsKnownUnit(std::string_view unit) {
  if (IsSingleUnit(unit)) return true;
  std::size_t joint = FindJoint(unit);
  if (joint >= unit.size() || !IsSingleUnit(unit.substr(0, joint))) return false;
  while (joint < unit.size()) {
    const std::size_t width = unit[joint] == '/' || unit[joint] == '*' ? 1
                              : unit.substr(joint).starts_with("·")    ? "·"sv.size()
                                                                       : "每"sv.size();
    unit.remove_prefix(joint + width);
    joint = FindJoint(unit);
    if (!IsDivisor(unit.substr(0, joint))) return false;
  }
  return true;
}

bool IsPlausibleUnit(std::string_view unit) {
  if (IsKnownUnit(unit) || IsNoun(unit, kMaxOtherLength)) return true;
  return std::ranges::any_of(kClassifiers, [&](std::string_view classifier) {
    return unit.starts_with(classifier) && IsNoun(unit.substr(classifier.size()), kMaxNounLength);
  });
}

bool IsTimeUnit(std::string_view unit) { return IsIn(unit, kTimeUnits); }

}  // namespace gongwen
