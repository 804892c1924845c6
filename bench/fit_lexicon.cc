// Fits normalizers/data/{lexicon.toml,words.tsv} on labelled funds: what the words of a leaf say
// about its level 2. Prints how well words alone (no labels, no siblings) place leaves of funds
// left out.
//   fit_lexicon --funds fixtures/funds/fit [-o normalizers/data] [--folds 5]
//
// The model is a conditional random field over the segmentations of every scheme of the taxonomy:
// the same program (segmentation.h) and the same features (leaf_features.h) as the engine's, so
// that its weights fit the place where they are used. The gradient of a weight is how often its
// feature stands in the truth minus how often the model expects it (Lafferty et al. 2001);
// AdaGrad, with an L2 penalty. Features seen in one fund only are left out: they would learn that
// fund's own words.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "fixtures/generator/fund_notice.h"
#include "fixtures/generator/random.h"
#include "normalizers/hierarchy/knowledge.h"
#include "normalizers/hierarchy/leaf_features.h"
#include "normalizers/hierarchy/leaf_words.h"
#include "normalizers/hierarchy/segmentation.h"
#include "normalizers/text/han_text.h"

namespace gongwen::bench {
namespace {

constexpr std::size_t kLongestPiece = 4;

struct Arguments {
  std::string funds{}, output{};
  int folds = 5, rounds = 12, notices = 8;
  double repeated = 0.25, scale = 0.98, uniform = 0.18, penalty = 3e-4, rate = 0.05,
         smallest = 0.03;
  std::size_t least_funds = 2;
  bool mistakes = false;
};

// A labelled table: features by leaf, likeness to the leaf above, true level 2.
struct Example {
  struct Feature {
    int id = 0;
    double value = 1;  // less the more leaves of the table have it
  };
  std::vector<std::vector<Feature>> features{};
  std::vector<Likeness> likeness{};
  std::vector<int> level2{};
  std::vector<std::string> names{};  // for messages
};

struct FundExamples {
  std::string id{};
  std::vector<Example> examples{};
};

std::string KeyText(FeatureKind kind, std::u32string_view text) {
  std::string key;
  if (kind == FeatureKind::kBegin || kind == FeatureKind::kValue) key += static_cast<char>(kind);
  key += ToUtf8(text);
  if (kind == FeatureKind::kEnd) key += static_cast<char>(kind);
  return key;
}

class FeatureIndex {
 public:
  int Of(const std::string& key, std::size_t fund) {
    const auto [it, is_new] = index_.try_emplace(key, static_cast<int>(keys_.size()));
    if (is_new) {
      keys_.push_back(key);
      funds_.emplace_back();
    }
    funds_[static_cast<std::size_t>(it->second)].insert(fund);
    return it->second;
  }
  [[nodiscard]] const std::vector<std::string>& keys() const { return keys_; }
  [[nodiscard]] std::size_t Funds(int feature, const std::set<std::size_t>& among) const {
    const auto& funds = funds_[static_cast<std::size_t>(feature)];
    return static_cast<std::size_t>(std::count_if(
        funds.begin(), funds.end(), [&](std::size_t f) { return among.contains(f); }));
  }

