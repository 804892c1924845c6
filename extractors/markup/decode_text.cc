// UTF-8 or GB18030? Two-byte GB18030 text is almost never well-formed UTF-8 for long, and UTF-8
// text with a few damaged bytes is mostly well-formed. So the characters beyond ASCII vote: at
// least ten well-formed ones for each ill-formed part say UTF-8. The other way round would not
// work: GB18030 accepts nearly every pair of bytes and reads UTF-8 as plausible, wrong Han.
//
// GB18030 accepts nearly every text in Big5 too. But a text uses common characters, and both
// standards set these apart from the rare ones: GB 2312 level 1 has the bytes B0-D7 A1-FE, Big5
// level 1 the bytes A4-C6 and a second one of 40-7E or A1-FE. The one in which most characters
// are common is the encoding.
// Tested by sniff_format_test.cc.
#include "extractors/markup/decode_text.h"

#include <unicode/ucnv.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <utility>

#include "extractors/markup/markup_limits.h"
#include "text/utf8.h"

namespace gongwen {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LeMark = "\xFF\xFE";
constexpr std::string_view kUtf16BeMark = "\xFE\xFF";
constexpr std::size_t kGoodForEachBad = 10;  // see the essay
constexpr std::size_t kMaxBadPercent = 10;   // of all characters, before a file is called binary
constexpr std::size_t kMaxControlPercent = 2;
constexpr std::size_t kLongestCharacter = 4;
constexpr std::size_t kMaxUtf8Growth = 3;  // one ill-formed byte becomes U+FFFD
static_assert(kMaxMarkupBytes * kMaxUtf8Growth < std::numeric_limits<std::int32_t>::max());

struct Tally {
  std::size_t ascii = 0, wide = 0, bad = 0, control = 0, nul = 0;
};

void CountByte(unsigned char byte, Tally& tally) {
  ++tally.ascii;
  if (byte == 0) ++tally.nul;
  if ((byte < 0x20 && (byte < 0x09 || byte > 0x0D) && byte != 0x1A && byte != 0x1B) ||
      byte == 0x7F) {
    ++tally.control;
  }
}

Tally CountUtf8(std::string_view bytes) {
  Tally tally;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (byte < 0x80) {
      CountByte(byte, tally);
      ++i;
      continue;
    }
    const std::size_t begin = i;
    const bool is_good = DecodeAt(bytes, i) != kIllFormed;
    const bool is_cut = i == bytes.size() && i - begin < kLongestCharacter;
    if (is_good) ++tally.wide;
    if (!is_good && !is_cut) ++tally.bad;
  }
  return tally;
}

// GB18030 by its byte ranges: one byte, two (81-FE, 40-7E or 80-FE), or four (81-FE 30-39 twice).
Tally CountGb18030(std::string_view bytes) {
  Tally tally;
  const auto at = [&](std::size_t i) {
    return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
  };
  const auto is_lead = [](unsigned b) { return b >= 0x81 && b <= 0xFE; };
  const auto is_digit = [](unsigned b) { return b >= 0x30 && b <= 0x39; };
  for (std::size_t i = 0; i < bytes.size();) {
    if (at(i) < 0x80) {
      CountByte(static_cast<unsigned char>(at(i++)), tally);
    } else if (is_lead(at(i)) && at(i + 1) >= 0x40 && at(i + 1) != 0x7F && at(i + 1) != 0xFF) {
      ++tally.wide;
      i += 2;
    } else if (is_lead(at(i)) && is_digit(at(i + 1)) && is_lead(at(i + 2)) && is_digit(at(i + 3))) {
      ++tally.wide;
      i += 4;
    } else {
      if (i + kLongestCharacter <= bytes.size()) ++tally.bad;
      ++i;
    }
  }
  return tally;
}

// Of the pairs of bytes beyond ASCII, those that are common characters or punctuation.
struct CommonPairs {
  std::size_t pairs = 0, gb = 0, big5 = 0;
};
CommonPairs CountCommonPairs(std::string_view bytes) {
  CommonPairs count;
  for (std::size_t i = 0; i + 1 < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    const auto trail = static_cast<unsigned char>(bytes[i + 1]);
    if (lead < 0x80 || trail < 0x40) {
      ++i;
      continue;
    }
    const bool is_high = trail >= 0xA1, is_mark = lead >= 0xA1 && lead <= 0xA3;
    ++count.pairs;
    if (is_high && ((lead >= 0xB0 && lead <= 0xD7) || is_mark)) ++count.gb;
    if ((is_high || trail <= 0x7E) && ((lead >= 0xA4 && lead <= 0xC6) || is_mark)) ++count.big5;
    i += 2;
  }
  return count;
}

bool LooksLikeBig5(std::string_view bytes) {
  constexpr std::size_t kLeastPairs = 10;
  const CommonPairs count = CountCommonPairs(bytes);
  return count.pairs >= kLeastPairs && count.big5 * 10 >= count.pairs * 9 &&
         count.gb * 10 < count.pairs * 7;
}

