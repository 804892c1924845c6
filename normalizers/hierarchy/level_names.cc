#include "normalizers/hierarchy/level_names.h"

namespace gongwen {
namespace {

int IdOf(const LabelSighting& s) { return s.level == 1 ? s.label.level1 : s.label.level2; }

bool IsAmbiguous(const LabelSighting& s) {
  return s.level == 2 && s.label.level1 >= 0 && s.label.level2 >= 0;
}

}  // namespace

LevelNames::LevelNames(const SheetFamily& family, std::span<const IndicatorSheet> sheets,
                       const Taxonomy& taxonomy)
    : sheets_(sheets), taxonomy_(taxonomy) {
  for (const FamilyMember& member : family.members) {
    for (const LabelSighting& s : sheets[member.sheet].sightings) {
      if (s.is_known && s.label.is_exact) {
        ++printed_[{s.level, IdOf(s), IsAmbiguous(s), s.label.text}];
      }
    }
  }
}

std::string LevelNames::Choose(std::size_t sheet, const LevelName& name, int level) const {
  if (name.id < 0) return name.text;
  std::string own, own_ambiguous;
  for (const LabelSighting& s : sheets_[sheet].sightings) {
    if (s.level != level || !s.is_known || !s.label.is_exact || IdOf(s) != name.id) continue;
    (IsAmbiguous(s) && !sheets_[sheet].has_geometry ? own_ambiguous : own) = s.label.text;
  }
  if (!own.empty()) return own;
  std::string best = MostFrequent(level, name.id, false);
  if (best.empty()) best = own_ambiguous;
  if (best.empty()) best = MostFrequent(level, name.id, true);
  if (!best.empty()) return best;
  const auto& labels = level == 1 ? taxonomy_.level1() : taxonomy_.level2();
  return labels[static_cast<std::size_t>(name.id)].name;
}

std::string LevelNames::MostFrequent(int level, int id, bool ambiguous) const {
  std::string best;
  int most = 0;
  for (const auto& [key, count] : printed_) {
    if (key.level != level || key.id != id || key.ambiguous != ambiguous) continue;
    if (count > most) {
      most = count;
      best = key.text;
    }
  }
  return best;
}

}  // namespace gongwen