 private:
  std::unordered_map<std::string, int> index_{};
  std::vector<std::string> keys_{};
  std::vector<std::set<std::size_t>> funds_{};
};

Example ReadExample(const fixtures::TruthIndicatorTable& table, std::size_t fund,
                    const LabelReader& labels, double repeated, FeatureIndex& index) {
  Example example;
  LeafText above;
  for (const fixtures::TruthLeaf& row : table.rows) {
    const auto label = labels.Read(row.level2);
    if (!label || label->level2 < 0) continue;
    const LeafText leaf = ReadLeafText(row.level3, row.value);
    std::set<int> features;
    VisitLeafFeatures(leaf, kLongestPiece, [&](FeatureKind kind, std::u32string_view text) {
      if (text.find_first_of(U"\t\n#") != std::u32string_view::npos) return;
      features.insert(index.Of(KeyText(kind, text), fund));
    });
    example.features.emplace_back();
    for (const int feature : features) example.features.back().push_back({feature, 1});
    example.likeness.push_back(CompareNeighbours(above, leaf));
    example.level2.push_back(label->level2);
    example.names.push_back(row.level3 + " | " + row.value);
    above = leaf;
  }
  std::map<int, int> leaves_with;
  for (const auto& leaf : example.features) {
    for (const auto& feature : leaf) ++leaves_with[feature.id];
  }
  for (auto& leaf : example.features) {
    for (auto& feature : leaf) feature.value = std::pow(leaves_with[feature.id], -repeated);
  }
  return example;
}

// Weights, and the sums of squared gradients that AdaGrad divides by.
struct Parameters {
  std::size_t levels = 0;            // level 2 of the taxonomy, then one for each family of them
  std::vector<double> words{};       // features x levels
  std::vector<double> begins{};      // level 2
  std::vector<double> neighbours{};  // likeness, then the border itself
};

class Trainer {
 public:
  Trainer(const Taxonomy& taxonomy, std::size_t features, const Arguments& arguments)
      : taxonomy_(taxonomy), arguments_(arguments) {
    const std::size_t k = taxonomy.level2().size();
    for (std::size_t i = 0; i < k; ++i) {  // a level 2 like another shares what that one learns
      std::size_t head = i;
      for (std::size_t j = 0; j < k; ++j) {
        if (taxonomy.level2()[j].id == taxonomy.level2()[i].like) head = j;
      }
      family_.push_back(k + head);
    }
    at_.levels = 2 * k;
    at_.words.assign(features * at_.levels, 0);
    at_.begins.assign(k, 0);
    at_.neighbours.assign(kLikenessNames.size() + 1, 0);
    squares_ = at_;
  }