bool LooksLikeText(const Tally& tally) {
  const std::size_t total = tally.ascii + tally.wide + tally.bad;
  return tally.nul == 0 && tally.bad * 100 <= total * kMaxBadPercent &&
         (tally.control <= 1 || tally.control * 100 <= total * kMaxControlPercent);
}

// Appends decoded characters as they are read.
class TextSink {
 public:
  explicit TextSink(std::size_t expected_bytes, ReadOtherwise* read_otherwise = nullptr)
      : read_otherwise_(read_otherwise) {
    text_.reserve(expected_bytes);
  }

  void Add(char32_t c) {
    if (c == '\n' && last_was_cr_) {
      last_was_cr_ = false;
      return;
    }
    last_was_cr_ = c == '\r';
    if (c == '\r' || c == '\f' || c == '\v' || c == 0x85 || c == 0x2028 || c == 0x2029) c = '\n';
    AppendReadable(text_, c, read_otherwise_);
  }
  [[nodiscard]] std::size_t size() const { return text_.size(); }
  [[nodiscard]] std::string Take() && { return std::move(text_); }

 private:
  std::string text_;
  ReadOtherwise* read_otherwise_;
  bool last_was_cr_ = false;
};

std::string FromUtf8(std::string_view bytes, ReadOtherwise* read_otherwise) {
  if (bytes.starts_with(kUtf8Mark)) bytes.remove_prefix(kUtf8Mark.size());
  // Most files need nothing.
  if (bytes.find('\r') == std::string_view::npos && IsReadable(bytes)) return std::string(bytes);
  TextSink sink(bytes.size(), read_otherwise);
  for (std::size_t i = 0; i < bytes.size();) sink.Add(NextCodePoint(bytes, i));
  return std::move(sink).Take();
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

Result<std::string> FromIcu(std::string_view bytes, const char* converter_name,
                            ReadOtherwise* read_otherwise) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(converter_name, &status));
  if (U_FAILURE(status)) {
    return Fail(ErrorCode::kUnsupported,
                std::string("ICU has no converter ") + converter_name + "; convert to UTF-8 first");
  }
  std::string utf8(bytes.size() * kMaxUtf8Growth, '\0');
  const std::int32_t length = ucnv_toAlgorithmic(
      UCNV_UTF8, converter.get(), utf8.data(), static_cast<std::int32_t>(utf8.size()), bytes.data(),
      static_cast<std::int32_t>(bytes.size()), &status);
  if (U_FAILURE(status)) {
    return Fail(ErrorCode::kDamaged, std::string("the text cannot be converted from ") +
                                         converter_name + ": " + u_errorName(status));
  }
  utf8.resize(static_cast<std::size_t>(length));
  return FromUtf8(utf8, read_otherwise);
}

using ConverterPtr = std::unique_ptr<UConverter, CloseConverter>;

// The name of ICU's converter, and how many bytes of mark stand before the text.
struct Encoded {
  const char* converter = nullptr;
  std::size_t mark = 0;
};
std::optional<Encoded> EncodingOf(std::string_view bytes) {
  switch (DetectEncoding(bytes)) {
    case TextEncoding::kUtf8:
      return Encoded{"UTF-8", bytes.starts_with(kUtf8Mark) ? kUtf8Mark.size() : 0};
    case TextEncoding::kUtf16Le:
      return Encoded{"UTF-16LE", kUtf16LeMark.size()};
    case TextEncoding::kUtf16Be:
      return Encoded{"UTF-16BE", kUtf16BeMark.size()};
    case TextEncoding::kGb18030:
      return Encoded{"GB18030", 0};
    case TextEncoding::kBig5:
      return Encoded{"Big5", 0};
    case TextEncoding::kBinary:
      break;
  }
  return std::nullopt;
}

tl::unexpected<Error> NoText() {
  return Fail(ErrorCode::kUnsupported,
              "neither a known format nor a text in UTF-8, UTF-16, GB18030 or Big5");
}

// Walks through `bytes` character by character and notes where in them the decoded text has come to
// each of the positions.
class RangeFinder {
 public:
  explicit RangeFinder(std::span<const ByteRange> ranges) : ranges_(ranges) {}

  // The character at bytes [begin, end).
  void Add(char32_t c, std::size_t begin, std::size_t end) {
    const std::size_t before = sink_.size();
    sink_.Add(c);
    if (sink_.size() == before) return;  // dropped
    while (next_begin_ < ranges_.size() && ranges_[next_begin_].begin < sink_.size()) {
      found_.push_back({begin, end});
      ++next_begin_;
    }
    for (; next_end_ < next_begin_ && ranges_[next_end_].end <= sink_.size(); ++next_end_) {
      found_[next_end_].end = end;
    }
    for (std::size_t i = next_end_; i < next_begin_; ++i) found_[i].end = end;
  }
  [[nodiscard]] std::vector<ByteRange> Take() && { return std::move(found_); }

