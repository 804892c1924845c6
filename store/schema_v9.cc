#include "store/schema_v9.h"

namespace gongwen {

// Rows that are here already were as sure as their amount; reprocess tells the rest.
const char* const kSchemaV9 = R"sql(
ALTER TABLE allocation ADD COLUMN item TEXT;  -- 项目 under the recipient
ALTER TABLE allocation ADD COLUMN confidence_recipient REAL NOT NULL DEFAULT 1;
ALTER TABLE allocation ADD COLUMN confidence_column REAL NOT NULL DEFAULT 1;
ALTER TABLE allocation ADD COLUMN confidence_amount REAL NOT NULL DEFAULT 1;
UPDATE allocation SET confidence_amount = confidence;

DROP VIEW v_allocation;
CREATE VIEW v_allocation AS
SELECT document_id, table_no AS table_id, row_no, recipient, column_name,
  CASE WHEN instr(amount, '.') THEN CAST(amount AS REAL)
       ELSE CAST(amount AS INTEGER) END AS amount,
  unit,
  CASE WHEN instr(amount_yuan, '.') THEN CAST(amount_yuan AS REAL)
       ELSE CAST(amount_yuan AS INTEGER) END AS amount_yuan,
  is_total, parent, page_no, x0, y0, x1, y1, confidence, recipient_code, item,
  confidence_recipient, confidence_column, confidence_amount
FROM allocation;
)sql";

}  // namespace gongwen
