#include "store/schema_v2.h"

namespace gongwen {

const char* const kSchemaV2 = R"sql(
ALTER TABLE indicator ADD COLUMN indicator_key TEXT NOT NULL DEFAULT '';

-- Rows that an older version wrote have no key yet: their own name stands in for it.
CREATE VIEW v_indicator_key AS
SELECT document_id, table_no AS table_id, row_no,
  iif(indicator_key = '', level3, indicator_key) AS indicator_key
FROM indicator;
)sql";

}  // namespace gongwen
