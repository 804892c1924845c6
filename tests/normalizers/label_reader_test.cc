#include "normalizers/hierarchy/label_reader.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "normalizers/hierarchy/knowledge.h"

namespace gongwen {
namespace {

const Knowledge& Built() {
  static const auto knowledge = *Knowledge::Load();
  return *knowledge;
}

std::string Describe(std::string_view text) {
  const auto label = Built().label_reader().Read(text);
  if (!label) return "none";
  const Taxonomy& taxonomy = Built().taxonomy();
  std::string out;
  if (label->level1 >= 0)
    out += "1:" + taxonomy.level1()[static_cast<std::size_t>(label->level1)].id;
  if (label->level2 >= 0) {
    out += (out.empty() ? "2:" : " 2:") +
           taxonomy.level2()[static_cast<std::size_t>(label->level2)].id;
  }
  return out + (label->is_exact ? "" : " ~") + " " + label->text;
}

TEST_CASE("level labels are told from indicator names", "[hierarchy]") {
  const std::pair<const char*, const char*> cases[] = {
      {"产出指标", "1:output 产出指标"},
      {" 产 出 指 标 ", "1:output 产出指标"},
      {"数量指标(50分)", "2:quantity 数量指标"},
      {"时效指标★", "2:timeliness 时效指标"},
      {"*质量指标", "2:quality 质量指标"},
      {"质量指标（至少一条）", "2:quality 质量指标"},
      {"质量指标（必填）", "2:quality 质量指标"},
      {"1.经济效益", "2:economic_benefit 经济效益"},
      {"（一）产出指标", "1:output 产出指标"},
      {"成本指标", "1:cost 2:cost 成本指标"},
      {"满意度指标", "1:satisfaction 2:satisfaction 满意度指标"},
      {"社会公众或服务对象满意度指标", "2:satisfaction 社会公众或服务对象满意度指标"},
      {"生态环境成本指标", "2:ecological_cost 生态环境成本指标"},
      {"经济效益指", "2:economic_benefit ~ 经济效益指"},
      {"可待续影响指标", "2:sustainability ~ 可待续影响指标"},
      {"可待续影晌指标", "2:sustainability ~ 可待续影晌指标"},
      {"标数量指", "2:quantity ~ 标数量指"},  // stacked characters, read column by column
      {"指标满意度", "1:satisfaction 2:satisfaction ~ 指标满意度"},
      {"受益群众满意度", "none"},
      {"公共就业服务满意度(%)", "none"},
      {"享受社会保险补贴人员数量", "none"},
      {"绩效指标", "none"},
      {"", "none"},
      {"≥98%", "none"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(Describe(text) == expected);
  }
}

TEST_CASE("two labels glued into one cell are read as two", "[hierarchy]") {
  const auto glued = Built().label_reader().ReadGlued("产出指标数量指标");
  REQUIRE(glued.size() == 2);
  CHECK(glued[0].text == "产出指标");
  CHECK(glued[1].text == "数量指标");
  CHECK(Built().label_reader().ReadGlued("产出指标").empty());
  CHECK(Built().label_reader().ReadGlued("产出指标/数量指标").size() == 2);
}

TEST_CASE("a user's taxonomy file adds labels, and its mistakes are named", "[hierarchy]") {
  const auto load = [](const char* toml) {
    return Knowledge::Load({.taxonomies = {{"my.toml", toml}}});
  };
  const auto added = load(R"(
[[level2]]
id = "safety"
name = "安全指标"
[[scheme]]
id = "mine"
groups = [["output", "safety"]]
)");
  REQUIRE(added);
  CHECK((*added)->label_reader().Read("安全指标"));
  const auto broken = load("[[scheme]]\nid='x'\ngroups=[['output','nope']]");
  REQUIRE_FALSE(broken);
  CHECK_THAT(broken.error().message, Catch::Contains("my.toml") && Catch::Contains("nope"));
  CHECK_THAT(load("a = \n").error().message, Catch::Contains("my.toml: line 1"));
}

TEST_CASE("a label that two names are equally like keeps both in mind", "[hierarchy]") {
  const auto label = Built().label_reader().Read("贡量指标");  // 数量指标 or 质量指标
  REQUIRE(label);
  CHECK_FALSE(label->is_exact);
  CHECK(label->others.size() == 1);
}

TEST_CASE("a label in front of a name is taken off it", "[hierarchy]") {
  const auto prefix = Built().label_reader().ReadPrefix("数量指标新建公路里程");
  REQUIRE(prefix);
  CHECK(prefix->label.text == "数量指标");
  CHECK(prefix->rest == "新建公路里程");
  CHECK_FALSE(Built().label_reader().ReadPrefix("数量指标"));
  CHECK_FALSE(Built().label_reader().ReadPrefix("数量指标完成率"));
  CHECK(Built().label_reader().ReadPrefix("质量指标(20分)：验收合格率")->rest == "验收合格率");
  CHECK_FALSE(Built().label_reader().ReadPrefix("新建公路里程"));
}

TEST_CASE("a part of a label, or its ends exchanged, is a piece and no name", "[normalizers]") {
  const LabelReader& reader = Built().label_reader();
  for (const char* piece : {"满意", "标数量指", "指标满意度", "社会效益指"}) {
    INFO(piece);
    CHECK(reader.IsPieceOfName(piece));
  }
  for (const char* other : {"满意度指标", "数量指标（20分）", "道路通行能力指标", ""}) {
    INFO(other);
    CHECK_FALSE(reader.IsPieceOfName(other));
  }
}

}  // namespace
}  // namespace gongwen