  void Train(const std::vector<const Example*>& examples, const std::vector<bool>& is_used) {
    fixtures::Random random(7);
    std::vector<const Example*> order = examples;
    for (int round = 0; round < arguments_.rounds; ++round) {
      for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1],
                  order[static_cast<std::size_t>(random.Between(0, static_cast<int>(i) - 1))]);
      }
      for (const Example* example : order) Step(*example, is_used);
    }
  }

  // The most probable level 2 of each leaf over all schemes, and its probability.
  struct Guess {
    int level2 = -1;
    double probability = 0, of_truth = 0;
  };
  std::vector<Guess> Predict(const Example& example, const std::vector<bool>& is_used) {
    const std::vector<std::vector<double>> scores = Scores(example, is_used);
    std::vector<std::vector<double>> mass(example.level2.size(),
                                          std::vector<double>(taxonomy_.level2().size(), 0));
    for (const Solved& solved : SolveAll(example, scores)) {
      const std::size_t k = solved.states.size();
      for (std::size_t i = 0; i < mass.size(); ++i) {
        for (std::size_t g = 0; g < k; ++g) {
          mass[i][Level2(solved.states[g])] +=
              solved.weight * solved.segmentation.posterior[i * k + g];
        }
      }
    }
    std::vector<Guess> guesses;
    for (std::size_t i = 0; i < mass.size(); ++i) {
      const auto best = std::max_element(mass[i].begin(), mass[i].end());
      guesses.push_back({static_cast<int>(best - mass[i].begin()), *best,
                         mass[i][static_cast<std::size_t>(example.level2[i])]});
    }
    return guesses;
  }

  // Weight of a feature for a level 2, what its family learned included.
  [[nodiscard]] double Weight(std::size_t feature, std::size_t level2) const {
    return at_.words[feature * at_.levels + level2] +
           at_.words[feature * at_.levels + family_[level2]];
  }
  [[nodiscard]] const Parameters& parameters() const { return at_; }

 private:
  struct Solved {
    std::vector<GroupState> states{};
    Segmentation segmentation{};
    double weight = 0;
  };

  static std::size_t Level2(const GroupState& state) {
    return static_cast<std::size_t>(state.level2.id);
  }

  std::vector<std::vector<double>> Scores(const Example& example,
                                          const std::vector<bool>& is_used) const {
    const std::size_t k = taxonomy_.level2().size();
    std::vector<std::vector<double>> scores;
    for (const auto& features : example.features) {
      std::vector<double> score(k, 0);
      for (const auto& [id, value] : features) {
        const auto f = static_cast<std::size_t>(id);
        if (!is_used[f]) continue;
        for (std::size_t i = 0; i < k; ++i) score[i] += value * Weight(f, i);
      }
      scores.push_back(std::move(score));
    }
    return scores;
  }

  double Border(const Likeness& likeness) const {
    double score = at_.neighbours.back();
    for (std::size_t i = 0; i < likeness.size(); ++i) {
      score += likeness[i] ? at_.neighbours[i] : 0;
    }
    return score;
  }

  std::vector<Solved> SolveAll(const Example& example,
                               const std::vector<std::vector<double>>& scores) const {
    std::vector<Solved> all;
    const std::size_t n = scores.size();
    double total = -1e300;
    for (const Scheme& scheme : taxonomy_.schemes()) {
      Solved solved;
      SegmentationInput in{.leaves = n, .states = scheme.groups.size()};
      for (const TaxonomyGroup& group : scheme.groups) {
        solved.states.push_back({{.id = group.level1}, {.id = group.level2}});
        in.parent.push_back(
            in.parent.empty() || solved.states[solved.states.size() - 2].level1.id == group.level1
                ? (in.parent.empty() ? 0 : in.parent.back())
                : in.parent.back() + 1);
      }
      in.skip.assign(in.states, 0);
      in.enter_parent.assign(n * in.states, 0);
      for (std::size_t i = 0; i < n; ++i) {
        const std::vector<double> words =
            StateLabels(solved.states, taxonomy_).Scores(scores[i], arguments_.uniform);
        in.emission.insert(in.emission.end(), words.begin(), words.end());
        for (const GroupState& state : solved.states) {
          in.enter.push_back(at_.begins[Level2(state)] + (i > 0 ? Border(example.likeness[i]) : 0));
        }
      }
      solved.segmentation = Segment(in);
      solved.weight = scheme.prior + solved.segmentation.log_evidence;
      total = std::max(total, solved.weight);
      all.push_back(std::move(solved));
    }
    double sum = 0;
    for (Solved& solved : all) sum += solved.weight = std::exp(solved.weight - total);
    for (Solved& solved : all) solved.weight /= sum;
    return all;
  }

  // Adds weight * d(score of the state) / d(scores of all level 2) for the mixed softmax that
  // StateLabels::Scores is.
  void AddStateGradient(const std::vector<double>& score, const Solved& solved, std::size_t state,
                        double weight, std::vector<double>& gradient) const {
    const std::vector<double> p = StateLabels(solved.states, taxonomy_).Shares(score);
    const double own = LeafWordSlope(p[state], solved.states.size(), arguments_.uniform);
    std::vector<bool> done(gradient.size(), false);
    gradient[Level2(solved.states[state])] += weight * own;
    for (std::size_t g = 0; g < solved.states.size(); ++g) {
      const std::size_t level2 = Level2(solved.states[g]);
      if (done[level2]) continue;
      done[level2] = true;
      gradient[level2] -= weight * own * p[g];
    }
  }

  void Step(const Example& example, const std::vector<bool>& is_used) {
    const std::vector<std::vector<double>> scores = Scores(example, is_used);
    const std::vector<Solved> all = SolveAll(example, scores);
    // The truth under each scheme that knows all its groups in this order.
    const std::size_t n = example.level2.size();
    std::vector<std::vector<int>> truth;
    double fits = 0;
    for (const Solved& solved : all) {
      truth.push_back(TruePath(example, solved.states));
      if (!truth.back().empty()) fits += 1;
    }
    if (fits == 0) return;
    const std::size_t levels2 = taxonomy_.level2().size();
    std::vector<std::vector<double>> leaf_gradient(n, std::vector<double>(levels2, 0));
    std::vector<double> begins(levels2, 0), neighbours(at_.neighbours.size(), 0);
    for (std::size_t h = 0; h < all.size(); ++h) {
      const Solved& solved = all[h];
      const std::size_t k = solved.states.size();
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t g = 0; g < k; ++g) {
          const bool is_true = !truth[h].empty() && truth[h][i] == static_cast<int>(g);
          const bool begins_here = is_true && (i == 0 || truth[h][i - 1] != static_cast<int>(g));
          const double stay =
              (is_true ? 1 / fits : 0) - solved.weight * solved.segmentation.posterior[i * k + g];
          const double begin =
              (begins_here ? 1 / fits : 0) - solved.weight * solved.segmentation.begins[i * k + g];
          if (std::abs(stay) > 1e-6) AddStateGradient(scores[i], solved, g, stay, leaf_gradient[i]);
          begins[Level2(solved.states[g])] += begin;
          if (i == 0) continue;
          neighbours.back() += begin;
          for (std::size_t l = 0; l < kLikenessNames.size(); ++l) {
            if (example.likeness[i][l]) neighbours[l] += begin;
          }
        }
      }
    }
    for (std::size_t i = 0; i < n; ++i) {
      for (const auto& [id, value] : example.features[i]) {
        const auto f = static_cast<std::size_t>(id);
        if (!is_used[f]) continue;
        const std::size_t row = f * at_.levels;
        for (std::size_t l = 0; l < levels2; ++l) {
          const double gradient = value * leaf_gradient[i][l];
          Update(at_.words[row + l], squares_.words[row + l], gradient);
          Update(at_.words[row + family_[l]], squares_.words[row + family_[l]], gradient);
        }
      }
    }
    for (std::size_t l = 0; l < levels2; ++l) Update(at_.begins[l], squares_.begins[l], begins[l]);
    for (std::size_t l = 0; l < neighbours.size(); ++l) {
      Update(at_.neighbours[l], squares_.neighbours[l], neighbours[l]);
    }
  }

  void Update(double& weight, double& square, double gradient) const {
    const double g = gradient - arguments_.penalty * weight;
    if (g == 0) return;
    square += g * g;
    weight += arguments_.rate * g / std::sqrt(square + 0.1);
  }

  static std::vector<int> TruePath(const Example& example, const std::vector<GroupState>& states) {
    std::vector<int> path;
    std::size_t g = 0;
    for (const int level2 : example.level2) {
      while (g < states.size() && states[g].level2.id != level2) ++g;
      if (g == states.size()) return {};
      path.push_back(static_cast<int>(g));
    }
    return path;
  }

  const Taxonomy& taxonomy_;
  const Arguments& arguments_;
  std::vector<std::size_t> family_{};
  Parameters at_{}, squares_{};
};