 private:
  std::span<const ByteRange> ranges_;
  std::vector<ByteRange> found_{};
  std::size_t next_begin_ = 0, next_end_ = 0;
  TextSink sink_{0};
};

}  // namespace

TextEncoding DetectEncoding(std::string_view bytes) {
  if (bytes.starts_with(kUtf8Mark)) return TextEncoding::kUtf8;
  if (bytes.starts_with(kUtf16LeMark)) return TextEncoding::kUtf16Le;
  if (bytes.starts_with(kUtf16BeMark)) return TextEncoding::kUtf16Be;
  const Tally utf8 = CountUtf8(bytes);
  if (utf8.wide >= utf8.bad * kGoodForEachBad) {
    return LooksLikeText(utf8) ? TextEncoding::kUtf8 : TextEncoding::kBinary;
  }
  const Tally gb18030 = CountGb18030(bytes);
  if (LooksLikeText(gb18030) && LooksLikeBig5(bytes)) return TextEncoding::kBig5;
  if (LooksLikeText(gb18030) && gb18030.bad < utf8.bad) return TextEncoding::kGb18030;
  return LooksLikeText(utf8) ? TextEncoding::kUtf8 : TextEncoding::kBinary;
}

Result<std::string> DecodeText(std::string_view bytes, ReadOtherwise* read_otherwise) {
  if (bytes.empty()) return Fail(ErrorCode::kEmpty, "the file is empty");
  if (bytes.size() > kMaxMarkupBytes) {
    return Fail(ErrorCode::kTooLarge, std::to_string(bytes.size()) +
                                          " bytes of text, more than the limit of " +
                                          std::to_string(kMaxMarkupBytes) + "; split the file");
  }
  switch (DetectEncoding(bytes)) {
    case TextEncoding::kUtf8:
      return FromUtf8(bytes, read_otherwise);
    case TextEncoding::kUtf16Le:
      return FromIcu(bytes.substr(kUtf16LeMark.size()), "UTF-16LE", read_otherwise);
    case TextEncoding::kUtf16Be:
      return FromIcu(bytes.substr(kUtf16BeMark.size()), "UTF-16BE", read_otherwise);
    case TextEncoding::kGb18030:
      return FromIcu(bytes, "GB18030", read_otherwise);
    case TextEncoding::kBig5:
      return FromIcu(bytes, "Big5", read_otherwise);
    case TextEncoding::kBinary:
      break;
  }
  return NoText();
}

Result<std::vector<ByteRange>> RangesInBytes(std::string_view bytes,
                                             std::span<const ByteRange> ranges) {
  const std::optional<Encoded> encoded = EncodingOf(bytes);
  if (!encoded) return NoText();
  UErrorCode status = U_ZERO_ERROR;
  const ConverterPtr converter(ucnv_open(encoded->converter, &status));
  if (U_FAILURE(status)) return Fail(ErrorCode::kInternal, u_errorName(status));
  RangeFinder finder(ranges);
  const char* at = bytes.data() + encoded->mark;
  const char* const end = bytes.data() + bytes.size();
  while (at < end) {
    const auto begin = static_cast<std::size_t>(at - bytes.data());
    status = U_ZERO_ERROR;
    const UChar32 c = ucnv_getNextUChar(converter.get(), &at, end, &status);
    if (status == U_INDEX_OUTOFBOUNDS_ERROR) break;
    const bool is_bad = U_FAILURE(status);
    finder.Add(is_bad ? kReplacement : static_cast<char32_t>(c), begin,
               static_cast<std::size_t>(at - bytes.data()));
  }
  return std::move(finder).Take();
}

Result<std::string> EncodeLike(std::string_view bytes, std::string_view utf8) {
  const std::optional<Encoded> encoded = EncodingOf(bytes);
  if (!encoded) return NoText();
  std::string text;
  const bool has_crlf = bytes.find(std::string_view("\r\n")) != std::string_view::npos ||
                        bytes.find(std::string_view("\r\0\n", 3)) != std::string_view::npos;
  for (const char c : utf8) {
    if (c == '\n' && has_crlf) text += '\r';
    text += c;
  }
  if (std::string_view(encoded->converter) == "UTF-8") return text;
  UErrorCode status = U_ZERO_ERROR;
  const ConverterPtr converter(ucnv_open(encoded->converter, &status));
  if (U_FAILURE(status)) return Fail(ErrorCode::kInternal, u_errorName(status));
  std::string out(text.size() * kLongestCharacter + kLongestCharacter, '\0');
  const std::int32_t length = ucnv_fromAlgorithmic(
      converter.get(), UCNV_UTF8, out.data(), static_cast<std::int32_t>(out.size()), text.data(),
      static_cast<std::int32_t>(text.size()), &status);
  if (U_FAILURE(status)) return Fail(ErrorCode::kInternal, u_errorName(status));
  out.resize(static_cast<std::size_t>(length));
  return out;
}

}  // namespace gongwen
