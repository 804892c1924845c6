// A PDF may show one text and say another: a subset font whose ToUnicode table is missing, cut off,
// or another font's. The picture is right then, and OCR reads it; what has to be told is that the
// words are wrong, before they are believed. Three things give a font away, each measured on many
// glyphs: Han characters are an em wide and Latin letters are not; a subset has one code for each
// character; and a wrong table picks Han characters at random, of which few are common ones.
// Tested by glyph_trust_test.cc.
#include "extractors/pdf/glyph_trust.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "text/han.h"
#include "text/readable_text.h"

namespace gongwen {
namespace {

constexpr double kNarrowHanEm = 0.62;  // condensed type is wider
constexpr double kWideLatinEm = 0.97;  // W and @ in wide type are not; full-width forms are others
constexpr double kNarrowLatinEm = 0.75;
constexpr std::size_t kFewestGlyphs = 4;
constexpr double kMostMisfits = 0.3;   // of a font's glyphs
constexpr std::size_t kFewestHan = 8;  // different ones
constexpr double kLeastCommon = 0.6;   // of its Han characters; texts of names have over 0.9
constexpr double kMostShared = 0.25;   // of its codes
constexpr double kLeastChinese = 0.9;  // of the codes of a font without table, to be characters

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter OpenConverter(const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name, &status));
  if (U_SUCCESS(status)) {
    ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                          &status);
  }
  return U_SUCCESS(status) ? std::move(converter) : Converter{};
}

// The two bytes of a character in a Chinese code page; 0 when it has none.
int TwoBytes(UConverter* converter, char32_t c) {
  if (converter == nullptr || c > 0xFFFF) return 0;
  const auto unit = static_cast<UChar>(c);
  char bytes[8];
  UErrorCode status = U_ZERO_ERROR;
  const int count = ucnv_fromUChars(converter, bytes, sizeof bytes, &unit, 1, &status);
  if (U_FAILURE(status) || count != 2) return 0;
  return static_cast<unsigned char>(bytes[0]) * 256 + static_cast<unsigned char>(bytes[1]);
}

bool IsCommonInCodePages(char32_t c) {
  static thread_local const Converter gbk = OpenConverter("GBK"), big5 = OpenConverter("Big5");
  if (gbk == nullptr && big5 == nullptr) return true;  // ICU without its tables: no judgement
  const int simplified = TwoBytes(gbk.get(), c);
  if (simplified >= 0xB0A1 && simplified <= 0xD7FE && (simplified & 0xFF) >= 0xA1) return true;
  const int traditional = TwoBytes(big5.get(), c);
  return traditional >= 0xA440 && traditional <= 0xC67E;
}

// In the first level of GB 2312 (3,755 characters) or of Big5 (5,401): what simplified and
// traditional texts are written in. Of the 20,902 Han characters of Unicode 1.1 it is one in three.
bool IsCommonHan(char32_t c) {
  constexpr char32_t kFirst = 0x4E00, kEnd = 0xA000;
  // Converting takes its time, and every page asks for the same few hundred.
  static thread_local std::vector<signed char> known(kEnd - kFirst, -1);
  if (c < kFirst || c >= kEnd) return IsCommonInCodePages(c);
  signed char& answer = known[c - kFirst];
  if (answer < 0) answer = IsCommonInCodePages(c) ? 1 : 0;
  return answer == 1;
}

// What a Chinese text is written with: common Han, ASCII, their punctuation and wide forms.
bool IsOfChineseText(char32_t c) {
  return IsHan(c) ? IsCommonHan(c)
                  : (c > U' ' && c < 0x7F) || (c >= 0x2010 && c < 0x2030) ||
                        (c >= 0x3000 && c < 0x3018) || (c >= 0xFF01 && c < 0xFF5F);
}

