// Poppler interprets the page and calls an OutputDev for everything it draws. At 72 dpi, upside
// down, with the crop box and /Rotate applied, its device space is exactly our page points, so each
// callback only has to carry its shape through the current matrix.
//
// A glyph's box: from the pen, the advance goes along the line of writing and the font's ascent and
// descent go across it. The four corners are carried through text and page matrix, and the box is
// what surrounds them: right for every quarter turn, a fair bound for slanted text. Poppler counts
// character and word spacing into the advance; they are taken off, as TextOutputDev does.
#include "extractors/pdf/page_content.h"

#include <Gfx.h>
#include <GfxFont.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <Page.h>
#include <Stream.h>
#include <XRef.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "extractors/pdf/glyph_trust.h"
#include "extractors/pdf/page_budget.h"
#include "extractors/pdf/path_rulings.h"
#include "extractors/pdf/pdf_document.h"
#include "extractors/pdf/poppler_session.h"
#include "extractors/pdf/settle_glyphs.h"
#include "text/readable_text.h"

namespace gongwen {
namespace {

constexpr double kPointsPerInch = 72;
constexpr double kWhite = 0.97;  // per channel; paler is not told from the paper
constexpr double kMinOpacity = 0.05;
constexpr double kHidingShare = 0.6;             // of the page
constexpr std::size_t kFewestOutlinePoints = 7;  // rectangles have fewer, letters mostly more
constexpr double kLeastAreaPt = 4;  // a smaller filled rectangle neither hides nor backs a text
constexpr std::size_t kMostBacked = 2000;        // areas that white text may stand on
constexpr std::size_t kMostFills = 5000;         // more are a picture
constexpr std::size_t kMostHiding = 20'000'000;  // glyphs looked at for what covers them
constexpr double kQuarterSlackDeg = 3;  // off a quarter turn: a page set askew, not slanted text
constexpr int kInvisibleText = 3;       // render modes 3 and 7 leave no ink
constexpr double kMaxAscent = 1.05;     // fonts lie; TextOutputDev's bounds
constexpr double kMinDescent = -0.4;
constexpr double kUsualAscent = 0.88;  // of a Han font, where the font tells nonsense
constexpr double kUsualDescent = -0.12;

struct Vector {
  double x = 0, y = 0;
};

Vector TextToPage(const GfxState& state, double x, double y) {
  Vector user, page;
  state.textTransformDelta(x, y, &user.x, &user.y);
  state.transformDelta(user.x, user.y, &page.x, &page.y);
  return page;
}

void Stretch(RectPt& box, double x, double y) {
  box = {std::min(box.x0, x), std::min(box.y0, y), std::max(box.x1, x), std::max(box.y1, y)};
}

bool IsFinite(const RectPt& r) {
  return std::isfinite(r.x0) && std::isfinite(r.y0) && std::isfinite(r.x1) && std::isfinite(r.y1);
}

// The font's reach above and below the base line, in ems. A Type 3 font may have any unit.
struct FontReach {
  double ascent = kUsualAscent, descent = kUsualDescent;
  double em = 1;  // what one unit of font size is, in ems
};

FontReach ReachOf(const GfxFont& font) {
  FontReach reach;
  if (font.getType() == fontType3) {
    const auto& box = font.getFontBBox();
    const auto& matrix = font.getFontMatrix();
    const double height = (box[3] - box[1]) * std::abs(matrix[3]);
    if (height > 0 && height < 10) {
      reach = {.ascent = box[3] * matrix[3], .descent = box[1] * matrix[3], .em = height};
    }
    return reach;
  }
  const double ascent = std::min(font.getAscent(), kMaxAscent);
  const double descent = std::max(font.getDescent(), kMinDescent);
  if (ascent > 0.4 && descent <= 0) return {.ascent = ascent, .descent = descent};
  return reach;
}

// A control code or a line separator says nothing of what the glyph shows.
bool IsControl(Unicode c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
         (c >= 0xD800 && c < 0xE000) || c > 0x10FFFF;
}

// How dark ink is on white paper: 1 is black.
double ContrastOf(const GfxRGB& c) {
  return 1 - (0.3 * colToDbl(c.r) + 0.59 * colToDbl(c.g) + 0.11 * colToDbl(c.b));
}

// PDF text strings are UTF-16 or UTF-8 with a mark, else about Latin-1.
std::string TextOfString(std::string_view bytes) {
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") return std::string(bytes.substr(3));
  std::string text;
  const auto byte = [&](std::size_t i) -> Unicode { return static_cast<unsigned char>(bytes[i]); };
  if (bytes.substr(0, 2) != "\xFE\xFF") {
    for (std::size_t i = 0; i < bytes.size(); ++i) AppendReadable(text, byte(i));
    return text;
  }
  for (std::size_t i = 2; i + 1 < bytes.size(); i += 2) {
    Unicode c = byte(i) << 8 | byte(i + 1);
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
      c = 0x10000 + ((c - 0xD800) << 10) + ((byte(i + 2) << 8 | byte(i + 3)) - 0xDC00);
      i += 2;
    }
    AppendReadable(text, c);
  }
  return text;
}

// Fonts that are not in the file are drawn by their codes' meaning: what the codes say is so.
bool HasStandardCodes(const GfxFont& font) {
  Ref embedded;
  if (font.getType() == fontType3 || font.getEmbeddedFontID(&embedded)) return false;
  if (!font.isCIDFont()) return !font.hasToUnicodeCMap();
  const GooString* collection = static_cast<const GfxCIDFont&>(font).getCollection();
  return collection != nullptr && collection->toStr() != "Adobe-Identity";
}

// A font of glyph numbers without a table: Poppler gives the numbers for characters.
bool IsUnmapped(const GfxFont& font) {
  if (!font.isCIDFont() || font.hasToUnicodeCMap()) return false;
  const GooString* collection = static_cast<const GfxCIDFont&>(font).getCollection();
  return collection == nullptr || collection->toStr() == "Adobe-Identity";
}

// The codes of one byte that a ToUnicode table has: <41> <4E00> between beginbfchar and endbfchar,
// <41> <5A> <4E00> or <41> <42> [<4E00> <4E8C>] between beginbfrange and endbfrange.
std::vector<bool> CodesOfTable(std::string_view table) {
  std::vector<bool> codes(256, false);
  const auto take = [](std::string_view& rest) -> std::optional<unsigned> {
    const std::size_t open = rest.find_first_of("<[");
    if (open == std::string_view::npos) return std::nullopt;
    const std::size_t close = rest.find(rest[open] == '<' ? '>' : ']', open);
    if (close == std::string_view::npos) return std::nullopt;
    unsigned value = 0;
    for (const char c : rest.substr(open + 1, close - open - 1)) {
      const std::string_view digits = "0123456789abcdef";
      const std::size_t digit = digits.find(c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c);
      if (digit != std::string_view::npos) value = value * 16 + static_cast<unsigned>(digit);
    }
    rest.remove_prefix(close + 1);
    return value;
  };
  for (const bool is_range : {false, true}) {
    const std::string_view begin = is_range ? "beginbfrange" : "beginbfchar";
    const std::string_view end = is_range ? "endbfrange" : "endbfchar";
    for (std::size_t at = table.find(begin); at != std::string_view::npos;
         at = table.find(begin, at + 1)) {
      std::string_view rest = table.substr(at, table.find(end, at) - at);
      while (const std::optional<unsigned> first = take(rest)) {
        const std::optional<unsigned> last = is_range ? take(rest) : first;
        if (!last || !take(rest)) break;
        for (unsigned code = *first; code <= *last && code < codes.size(); ++code) {
          codes[code] = true;
        }
      }
    }
  }
  return codes;
}

// What the names of a font's glyphs say about its codes. A simple font draws by name; where the
// name is another character's, or nobody's while there is no table, the text is not what is drawn.
class GlyphNames {
 public:
  GlyphNames() = default;
  GlyphNames(const std::shared_ptr<GfxFont>& font, XRef* xref) {
    if (font->isCIDFont()) return;
    if (font->getType() == fontType3 && font->hasToUnicodeCMap()) ReadTable(*font->getID(), xref);
    auto* simple = static_cast<Gfx8BitFont*>(font.get());
    Ref embedded;
    const bool is_drawn = font->getType() == fontType3;
    has_table_ = font->hasToUnicodeCMap();
    // The names of a symbolic TrueType font are not looked at; Type 3 fonts have any names.
    const bool is_true_type = font->getType() == fontTrueType || font->getType() == fontTrueTypeOT;
    const bool has_names = simple->getHasEncoding() && !(is_true_type && font->isSymbolic());
    const bool is_asked = has_table_
                              ? has_names && !is_drawn
                              : is_drawn || (has_names && font->getEmbeddedFontID(&embedded));
    if (!is_asked) return;
    font_ = font;
    names_ = simple->getEncoding();
    answers_.assign(256, -1);
  }

