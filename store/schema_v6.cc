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

ALTER TABLE indicator ADD COLUMN value_low REAL;   -- of a range
ALTER TABLE indicator ADD COLUMN value_high REAL;
ALTER TABLE indicator ADD COLUMN value_date TEXT;  -- 2023-12-31, 2023-12, 2023
ALTER TABLE indicator_table ADD COLUMN region_code TEXT;  -- GB/T 2260
ALTER TABLE allocation ADD COLUMN recipient_code TEXT;
CREATE INDEX indicator_table_by_region_code ON indicator_table(region_code);
CREATE INDEX allocation_by_recipient_code ON allocation(recipient_code);

DROP VIEW v_indicator;
CREATE VIEW v_indicator AS
SELECT i.document_id, i.table_no AS table_id, i.row_no, t.title AS table_title, t.fund, t.year,
  t.region_department, t.competent_department, t.region, i.level1, i.level2, i.level3,
  i.value_text, i.comparator,
  CASE WHEN i.value_number = CAST(i.value_number AS INTEGER)
       THEN CAST(i.value_number AS INTEGER) ELSE i.value_number END AS value_number,
  i.value_unit, coalesce(i.value_page_no, i.name_page_no) AS page_no,
  iif(i.value_page_no IS NULL, i.name_x0, i.value_x0) AS x0,
  iif(i.value_page_no IS NULL, i.name_y0, i.value_y0) AS y0,
  iif(i.value_page_no IS NULL, i.name_x1, i.value_x1) AS x1,
  iif(i.value_page_no IS NULL, i.name_y1, i.value_y1) AS y1,
  i.confidence, i.is_repaired,
  iif(i.value_source = 'none', i.name_source, i.value_source) AS source,
  iif(i.indicator_key = '', i.level3, i.indicator_key) AS indicator_key,
  i.value_column, i.extras, i.value_low, i.value_high, i.value_date, t.region_code
FROM indicator i JOIN indicator_table t USING (document_id, table_no);

DROP VIEW v_allocation;
CREATE VIEW v_allocation AS
SELECT document_id, table_no AS table_id, row_no, recipient, column_name,
  CASE WHEN instr(amount, '.') THEN CAST(amount AS REAL)
       ELSE CAST(amount AS INTEGER) END AS amount,
  unit,
  CASE WHEN instr(amount_yuan, '.') THEN CAST(amount_yuan AS REAL)
       ELSE CAST(amount_yuan AS INTEGER) END AS amount_yuan,
  is_total, parent, page_no, x0, y0, x1, y1, confidence, recipient_code
FROM allocation;

-- Every element of the notice, also those that v_document has no column for: fund, budget_year,
-- income_subject, approver, ...
CREATE VIEW v_field AS
SELECT document_id, field, ordinal, value, page_no, x0, y0, x1, y1, confidence, source FROM field;
)sql";

}  // namespace gongwen
