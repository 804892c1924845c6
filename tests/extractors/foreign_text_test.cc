#include "extractors/markup/foreign_text.h"

#include <catch2/catch.hpp>
#include <string>

#include "extractors/markup/sniff_format.h"

namespace gongwen {
namespace {

TEST_CASE("JSON, YAML and source code are no documents", "[extractors]") {
  const std::pair<std::string, ForeignText> examples[] = {
      {R"({"title":"关于下达资金的通知","number":"州财社〔2023〕45号"})", ForeignText::kJson},
      {"\n[\n  {\n  \"名称\" : 1}]", ForeignText::kJson},
      {R"(["甲", "乙"])", ForeignText::kJson},
      {"{\"a\": 1}\n{\"a\": 2}\n", ForeignText::kJson},
      {"[[{\"type\": \"text\", \"text\": \"甲\", \"bbox\": [1, 2]}]]", ForeignText::kOcrJson},
      {"---\nname: 甲\nversion: 1.0\nfiles:\n  - a.pdf\n  - b.pdf\n", ForeignText::kYaml},
      {"[server]\nport = 80\nname = 甲\npath=/a\n", ForeignText::kYaml},
      {"#!/bin/sh\necho 甲\n", ForeignText::kSource},
      {"import os\nprint(1)\n", ForeignText::kSource},
      {"/* 甲 */\nint main() {\n  f(1);\n  x = 2;\n}\n", ForeignText::kSource},
  };
  for (const auto& [text, kind] : examples) {
    CAPTURE(text);
    CHECK(FindForeignText(text) == kind);
    CHECK(SniffFormat(text) == InputFormat::kUnknown);
  }
}

TEST_CASE("documents that look a little like data are documents", "[extractors]") {
  for (const std::string text :
       {"[2023]45号\n关于下达资金的通知\n", "{2023}45号",
        "---\ntitle: 甲\n---\n# 通知\n\n各县：\n\n现下达。\n",
        "县市;资金;\n木垒县;400;\n昌吉;300;\n合计;700;\n完;1;\n", "[附件](a.md)\n",
        "1;2;3;\n4;5;6;\n7;8;9;\n1;1;1;\n2;2;2;\n", "```json\n{\"a\": 1}\n```\n", "<p>a</p>",
        "单位：万元\n日期：2023年\n编号：5\n备注：无\n", ""}) {
    CAPTURE(text);
    CHECK_FALSE(FindForeignText(text));
  }
}

}  // namespace
}  // namespace gongwen
