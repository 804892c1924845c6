#include "extractors/ocr/read_line.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extractors/ocr/value_shape.h"
#include "extractors/text/compose_lines.h"
#include "text/readable_text.h"

namespace gongwen {
namespace {

// Of the least sure character: no second opinion is asked for. Of lines over 0.98 all are right,
// from 0.95 to 0.98 nine in ten, below two in three.
constexpr double kSure = 0.95;
// A short line has no context to lean on, and is cheap to read twice: 合计 as 舍计.
constexpr std::size_t kShortLine = 6;
constexpr double kSureOfShort = 0.98;
constexpr double kFaint = 0.85;  // is read again with more contrast

Result<OcrText> Ask(OcrEngine& engine, const LinePicture& line,
                    Preparation how = Preparation::kPlain) {
  const Result<PreparedLine> picture = PrepareLine(line, engine.form(), how);
  if (!picture) return tl::make_unexpected(picture.error());
  Result<OcrText> read = engine.Recognize(picture->raster);
  if (!read) return read;
  MakeReadable(read->text);
  for (OcrGlyph& glyph : read->glyphs) MakeReadable(glyph.text);
  std::erase_if(read->glyphs, [](const OcrGlyph& glyph) { return glyph.text.empty(); });
  read->text = WithMatchingBrackets(WithoutHanBlanks(read->text));
  for (OcrGlyph& glyph : read->glyphs) {
    glyph.x0 = picture->ToPage(glyph.x0);
    glyph.x1 = picture->ToPage(glyph.x1);
  }
  return read;
}

// The same engine, with more contrast: a doubtful line is often faint.
Result<OcrText> AskTwice(OcrEngine& engine, const LinePicture& line) {
  Result<OcrText> read = Ask(engine, line);
  if (!read || AloneReading(*read).confidence >= kFaint) return read;
  Result<OcrText> again = Ask(engine, line, Preparation::kContrast);
  return again && again->confidence > read->confidence ? std::move(again) : std::move(read);
}

}  // namespace

std::string WithMatchingBrackets(std::string_view text) {
  constexpr std::array<std::string_view, 2> kMistaken{"〈", "《"};
  constexpr std::array<std::string_view, 6> kMarks{"〈", "《", "〉", "》", ")", "）"};
  std::string mended(text);
  for (std::size_t at = 0; at < mended.size(); ++at) {
    const auto begins_with = [&](std::string_view mark) {
      return std::string_view(mended).substr(at).starts_with(mark);
    };
    const auto* mistaken = std::find_if(kMistaken.begin(), kMistaken.end(), begins_with);
    if (mistaken == kMistaken.end()) continue;
    std::size_t next = std::string::npos;
    for (const std::string_view mark : kMarks) {
      next = std::min(next, mended.find(mark, at + mistaken->size()));
    }
    if (next == std::string::npos) break;
    const std::string_view rest = std::string_view(mended).substr(next);
    if (rest.starts_with(")") || rest.starts_with("）")) mended.replace(at, mistaken->size(), "(");
  }
  return mended;
}

std::string WithoutHanBlanks(std::string_view text) {
  std::string joined;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n\t"), text.size());
    if (end > 0) joined = JoinPieces(joined, text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return joined;
}

double TrialConfidence(const LinePicture& line, OcrEngine& engine) {
  const Result<OcrText> read = Ask(engine, line);
  return read ? MeanConfidence(*read) : 0;
}

namespace {

Result<LineText> Decide(const LinePicture& line, LinePlace place, const OcrReaders& readers) {
  Result<OcrText> text = AskTwice(*readers.text, line);
  if (!text) return tl::make_unexpected(std::move(text).error());
  if (readers.values != nullptr && place == LinePlace::kCell && MayBeValue(text->text)) {
    Result<OcrText> value = AskTwice(*readers.values, line);
    if (value) {
      const bool is_disputed = readers.second != nullptr && NeedsThirdReading(*text, *value);
      const Result<OcrText> third = is_disputed ? Ask(*readers.second, line) : OcrText{};
      return ChooseValue(std::move(*text), std::move(*value),
                         is_disputed && third ? &*third : nullptr);
    }
  }
  const double sure = text->glyphs.size() <= kShortLine ? kSureOfShort : kSure;
  if (readers.second != nullptr && AloneReading(*text).confidence < sure) {
    Result<OcrText> second = AskTwice(*readers.second, line);
    if (second) return ChooseText(std::move(*text), std::move(*second));
  }
  return AloneReading(std::move(*text));
}

}  // namespace

Result<LineText> ReadLine(const LinePicture& line, LinePlace place, const OcrReaders& readers) {
  Result<LineText> read = Decide(line, place, readers);
  if (read) read->confidence = CalibratedConfidence(read->confidence);
  return read;
}

}  // namespace gongwen
