// The bytes of one document -> what its rows are made of: read, understood, answers of people put
// over it. The same in this process and in another one.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/answer.h"
#include "model/error.h"
#include "model/table_grid.h"
#include "normalizers/hierarchy/knowledge.h"
#include "pipeline/read_document.h"
#include "pipeline/understand_reading.h"
#include "store/prepared_document.h"

namespace gongwen {

struct DocumentJob {
  std::string_view bytes{};
  std::string sha256{};           // of the bytes
  std::vector<Answer> answers{};  // of people, about these bytes
  PagePlan pages{};
  // Why the reading is not to be understood, only kept: a process was lost over that before.
  std::optional<Error> not_understood{};
};

// Grids of tables that may be siblings of those of a notice; may be empty.
using FindSiblings = std::function<Result<std::vector<TableGrid>>(const Notice&)>;
// Told the page in work, 0 for the understanding of the whole; may be empty.
using OnProgress = std::function<void(int page_no)>;

// A document that is worked out; as the message that a worker process sent, until somebody needs
// it: the worker has its next document in the meantime.
class ProcessedDocument {
 public:
  explicit ProcessedDocument(PreparedDocument document) : document_(std::move(document)) {}
  explicit ProcessedDocument(std::string message) : message_(std::move(message)) {}
  // Errors: kDamaged at kStageWorker, when the message is none.
  [[nodiscard]] Result<PreparedDocument> Take() &&;

 private:
  std::optional<PreparedDocument> document_{};
  std::string message_{};
};

// One document after the other. One processor a thread.
class DocumentProcessor {
 public:
  virtual ~DocumentProcessor() = default;
  // Without path and size, which the bytes do not tell.
  //   errors  those of DocumentReader::Read and PrepareDocument; kStageWorker with the page in work
  //           and kStageUnderstand when the document cost a process, or threw there; and those of
  //           `find_siblings`
  [[nodiscard]] virtual Result<ProcessedDocument> Process(const DocumentJob& job,
                                                          const FindSiblings& find_siblings,
                                                          const OnProgress& on_progress) = 0;
};

inline constexpr const char* kStageWorker = "worker";
inline constexpr const char* kStageUnderstand = "understand";

// In this process.
class LocalProcessor : public DocumentProcessor {
 public:
  // `knowledge` must outlive the processor.
  LocalProcessor(ReadOptions read, UnderstandOptions understand, const Knowledge& knowledge);
  [[nodiscard]] Result<ProcessedDocument> Process(const DocumentJob& job,
                                                  const FindSiblings& find_siblings,
                                                  const OnProgress& on_progress) override;

 private:
  [[nodiscard]] Result<PreparedDocument> Understand(Reading reading, const DocumentJob& job,
                                                    const FindSiblings& find_siblings);

  DocumentReader reader_;
  UnderstandOptions understand_;
  const Knowledge& knowledge_;
  const OnProgress* on_progress_ = nullptr;  // of the document in work
};

}  // namespace gongwen
