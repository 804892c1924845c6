#include "extractors/ocr/read_line.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "extractors/ocr/judge.h"
#include "extractors/ocr/mended_marks.h"
#include "extractors/ocr/value_shape.h"
#include "extractors/text/compose_lines.h"
#include "text/readable_text.h"

namespace gongwen {
namespace {

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
  MendThousands(*read);
  read->text = WithMatchingBrackets(WithoutHanBlanks(read->text));
  for (OcrAlternative& other : read->alternatives) {
    MakeReadable(other.text);
    other.text = WithMatchingBrackets(WithoutHanBlanks(other.text));
  }
  for (OcrGlyph& glyph : read->glyphs) {
    glyph.x0 = picture->ToPage(glyph.x0);
    glyph.x1 = picture->ToPage(glyph.x1);
  }
  return read;
}

// The same engine, with more contrast: a doubtful line is often faint.
Result<OcrText> AskTwice(OcrEngine& engine, const LinePicture& line) {
  Result<OcrText> read = Ask(engine, line);
  if (!read || LowestConfidence(*read) >= kFaint) return read;
  Result<OcrText> again = Ask(engine, line, Preparation::kContrast);
  return again && again->confidence > read->confidence ? std::move(again) : std::move(read);
}

}  // namespace

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

// Whether the engine for values has something to say of the line.
bool MayHoldValue(const LineReadings& readings, LinePlace place) {
  return std::any_of(readings.by.begin(), readings.by.end(), [&](const auto& by) {
    return by && MayBeValue(by->text) && (place == LinePlace::kCell || IsMostlyNumber(by->text));
  });
}

// Whether two readings say the same; of a value, whether they have the same digits and signs.
bool IsConfirmed(const LineReadings& readings) {
  for (std::size_t i = 0; i < kEngines; ++i) {
    for (std::size_t j = i + 1; j < kEngines; ++j) {
      const std::optional<OcrText>&a = readings.by[i], &b = readings.by[j];
      if (a && b && FoldedForms(a->text) == FoldedForms(b->text)) return true;
    }
  }
  return false;
}

}  // namespace

Result<LineText> ReadLine(const LinePicture& line, LinePlace place, const OcrReaders& readers) {
  LineReadings readings{.glyph_px = line.glyph_px, .is_bilevel = line.is_bilevel};
  std::optional<Error> error;
  const auto ask = [&](Witness witness, OcrEngine* engine, auto how) {
    if (engine == nullptr) return;
    Result<OcrText> read = how(*engine);
    if (read) {
      readings[witness] = std::move(*read);
    } else {
      error = std::move(read).error();
    }
  };
  const auto once = [&](OcrEngine& engine) { return Ask(engine, line); };
  const auto twice = [&](OcrEngine& engine) { return AskTwice(engine, line); };
  ask(Witness::kNeural, readers.neural, once);
  ask(Witness::kPages, readers.pages, twice);
  if (MayHoldValue(readings, place)) {
    readings.kind = LineKind::kValue;
    ask(Witness::kValues, readers.values, twice);
  }
  if (!IsConfirmed(readings)) ask(Witness::kStock, readers.stock, twice);
  const bool is_unread =
      std::none_of(readings.by.begin(), readings.by.end(),
                   [](const std::optional<OcrText>& by) { return by.has_value(); });
  if (is_unread && error) return tl::make_unexpected(std::move(*error));
  if (readers.observer != nullptr) readers.observer->Observe(line, readings);
  return Judge(readings, JudgeTable::Default());
}

}  // namespace gongwen
