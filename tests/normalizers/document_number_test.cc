#include "normalizers/value/document_number.h"

#include <catch2/catch.hpp>

namespace gongwen {
namespace {

struct Row {
  std::string_view text, canonical;
};

std::string Joined(std::string_view text) {
  std::string all;
  for (const DocumentNumber& number : FindDocumentNumbers(text)) {
    all += (all.empty() ? "" : " ") + number.canonical;
  }
  return all;
}

TEST_CASE("a bracket that closes before the code is none of it", "[normalizers]") {
  const auto found = FindDocumentNumbers("旅游部(建精神)指标[2022]318号");
  REQUIRE(found.size() == 1);
  CHECK(found[0].canonical == "指标〔2022〕318号");
  CHECK(FindDocumentNumbers("宁财(建)指标[2022]318号").at(0).canonical ==
        "宁财(建)指标〔2022〕318号");
}

TEST_CASE("a document number in any brackets has one canonical form", "[normalizers]") {
  const Row rows[] = {
      {"昌州财社〔2023〕22号", "昌州财社〔2023〕22号"},
      {"昌州财社[2023]22号", "昌州财社〔2023〕22号"},
      {"昌州财社（2023）22号", "昌州财社〔2023〕22号"},
      {"昌州财社【2023】22号", "昌州财社〔2023〕22号"},
      {"昌州财社﹝2023﹞22号", "昌州财社〔2023〕22号"},
      {"昌州财社(2023)22号", "昌州财社〔2023〕22号"},
      {"昌州财社［２０２３］２２号", "昌州财社〔2023〕22号"},
      {"昌州财社[2023〕22号", "昌州财社〔2023〕22号"},
      {"昌 州 财 社 〔 20 23 〕 2 2 号", "昌州财社〔2023〕22号"},
      {"昌州财社〔2023年〕第22号", "昌州财社〔2023〕22号"},
      {"昌州财社〈2023〉22号", "昌州财社〔2023〕22号"},
      {"昌州财社《2023》22号", "昌州财社〔2023〕22号"},
      {"昌州财社{2023}22号", "昌州财社〔2023〕22号"},
      {"昌州财社｛2023｝22号", "昌州财社〔2023〕22号"},
      {"昌州财社「2023」22号", "昌州财社〔2023〕22号"},
      {"昌州财社〔二〇二三〕22号", "昌州财社〔2023〕22号"},
      {"昌州财社〔二○二三〕二十二号", "昌州财社〔2023〕22号"},
      {"昌州财社〔2023〕 四十五号", "昌州财社〔2023〕45号"},
      {"昌州财社〔2023〕一百零五号", "昌州财社〔2023〕105号"},
      {"昌州财社〔2023〕四五号", "昌州财社〔2023〕45号"},
      {"财政部公告2021年第7号", "财政部公告〔2021〕7号"},
      {"财政部公告〔2021〕7号", "财政部公告〔2021〕7号"},
      {"榕财教(指)〔2022〕59号", "榕财教(指)〔2022〕59号"},
      {"榕财教（指）〔2022〕59号", "榕财教(指)〔2022〕59号"},
      {"宁财(农)指标[2022]605号", "宁财(农)指标〔2022〕605号"},
      {"渝财社〔2023〕2-1号", "渝财社〔2023〕2-1号"},
      {"渝财社〔2023〕2－1号", "渝财社〔2023〕2-1号"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const std::vector<DocumentNumber> found = FindDocumentNumbers(row.text);
    REQUIRE(found.size() == 1);
    CHECK(found[0].canonical == row.canonical);
    CHECK(found[0].raw == row.text);
    CHECK_FALSE(found[0].is_damaged);
    CHECK(found[0].confidence == 1.0);
    CHECK(ParseDocumentNumber(row.text) == found[0]);
  }
}

TEST_CASE("a lost bracket or sign is restored and told", "[normalizers]") {
  struct Damage {
    std::string_view text, canonical, alternative;
  };
  const Damage rows[] = {
      {"泉财社指〔2025122", "泉财社指〔2025〕122号", "泉财社指〔2025〕22号"},
      {"渝财农〔2021126号", "渝财农〔2021〕126号", "渝财农〔2021〕26号"},
      {"川财行2020〕189号", "川财行〔2020〕189号", ""},
      {"川财行C2020〕189号", "川财行〔2020〕189号", ""},
      {"昌州财社〔2023J22号", "昌州财社〔2023〕22号", ""},
      {"昌州财社[2023l22号", "昌州财社〔2023〕22号", ""},
      {"昌州财社C2023J22号", "昌州财社〔2023〕22号", ""},
      {"昌州财社〔2O23〕22号", "昌州财社〔2023〕22号", ""},
      {"昌州财社〔202l〕22号", "昌州财社〔2021〕22号", ""},
      {"苏财社202427号", "苏财社〔2024〕27号", ""},
      {"财农2019163 号", "财农〔2019〕163号", "财农〔2019〕63号"},
      {"昌州财社2023J22号", "昌州财社〔2023〕22号", ""},
      {"昌州财社〔2023〕22", "昌州财社〔2023〕22号", ""},
      {"昌州财社〔202322号", "昌州财社〔2023〕22号", ""},
  };
  for (const Damage& row : rows) {
    CAPTURE(row.text);
    const std::vector<DocumentNumber> found = FindDocumentNumbers(row.text);
    REQUIRE(found.size() == 1);
    CHECK(found[0].canonical == row.canonical);
    CHECK(found[0].alternative == row.alternative);
    CHECK(found[0].is_damaged);
    CHECK(found[0].confidence < 0.9);
  }
}

TEST_CASE("the agency code is parted from the words before it", "[normalizers]") {
  const Row rows[] = {
      {"根据财政厅《关于拨付预算的通知》（新财社〔2023〕74号）精神", "新财社〔2023〕74号"},
      {"按照新财预〔2016〕113号规定", "新财预〔2016〕113号"},
      {"根据自治区财政厅新财社〔2023〕74号文件", "新财社〔2023〕74号"},
      {"昌吉回族自治州财政局文件昌州财社〔2023〕22号", "昌州财社〔2023〕22号"},
      {"现将财政部财社〔2023〕133号转发给你们", "财社〔2023〕133号"},
      {"按财社〔2023〕133号执行", "财社〔2023〕133号"},
      {"和地财社〔2023〕5号", "和地财社〔2023〕5号"},
      {"《办法》（新财社〔2022〕1号）和《通知》（财社〔2022〕8号）",
       "新财社〔2022〕1号 财社〔2022〕8号"},
      {"财社〔2022〕8号和新财社〔2022〕1号", "财社〔2022〕8号 新财社〔2022〕1号"},
      {"于2023年新财社〔2023〕74号下达", "新财社〔2023〕74号"},
      {"人社部发〔2023〕37号", "人社部发〔2023〕37号"},
      {"厅字〔2018〕1号", "厅字〔2018〕1号"},
      {"黔东南财农〔2020〕18号文件同时废止。", "黔东南财农〔2020〕18号"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(Joined(row.text) == row.canonical);
  }
}

TEST_CASE("a list of numbers gives each with the prefix of the first", "[normalizers]") {
  CHECK(Joined("沪财库【2019】19号、36号、63号") ==
        "沪财库〔2019〕19号 沪财库〔2019〕36号 沪财库〔2019〕63号");
  CHECK(Joined("沪财库〔2019〕19、36、63号") ==
        "沪财库〔2019〕19号 沪财库〔2019〕36号 沪财库〔2019〕63号");
  CHECK(Joined("（青财社字〔2022〕1702号、1703号），") ==
        "青财社字〔2022〕1702号 青财社字〔2022〕1703号");
  CHECK(Joined("财社〔2021〕3号、〔2022〕4号") == "财社〔2021〕3号 财社〔2022〕4号");
  CHECK(Joined("财社〔2021〕3号、2022年预算") == "财社〔2021〕3号");
}

TEST_CASE("what only looks like a document number is left alone", "[normalizers]") {
  const std::string_view texts[] = {"",
                                    "（2023）5",
                                    "2023年22号",
                                    "（2023年度）",
                                    "2023年中央财政就业补助资金（第二批）",
                                    "收入科目“1100248 社会保障”",
                                    "〔2023〕22号",
                                    "合计20231234567号",
                                    "住址幢202315号",
                                    "昌州财社45号",
                                    "《2023》22号",
                                    "二〇二三年四十五号",
                                    "本公告2021年第7号",
                                    "\xE3\x80\x94\xFF 2023"};
  for (const std::string_view text : texts) {
    CAPTURE(text);
    CHECK(FindDocumentNumbers(text).empty());
  }
}

TEST_CASE("the range of a document number points into the searched text", "[normalizers]") {
  const std::string text = "依据 新财社 〔2023〕 74 号 精神";
  const std::vector<DocumentNumber> found = FindDocumentNumbers(text);
  REQUIRE(found.size() == 1);
  CHECK(text.substr(found[0].begin, found[0].end - found[0].begin) == found[0].raw);
  CHECK(found[0].raw == "新财社 〔2023〕 74 号");
  CHECK(found[0].year == 2023);
  CHECK(found[0].number == "74");
  CHECK_FALSE(ParseDocumentNumber(text));
  CHECK(ParseDocumentNumber("（新财社〔2023〕74号）"));
}

}  // namespace
}  // namespace gongwen
