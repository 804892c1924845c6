#include "store/row_values.h"

#include <algorithm>
#include <cmath>

namespace gongwen {

double ClampConfidence(double confidence) {
  return std::isnan(confidence) ? 0.0 : std::clamp(confidence, 0.0, 1.0);
}

void BindNumber(SqliteStatement& statement, int number_from_1) {
  if (number_from_1 == 0) {
    statement.Bind(nullptr);
  } else {
    statement.Bind(number_from_1);
  }
}

void BindPlace(SqliteStatement& statement, int page_no, const RectPt& box) {
  BindNumber(statement, page_no);
  for (const double side : {box.x0, box.y0, box.x1, box.y1}) {
    if (box == RectPt{}) {
      statement.Bind(nullptr);
    } else {
      statement.Bind(side);
    }
  }
}

void BindProvenance(SqliteStatement& statement, const Provenance& from) {
  BindPlace(statement, from.page_no, from.box);
  statement.Bind(ClampConfidence(from.confidence)).Bind(ToString(from.source));
}

void BindDecimal(SqliteStatement& statement, const std::optional<Decimal>& value) {
  if (value) {
    statement.Bind(value->ToString());
  } else {
    statement.Bind(nullptr);
  }
}

RectPt ReadBox(SqliteStatement& statement) {
  RectPt box;
  for (double* side : {&box.x0, &box.y0, &box.x1, &box.y1}) *side = statement.Real();
  return box;
}

TextSource ReadSource(SqliteStatement& statement) {
  return TextSourceFromString(statement.Text()).value_or(TextSource::kNone);
}

Provenance ReadProvenance(SqliteStatement& statement) {
  Provenance from;
  from.page_no = statement.Int();
  from.box = ReadBox(statement);
  from.confidence = statement.Real();
  from.source = ReadSource(statement);
  return from;
}

std::optional<Decimal> ReadDecimal(SqliteStatement& statement) {
  return Decimal::Parse(statement.Text());  // NULL reads as "", which is no number
}

TableKind TableKindFromString(std::string_view name) {
  for (const TableKind kind : {TableKind::kIndicator, TableKind::kAllocation}) {
    if (ToString(kind) == name) return kind;
  }
  return TableKind::kOther;
}

ErrorCode ErrorCodeFromString(std::string_view name) {
  using enum ErrorCode;
  for (const ErrorCode code : {kInvalidArgument, kUnreadable, kEmpty, kEncrypted, kDamaged,
                               kUnsupported, kTooLarge, kOcrFailed, kOpenGrid, kNoTable, kStore}) {
    if (ToString(code) == name) return code;
  }
  return kInternal;
}

}  // namespace gongwen
