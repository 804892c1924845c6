#include "bench/table_cases.h"

#include <array>
#include <utility>

namespace gongwen::bench {
namespace {

using fixtures::HeaderRepeat;
using fixtures::LabelPosition;
using fixtures::LayoutOptions;
using fixtures::RulingLook;
using fixtures::TableStyle;

constexpr std::array<std::pair<RulingLook, const char*>, 9> kLooks{
    {{RulingLook::kPlain, "plain"},
     {RulingLook::kDouble, "double"},
     {RulingLook::kDashed, "dashed"},
     {RulingLook::kBoxes, "boxes"},
     {RulingLook::kFilled, "filled"},
     {RulingLook::kOpenSides, "open sides"},
     {RulingLook::kOpenFoot, "open foot"},
     {RulingLook::kOvershoot, "overshoot"},
     {RulingLook::kGaps, "gaps"}}};
constexpr std::array<std::pair<HeaderRepeat, const char*>, 3> kRepeats{
    {{HeaderRepeat::kNone, "no header"},
     {HeaderRepeat::kWhole, "header"},
     {HeaderRepeat::kLastRow, "last header row"}}};
constexpr std::array<std::pair<LabelPosition, const char*>, 4> kLabels{
    {{LabelPosition::kTop, "label before"},
     {LabelPosition::kCenter, "label in the middle"},
     {LabelPosition::kEachPage, "label on both sides"},
     {LabelPosition::kBottom, "label after"}}};
constexpr std::array<std::pair<TableStyle, const char*>, 4> kStyles{
    {{TableStyle::kThreeLine, "three-line"},
     {TableStyle::kRowLines, "row rules"},
     {TableStyle::kUnruled, "no rules"},
     {TableStyle::kZebra, "zebra"}}};

}  // namespace

std::vector<TableCase> RulingCases() {
  std::vector<TableCase> cases;
  for (const auto& [look, name] : kLooks) {
    for (const int rotate_deg : {0, 90, 180, 270}) {
      for (const bool landscape : {false, true}) {
        LayoutOptions layout{
            .landscape = landscape, .rotate_deg = rotate_deg, .rulings = look, .letter = false};
        cases.push_back({std::string("ruled, ") + name,
                         std::to_string(rotate_deg) + (landscape ? " landscape" : " portrait"),
                         layout});
      }
    }
  }
  return cases;
}

std::vector<TableCase> PageBreakCases(double part_height) {
  std::vector<TableCase> cases;
  for (const auto& [repeat, repeat_name] : kRepeats) {
    for (const auto& [label, label_name] : kLabels) {
      for (const bool cut_rows : {false, true}) {
        for (const bool mark : {false, true}) {
          for (const RulingLook look : {RulingLook::kPlain, RulingLook::kOpenFoot}) {
            LayoutOptions layout{.header_repeat = repeat,
                                 .cut_rows = cut_rows,
                                 .continued_mark = mark,
                                 .part_height = part_height,
                                 .rulings = look,
                                 .label_position = label,
                                 .letter = false};
            const std::string group =
                std::string("over pages, ") + label_name + (cut_rows ? ", rows cut" : "");
            cases.push_back({group,
                             std::string(repeat_name) + (mark ? ", mark" : "") +
                                 (look == RulingLook::kOpenFoot ? ", open foot" : ""),
                             layout});
          }
        }
      }
    }
  }
  return cases;
}

std::vector<TableCase> AlignmentCases() {
  std::vector<TableCase> cases;
  for (const auto& [style, style_name] : kStyles) {
    for (const bool landscape : {false, true}) {
      LayoutOptions layout{.landscape = landscape, .style = style, .letter = false};
      cases.push_back({style_name, landscape ? "landscape" : "portrait", layout});
    }
    for (const auto& [repeat, repeat_name] : kRepeats) {
      for (const bool mark : {false, true}) {
        LayoutOptions layout{.header_repeat = repeat,
                             .continued_mark = mark,
                             .part_height = 160,
                             .style = style,
                             .letter = false};
        cases.push_back({std::string(style_name) + ", over pages",
                         std::string(repeat_name) + (mark ? ", mark" : ""), layout});
      }
    }
  }
  return cases;
}

}  // namespace gongwen::bench
