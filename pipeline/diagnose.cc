#include "pipeline/diagnose.h"

#include <memory>
#include <utility>

#include "extractors/ocr/ocr_engine.h"
#include "extractors/ocr/tesseract_engine.h"
#include "extractors/pdf/pdf_document.h"
#include "normalizers/hierarchy/knowledge.h"
#include "store/archive.h"

namespace gongwen {
namespace {

Diagnosis DiagnoseOcr(const ReadOptions& options) {
  const Result<std::unique_ptr<OcrEngine>> engine =
      MakeTesseractEngine({.language = options.language, .tessdata_dir = options.tessdata_dir});
  if (!engine) return {"ocr model", engine.error().message, false};
  return {"ocr model", (*engine)->version()};
}

Diagnosis DiagnoseArchive() {
  const Result<Archive> archive = Archive::Open(":memory:", OpenMode::kReadWrite);
  if (!archive) return {"database", archive.error().message, false};
  return {"database", "a new database can be made; full text works"};
}

Diagnosis DiagnoseKnowledge() {
  const auto knowledge = Knowledge::Load();
  if (!knowledge) return {"taxonomy", knowledge.error().message, false};
  const Taxonomy& taxonomy = (*knowledge)->taxonomy();
  return {"taxonomy", std::to_string(taxonomy.level1().size()) + " level-1 and " +
                          std::to_string(taxonomy.level2().size()) + " level-2 labels, " +
                          std::to_string(taxonomy.schemes().size()) + " schemes"};
}

}  // namespace

std::vector<Diagnosis> Diagnose(const ReadOptions& options) {
  return {{"pdf", PdfDocument::EngineVersion()},
          {"ocr", "tesseract " + TesseractVersion()},
          DiagnoseOcr(options),
          DiagnoseArchive(),
          DiagnoseKnowledge()};
}

}  // namespace gongwen
