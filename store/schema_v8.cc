// The index before this one held single characters with their places, and needed this program's
// tokenizer. This one is described in search_words.h.
//
// Facets of documents that are here already are made from their rows as search_facets.cc makes them
// from the notice, but for the kind of notice, which the next import or reprocess adds.
#include "store/schema_v8.h"

namespace gongwen {

const char* const kSchemaV8 = R"sql(
DROP TABLE search_index;

-- What the filters of search look at: names parted by line ends.
CREATE TABLE document_facet(
  document_id INTEGER PRIMARY KEY REFERENCES document,
  fund TEXT NOT NULL,
  region TEXT NOT NULL,
  agency TEXT NOT NULL,
  year TEXT NOT NULL,
  kind TEXT NOT NULL
) STRICT;

-- rowid = document_id. Pairs of neighbouring Han characters, words, numbers: docs/store.md tells how
-- to ask it with any SQLite.
CREATE VIRTUAL TABLE document_index USING fts5(
  head, body, fund, region, agency, year, kind,
  content = '', detail = column, columnsize = 0, tokenize = 'ascii');

INSERT INTO document_facet
SELECT d.document_id,
  coalesce((SELECT group_concat(name, char(10)) FROM (
    SELECT value AS name FROM field f WHERE f.document_id = d.document_id
      AND field IN ('title', 'fund') AND value IS NOT NULL
    UNION SELECT fund FROM indicator_table t WHERE t.document_id = d.document_id AND fund IS NOT NULL
    UNION SELECT title FROM allocation_table t
      WHERE t.document_id = d.document_id AND title IS NOT NULL)), ''),
  coalesce((SELECT group_concat(name, char(10)) FROM (
    SELECT region AS name FROM indicator_table t
      WHERE t.document_id = d.document_id AND region IS NOT NULL
    UNION SELECT region_department FROM indicator_table t
      WHERE t.document_id = d.document_id AND region_department IS NOT NULL
    UNION SELECT recipient FROM allocation a
      WHERE a.document_id = d.document_id AND is_total = 0 AND recipient <> '')), ''),
  coalesce((SELECT group_concat(value, char(10)) FROM field f
    WHERE f.document_id = d.document_id AND field = 'issuing_agency'), ''),
  coalesce((SELECT group_concat(name, char(10)) FROM (
    SELECT substr(value, 1, 4) AS name FROM field f WHERE f.document_id = d.document_id
      AND field = 'issue_date' AND value IS NOT NULL
    UNION SELECT value FROM field f WHERE f.document_id = d.document_id
      AND field = 'budget_year' AND value IS NOT NULL
    UNION SELECT CAST(year AS TEXT) FROM indicator_table t
      WHERE t.document_id = d.document_id AND year IS NOT NULL)), ''),
  coalesce((SELECT group_concat(DISTINCT t.kind) FROM notice_table t
    WHERE t.document_id = d.document_id AND t.kind <> 'other'), '')
FROM document d;

INSERT INTO document_index(rowid, head, body, fund, region, agency, year, kind)
SELECT d.document_id,
  search_grams(coalesce((SELECT group_concat(body, char(10)) FROM passage p
    WHERE p.passage_id >= d.document_id * 1048576 AND p.passage_id < (d.document_id + 1) * 1048576
    AND p.kind = 'head'), '')),
  search_grams(coalesce((SELECT group_concat(body, char(10)) FROM passage p
    WHERE p.passage_id >= d.document_id * 1048576 AND p.passage_id < (d.document_id + 1) * 1048576
    AND p.kind <> 'head'), '')),
  search_grams(f.fund), search_grams(f.region), search_grams(f.agency), search_grams(f.year),
  search_grams(f.kind)
FROM document d JOIN document_facet f USING (document_id);

-- Names that occur, for filters by a part of them: which is quick over these and slow over all rows.
CREATE TABLE distinct_name(
  kind TEXT NOT NULL CHECK (kind IN ('indicator', 'region', 'fund', 'recipient')),
  name TEXT NOT NULL,
  match_key TEXT NOT NULL,
  PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
INSERT INTO distinct_name
SELECT 'indicator', name, match_key(name) FROM (SELECT DISTINCT level3 AS name FROM indicator)
UNION ALL SELECT 'region', name, match_key(name) FROM (
  SELECT region AS name FROM indicator_table WHERE region IS NOT NULL
  UNION SELECT region_department FROM indicator_table WHERE region_department IS NOT NULL)
UNION ALL SELECT 'fund', name, match_key(name) FROM (
  SELECT DISTINCT fund AS name FROM indicator_table WHERE fund IS NOT NULL)
UNION ALL SELECT 'recipient', name, match_key(name) FROM (
  SELECT DISTINCT recipient AS name FROM allocation);

CREATE INDEX indicator_by_name ON indicator(level3);
CREATE INDEX indicator_table_by_region ON indicator_table(region);
CREATE INDEX indicator_table_by_region_department ON indicator_table(region_department);
CREATE INDEX allocation_by_recipient ON allocation(recipient);
)sql";

}  // namespace gongwen
