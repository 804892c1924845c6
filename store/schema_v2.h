// Version 2 of the schema, as an SQL script: one key for the wordings of one indicator.
#pragma once

namespace gongwen {

extern const char* const kSchemaV2;

}  // namespace gongwen
