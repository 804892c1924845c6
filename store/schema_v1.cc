// Rules that hold for every table:
//  - a document's rows have keys made of their place in it (document_id, table_no, row_no ...), so
//    that storing the same document again gives the same keys;
//  - "not found" is NULL, "printed blank" is '';
//  - page_no counts from 1 and is NULL where the input has no pages; so are boxes, in page points;
//  - money is decimal text, exact; the views give numbers;
//  - search_index needs this program's tokenizer: the views stay off it, so that any SQLite client
//    can read them.

#include "store/schema_v1.h"

namespace gongwen {

const char* const kSchemaV1 = R"sql(
CREATE TABLE document(
  document_id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  format TEXT NOT NULL,
  page_count INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('ok', 'partial', 'failed')),
  language TEXT,
  imported_at TEXT NOT NULL
) STRICT;

CREATE TABLE document_path(
  path_id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document,
  path TEXT NOT NULL,
  UNIQUE (document_id, path)
) STRICT;
CREATE INDEX document_path_by_path ON document_path(path);

-- The raw reading: zstd over JSON, see docs/store.md.
CREATE TABLE reading(
  document_id INTEGER PRIMARY KEY REFERENCES document,
  engine TEXT NOT NULL,
  codec_version INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;

-- What full text search looks at, and the only copy of a page's text outside `reading`.
-- passage_id = document_id * 2^20 + place in the document.
CREATE TABLE passage(
  passage_id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document,
  kind TEXT NOT NULL CHECK (kind IN ('head', 'page', 'body', 'table')),
  page_no INTEGER,
  body TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search_index USING fts5(
  body, content = 'passage', content_rowid = 'passage_id', tokenize = 'han');

CREATE TABLE page(
  document_id INTEGER NOT NULL REFERENCES document,
  page_no INTEGER NOT NULL CHECK (page_no >= 1),
  width_pt REAL NOT NULL,
  height_pt REAL NOT NULL,
  source TEXT NOT NULL,
  rotation_deg INTEGER NOT NULL,
  passage_id INTEGER NOT NULL REFERENCES passage,
  PRIMARY KEY (document_id, page_no)
) STRICT, WITHOUT ROWID;

-- The notice's own elements: document_number, title, issuing_agency, addressee, issue_date,
-- print_date, printing_office, copy_to, attachment. ordinal counts from 1.
CREATE TABLE field(
  document_id INTEGER NOT NULL REFERENCES document,
  field TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  value TEXT,
  page_no INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL,
  confidence REAL NOT NULL, source TEXT NOT NULL,
  PRIMARY KEY (document_id, field, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX field_by_document_number ON field(value) WHERE field = 'document_number';

CREATE TABLE citation(
  document_id INTEGER NOT NULL REFERENCES document,
  ordinal INTEGER NOT NULL,
  cited_number TEXT NOT NULL,
  relation TEXT,
  context TEXT NOT NULL,
  page_no INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL,
  confidence REAL NOT NULL, source TEXT NOT NULL,
  PRIMARY KEY (document_id, ordinal)
) STRICT, WITHOUT ROWID;

-- Every table of the document, whatever its kind. Its grid stands in `reading`.
CREATE TABLE notice_table(
  document_id INTEGER NOT NULL REFERENCES document,
  table_no INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('indicator', 'allocation', 'other')),
  title TEXT,
  header_rows INTEGER NOT NULL,
  PRIMARY KEY (document_id, table_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE indicator_table(
  document_id INTEGER NOT NULL REFERENCES document,
  table_no INTEGER NOT NULL,
  title TEXT,
  fund TEXT,
  year INTEGER,
  region TEXT,
  region_department TEXT,
  competent_department TEXT,
  PRIMARY KEY (document_id, table_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE head_field(
  document_id INTEGER NOT NULL,
  table_no INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  key TEXT NOT NULL,
  value TEXT,
  page_no INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL,
  confidence REAL NOT NULL, source TEXT NOT NULL,
  PRIMARY KEY (document_id, table_no, ordinal),
  FOREIGN KEY (document_id, table_no) REFERENCES indicator_table
) STRICT, WITHOUT ROWID;

CREATE TABLE indicator(
  document_id INTEGER NOT NULL,
  table_no INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  level1 TEXT,
  level2 TEXT,
  level3 TEXT NOT NULL,
  value_text TEXT NOT NULL,
  comparator TEXT CHECK (comparator IN ('=', '>=', '<=', '>', '<')),
  value_number REAL,
  value_unit TEXT,
  name_page_no INTEGER, name_x0 REAL, name_y0 REAL, name_x1 REAL, name_y1 REAL,
  name_confidence REAL NOT NULL, name_source TEXT NOT NULL,
  value_page_no INTEGER, value_x0 REAL, value_y0 REAL, value_x1 REAL, value_y1 REAL,
  value_confidence REAL NOT NULL, value_source TEXT NOT NULL,
  confidence REAL NOT NULL,
  is_repaired INTEGER NOT NULL,
  alternatives TEXT NOT NULL,
  PRIMARY KEY (document_id, table_no, row_no),
  FOREIGN KEY (document_id, table_no) REFERENCES indicator_table
) STRICT, WITHOUT ROWID;

CREATE TABLE allocation_table(
  document_id INTEGER NOT NULL REFERENCES document,
  table_no INTEGER NOT NULL,
  title TEXT,
  unit TEXT,
  PRIMARY KEY (document_id, table_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE allocation(
  document_id INTEGER NOT NULL,
  table_no INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  recipient TEXT NOT NULL,
  column_name TEXT NOT NULL,
  amount_text TEXT NOT NULL,
  amount TEXT,
  unit TEXT,
  amount_yuan TEXT,
  is_total INTEGER NOT NULL,
  parent TEXT,
  page_no INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL,
  confidence REAL NOT NULL, source TEXT NOT NULL,
  PRIMARY KEY (document_id, table_no, ordinal),
  FOREIGN KEY (document_id, table_no) REFERENCES allocation_table
) STRICT, WITHOUT ROWID;

CREATE TABLE repair(
  document_id INTEGER NOT NULL REFERENCES document,
  ordinal INTEGER NOT NULL,
  table_no INTEGER,
  row_no INTEGER,
  field TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  reason TEXT NOT NULL,
  evidence TEXT NOT NULL,
  confidence REAL NOT NULL,
  reverted INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (document_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE check_result(
  document_id INTEGER NOT NULL REFERENCES document,
  ordinal INTEGER NOT NULL,
  table_no INTEGER,
  name TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('pass', 'fail', 'not_applicable')),
  expected TEXT,
  actual TEXT,
  message TEXT,
  PRIMARY KEY (document_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE review_item(
  item_id TEXT PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document,
  table_no INTEGER,
  row_no INTEGER,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  confidence REAL NOT NULL,
  why TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open'
    CHECK (state IN ('open', 'accepted', 'corrected', 'rejected'))
) STRICT, WITHOUT ROWID;
CREATE INDEX review_item_by_document ON review_item(document_id);

-- Of a document, or of a file that never became one: then document_id is NULL, and sha256 is known
-- if at least the bytes could be read.
CREATE TABLE failure(
  failure_id INTEGER PRIMARY KEY,
  document_id INTEGER REFERENCES document,
  source_path TEXT,
  sha256 TEXT,
  stage TEXT,
  page_no INTEGER,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  at TEXT NOT NULL,
  CHECK ((document_id IS NULL) = (source_path IS NOT NULL))
) STRICT;
CREATE INDEX failure_by_document ON failure(document_id);
CREATE INDEX failure_by_path ON failure(source_path);

CREATE VIEW v_document AS
SELECT d.document_id,
  (SELECT path FROM document_path p WHERE p.document_id = d.document_id
   ORDER BY path_id LIMIT 1) AS source_path,
  d.sha256, d.format, d.page_count, d.status,
  (SELECT value FROM field f
   WHERE f.document_id = d.document_id AND field = 'document_number') AS document_number,
  (SELECT value FROM field f
   WHERE f.document_id = d.document_id AND field = 'title') AS title,
  (SELECT json_group_array(value) FROM (
     SELECT value FROM field f WHERE f.document_id = d.document_id
     AND field = 'issuing_agency' AND value IS NOT NULL
     ORDER BY ordinal)) AS issuing_agencies,
  (SELECT json_group_array(value) FROM (
     SELECT value FROM field f WHERE f.document_id = d.document_id
     AND field = 'addressee' AND value IS NOT NULL
     ORDER BY ordinal)) AS addressees,
  (SELECT value FROM field f
   WHERE f.document_id = d.document_id AND field = 'issue_date') AS issue_date,
  (SELECT value FROM field f
   WHERE f.document_id = d.document_id AND field = 'print_date') AS print_date,
  (SELECT value FROM field f
   WHERE f.document_id = d.document_id AND field = 'printing_office') AS printing_office,
  (SELECT value FROM field f
   WHERE f.document_id = d.document_id AND field = 'copy_to') AS copy_to,
  (SELECT json_group_array(cited_number) FROM (
     SELECT cited_number FROM citation c WHERE c.document_id = d.document_id
     ORDER BY ordinal)) AS cites,
  (SELECT json_group_array(value) FROM (
     SELECT value FROM field f WHERE f.document_id = d.document_id
     AND field = 'attachment' AND value IS NOT NULL
     ORDER BY ordinal)) AS attachments,
  d.language, d.imported_at
FROM document d;

-- The place of a row is its value's, or its name's where a blank value has none.
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
  iif(i.value_source = 'none', i.name_source, i.value_source) AS source
FROM indicator i JOIN indicator_table t USING (document_id, table_no);

CREATE VIEW v_allocation AS
SELECT document_id, table_no AS table_id, row_no, recipient, column_name,
  CASE WHEN instr(amount, '.') THEN CAST(amount AS REAL)
       ELSE CAST(amount AS INTEGER) END AS amount,
  unit,
  CASE WHEN instr(amount_yuan, '.') THEN CAST(amount_yuan AS REAL)
       ELSE CAST(amount_yuan AS INTEGER) END AS amount_yuan,
  is_total, parent, page_no, x0, y0, x1, y1, confidence
FROM allocation;

CREATE VIEW v_repair AS
SELECT document_id, table_no AS table_id, row_no, field, before, after, reason, evidence,
  confidence, reverted
FROM repair;

CREATE VIEW v_check AS
SELECT document_id, table_no AS table_id, name, outcome, expected, actual, message
FROM check_result;

CREATE VIEW v_review AS
SELECT item_id, document_id, table_no AS table_id, row_no, field, value, confidence, why, state
FROM review_item;

-- Joined here and not stored: the cited notice may be imported later.
CREATE VIEW v_citation AS
SELECT c.document_id, c.cited_number,
  (SELECT min(f.document_id) FROM field f
   WHERE f.field = 'document_number' AND f.value = c.cited_number) AS cited_document_id,
  c.relation, c.context
FROM citation c;

CREATE VIEW v_page AS
SELECT g.document_id, g.page_no, g.width_pt, g.height_pt, g.source, s.body AS text
FROM page g JOIN passage s USING (passage_id);

CREATE VIEW v_failure AS
SELECT coalesce(f.source_path, (SELECT path FROM document_path p
   WHERE p.document_id = f.document_id ORDER BY path_id LIMIT 1)) AS source_path,
  coalesce(f.sha256, d.sha256) AS sha256, f.stage, f.page_no, f.code, f.message, f.at
FROM failure f LEFT JOIN document d USING (document_id);
)sql";

}  // namespace gongwen
