#include "store/schema_v10.h"

namespace gongwen {

// Of rows that are here already no part is told from the others: each is as sure as the row.
// reprocess tells them.
const char* const kSchemaV10 = R"sql(
ALTER TABLE indicator ADD COLUMN confidence_region REAL NOT NULL DEFAULT 1;
ALTER TABLE indicator ADD COLUMN confidence_levels REAL NOT NULL DEFAULT 1;
ALTER TABLE indicator ADD COLUMN confidence_name REAL NOT NULL DEFAULT 1;
ALTER TABLE indicator ADD COLUMN confidence_value REAL NOT NULL DEFAULT 1;
UPDATE indicator SET confidence_region = confidence, confidence_levels = confidence,
  confidence_name = confidence, confidence_value = confidence;

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
  i.value_column, i.extras, i.value_low, i.value_high, i.value_date, t.region_code,
  i.confidence_region, i.confidence_levels, i.confidence_name, i.confidence_value
FROM indicator i JOIN indicator_table t USING (document_id, table_no);
)sql";

}  // namespace gongwen
