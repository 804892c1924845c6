#include "extractors/markup/sniff_format.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "extractors/markup/decode_text.h"
#include "extractors/markup/markup_limits.h"

namespace gongwen {
namespace {

using namespace std::string_literals;

// 单位：万元 and 各县（市）财政局 in GB 18030.
const std::string kGbCaption = "\xB5\xA5\xCE\xBB\xA3\xBA\xCD\xF2\xD4\xAA";
const std::string kGbAddressee = "\xB8\xF7\xCF\xD8\xA3\xA8\xCA\xD0\xA3\xA9\xB2\xC6\xD5\xFE\xBE\xD6";

TEST_CASE("headings make no Markdown of a text with tables parted by tabs or blanks",
          "[extractors]") {
  CHECK(SniffFormat("# 通知\n\n正文。\n") == InputFormat::kMarkdown);
  CHECK(SniffFormat("# 通知\n\n序号\t地区\t金额\n1\t甲县\t20\n2\t乙县\t30\n") ==
        InputFormat::kText);
  CHECK(SniffFormat("# 通知\n\n序号   地区   金额\n1   甲县   20\n2   乙县   30\n") ==
        InputFormat::kText);
}

TEST_CASE("the format is told from the content", "[extractors]") {
  const std::vector<std::pair<std::string, InputFormat>> examples = {
      {"%PDF-1.7\n", InputFormat::kPdf},
      {std::string(1000, '\n') + "%PDF-1.4", InputFormat::kPdf},
      {"II*\0rest"s, InputFormat::kTiff},
      {"MM\0*rest"s, InputFormat::kTiff},
      {"II+\0rest"s, InputFormat::kTiff},
      {"\x89PNG\r\n\x1A\nrest", InputFormat::kPng},
      {"\xFF\xD8\xFF\xE0rest", InputFormat::kJpeg},
      {"<!DOCTYPE html><p>a", InputFormat::kHtml},
      {"\xEF\xBB\xBF \n<!-- a --><HTML>", InputFormat::kHtml},
      {"<table><tr><td>1</td></tr></table>", InputFormat::kHtml},
      {"<?xml version=\"1.0\"?>\n<html>", InputFormat::kHtml},
      {"# 关于拨付资金的通知\n", InputFormat::kMarkdown},
      {"附件\n\n| 县 | 数 |\n|---|:-:|\n| 木垒县 | 4 |\n", InputFormat::kMarkdown},
      {"| 县 | 数 |\n| 木垒县 | 4 |\n", InputFormat::kMarkdown},
      {"附件\n<table>\n<tr><td>1</td></tr></table>", InputFormat::kMarkdown},
      {"<p>附件</p>\n\n**资金名称**\n", InputFormat::kMarkdown},
      {"各县（市）财政局：\n现下达资金。\n", InputFormat::kText},
      {"a | b\n", InputFormat::kText},
      {"新财社\\[2023\\]5号\n", InputFormat::kMarkdown},
      {"分配表||\n||单位：万元\n序号|县|数\n1|木垒县|4\n2|昌吉|5\n", InputFormat::kText},
      {kGbAddressee, InputFormat::kText},
      {"\xFF\xFE" + "\x55\x53\x4D\x4F"s, InputFormat::kText},
      {"", InputFormat::kUnknown},
      {"PK\x03\x04\0\0\0\0"s, InputFormat::kUnknown},
      {"\x01\x02\x03\x04\x05\x06", InputFormat::kUnknown},
      {std::string(200, '\xFF'), InputFormat::kUnknown},
  };
  for (const auto& [bytes, format] : examples) {
    CAPTURE(bytes.substr(0, 40));
    CHECK(ToString(SniffFormat(bytes)) == ToString(format));
  }
}

TEST_CASE("text in every encoding decodes to UTF-8", "[extractors]") {
  const std::vector<std::pair<std::string, std::string>> examples = {
      {"\xEF\xBB\xBF单位", "单位"},
      {"\xFF\xFE" + "\x55\x53\x4D\x4F"s, "单位"},
      {"\xFE\xFF" + "\x53\x55\x4F\x4D"s, "单位"},
      {kGbCaption, "单位：万元"},
      {kGbCaption + "\x81\x30\x81\x30", "单位：万元\u0080"},
      {"a\r\nb\rc\fd\u2028e", "a\nb\nc\nd\ne"},
      {"a\x01"
       "b\u200E\uFEFFc\td",
       "abc\td"},
      {"单\xFF位、资金名称和自治区主管部门", "单\uFFFD位、资金名称和自治区主管部门"},
      {"资金名\xE7\xA7", "资金名\uFFFD"},
  };
  for (const auto& [bytes, text] : examples) {
    CAPTURE(bytes);
    const Result<std::string> decoded = DecodeText(bytes);
    REQUIRE(decoded);
    // C1 controls are dropped wherever they come from.
    CHECK(*decoded == (text.ends_with("\u0080") ? text.substr(0, text.size() - 2) : text));
  }
}

TEST_CASE("Big5 is told from GB18030 by its common characters", "[extractors]") {
  const auto decoded = DecodeText(
      "\xB3\xE6\xA6\xEC\xA1G\xB8U\xA4\xB8\n\xA7\xC7\xB8\xB9,\xA6"
      "a\xB0\xCF,\xB8\xC9\xA7U\xB8\xEA\xAA\xF7\n1,\xB3\xCD\xA8\xBD\xA5\xAB,2564\n2,"
      "\xB6\xC0\xA5\xAD\xBF\xA4,1830\n");
  REQUIRE(decoded);
  CHECK(*decoded == "單位：萬元\n序號,地區,補助資金\n1,凱里市,2564\n2,黃平縣,1830\n");
  // Simplified Chinese in GBK, whose bytes are well-formed in Big5 as well.
  CHECK(DetectEncoding("\xB5\xA5\xCE\xBB\xA3\xBA\xCD\xF2\xD4\xAA\n\xD0\xF2\xBA\xC5,"
                       "\xB5\xD8\xC7\xF8,\xB2\xB9\xD6\xFA\xD7\xCA\xBD\xF0\n1,"
                       "\xBF\xAD\xC0\xEF\xCA\xD0,2564\n2,\xBB\xC6\xC6\xBD\xCF\xD8,1830\n") ==
        TextEncoding::kGb18030);
}

TEST_CASE("what is no text is an error", "[extractors]") {
  CHECK(DecodeText("").error().code == ErrorCode::kEmpty);
  CHECK(DecodeText("\x7F"
                   "ELF\0\0\0"s)
            .error()
            .code == ErrorCode::kUnsupported);
  CHECK(DecodeText(std::string(kMaxMarkupBytes + 1, 'a')).error().code == ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace gongwen
