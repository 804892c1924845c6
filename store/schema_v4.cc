#include "store/schema_v4.h"

namespace gongwen {

const char* const kSchemaV4 = R"sql(
ALTER TABLE notice_table ADD COLUMN unit TEXT;        -- 万元, of the caption
ALTER TABLE notice_table ADD COLUMN attachment TEXT;  -- 附件1, 附件2-1
)sql";

}  // namespace gongwen
