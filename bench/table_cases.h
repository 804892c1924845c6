// The cases that tables come in: how they are ruled, how they go over pages.
#pragma once

#include <string>
#include <vector>

#include "fixtures/generator/page_layout.h"

namespace gongwen::bench {

struct TableCase {
  std::string group{}, name{};
  fixtures::LayoutOptions layout{};
};

// Every look of rulings, each rotation and both orientations.
[[nodiscard]] std::vector<TableCase> RulingCases();

// Ruled tables in parts of `part_height` points: header repeated or not or in part, label of a cut
// cell in each place, rows cut or whole, 续表 or none, foot closed or open.
[[nodiscard]] std::vector<TableCase> PageBreakCases(double part_height);

// Three-line, row rules, no rules, zebra; whole and over pages.
[[nodiscard]] std::vector<TableCase> AlignmentCases();

}  // namespace gongwen::bench
