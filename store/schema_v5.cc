#include "store/schema_v5.h"

namespace gongwen {

const char* const kSchemaV5 = R"sql(
-- 印章: taken out before the page was read, and kept as a fact. Boxes are page points.
CREATE TABLE stamp(
  document_id INTEGER NOT NULL REFERENCES document,
  page_no INTEGER NOT NULL CHECK (page_no >= 1),
  stamp_no INTEGER NOT NULL CHECK (stamp_no >= 1),
  x0 REAL NOT NULL, y0 REAL NOT NULL, x1 REAL NOT NULL, y1 REAL NOT NULL,
  PRIMARY KEY (document_id, page_no, stamp_no)
) STRICT, WITHOUT ROWID;

CREATE VIEW v_stamp AS
SELECT document_id, page_no, stamp_no, x0, y0, x1, y1 FROM stamp;
)sql";

}  // namespace gongwen