  // True when the code's name speaks against its Unicode.
  bool Gainsay(CharCode code, const Unicode* unicode, int count) {
    if (!table_.empty()) return code < table_.size() && !table_[code];
    if (names_ == nullptr || code >= answers_.size() || count != 1) return false;
    signed char& answer = answers_[code];
    if (answer < 0) answer = Ask(names_[code], unicode[0]) ? 1 : 0;
    return answer == 1;
  }

 private:
  // Poppler gives codes that the table of a Type 3 font leaves out for characters: ≥ is a g then.
  void ReadTable(const Ref& id, XRef* xref) {
    Object font = xref->fetch(id);
    if (!font.isDict()) return;
    Object stream = font.dictLookup("ToUnicode");
    if (!stream.isStream()) return;
    GooString bytes;
    stream.getStream()->fillGooString(&bytes);
    table_ = CodesOfTable(bytes.toStr());
  }
  [[nodiscard]] bool Ask(const char* name, Unicode unicode) const {
    if (name == nullptr) return false;
    const Unicode named = globalParams->mapNameToUnicodeText(name);
    if (!has_table_) return named == 0 && !IsUniName(name);
    // Small capitals are drawn for small letters.
    return IsWordCharacter(named) && IsWordCharacter(unicode) &&
           u_foldCase(static_cast<UChar32>(named), U_FOLD_CASE_DEFAULT) !=
               u_foldCase(static_cast<UChar32>(unicode), U_FOLD_CASE_DEFAULT);
  }
  // uni7532 and u7532
  static bool IsUniName(std::string_view name) {
    if (name.substr(0, 1) != "u") return false;
    name.remove_prefix(name.substr(0, 3) == "uni" ? 3 : 1);
    return name.size() >= 4 &&
           name.find_first_not_of("0123456789ABCDEFabcdef") == std::string_view::npos;
  }
  static bool IsWordCharacter(Unicode c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  std::shared_ptr<GfxFont> font_{};  // owns the names
  char** names_ = nullptr;
  std::vector<signed char> answers_{};  // -1 until asked
  std::vector<bool> table_{};           // of a Type 3 font with a table: the codes that it has
  bool has_table_ = false;
};

// Clockwise as displayed, in [0, 360); exactly a quarter turn where it is nearly one.
double AngleOf(const Vector& along) {
  if (along.x == 0 && along.y == 0) return 0;
  const double turn = std::atan2(along.y, along.x) * 180 / M_PI;
  const double quarter = std::round(turn / 90) * 90;
  const double angle = std::abs(turn - quarter) <= kQuarterSlackDeg ? quarter : turn;
  return angle < 0 ? angle + 360 : angle;
}

bool IsWhite(const GfxRGB& c) {
  return colToDbl(c.r) >= kWhite && colToDbl(c.g) >= kWhite && colToDbl(c.b) >= kWhite;
}

class ContentDevice final : public OutputDev {
 public:
  explicit ContentDevice(PageContent& page) : page_(page) {}

