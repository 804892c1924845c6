#include "normalizers/hierarchy/sibling_names.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "normalizers/hierarchy/knowledge.h"

namespace gongwen {
namespace {

std::vector<std::vector<SiblingName>> Compare(const std::vector<std::string>& first_names,
                                              bool is_noisy = false) {
  std::vector<IndicatorSheet> sheets;
  for (const std::string& name : first_names) {
    IndicatorSheet sheet;
    for (const std::string& n : {name, std::string("培训人数"), std::string("工程验收合格率"),
                                 std::string("群众满意度")}) {
      sheet.leaves.push_back({.name = n});
    }
    sheets.push_back(std::move(sheet));
  }
  return CompareSiblingNames(sheets, GroupIntoFamilies(sheets), (*Knowledge::Load())->confusions(),
                             is_noisy);
}

TEST_CASE("a name with look-alike characters is mended as its siblings have it", "[hierarchy]") {
  const auto names = Compare({"城镇新增就业人数", "城镇新憎就业入数", "城镇新增就业人数"});
  CHECK(names[1][0].mended == "城镇新增就业人数");
  CHECK(names[1][0].witnesses == 2);
  CHECK(names[0][0].mended.empty());
  CHECK(names[1][1].mended.empty());
}

TEST_CASE("another wording of one indicator keeps its text and gets the siblings' key",
          "[hierarchy]") {
  const auto names = Compare(
      {"享受职业技能培训补贴人员数量", "享受职业培训补贴人员数量", "享受职业技能培训补贴人员数量"});
  CHECK(names[1][0].mended.empty());
  CHECK(names[1][0].key == "享受职业技能培训补贴人员数量");
  CHECK(names[0][0].key == names[1][0].key);
}

TEST_CASE("one sibling alone is no evidence that the other is misread", "[hierarchy]") {
  const auto names = Compare({"城镇新增就业人数", "城镇新憎就业人数"});
  CHECK(names[0][0].mended.empty());
  CHECK(names[1][0].mended.empty());
}

TEST_CASE("in a noisy document a name that makes no word is mended as one sibling has it",
          "[hierarchy]") {
  CHECK(Compare({"城镇新增就业人数", "城镇新增就邦人数"}, true)[1][0].mended == "城镇新增就业人数");
  CHECK(Compare({"城镇新增就业人数", "城镇新增就业人数数"}, true)[1][0].mended ==
        "城镇新增就业人数");
  CHECK(Compare({"减少林木经济损失", "减少林木经济失"}, true)[1][0].mended == "减少林木经济损失");
  CHECK(Compare({"城镇新增就业人数", "城镇新建就业人数"}, true)[1][0].mended.empty());
  CHECK(Compare({"城镇新增就业人数", "城镇新增就邦人数"}, false)[1][0].mended.empty());
}

TEST_CASE("characters are alike only within one set", "[text]") {
  const Confusions confusions = Confusions::FromText("# remark\n己已巳\n人入\n");
  CHECK(confusions.AreAlike(U'己', U'巳'));
  CHECK_FALSE(confusions.AreAlike(U'己', U'人'));
  CHECK(confusions.CountMisread(U"人已", U"入己") == 2);
  CHECK(confusions.CountMisread(U"人已", U"人已") == 0);
  CHECK(confusions.CountMisread(U"人已经", U"入己") == 0);
  CHECK(confusions.CountMisread(U"人已", U"入他") == 0);
}

}  // namespace
}  // namespace gongwen