struct Outcome {
  std::size_t leaves = 0, right = 0, sure = 0, sure_wrong = 0;
  double log_loss = 0;
  std::map<std::string, int> mistakes{};  // "truth -> guess: name"
};

void Evaluate(Trainer& trainer, const Taxonomy& taxonomy, const FundExamples& fund,
              const std::vector<bool>& is_used, Outcome& out) {
  for (const Example& example : fund.examples) {
    const auto guesses = trainer.Predict(example, is_used);
    for (std::size_t i = 0; i < guesses.size(); ++i) {
      const bool is_right = guesses[i].level2 == example.level2[i];
      if (!is_right) {
        const auto id = [&](int level2) {
          return taxonomy.level2()[static_cast<std::size_t>(level2)].id;
        };
        ++out.mistakes[id(example.level2[i]) + " -> " + id(guesses[i].level2) + ": " +
                       example.names[i]];
      }
      ++out.leaves;
      out.right += is_right ? 1 : 0;
      out.log_loss -= std::log(std::max(1e-6, guesses[i].of_truth));
      if (guesses[i].probability < 0.9) continue;
      ++out.sure;
      out.sure_wrong += is_right ? 0 : 1;
    }
  }
}

std::string Number(double weight) { return fmt::format("{:.2f}", weight); }