// What speaks against one font.
class FontRecord {
 public:
  void Add(const Glyph& glyph, const GlyphCode& source) {
    std::string_view rest = glyph.text;
    const char32_t c = TakeCodePoint(rest);
    if (source.is_unmapped) {
      ++unmapped_;
      if (IsOfChineseText(c)) ++chinese_;
    }
    const bool is_single = c > U' ' && rest.empty();  // else a blank or a ligature
    // The box of slanted text is wider than the glyph.
    const bool is_straight = std::fmod(glyph.angle_deg, 180) == 0 && !glyph.is_vertical;
    if (!is_single || !is_straight || !(glyph.font_size_pt > 0)) return;
    const double em = glyph.box.width() / glyph.font_size_pt;
    if (em <= 0) return;
    const bool is_latin = IsAsciiDigit(c) || (c >= U'a' && c <= U'z');
    if ((is_latin && em > kWideLatinEm) || (em < kNarrowHanEm && IsHan(c))) ++misfits_;
    if (is_latin && em < kNarrowLatinEm) ++narrow_latin_;
    uses_.push_back({c, source.code});
  }

  // A letter as wide as Han in a font that draws letters narrow: g for ≧, þ for 件.
  [[nodiscard]] bool Gainsays(const Glyph& glyph) const {
    std::string_view rest = glyph.text;
    const char32_t c = TakeCodePoint(rest);
    const bool is_letter = IsAsciiDigit(c) || (c >= U'a' && c <= U'z') ||
                           (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7);
    // m, w and the ligatures are as wide in bold type.
    const bool is_wide =
        c == U'm' || c == U'w' || c == 0xE6 || c == 0x153 || c == 0xC6 || c == 0x152;
    return narrow_latin_ >= kFewestGlyphs && is_letter && !is_wide && rest.empty() &&
           !glyph.is_vertical && std::fmod(glyph.angle_deg, 180) == 0 && glyph.font_size_pt > 0 &&
           glyph.box.width() > kWideLatinEm * glyph.font_size_pt;
  }

  [[nodiscard]] bool IsBroken() {
    const auto share = [](std::size_t part, std::size_t of) {
      return static_cast<double>(part) / static_cast<double>(of);
    };
    if (unmapped_ > 0 && share(chinese_, unmapped_) < kLeastChinese) return true;
    if (uses_.size() < kFewestGlyphs) return false;
    if (share(misfits_, uses_.size()) > kMostMisfits) return true;
    std::ranges::sort(uses_);
    uses_.erase(std::unique(uses_.begin(), uses_.end()), uses_.end());
    std::size_t shared = 0, han = 0, common = 0;
    for (std::size_t i = 0; i < uses_.size(); ++i) {
      if (i > 0 && uses_[i].c == uses_[i - 1].c) {
        ++shared;
      } else if (IsHan(uses_[i].c)) {
        ++han;
      }
    }
    if (shared >= kFewestGlyphs && share(shared, uses_.size()) > kMostShared) return true;
    if (han < kFewestHan) return false;
    for (std::size_t i = 0; i < uses_.size(); ++i) {
      const bool is_first = i == 0 || uses_[i].c != uses_[i - 1].c;
      if (is_first && IsHan(uses_[i].c) && IsCommonHan(uses_[i].c)) ++common;
    }
    return share(common, han) < kLeastCommon;
  }

 private:
  struct Use {
    char32_t c = 0;
    std::uint32_t code = 0;
    auto operator<=>(const Use&) const = default;
  };
  std::vector<Use> uses_{};
  std::size_t misfits_ = 0, narrow_latin_ = 0;
  std::size_t unmapped_ = 0, chinese_ = 0;  // glyphs without table, and those of Chinese text
};

}  // namespace

bool SaysNothing(std::string_view text) { return text.empty() || HasUnknown(text); }

void DistrustGlyphs(std::span<Glyph> glyphs, std::span<const GlyphCode> codes) {
  std::vector<FontRecord> fonts;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const auto font = static_cast<std::size_t>(codes[i].font);
    if (font >= fonts.size()) fonts.resize(font + 1);
    if (!codes[i].is_standard) fonts[font].Add(glyphs[i], codes[i]);
  }
  std::vector<bool> is_broken;
  for (FontRecord& font : fonts) is_broken.push_back(font.IsBroken());
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const bool is_in_broken = is_broken[static_cast<std::size_t>(codes[i].font)];
    const bool is_gainsaid =
        !codes[i].is_standard && fonts[static_cast<std::size_t>(codes[i].font)].Gainsays(glyphs[i]);
    if (SaysNothing(glyphs[i].text) || is_gainsaid || (is_in_broken && !IsBlank(glyphs[i].text))) {
      glyphs[i].confidence = kBrokenText;
    }
  }
}

}  // namespace gongwen
