#include "pipeline/diagnose.h"

#include <memory>
#include <string_view>
#include <utility>

#include "extractors/ocr/models/embedded_models.h"
#include "extractors/ocr/ocr_engine.h"
#include "extractors/ocr/tesseract_engine.h"
#include "extractors/pdf/pdf_document.h"
#include "normalizers/hierarchy/knowledge.h"
#include "pipeline/sandbox.h"
#include "store/archive.h"

namespace gongwen {
namespace {

// The models that are built in: how large they are, and whether Tesseract takes them.
Diagnosis DiagnoseLineModel(std::string_view name, std::string_view traineddata) {
  const auto engine = MakeLineModelEngine(traineddata, std::string(name));
  const std::string size = std::to_string(traineddata.size() / 1024) + " KB";
  if (!engine) return {std::string(name), engine.error().message, false};
  return {std::string(name), "built in, " + size};
}

// Without them old PDFs, whose fonts are not in the file, have no text layer.
Diagnosis DiagnosePdf() {
  if (PdfDocument::HasChineseEncodings()) {
    return {"pdf", PdfDocument::EngineVersion() + ", with Chinese encodings"};
  }
  return {"pdf",
          PdfDocument::EngineVersion() +
              " without Chinese encodings: PDFs whose fonts are not in the file are read by OCR, "
              "worse or not at all; apt-get install poppler-data",
          false};
}

// Without it everything is read, but nobody is asked where the own model is unsure.
Diagnosis DiagnoseSecondOpinion(const EngineOptions& options) {
  const Result<std::unique_ptr<OcrEngine>> engine =
      MakeTesseractEngine({.language = options.language, .tessdata_dir = options.tessdata_dir});
  if (!engine) return {"second model", engine.error().message, false};
  const std::string where =
      options.tessdata_dir.empty() ? "where tesseract keeps its data" : options.tessdata_dir;
  return {"second model", options.language + ", found in " + where};
}

Diagnosis DiagnoseArchive() {
  const Result<Archive> archive = Archive::Open(":memory:", OpenMode::kReadWrite);
  if (!archive) return {"database", archive.error().message, false};
  return {"database", "a new database can be made; full text works"};
}

// Without it documents are read in processes of their own all the same.
Diagnosis DiagnoseSandbox() {
  const SandboxReport report = ProbeSandbox();
  if (report.missing.empty()) {
    return {"isolation", "reading processes: limited memory, no network, no writing (seccomp)"};
  }
  return {"isolation", "reading processes, but this kernel or container does not give: " +
                           report.missing + "a document may do what you may do"};
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
  return {DiagnosePdf(),
          {"ocr", "tesseract " + TesseractVersion()},
          DiagnoseLineModel("page model", PageLineModel()),
          DiagnoseLineModel("value model", ValueLineModel()),
          DiagnoseSecondOpinion(options.engines),
          DiagnoseArchive(),
          DiagnoseSandbox(),
          DiagnoseKnowledge()};
}

}  // namespace gongwen
