#include "store/schema_v3.h"

namespace gongwen {

const char* const kSchemaV3 = R"sql(
-- The name of the value's column where a table has several of them (one for each village).
ALTER TABLE indicator ADD COLUMN value_column TEXT;
-- 权重, 计量单位, 完成值, 备注, ...: JSON, [{"column": ..., "text": ...}].
ALTER TABLE indicator ADD COLUMN extras TEXT NOT NULL DEFAULT '[]';
CREATE INDEX indicator_table_by_fund ON indicator_table(fund, year);

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
  i.value_column, i.extras
FROM indicator i JOIN indicator_table t USING (document_id, table_no);
)sql";

}  // namespace gongwen