void WriteParameters(const Trainer& trainer, const Taxonomy& taxonomy, const Arguments& arguments) {
  std::ofstream out(arguments.output + "/lexicon.toml");
  out << "# How the words of a leaf are weighed; the words themselves are in words.tsv. Made by\n"
         "# bench/fit_lexicon from fixtures/funds/fit; see normalizers/hierarchy/lexicon.h.\n\n"
      << "[scale]\nrepeated = " << Number(arguments.repeated)
      << "\nwords = " << Number(arguments.scale) << "\n\n[group_begins]\n";
  for (std::size_t l = 0; l < taxonomy.level2().size(); ++l) {
    out << taxonomy.level2()[l].id << " = " << Number(trainer.parameters().begins[l]) << "\n";
  }
  out << "\n[neighbours]\n";
  for (std::size_t l = 0; l < kLikenessNames.size(); ++l) {
    out << kLikenessNames[l] << " = " << Number(trainer.parameters().neighbours[l]) << "\n";
  }
  out << "border = " << Number(trainer.parameters().neighbours.back()) << "\n";
}

void WriteWords(const Trainer& trainer, const Taxonomy& taxonomy, const FeatureIndex& index,
                const std::vector<bool>& is_used, const Arguments& arguments) {
  std::ofstream out(arguments.output + "/words.tsv");
  out << "# What words say about level 2, as natural logarithms. Made by bench/fit_lexicon from\n"
         "# fixtures/funds/fit; do not edit, make it again, or give gongwen a file of the same "
         "form\n"
         "# with --words. 数量 anywhere in the name, ^数量 where it begins, 数量$ where it ends,\n"
         "# =% of the value: see normalizers/hierarchy/leaf_features.h.\nfeature";
  for (const LevelLabel& label : taxonomy.level2()) out << "\t" << label.id;
  out << "\n";
  std::map<std::string, std::string> lines;
  for (std::size_t f = 0; f < index.keys().size(); ++f) {
    if (!is_used[f]) continue;
    std::string line;
    bool is_worth_it = false;
    for (std::size_t l = 0; l < taxonomy.level2().size(); ++l) {
      const double weight = trainer.Weight(f, l);
      line += "\t";
      if (std::abs(weight) < arguments.smallest) continue;
      line += Number(weight);
      is_worth_it = true;
    }
    line.erase(line.find_last_not_of('\t') + 1);
    if (is_worth_it) lines[index.keys()[f]] = line;
  }
  for (const auto& [key, line] : lines) out << key << line << "\n";
}

