// What the engine knows beforehand, from data files: the built-in ones and the user's own.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "normalizers/hierarchy/label_drift.h"
#include "normalizers/hierarchy/label_reader.h"
#include "normalizers/hierarchy/lexicon.h"
#include "normalizers/hierarchy/taxonomy.h"
#include "normalizers/notice/gazetteer.h"
#include "normalizers/text/confusions.h"

namespace gongwen {

// A data file of the user's, already read.
struct DataFile {
  std::string name{};  // for messages
  std::string text{};
};

struct KnowledgeFiles {
  std::vector<DataFile> taxonomies{}, words{};  // on top of the built-in ones
  // Instead of the built-in ones: to measure others.
  std::optional<DataFile> base_words{}, drift{};
};

// Immutable once loaded; share it between threads.
class Knowledge {
 public:
  // Errors: kInvalidArgument naming the file and the line.
  [[nodiscard]] static Result<std::shared_ptr<const Knowledge>> Load(
      const KnowledgeFiles& files = {});

  [[nodiscard]] const Taxonomy& taxonomy() const { return taxonomy_; }
  [[nodiscard]] const Lexicon& lexicon() const { return lexicon_; }
  [[nodiscard]] const LabelDrift& drift() const { return drift_; }
  [[nodiscard]] const Confusions& confusions() const { return confusions_; }
  [[nodiscard]] const Gazetteer& gazetteer() const { return gazetteer_; }
  // Phrases that many notices hold (phrases.txt), each of four characters or more.
  [[nodiscard]] const std::vector<std::u32string>& phrases() const { return phrases_; }
  [[nodiscard]] const LabelReader& label_reader() const { return label_reader_; }

  Knowledge(const Knowledge&) = delete;
  Knowledge& operator=(const Knowledge&) = delete;

 private:
  Knowledge(Taxonomy taxonomy, Lexicon lexicon, LabelDrift drift, Confusions confusions,
            Gazetteer gazetteer, std::vector<std::u32string> phrases)
      : taxonomy_(std::move(taxonomy)),
        lexicon_(std::move(lexicon)),
        drift_(std::move(drift)),
        confusions_(std::move(confusions)),
        gazetteer_(std::move(gazetteer)),
        phrases_(std::move(phrases)),
        label_reader_(taxonomy_) {}

  Taxonomy taxonomy_;
  Lexicon lexicon_;
  LabelDrift drift_;
  Confusions confusions_;
  Gazetteer gazetteer_;
  std::vector<std::u32string> phrases_;
  LabelReader label_reader_;  // refers to taxonomy_
};

}  // namespace gongwen
