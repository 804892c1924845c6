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
#include <OutputDev.h>
#include <PDFDoc.h>
#include <Page.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "extractors/pdf/glyph_trust.h"
#include "extractors/pdf/page_budget.h"
#include "extractors/pdf/path_rulings.h"
#include "extractors/pdf/pdf_document.h"
#include "extractors/pdf/poppler_session.h"
#include "text/readable_text.h"

namespace gongwen {
namespace {

constexpr double kPointsPerInch = 72;
constexpr double kWhite = 0.97;  // per channel; paler is not told from the paper
constexpr double kMinOpacity = 0.05;
constexpr double kHidingShare = 0.6;  // of the page
constexpr int kInvisibleText = 3;     // render modes 3 and 7 leave no ink
constexpr double kMaxAscent = 1.05;   // fonts lie; TextOutputDev's bounds
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
    DistrustGlyphs(page_.glyphs, codes_);
    for (const Ruling& ruling : RulingsFromDots(dots_)) page_.rulings.push_back(ruling);
  }

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }

  // Patterns and shadings are taken and dropped: unrolled, they would be thousands of small fills.
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int /*type*/) override { return true; }
  bool tilingPatternFill(GfxState*, Gfx*, Catalog*, GfxTilingPattern*, const double*, int, int, int,
                         int, double, double) override {
    return true;
  }
  bool functionShadedFill(GfxState*, GfxFunctionShading*) override { return true; }
  bool axialShadedFill(GfxState*, GfxAxialShading*, double, double) override { return true; }
  bool radialShadedFill(GfxState*, GfxRadialShading*, double, double) override { return true; }
  bool gouraudTriangleShadedFill(GfxState*, GfxGouraudTriangleShading*) override { return true; }
  bool patchMeshShadedFill(GfxState*, GfxPatchMeshShading*) override { return true; }

  void startPage(int /*page_no*/, GfxState* state, XRef* /*xref*/) override {
    page_.width_pt = state->getPageWidth();
    page_.height_pt = state->getPageHeight();
  }

  // The content of a soft mask is not seen.
  void beginTransparencyGroup(GfxState*, const double*, GfxColorSpace*, bool, bool,
                              bool is_soft_mask) override {
    if (is_soft_mask || mask_depth_ > 0) ++mask_depth_;
  }
  void endTransparencyGroup(GfxState*) override {
    if (mask_depth_ > 0) --mask_depth_;
  }

  void updateFont(GfxState* state) override {
    const auto& font = state->getFont();
    const Ref ref = font ? *font->getID() : Ref::INVALID();
    font_ = fonts_.try_emplace({ref.num, ref.gen}, static_cast<int>(fonts_.size())).first->second;
    reach_ = font ? ReachOf(*font) : FontReach{};
    is_vertical_font_ = font && font->getWMode() != 0;
  }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double /*origin_x*/,
                double /*origin_y*/, CharCode code, int byte_count, const Unicode* unicode,
                int unicode_count) override {
    if (mask_depth_ > 0 || !MayAdd(page_.glyphs.size(), kMaxGlyphsPerPage, "characters")) return;
    const double word = byte_count == 1 && code == ' ' ? state->getWordSpace() : 0;
    const double spacing = state->getCharSpace() + word;
    Glyph& glyph = page_.glyphs.emplace_back();
    PlaceGlyph(*state, {x, y}, {dx, dy}, spacing, glyph);
    if (!IsFinite(glyph.box) || !IsOnPage(glyph.box)) {
      page_.glyphs.pop_back();
      return;
    }
    const bool shows_nothing = SetText({unicode, static_cast<std::size_t>(unicode_count)}, glyph);
    if (shows_nothing) {
      page_.glyphs.pop_back();
      return;
    }
    codes_.push_back({font_, code});
    glyph.is_invisible = (state->getRender() & kInvisibleText) == kInvisibleText;
  }

  void stroke(GfxState* state) override {
    if (mask_depth_ > 0 || state->getStrokeOpacity() < kMinOpacity) return;
    GfxRGB color;
    state->getStrokeRGB(&color);
    if (IsWhite(color)) return;
    const double width = state->getTransformedLineWidth();
    const RectPt clip = ClipOf(*state);
    ForEachSubpath(*state, [&](std::span<const PathPoint> subpath) {
      if (MayAddRuling()) AppendStrokeRulings(subpath, width, clip, page_.rulings);
    });
  }

  void fill(GfxState* state) override {
    if (mask_depth_ > 0 || state->getFillOpacity() < kMinOpacity) return;
    GfxRGB color;
    state->getFillRGB(&color);
    if (IsWhite(color)) return;
    const RectPt clip = ClipOf(*state);
    ForEachSubpath(*state, [&](std::span<const PathPoint> subpath) {
      if (MayAddRuling()) AppendFill(subpath, clip, page_.rulings, dots_);
    });
  }
  void eoFill(GfxState* state) override { fill(state); }

  void beginForm(Ref) override { budget_.CountForm(); }
  // Once the budget is spent no form is gone into: Poppler would leave them one level at a time.
  bool useDrawForm() override { return budget_.is_spent(); }

  // The base class reads an inline image's bytes past and leads masked images here.
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

 private:
  void PlaceGlyph(const GfxState& state, Vector pen, Vector advance, double spacing,
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
    if (page_.images.empty() || mask_depth_ > 0 || state.getFillOpacity() < 1) return;
    const RectPt& box = page_.images.back().box;
    if (box.width() * box.height() < kHidingShare * page_.width_pt * page_.height_pt) return;
    for (; hidden_ < page_.glyphs.size(); ++hidden_) {
      Glyph& glyph = page_.glyphs[hidden_];
      if (box.Contains(glyph.box.center_x(), glyph.box.center_y())) glyph.is_invisible = true;
    }
  }

  bool MayAddRuling() {
    return MayAdd(page_.rulings.size() + dots_.size(), kMaxRulingsPerPage, "drawn lines");
  }

  bool MayAdd(std::size_t count, int limit, const char* what) {
    if (count < static_cast<std::size_t>(limit)) return true;
    if (exceeded_.empty()) exceeded_ = "more than " + std::to_string(limit) + " " + what;
    return false;
  }

  PageContent& page_;
  std::vector<GlyphCode> codes_{};              // parallel to the page's glyphs
  std::map<std::pair<int, int>, int> fonts_{};  // by object number and generation
  int font_ = 0;
  std::size_t hidden_ = 0;  // glyphs before this are judged as hidden or not
  FontReach reach_{};
  bool is_vertical_font_ = false;
  int mask_depth_ = 0;
  std::vector<PathPoint> points_{};  // of the subpath at hand; kept to save allocations
  std::vector<RectPt> dots_{};
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