int Run(const Arguments& arguments) {
  const auto knowledge = Knowledge::Load();
  if (!knowledge) {
    fmt::print(stderr, "{}\n", ToString(knowledge.error()));
    return 1;
  }
  const Taxonomy& taxonomy = (*knowledge)->taxonomy();
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(arguments.funds)) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  FeatureIndex index;
  std::vector<FundExamples> funds;
  fixtures::Random random(11);
  for (const auto& path : paths) {
    const auto fund = fixtures::LoadFund(path.string());
    if (!fund) {
      fmt::print(stderr, "{}\n", ToString(fund.error()));
      return 1;
    }
    FundExamples examples{.id = path.stem().string()};
    for (int i = 0; i < arguments.notices; ++i) {
      const fixtures::TruthNotice notice =
          fixtures::MakeFundNotice(*fund, {.tables = 1, .seed = random.Next()});
      examples.examples.push_back(ReadExample(notice.indicator_tables.front(), funds.size(),
                                              (*knowledge)->label_reader(), arguments.repeated,
                                              index));
    }
    funds.push_back(std::move(examples));
  }
  const auto train = [&](const std::set<std::size_t>& on, std::vector<bool>& is_used) {
    is_used.assign(index.keys().size(), false);
    for (std::size_t f = 0; f < is_used.size(); ++f) {
      is_used[f] = index.Funds(static_cast<int>(f), on) >= arguments.least_funds;
    }
    Trainer trainer(taxonomy, index.keys().size(), arguments);
    std::vector<const Example*> examples;
    for (const std::size_t f : on) {
      for (const Example& example : funds[f].examples) examples.push_back(&example);
    }
    trainer.Train(examples, is_used);
    return trainer;
  };
  Outcome left_out;
  for (int fold = 0; fold < arguments.folds; ++fold) {
    std::set<std::size_t> on, off;
    for (std::size_t f = 0; f < funds.size(); ++f) {
      (static_cast<int>(f) % arguments.folds == fold ? off : on).insert(f);
    }
    std::vector<bool> is_used;
    Trainer trainer = train(on, is_used);
    Outcome seen;
    for (const std::size_t f : on) Evaluate(trainer, taxonomy, funds[f], is_used, seen);
    for (const std::size_t f : off) Evaluate(trainer, taxonomy, funds[f], is_used, left_out);
    fmt::print("fold {}: fitted {:.2f} %, left out so far {:.2f} %\n", fold + 1,
               100.0 * static_cast<double>(seen.right) / static_cast<double>(seen.leaves),
               100.0 * static_cast<double>(left_out.right) / static_cast<double>(left_out.leaves));
  }
  if (left_out.leaves > 0) {
    fmt::print(
        "words alone, funds left out: {:.2f} % of {} leaves, log loss {:.3f}; sure {} wrong {}\n",
        100.0 * static_cast<double>(left_out.right) / static_cast<double>(left_out.leaves),
        left_out.leaves, left_out.log_loss / static_cast<double>(left_out.leaves), left_out.sure,
        left_out.sure_wrong);
  }
  if (arguments.mistakes) {
    for (const auto& [mistake, count] : left_out.mistakes) fmt::print("{:>4} {}\n", count, mistake);
  }
  if (arguments.output.empty()) return 0;
  std::set<std::size_t> all;
  for (std::size_t f = 0; f < funds.size(); ++f) all.insert(f);
  std::vector<bool> is_used;
  const Trainer trainer = train(all, is_used);
  WriteParameters(trainer, taxonomy, arguments);
  WriteWords(trainer, taxonomy, index, is_used, arguments);
  fmt::print("{} funds, {} features -> {}\n", funds.size(),
             std::count(is_used.begin(), is_used.end(), true), arguments.output);
  return 0;
}

}  // namespace
}  // namespace gongwen::bench

int main(int argc, char** argv) {
  CLI::App app{"fits the lexicon on labelled funds"};
  gongwen::bench::Arguments arguments;
  app.add_option("--funds", arguments.funds, "folder of funds (*.json)")->required();
  app.add_option("-o,--out", arguments.output,
                 "folder to write lexicon.toml and words.tsv to; default: only cross-validate");
  app.add_option("--folds", arguments.folds, "funds are left out in so many parts; 0: not at all")
      ->capture_default_str();
  app.add_option("--rounds", arguments.rounds, "passes over all tables")->capture_default_str();
  app.add_option("--notices", arguments.notices, "tables of each fund")->capture_default_str();
  app.add_option("--repeated", arguments.repeated,
                 "a feature that n leaves of a table have counts n to the minus this in each")
      ->capture_default_str();
  app.add_option("--scale", arguments.scale, "written as the scale of words beside labels")
      ->capture_default_str();
  app.add_option("--penalty", arguments.penalty, "L2")->capture_default_str();
  app.add_option("--uniform", arguments.uniform,
                 "share of a leaf that its words do not tell; while fitting, so that leaves in odd "
                 "groups teach little")
      ->capture_default_str();
  app.add_option("--rate", arguments.rate, "AdaGrad's rate")->capture_default_str();
  app.add_option("--least-funds", arguments.least_funds, "funds a feature must be seen in")
      ->capture_default_str();
  app.add_flag("--mistakes", arguments.mistakes,
               "print the leaves of funds left out that are wrong");
  CLI11_PARSE(app, argc, argv);
  return gongwen::bench::Run(arguments);
}
