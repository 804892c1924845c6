// Model values as columns, and back: what several tables share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/decimal.h"
#include "model/error.h"
#include "model/geometry.h"
#include "model/notice.h"
#include "model/source.h"
#include "store/sqlite_statement.h"

namespace gongwen {

// page_no, x0, y0, x1, y1; NULL for no page and for RectPt{}.
void BindPlace(SqliteStatement& statement, int page_no, const RectPt& box);
// The same, then confidence and source. Confidence is brought into [0, 1]; NaN becomes 0.
void BindProvenance(SqliteStatement& statement, const Provenance& from);
void BindDecimal(SqliteStatement& statement, const std::optional<Decimal>& value);
// NULL for 0, which stands for "none" in the model's 1-based numbers.
void BindNumber(SqliteStatement& statement, int number_from_1);

[[nodiscard]] RectPt ReadBox(SqliteStatement& statement);
[[nodiscard]] TextSource ReadSource(SqliteStatement& statement);
[[nodiscard]] Provenance ReadProvenance(SqliteStatement& statement);
[[nodiscard]] std::optional<Decimal> ReadDecimal(SqliteStatement& statement);

// Names as stored; an unknown name gives kOther and kInternal.
[[nodiscard]] TableKind TableKindFromString(std::string_view name);
[[nodiscard]] ErrorCode ErrorCodeFromString(std::string_view name);

[[nodiscard]] double ClampConfidence(double confidence);

}  // namespace gongwen
