#include "text/character_model.h"

#include <catch2/catch.hpp>

namespace gongwen {

TEST_CASE("what follows what is told from counts, and what was never met is improbable", "[text]") {
  const CharacterModel model("# remark\n培\t训h育g\n租\t赁f\n凭\t证e\nrubbish\n甲\n");
  CHECK(model.Probability(U'培', U'训') > model.Probability(U'培', U'育'));
  CHECK(model.Probability(U'培', U'育') > model.Probability(U'培', U'证'));
  CHECK(model.Probability(U'培', U'龘') > 0);
  CHECK(model.AreNeighbours(U'租', U'赁'));
  CHECK_FALSE(model.AreNeighbours(U'租', U'凭'));
}

TEST_CASE("one character taken for its look-alike makes a text less usual", "[text]") {
  const CharacterModel& model = CharacterModel::Default();
  struct Case {
    const char *right, *wrong;
  };
  for (const auto& [right, wrong] : {Case{"房屋租赁补贴", "房屋租凭补贴"},
                                     {"职业培训补贴标准", "职业培训补帖标准"},
                                     {"城镇新增就业人数", "城镇新增就亚人数"},
                                     {"清涧县", "清润县"}}) {
    INFO(right);
    CHECK(model.Of(right).surprise < model.Of(wrong).surprise);
    CHECK(model.Of(right).stray_share <= model.Of(wrong).stray_share);
  }
  CHECK(model.Of("城镇新增就业人数").stray_share == 0);
}

TEST_CASE("texts without Chinese have no surprise", "[text]") {
  CHECK(CharacterModel::Default().Of("≥98%") == Usualness{});
  CHECK(CharacterModel::Default().Of("") == Usualness{});
}

}  // namespace gongwen
