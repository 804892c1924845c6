#include "normalizers/notice/agency_names.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "normalizers/text/han_text.h"
#include "normalizers/value/compact_text.h"

namespace gongwen {
namespace {

constexpr std::size_t kMinNameHan = 3, kMaxNameHan = 30;
constexpr std::size_t kMinGluedHan = 4;  // the shortest name that is parted from another: 某县政府
constexpr std::size_t kMaxPieces = 64;

constexpr std::array kSuffixes = std::to_array<std::string_view>(
    {"局",   "厅",   "部",   "委员会", "委",   "办公室", "办",   "政府", "法院", "检察院",  "院",
     "会",   "署",   "行",   "府",     "中心", "公司",   "集团", "处",   "总队", "站",      "所",
     "学校", "大学", "学院", "医院",   "社",   "联合会", "团",   "馆",   "库",   "领导小组"});

bool HasSuffix(std::string_view name) {
  if (name.ends_with("社会")) return false;  // of 社会保障, broken at the line's end
  return std::ranges::any_of(kSuffixes, [&](auto suffix) { return name.ends_with(suffix); });
}

// The place where a second name begins inside `name`, or npos: after 局, 厅, 部, 会, 委, 府, where
// the rest begins with the same two characters (the same place) or with 国家 or 中国.
std::size_t SecondNameBegin(std::string_view name) {
  const std::u32string all = CodePoints(name);
  constexpr std::u32string_view kClosing = U"局厅部会委府办";
  const std::u32string_view view(all);
  for (std::size_t i = kMinGluedHan; i + kMinGluedHan <= all.size(); ++i) {
    if (kClosing.find(all[i - 1]) == std::u32string_view::npos) continue;
    const std::u32string_view rest = view.substr(i);
    if (rest.starts_with(view.substr(0, 2)) || rest.starts_with(U"国家") ||
        rest.starts_with(U"中国")) {
      return ToUtf8(view.substr(0, i)).size();
    }
  }
  return std::string_view::npos;
}

// The tokens of one printed piece: parted at blanks when each part is a name of its own, without
// the mark 文件.
std::vector<std::string> TokensOf(std::string_view piece) {
  static const RE2 kToken("([^\\s\\x{3000}\\x{A0}、，,]+)");
  // Beside the middle one of several names, 文件 is composed into its line: …委员会文件…控制局.
  static const RE2 kMarkBehindName("([局厅委会部室院署府行])文件");
  std::string parted(piece);
  RE2::GlobalReplace(&parted, kMarkBehindName, "\\1 ");
  std::vector<std::string> tokens;
  re2::StringPiece rest(parted);
  std::string token;
  while (tokens.size() < kMaxPieces && RE2::FindAndConsume(&rest, kToken, &token)) {
    tokens.push_back(token);
  }
  const bool are_letters = std::ranges::all_of(
      tokens, [](const std::string& t) { return CountHan(t) <= 1; });  // 昌 吉 州 财 政 局
  if (are_letters) tokens = {TightText(piece)};
  for (std::string& t : tokens) {
    static const RE2 kFileMark("文件[（(]?.{0,4}[）)]?$|^文件");
    RE2::Replace(&t, kFileMark, "");
  }
  std::erase_if(tokens, [](const std::string& t) { return t.empty() || t == "文" || t == "件"; });
  return tokens;
}

// Collects whole names from tokens that may be parts.
class NameCollector {
 public:
  void Add(const std::string& token, const Provenance& from) {
    if (!pending_ && !names_.empty() && IsTail(token)) {
      names_.back().value += token;
      return;
    }
    if (pending_ && !CanContinue(token)) pending_.reset();
    if (!pending_) {
      pending_ = SourcedText{.value = "", .from = from};
    }
    pending_->value += token;
    pending_->from.confidence = std::min(pending_->from.confidence, from.confidence);
    if (pending_->from.page_no == from.page_no) {
      pending_->from.box = Union(pending_->from.box, from.box);
    }
    if (HasSuffix(pending_->value)) Close();
  }

  std::vector<SourcedText> Take() && { return std::move(names_); }

 private:
  // What is left of a name that already looked whole: 改革委 + 员会, 人民政府 + 办公厅.
  [[nodiscard]] static bool IsTail(const std::string& token) {
    return token == "办公室" || token == "办公厅" || (HasSuffix(token) && !IsAgencyName(token));
  }

  // A broken name goes on with what is no name itself, or with a part of one. 资源 + 和社会保障厅.
  [[nodiscard]] bool CanContinue(const std::string& token) const {
    static const RE2 kPlace("省|市|自治|州|县|区|国家|中国|部$");
    return !IsAgencyName(token) || token.starts_with("和") || token.starts_with("及") ||
           (!RE2::PartialMatch(token, kPlace) && RE2::PartialMatch(pending_->value, kPlace));
  }

  void Close() {
    SourcedText whole = *std::exchange(pending_, std::nullopt);
    for (std::size_t at = SecondNameBegin(whole.value); at != std::string_view::npos;
         at = SecondNameBegin(whole.value)) {
      Keep({.value = whole.value.substr(0, at), .from = whole.from});
      whole.value.erase(0, at);
    }
    Keep(whole);
  }

  void Keep(const SourcedText& name) {
    const bool is_new = std::ranges::find(names_, name.value, &SourcedText::value) == names_.end();
    if (is_new && IsAgencyName(name.value)) names_.push_back(name);
  }

  std::optional<SourcedText> pending_{};
  std::vector<SourcedText> names_{};
};

}  // namespace

bool IsAgencyName(std::string_view name) {
  const std::size_t han = CountHan(name);
  static const RE2 kForm("[\\p{Han}（）()·]+");
  static const RE2 kNoName("^(?:各|有关|关于|根据|抄送|附件|本|此)|文件$");
  return han >= kMinNameHan && han <= kMaxNameHan && HasSuffix(name) &&
         RE2::FullMatch(name, kForm) && !RE2::PartialMatch(name, kNoName);
}

std::vector<SourcedText> AgencyNames(std::span<const SourcedText> pieces) {
  NameCollector collector;
  for (const SourcedText& piece : pieces.first(std::min(pieces.size(), kMaxPieces))) {
    for (const std::string& token : TokensOf(piece.value)) collector.Add(token, piece.from);
  }
  return std::move(collector).Take();
}

}  // namespace gongwen