  // What was exceeded; empty while all is within its limits.
  [[nodiscard]] PageBudget& budget() { return budget_; }
  [[nodiscard]] const std::string& exceeded() const { return exceeded_; }

  void Finish() {
    SettleGlyphs(drawn_, replacements_);
    page_.glyphs = std::move(drawn_.glyphs);
    for (const Ruling& ruling : RulingsFromDots(dots_)) page_.rulings.push_back(ruling);
    std::vector<RectPt> images;
    for (const PlacedImage& image : page_.images) images.push_back(image.box);
    for (const Ruling& ruling : RulingsFromImages(images)) page_.rulings.push_back(ruling);
  }

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }

  // Patterns and shadings are taken and dropped: unrolled, they would be thousands of small fills.
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int /*type*/) override { return true; }
  bool tilingPatternFill(GfxState* state, Gfx*, Catalog*, GfxTilingPattern*, const double*, int,
                         int, int, int, double, double) override {
    return Back(*state);
  }
  bool functionShadedFill(GfxState* state, GfxFunctionShading*) override { return Back(*state); }
  bool axialShadedFill(GfxState* state, GfxAxialShading*, double, double) override {
    return Back(*state);
  }
  bool radialShadedFill(GfxState* state, GfxRadialShading*, double, double) override {
    return Back(*state);
  }
  bool gouraudTriangleShadedFill(GfxState* state, GfxGouraudTriangleShading*) override {
    return Back(*state);
  }
  bool patchMeshShadedFill(GfxState* state, GfxPatchMeshShading*) override { return Back(*state); }

