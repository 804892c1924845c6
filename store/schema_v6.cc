#include "store/schema_v6.h"

namespace gongwen {

const char* const kSchemaV6 = R"sql(
ALTER TABLE check_result ADD COLUMN row_no INTEGER;
-- JSON, {"row_no": ..., "column": ..., "before": ..., "after": ...}: what would make all agree.
ALTER TABLE check_result ADD COLUMN proposal TEXT;
CREATE INDEX check_result_by_outcome ON check_result(outcome, name);

DROP VIEW v_check;
CREATE VIEW v_check AS
SELECT document_id, table_no AS table_id, name, outcome, expected, actual, message, row_no, proposal
FROM check_result;

-- How much a wrong answer would matter, times how unsure it is: the order of review.
ALTER TABLE review_item ADD COLUMN priority REAL NOT NULL DEFAULT 0;
CREATE INDEX review_item_by_priority ON review_item(state, priority DESC);

-- What people decided. No foreign key: an answer stays when its document is stored anew, and may
-- come from another archive before the document does.
CREATE TABLE answer(
  item_id TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  table_no INTEGER,
  row_no INTEGER,
  field TEXT NOT NULL,
  anchor TEXT NOT NULL,
  before TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'corrected', 'rejected')),
  value TEXT NOT NULL,
  answered_by TEXT NOT NULL,
  note TEXT NOT NULL,
  answered_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_by_document ON answer(sha256);

DROP VIEW v_review;
CREATE VIEW v_review AS
SELECT r.item_id, r.document_id, r.table_no AS table_id, r.row_no, r.field, r.value, r.confidence,
  r.why, r.state, r.priority, a.value AS answer, a.answered_by, a.answered_at, a.note
FROM review_item r LEFT JOIN answer a USING (item_id);
)sql";

}  // namespace gongwen
