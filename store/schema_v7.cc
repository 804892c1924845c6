#include "store/schema_v7.h"

namespace gongwen {

const char* const kSchemaV7 = R"sql(
-- Every file that an import was asked for, in the order in which it was named: the list of work.
-- size_bytes and modified_ns are the file's when it was read; lost counts reading processes that it
-- has cost.
CREATE TABLE work_item(
  work_id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'stored', 'failed')),
  size_bytes INTEGER,
  modified_ns INTEGER,
  lost INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX work_item_waiting ON work_item(work_id) WHERE state = 'waiting';
INSERT INTO work_item(work_id, path, state)
SELECT max(path_id), path, 'stored' FROM document_path GROUP BY path;
INSERT INTO work_item(work_id, path, state)
SELECT (SELECT coalesce(max(path_id), 0) FROM document_path) + row_number() OVER (ORDER BY min(failure_id)),
  source_path, 'failed' FROM failure
WHERE document_id IS NULL AND source_path NOT IN (SELECT path FROM document_path)
GROUP BY source_path;

-- Failures are numbered by their document and their place in it, or by their path, below 0.
UPDATE failure SET failure_id = document_id * 1048576 + failure_id WHERE document_id IS NOT NULL;
UPDATE failure SET failure_id = -(SELECT work_id FROM work_item WHERE path = source_path)
WHERE document_id IS NULL;

CREATE VIEW v_work AS
SELECT work_id, path, state, size_bytes, modified_ns, lost FROM work_item;
)sql";

}  // namespace gongwen