  void startPage(int /*page_no*/, GfxState* state, XRef* xref) override {
    xref_ = xref;
    page_.width_pt = state->getPageWidth();
    page_.height_pt = state->getPageHeight();
  }

  // The content of a soft mask is not seen.
  void beginTransparencyGroup(GfxState*, const double*, GfxColorSpace*, bool, bool,
                              bool is_soft_mask) override {
    if (is_soft_mask || mask_depth_ > 0) ++mask_depth_;
    group_begins_.push_back(drawn_.glyphs.size());
  }
  void endTransparencyGroup(GfxState*) override {
    if (mask_depth_ > 0) --mask_depth_;
    group_begin_ = group_begins_.empty() ? drawn_.glyphs.size() : group_begins_.back();
    if (!group_begins_.empty()) group_begins_.pop_back();
  }
  // The group that has just ended is laid on the page, as a whole, with an opacity of its own.
  void paintTransparencyGroup(GfxState* state, const double*) override {
    const double opacity = state->getFillOpacity();
    if (opacity >= 1) return;
    for (std::size_t i = group_begin_; i < drawn_.glyphs.size(); ++i) {
      Glyph& glyph = drawn_.glyphs[i];
      glyph.contrast *= opacity;
      glyph.is_invisible = glyph.is_invisible || opacity < kMinOpacity;
    }
  }

  void updateFont(GfxState* state) override {
    const auto& font = state->getFont();
    const Ref ref = font ? *font->getID() : Ref::INVALID();
    font_ = fonts_.try_emplace({ref.num, ref.gen}, static_cast<int>(fonts_.size())).first->second;
    reach_ = font ? ReachOf(*font) : FontReach{};
    is_vertical_font_ = font && font->getWMode() != 0;
    is_standard_ = font && HasStandardCodes(*font);
    is_unmapped_ = font && IsUnmapped(*font);
    if (static_cast<std::size_t>(font_) >= names_.size()) {
      names_.push_back(font ? GlyphNames(font, xref_) : GlyphNames());
    }
  }

  // Neither colour nor direction change within one operator.
  void beginStringOp(GfxState* state) override {
    ++run_;
    pen_ = PenOf(*state);
  }

  void beginActualText(GfxState*, const GooString* text) override {
    replacement_ = {.first = drawn_.glyphs.size(), .text = TextOfString(text->toStr())};
    has_replacement_ = true;
  }
  void endActualText(GfxState*) override {
    if (!has_replacement_) return;
    has_replacement_ = false;
    replacement_.end = drawn_.glyphs.size();
    replacements_.push_back(std::move(replacement_));
  }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double /*origin_x*/,
                double /*origin_y*/, CharCode code, int byte_count, const Unicode* unicode,
                int unicode_count) override {
    if (mask_depth_ > 0 || !MayAdd(drawn_.glyphs.size(), kMaxGlyphsPerPage, "characters")) return;
    const double word = byte_count == 1 && code == ' ' ? state->getWordSpace() : 0;
    const double spacing = state->getCharSpace() + word;
    Glyph& glyph = drawn_.glyphs.emplace_back();
    const double base_y = PlaceGlyph(*state, {x, y}, {dx, dy}, spacing, glyph);
    if (!IsFinite(glyph.box) || !IsOnPage(glyph.box)) {
      drawn_.glyphs.pop_back();
      return;
    }
    // Codes of one byte are half width; Poppler takes the 1 of a Chinese font for a １.
    Unicode half_width = 0;
    if (is_standard_ && byte_count == 1 && unicode_count == 1 && unicode[0] > 0xFF00 &&
        unicode[0] < 0xFF5F) {
      half_width = unicode[0] - 0xFEE0;
    }
    const std::span<const Unicode> meant =
        half_width != 0 ? std::span<const Unicode>(&half_width, 1)
                        : std::span(unicode, static_cast<std::size_t>(unicode_count));
    const bool is_gainsaid = half_width == 0 && names_[static_cast<std::size_t>(font_)].Gainsay(
                                                    code, unicode, unicode_count);
    if (!is_gainsaid && SetText(meant, glyph)) {
      drawn_.glyphs.pop_back();
      return;
    }
    const double center_x = glyph.box.center_x(), center_y = glyph.box.center_y();
    drawn_.sources.push_back({.code = {font_, code, is_standard_, is_unmapped_},
                              .base_y = base_y,
                              .is_control = unicode_count == 1 && IsControl(unicode[0]),
                              .is_clipped = !pen_.clip.Contains(center_x, center_y)});
    glyph.angle_deg = pen_.angle_deg;
    glyph.run = run_;
    glyph.contrast = pen_.contrast;
    glyph.is_invisible = pen_.is_invisible;
    if (pen_.is_white && !pen_.is_invisible) {
      if (IsBacked(center_x, center_y)) {
        glyph.contrast = 1;
      } else {
        glyph.is_invisible = true;
      }
    }
  }

  void stroke(GfxState* state) override {
    if (mask_depth_ > 0 || state->getStrokeOpacity() < kMinOpacity) return;
    GfxRGB color;
    state->getStrokeRGB(&color);
    std::vector<Ruling>& rulings = IsWhite(color) ? page_.white_rulings : page_.rulings;
    const double width = state->getTransformedLineWidth();
    const RectPt clip = ClipOf(*state);
    ForEachSubpath(*state, [&](std::span<const PathPoint> subpath) {
      if (MayAddRuling()) AppendStrokeRulings(subpath, width, clip, rulings);
    });
  }

  void fill(GfxState* state) override {
    if (mask_depth_ > 0 || state->getFillOpacity() < kMinOpacity) return;
    GfxRGB color;
    state->getFillRGB(&color);
    const bool is_white = IsWhite(color);
    const bool is_opaque = IsOpaque(*state);
    const RectPt clip = ClipOf(*state);
    ForEachSubpath(*state, [&](std::span<const PathPoint> subpath) {
      if (!is_white && subpath.size() >= kFewestOutlinePoints) ++page_.outlines;
      if (!MayAddRuling()) return;
      const FillKind kind = is_white ? AppendFill(subpath, clip, page_.white_rulings, white_dots_)
                                     : AppendFill(subpath, clip, page_.rulings, dots_);
      if (is_white || kind == FillKind::kArea) AddArea(subpath, clip, is_white, is_opaque);
    });
  }
  void eoFill(GfxState* state) override { fill(state); }

  void beginForm(Ref) override { budget_.CountForm(); }
  // Once the budget is spent no form is gone into: Poppler would leave them one level at a time.
  bool useDrawForm() override { return budget_.is_spent(); }

  // The base class reads an inline image's bytes past.
  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                 GfxImageColorMap* colors, bool interpolate, const int* mask_colors,
                 bool is_inline) override {
    AddImage(*state, width, height);
    HideBelow(*state);
    OutputDev::drawImage(state, ref, stream, width, height, colors, interpolate, mask_colors,
                         is_inline);
  }
  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height,
                     bool invert, bool interpolate, bool is_inline) override {
    AddImage(*state, width, height);
    OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, is_inline);
  }
  // What a mask lets through hides nothing for sure: seals and watermarks are such pictures.
  void drawMaskedImage(GfxState* state, Object*, Stream*, int width, int height, GfxImageColorMap*,
                       bool, Stream*, int, int, bool, bool) override {
    AddImage(*state, width, height);
  }
  void drawSoftMaskedImage(GfxState* state, Object*, Stream*, int width, int height,
                           GfxImageColorMap*, bool, Stream*, int, int, GfxImageColorMap*,
                           bool) override {
    AddImage(*state, width, height);
  }

 private:
  // What all glyphs of one operator have in common.
  struct Pen {
    double angle_deg = 0, contrast = 1;
    bool is_invisible = false;
    bool is_white = false;
    RectPt clip{};
  };

  [[nodiscard]] Pen PenOf(const GfxState& state) const {
    Pen pen;
    const int mode = state.getRender();
    pen.angle_deg = AngleOf(TextToPage(state, 1, 0));
    const bool is_stroked = mode % 4 == 1 || mode % 4 == 2,
               is_filled = mode % 4 == 0 || mode % 4 == 2;
    GfxRGB color;
    pen.contrast = 0;
    if (is_filled) {
      state.getFillRGB(&color);
      pen.contrast = ContrastOf(color) * state.getFillOpacity();
      pen.is_white = IsWhite(color);
      pen.is_invisible = state.getFillOpacity() < kMinOpacity;
    }
    if (is_stroked) {
      state.getStrokeRGB(&color);
      pen.contrast = std::max(pen.contrast, ContrastOf(color) * state.getStrokeOpacity());
      pen.is_white = (!is_filled || pen.is_white) && IsWhite(color);
      pen.is_invisible = (!is_filled || pen.is_invisible) && state.getStrokeOpacity() < kMinOpacity;
    }
    pen.is_invisible = pen.is_invisible || (mode & kInvisibleText) == kInvisibleText;
    pen.clip = ClipOf(state);
    return pen;
  }

  // Returns the height of the base line.
  double PlaceGlyph(const GfxState& state, Vector pen, Vector advance, double spacing,
                    Glyph& glyph) const {
    Vector at, along;
    state.transform(pen.x, pen.y, &at.x, &at.y);
    state.transformDelta(advance.x, advance.y, &along.x, &along.y);
    const double size = state.getFontSize();
    const double stretch = state.getHorizScaling();
    const Vector gap =
        is_vertical_font_ ? TextToPage(state, 0, spacing) : TextToPage(state, spacing * stretch, 0);
    const Vector end{at.x + along.x - gap.x, at.y + along.y - gap.y};
    const Vector up = TextToPage(state, 0, size);
    // Across the line of writing: above and below the base line, or half an em at both sides.
    const Vector across = is_vertical_font_ ? TextToPage(state, size * stretch, 0) : up;
    const double first = is_vertical_font_ ? -0.5 : reach_.descent;
    const double last = is_vertical_font_ ? 0.5 : reach_.ascent;
    glyph.box = {at.x + first * across.x, at.y + first * across.y, at.x + first * across.x,
                 at.y + first * across.y};
    Stretch(glyph.box, at.x + last * across.x, at.y + last * across.y);
    Stretch(glyph.box, end.x + first * across.x, end.y + first * across.y);
    Stretch(glyph.box, end.x + last * across.x, end.y + last * across.y);
    glyph.font_size_pt = std::hypot(up.x, up.y) * reach_.em;
    glyph.is_vertical = std::abs(across.x) > std::abs(across.y);
    return at.y;
  }

  // True when the font says that there is nothing to see: a zero-width blank, a mark of direction.
  bool SetText(std::span<const Unicode> unicode, Glyph& glyph) {
    bool has_control = false;
    for (const Unicode c : unicode) {
      // Fonts draw - and the soft hyphen with one glyph; one that is drawn is a hyphen.
      constexpr Unicode kSoftHyphen = 0xAD;
      has_control = has_control || IsControl(c);
      if (c == kSoftHyphen && !glyph.box.empty()) {
        glyph.text += '-';
        ++page_.read_otherwise[c];
      } else if (!IsControl(c)) {
        AppendReadable(glyph.text, c, &page_.read_otherwise);
      }
    }
    return glyph.text.empty() && !unicode.empty() && !has_control;
  }

  [[nodiscard]] bool IsOnPage(const RectPt& box) const {
    return box.x1 >= 0 && box.y1 >= 0 && box.x0 <= page_.width_pt && box.y0 <= page_.height_pt;
  }

  [[nodiscard]] RectPt ClipOf(const GfxState& state) const {
    RectPt clip;
    state.getClipBBox(&clip.x0, &clip.y0, &clip.x1, &clip.y1);
    return {std::max(clip.x0, 0.0), std::max(clip.y0, 0.0), std::min(clip.x1, page_.width_pt),
            std::min(clip.y1, page_.height_pt)};
  }

  template <class Use>
  void ForEachSubpath(const GfxState& state, Use&& use) {
    const GfxPath* path = state.getPath();
    for (int i = 0; i < path->getNumSubpaths(); ++i) {
      const GfxSubpath* subpath = path->getSubpath(i);
      points_.clear();
      for (int k = 0; k < subpath->getNumPoints(); ++k) {
        PathPoint& point = points_.emplace_back();
        state.transform(subpath->getX(k), subpath->getY(k), &point.x, &point.y);
        point.is_control = subpath->getCurve(k);
        if (!std::isfinite(point.x) || !std::isfinite(point.y)) return;
      }
      use(points_);
    }
  }

  void AddImage(const GfxState& state, int width, int height) {
    if (mask_depth_ > 0 || !MayAdd(page_.images.size(), kMaxImagesPerPage, "images")) return;
    const auto& m = state.getCTM();
    RectPt box{m[4], m[5], m[4], m[5]};
    Stretch(box, m[0] + m[4], m[1] + m[5]);
    Stretch(box, m[2] + m[4], m[3] + m[5]);
    Stretch(box, m[0] + m[2] + m[4], m[1] + m[3] + m[5]);
    if (!IsFinite(box)) return;
    const RectPt seen = Intersection(box, ClipOf(state));
    if (!seen.empty()) page_.images.push_back({seen, width, height});
  }

  // A picture that fills most of the page hides the text drawn before it.
  void HideBelow(const GfxState& state) {
    if (page_.images.empty() || mask_depth_ > 0 || !IsOpaque(state)) return;
    const RectPt& box = page_.images.back().box;
    if (box.width() * box.height() < kHidingShare * page_.width_pt * page_.height_pt) return;
    HideWithin(box);
  }

  static bool IsOpaque(const GfxState& state) {
    return state.getFillOpacity() >= 1 && state.getBlendMode() == gfxBlendNormal;
  }

  void HideWithin(const RectPt& box) {
    if (looked_at_ > kMostHiding) return;
    looked_at_ += drawn_.glyphs.size();
    for (Glyph& glyph : drawn_.glyphs) {
      if (box.Contains(glyph.box.center_x(), glyph.box.center_y())) glyph.is_invisible = true;
    }
  }

  // A filled rectangle covers the text that was drawn before it, and backs what is drawn after.
  void AddArea(std::span<const PathPoint> subpath, const RectPt& clip, bool is_white,
               bool is_opaque) {
    if (drawn_.glyphs.empty() && backs_.empty() && is_white) return;
    const std::optional<RectPt> rectangle = RectangleOf(subpath);
    RectPt box = rectangle.value_or(RectPt{});
    if (!rectangle) {
      if (is_white || subpath.empty()) return;
      box = {subpath[0].x, subpath[0].y, subpath[0].x, subpath[0].y};
      for (const PathPoint& point : subpath) Stretch(box, point.x, point.y);
    }
    box = Intersection(box, clip);
    if (box.width() < kLeastAreaPt || box.height() < kLeastAreaPt) return;
    if (rectangle && is_opaque) HideWithin(box);
    if (rectangle && page_.fills.size() < kMostFills &&
        (!is_white || IsBacked(box.center_x(), box.center_y()))) {
      page_.fills.push_back(box);
    }
    if (!is_white) BackWith(box);
  }

  void BackWith(const RectPt& box) {
    if (backs_.size() < kMostBacked) backs_.push_back(box);
  }
  bool Back(const GfxState& state) {
    BackWith(ClipOf(state));
    return true;
  }

  // White text is seen where an area or a picture lies below it; a scan is white itself.
  [[nodiscard]] bool IsBacked(double x, double y) const {
    const double page_area = page_.width_pt * page_.height_pt;
    return std::ranges::any_of(backs_, [&](const RectPt& box) { return box.Contains(x, y); }) ||
           std::ranges::any_of(page_.images, [&](const PlacedImage& image) {
             return image.box.width() * image.box.height() < kHidingShare * page_area &&
                    image.box.Contains(x, y);
           });
  }

  bool MayAddRuling() {
    return MayAdd(page_.rulings.size() + page_.white_rulings.size() + dots_.size(),
                  kMaxRulingsPerPage, "drawn lines");
  }

  bool MayAdd(std::size_t count, int limit, const char* what) {
    if (count < static_cast<std::size_t>(limit)) return true;
    if (exceeded_.empty()) exceeded_ = "more than " + std::to_string(limit) + " " + what;
    return false;
  }

  PageContent& page_;
  DrawnGlyphs drawn_{};
  std::vector<ReplacementText> replacements_{};
  ReplacementText replacement_{};
  bool has_replacement_ = false;
  std::vector<std::size_t> group_begins_{};  // open groups: the first glyph of each
  std::size_t group_begin_ = 0;              // and of the one that has just ended
  std::vector<RectPt> backs_{};
  std::size_t looked_at_ = 0;
  int run_ = 0;
  Pen pen_{};
  std::map<std::pair<int, int>, int> fonts_{};   // by object number and generation
  std::vector<GlyphNames> names_{GlyphNames()};  // by font
  int font_ = 0;
  XRef* xref_ = nullptr;
  FontReach reach_{};
  bool is_vertical_font_ = false;
  bool is_standard_ = false, is_unmapped_ = false;
  int mask_depth_ = 0;
  std::vector<PathPoint> points_{};  // of the subpath at hand; kept to save allocations
  std::vector<RectPt> dots_{}, white_dots_{};
  std::string exceeded_{};
  PageBudget budget_{};
};

}  // namespace

Result<PageContent> ReadPageContent(PDFDoc& document, int page_no) {
  PopplerMessages messages;
  PageContent page;
  page.page_no = page_no;
  ContentDevice device(page);
  const auto is_over = [](void* data) {
    auto* over = static_cast<ContentDevice*>(data);
    return !over->exceeded().empty() || PageBudget::IsSpent(&over->budget());
  };
  document.displayPage(&device, page_no, kPointsPerInch, kPointsPerInch, 0, false, true, false,
                       is_over, &device);
  if (device.budget().is_spent()) return PageBudget::Refuse();
  if (!device.exceeded().empty()) {
    return Fail(ErrorCode::kTooLarge,
                device.exceeded() + " on the page; read it as a picture with --ocr always");
  }
  if (!(page.width_pt > 0 && page.height_pt > 0)) {
    return Fail(ErrorCode::kDamaged, "the page is missing or has no size" + messages.Suffix() +
                                         "; repair the file, for example with qpdf");
  }
  device.Finish();
  return page;
}

}  // namespace gongwen
